"""Rules on 四重一大 decisions: levels, votes, open meetings, 三不决策, 五个一.

Source: 平凉市庄浪县: 四重一大 在四个层面同时公开; 三不决策两开放一落实; 五个一协调推进机制.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts import three_nos
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, DONE, RUNNING, Decision
from ...schema.records.decisions.meetings import Meeting
from ..registry import practice_rule

FOUR_LEVELS = "庄浪县：“四重一大”在四个层面的公开载体上同时公开"
OPEN_MEETINGS = "庄浪县：三不决策两开放一落实"
FIVE_ONES = "庄浪县：“五个一”协调推进机制"

LEVELS_UNTOLD = Code(
    "Z20",
    "没有写涉及哪些层级",
    "请写“涉及层级”；只在本层级公开的，写“不涉及其他层级”和理由",
    Severity.REMINDER,
    FOUR_LEVELS,
)
LEVELS_CONTRADICT = Code(
    "Z21",
    "写了涉及层级，又写不涉及其他层级",
    "两样只写一样：请核对",
    Severity.REMINDER,
    FOUR_LEVELS,
)
NO_VOTES = Code(
    "Z22",
    "通过的事项没有写怎样表决",
    "请写“赞成、反对、弃权”或“票决人选”；没有投票的写“表决方式”",
    Severity.REMINDER,
    "庄浪县：会议集体决策",
)
LIVELIHOOD_UNTOLD = Code(
    "Z23", "没有写是不是民生事项", "请写“民生事项: 是”或“否”", Severity.REMINDER, OPEN_MEETINGS
)
CLOSED_MEETING = Code(
    "Z24",
    "民生事项没有开放会议",
    "请写“列席旁听”；没有请人列席旁听的，写“不开放理由”",
    Severity.REMINDER,
    OPEN_MEETINGS,
)
OBSERVERS_UNTOLD = Code(
    "Z25",
    "列席旁听没有写几个人、说了什么",
    "请写“旁听人数”和“旁听意见”；没有人说的，旁听意见写 无",
    Severity.REMINDER,
    OPEN_MEETINGS,
)
TESTS_UNTOLD = Code(
    "Z26",
    "三不决策没有逐条写明",
    "请写“论证成熟”“多数意见统一”“列席旁听强烈反对”",
    Severity.REMINDER,
    OPEN_MEETINGS,
)
NO_SUPERVISOR = Code(
    "Z27",
    "五个一没有写由谁监督",
    "请在“五个一”里写“监督”：责任人以外的岗位",
    Severity.REMINDER,
    FIVE_ONES,
)
_TEST_KEYS = {
    three_nos.ReasonNot.IMMATURE: "论证成熟",
    three_nos.ReasonNot.DIVIDED: "多数意见统一",
    three_nos.ReasonNot.OPPOSED: "列席旁听强烈反对",
}


@practice_rule(LEVELS_UNTOLD, LEVELS_CONTRADICT)
def levels_are_told(site: Site) -> Iterator[Problem]:
    """A decision says at which levels its matter is disclosed, or why at its own alone."""
    for decision in site.decisions.values():
        if not (decision.concerned or decision.own_alone):
            what = f"“{decision.name}”没有写涉及层级"
            yield Problem(decision.at("category"), LEVELS_UNTOLD, what)
        if decision.concerned and decision.own_alone:
            yield Problem(decision.at("own_alone"), LEVELS_CONTRADICT, f"“{decision.name}”两样都写了")


@practice_rule(NO_VOTES)
def adopted_matters_were_agreed(site: Site) -> Iterator[Problem]:
    """By votes that are told, or in a form that is."""
    for decision, meeting in _adopted(site):
        if not (meeting.counted or meeting.candidates or meeting.ballot):
            what = f"“{decision.name}”状态是{decision.state}，看不出怎样通过"
            yield Problem(meeting.at("day"), NO_VOTES, what)


@practice_rule(LIVELIHOOD_UNTOLD, CLOSED_MEETING, OBSERVERS_UNTOLD)
def meetings_on_livelihood_are_open(site: Site) -> Iterator[Problem]:
    """两开放: who listened, how many, what they said; or why nobody was let in."""
    for decision, meeting in _adopted(site):
        if not decision.livelihood:
            what = f"“{decision.name}”看不出是不是民生事项"
            yield Problem(decision.at("category"), LIVELIHOOD_UNTOLD, what)
        if decision.livelihood == "是" and not (meeting.observers or meeting.closed):
            what = f"“{decision.name}”是民生事项，{meeting.day} 的会没有人列席旁听"
            yield Problem(meeting.at("day"), CLOSED_MEETING, what)
        if meeting.observers and (meeting.observer_count is None or not meeting.observed):
            what = f"“{decision.name}”有{meeting.observers}"
            yield Problem(meeting.at("observers"), OBSERVERS_UNTOLD, what)


@practice_rule(TESTS_UNTOLD)
def tests_are_told(site: Site) -> Iterator[Problem]:
    """What was adopted passed each of the three tests that its course allows."""
    for decision, meeting in _adopted(site):
        untold = [
            _TEST_KEYS[reason]
            for reason, passed in three_nos.tests(decision).items()
            if passed is None and _can_be_told(decision, meeting, reason)
        ]
        if untold:
            what = f"“{decision.name}”没有写{'、'.join(untold)}"
            yield Problem(meeting.at("day"), TESTS_UNTOLD, what)


@practice_rule(NO_SUPERVISOR)
def carrying_out_is_watched(site: Site) -> Iterator[Problem]:
    """五个一, and somebody who watches."""
    for decision in site.decisions.values():
        run = decision.execution
        if run and not run.supervisor and decision.state in (RUNNING, DONE):
            yield Problem(run.at("responsible"), NO_SUPERVISOR, f"“{decision.name}”的执行没有人监督")


def _can_be_told(decision: Decision, meeting: Meeting, reason: three_nos.ReasonNot) -> bool:
    """Nobody objects where nobody listened; no argument is ripe where none was held."""
    if reason is three_nos.ReasonNot.IMMATURE:
        return decision.steps.expertise is not None
    return reason is three_nos.ReasonNot.DIVIDED or bool(meeting.observers)


def _adopted(site: Site) -> Iterator[tuple[Decision, Meeting]]:
    for decision in site.decisions.values():
        if decision.state in ADOPTED_STATES and decision.steps.meeting:
            yield decision, decision.steps.meeting
