"""Rules on 干部任免: 差额票决 told whole, votes that fit, five acts, what came of the 公示.

Source: 平凉市庄浪县: 汇报人选、讨论审议、集中票决、当场计票、现场公布; 副职、正职都差额票决.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, APPOINTMENT, Decision
from ...schema.records.decisions.meetings import ACTS, Meeting
from ..registry import practice_rule

ACCOUNT = "庄浪县：汇报人选、讨论审议、集中票决、当场计票、现场公布；差额票决"

NOT_BALLOTED = Code(
    "Z30",
    "任免干部没有写差额票决",
    "请写“职数”“票决人选”和“表决方式”；依规定不差额的写“豁免”说明",
    Severity.REMINDER,
    ACCOUNT,
)
TOO_MANY_CAST = Code(
    "Z31",
    "票决人选的得票加起来太多",
    "每人最多投职数那么多张赞成票：请核对得票、实到和职数",
    Severity.REMINDER,
    ACCOUNT,
)
ACTS_LEFT_OUT = Code(
    "Z32",
    "任免干部的五步不全",
    "请依次写“票决程序”：汇报人选、讨论审议、集中票决、当场计票、现场公布",
    Severity.REMINDER,
    ACCOUNT,
)
NOTICE_UNTOLD = Code(
    "Z33",
    "任前公示结束了，没有写结果",
    "请写“公示反映”收到几件，收到的写“反映处理”",
    Severity.REMINDER,
    "庄浪县：干部调整一律向群众和社会公开",
)


@practice_rule(NOT_BALLOTED, TOO_MANY_CAST, ACTS_LEFT_OUT)
def appointments_are_balloted(site: Site) -> Iterator[Problem]:
    """More candidates than posts, by ballot, in five acts."""
    for decision in _appointments(site):
        meeting = decision.steps.meeting
        if meeting:
            yield from _balloted(decision, meeting)
            if meeting.acts != ACTS:
                missing = "、".join(act for act in ACTS if act not in meeting.acts)
                what = f"“{decision.name}”{'没有' + missing if missing else '次序不对'}"
                yield Problem(meeting.at("acts" if meeting.acts else "day"), ACTS_LEFT_OUT, what)


def _balloted(decision: Decision, meeting: Meeting) -> Iterator[Problem]:
    if meeting.posts is None or not meeting.candidates or not meeting.ballot:
        asked = {"职数": meeting.posts is not None, "票决人选": meeting.candidates}
        asked["表决方式"] = meeting.ballot
        missing = "、".join(name for name, told in asked.items() if not told)
        yield Problem(meeting.at("day"), NOT_BALLOTED, f"“{decision.name}”没有写{missing}")
        return
    cast = sum(candidate.votes for candidate in meeting.candidates)
    if cast > meeting.posts * meeting.present:
        what = f"“{decision.name}”实到 {meeting.present} 人，职数 {meeting.posts}，一共 {cast} 票"
        yield Problem(meeting.at("candidates"), TOO_MANY_CAST, what)


@practice_rule(NOTICE_UNTOLD)
def notices_have_an_end(site: Site) -> Iterator[Problem]:
    """Once 任前公示 is over, it is told how many reports came and what came of them."""
    for decision in _appointments(site):
        shown = decision.steps.announce
        if shown and shown.until and shown.until < site.as_of:
            if shown.reports is None:
                what = f"“{decision.name}”{shown.until} 公示完了，没有写收到几件反映"
                yield Problem(shown.at("until"), NOTICE_UNTOLD, what)
            elif shown.reports and not shown.reports_outcome:
                what = f"“{decision.name}”收到 {shown.reports} 件反映，没有写怎样处理"
                yield Problem(shown.at("reports"), NOTICE_UNTOLD, what)


def _appointments(site: Site) -> Iterator[Decision]:
    for decision in site.decisions.values():
        if decision.category == APPOINTMENT and decision.state in ADOPTED_STATES:
            yield decision
