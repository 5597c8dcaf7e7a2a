"""Rules on dates of publication: data, never invented, never ahead of time.

Source: 国办秘函〔2019〕19号 counts a forged date of publication (伪造发稿日期) as a veto item.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...basics.law.titles import VETO
from ...basics.problem import Code, Place, Problem
from ...county.site import Site
from ...schema.declare import Record
from ...schema.records.clearing_round import ClearingRound
from ...schema.records.decisions.decision import ADOPTED_STATES, Decision
from ..registry import rule

FUTURE = Code("R60", "公布日期在将来", "请写实际公布的日期；还没到日子的，到期再放进来", law=VETO)
TOO_EARLY = Code("R61", "公布日期早于决策", "公布不能早于会议作出决定：请核对两个日期", law=VETO)

NOT_YET = Code(
    "R216",
    "记着的事还没有到日子",
    "清理、审核、调整、任职写的是已经做了的：请核对日期，还没有做的到期再写",
    law="《政府信息公开条例》第六条：公开应当准确",
)
CORRECTED = Code("R64", "更正的日期不对", "更正在公布之后、今天以前：请写实际更正的日期", law=VETO)


@rule(FUTURE)
def nothing_from_the_future(site: Site) -> Iterator[Problem]:
    """No date of publication lies after the as-of date."""
    for record in site.published:
        if record.published and record.published > site.as_of:
            what = f"“{record.name}”公布于 {record.published}，晚于本次生成的日期 {site.as_of}"
            yield Problem(record.at("published"), FUTURE, what)


@rule(NOT_YET)
def what_is_recorded_has_happened(site: Site) -> Iterator[Problem]:
    """Clearing, reviews, adjustments, and coming into office: none of them lies ahead."""
    for name, happened, attribute in _happened(site):
        day: date = getattr(happened, attribute)
        if day > site.as_of:
            field = type(happened).keys()[attribute].name
            what = f"“{name}”{happened.title}的{field}是 {day}，今天 {site.as_of}"
            yield Problem(happened.at(attribute), NOT_YET, what)


def _happened(site: Site) -> Iterator[tuple[str, Record, str]]:
    """What says when something was done: of what, the record, and which of its fields."""
    for power in site.powers.values():
        for done in (power.clearance, *power.adjustments):
            yield from ((power.name, done, "day"),) if done else ()
        if power.clearance:
            of = power.clearance
            later = (*of.reviews, *of.openings, *of.improvements)
            yield from ((power.name, done, "day") for done in later)
    for of_all in site.of(ClearingRound).values():
        yield of_all.name, of_all, "until"
    for unit in site.units.values():
        yield from ((f"{unit.label}{post.name}", post, "since") for post in unit.posts if post.since)


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
