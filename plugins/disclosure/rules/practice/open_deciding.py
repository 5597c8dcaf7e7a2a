"""Rules on 四重一大 decisions: levels, votes, open meetings, 三不决策, 五个一.

Source: 平凉市庄浪县: 四重一大 在四个层面同时公开; 三不决策两开放一落实; 五个一协调推进机制.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts import three_nos
from ...county.facts.outcomes import held
from ...county.site import Site
from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    DONE,
    MONEY_CATEGORIES,
    RUNNING,
    Decision,
)
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
VOTES_LEFT_OUT = Code(
    "Z28",
    "到会的人有几个没有表决，没有写为什么",
    "请核对票数；弃权、废票写进“弃权”，回避的写“回避”，确有别的原因的写“豁免”说明",
    Severity.REMINDER,
    "庄浪县：会议集体决策",
)
AMOUNT_UNTOLD = Code(
    "Z29",
    "资金类事项没有写金额",
    "请写“金额”；金额还没有定的写“豁免”说明，不写就算不进合计",
    Severity.REMINDER,
    FOUR_LEVELS,
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
        own = site.unit(decision.unit).level.code
        if not (decision.own_alone or {ref.code for ref in decision.concerned} - {own}):
            said = f"只写了涉及{own}，没有写为什么" if decision.concerned else "没有写涉及层级"
            place = decision.at("concerned" if decision.concerned else "category")
            yield Problem(place, LEVELS_UNTOLD, f"“{decision.name}”{said}")
        if decision.concerned and decision.own_alone:
            yield Problem(decision.at("own_alone"), LEVELS_CONTRADICT, f"“{decision.name}”两样都写了")


@practice_rule(NO_VOTES)
def adopted_matters_were_agreed(site: Site) -> Iterator[Problem]:
    """By votes that are told, or in a form that is."""
    for decision, meeting in _adopted(site):
        if not (meeting.counted or meeting.candidates or meeting.ballot):
            what = f"“{decision.name}”状态是{decision.state}，看不出怎样通过"
            yield Problem(meeting.at("day"), NO_VOTES, what)


@practice_rule(VOTES_LEFT_OUT)
def everybody_present_is_counted(site: Site) -> Iterator[Problem]:
    """Whoever was there voted, abstained, or kept out of it; more than were there is R38."""
    for decision, meeting in held(site):
        for vote in meeting.counted:
            told = vote.cast + (meeting.recused or 0)
            if told < meeting.present:
                name = vote.matter or decision.name
                what = f"“{name}”实到 {meeting.present} 人，表决和回避的共 {told} 人"
                yield Problem(vote.at("ayes"), VOTES_LEFT_OUT, what)


@practice_rule(AMOUNT_UNTOLD)
def money_matters_name_their_amount(site: Site) -> Iterator[Problem]:
    """What was adopted as a matter of money says how much."""
    for decision in site.decisions.values():
        named = decision.amount or decision.state not in ADOPTED_STATES
        if decision.category in MONEY_CATEGORIES and not named:
            what = f"“{decision.name}”是{decision.category}"
            yield Problem(decision.at("category"), AMOUNT_UNTOLD, what)


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
        asked = {"旁听人数": meeting.observer_count, "旁听意见": meeting.observed}
        untold = "、".join(name for name, told in asked.items() if not told)
        if meeting.observers and untold:
            what = f"“{decision.name}”列席旁听的是{meeting.observers}，没有{untold}"
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
