"""Rules on dates of publication: data, never invented, never ahead of time.

Source: 国办秘函〔2019〕19号 counts a forged date of publication (伪造发稿日期) as a veto item.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.law.titles import VETO
from ...basics.problem import Code, Place, Problem
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, Decision
from ..registry import rule

FUTURE = Code("R60", "公布日期在将来", "请写实际公布的日期；还没到日子的，到期再放进来", law=VETO)
TOO_EARLY = Code("R61", "公布日期早于决策", "公布不能早于会议作出决定：请核对两个日期", law=VETO)

CORRECTED = Code("R64", "更正的日期不对", "更正在公布之后、今天以前：请写实际更正的日期", law=VETO)


@rule(FUTURE)
def nothing_from_the_future(site: Site) -> Iterator[Problem]:
    """No date of publication lies after the as-of date."""
    for record in site.published:
        if record.published and record.published > site.as_of:
            what = f"“{record.name}”公布于 {record.published}，晚于本次生成的日期 {site.as_of}"
            yield Problem(record.at("published"), FUTURE, what)


@rule(TOO_EARLY)
def decided_before_published(site: Site) -> Iterator[Problem]:
    """An announcement does not precede its meeting, nor a report of a decision the decision."""
    for decision in site.decisions.values():
        yield from _published_too_early(decision)


def _published_too_early(decision: Decision) -> Iterator[Problem]:
    meeting = decision.steps.meeting
    forecast = decision.steps.forecast
    first_shown = forecast.day if forecast else meeting.day if meeting else None
    if decision.state in ADOPTED_STATES and first_shown and decision.published < first_shown:
        place: Place = decision.at("published")
        yield Problem(place, TOO_EARLY, f"公布于 {decision.published}，早于 {first_shown}")


@rule(CORRECTED)
def notices_are_corrected_after_publication(site: Site) -> Iterator[Problem]:
    """A correction of a notice lies between its publication and today."""
    for notice in site.notices.values():
        for correction in notice.corrections:
            if not notice.published <= correction.day <= site.as_of:
                what = f"“{notice.name}”公布于 {notice.published}，更正写的是 {correction.day}"
                yield Problem(correction.at("day"), CORRECTED, what)
