"""Rules on several meetings and votes on one matter: in order, and come to what the state says.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...basics.problem import Code, Problem
from ...county.facts.outcomes import BY_STATE, result
from ...county.site import Site
from ...schema.records.decisions.decision import UNDECIDED_STATES, Decision
from ...schema.records.decisions.meetings import NOT_PASSED, PASSED, PUT_OFF, WAITING
from ..registry import decision_rule

RECORDED = "《重大行政决策程序暂行条例》第三十条第三款"

NOT_IN_ORDER = Code(
    "R107", "历次会议的次序不对", "从早到晚排列；最后一次写在“会议集体决策”里", law=RECORDED
)
OTHERWISE = Code(
    "R108",
    "会议的结论和状态不一致",
    "请核对“结论”“表决”和“状态”：通过的才写已决定、执行中、办结",
    law=RECORDED,
)


@decision_rule(NOT_IN_ORDER)
def meetings_are_in_order(site: Site) -> Iterator[Problem]:
    """Meetings stand from the earliest to the latest."""
    for decision in site.decisions.values():
        for before, meeting in pairwise(decision.steps.meetings):
            if meeting.day < before.day:
                what = f"“{decision.name}”{before.day} 的会排在 {meeting.day} 的前面"
                yield Problem(before.at("day"), NOT_IN_ORDER, what)


@decision_rule(OTHERWISE)
def the_last_meeting_says_what_the_state_says(site: Site) -> Iterator[Problem]:
    """What came of the last meeting is how the matter stands."""
    for decision in site.decisions.values():
        meeting, asked = decision.steps.meeting, _fitting(decision)
        if meeting is None or not asked:
            continue
        if meeting.outcome and meeting.outcome not in asked:
            what = f"“{decision.name}”结论是{meeting.outcome}，状态却是{decision.state}"
            yield Problem(meeting.at("outcome"), OTHERWISE, what)
        results = {result(decision, meeting, vote) for vote in meeting.counted}
        if PASSED in asked and results == {NOT_PASSED}:
            what = f"“{decision.name}”没有一项表决通过，状态却是{decision.state}"
            yield Problem(meeting.at("votes"), OTHERWISE, what)
        chosen = {candidate.chosen for candidate in meeting.candidates}
        if PASSED in asked and chosen == {NOT_PASSED}:
            what = f"“{decision.name}”没有一名人选通过，状态却是{decision.state}"
            yield Problem(meeting.at("candidates"), OTHERWISE, what)


def _fitting(decision: Decision) -> tuple[str, ...]:
    """The outcomes of the last meeting that a state allows; none where it allows any."""
    if decision.state in UNDECIDED_STATES or BY_STATE.get(decision.state) == PUT_OFF:
        return WAITING
    return (BY_STATE[decision.state],) if decision.state in BY_STATE else ()
