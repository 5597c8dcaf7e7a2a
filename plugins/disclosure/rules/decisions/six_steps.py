"""Rules on 四重一大 decisions: the six steps in order, quorum, majority, feedback, honest state."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...basics.law.whom import Force
from ...basics.problem import Code, Problem
from ...county.facts.applied_procedure import all_taken, asked
from ...county.facts.outcomes import held, result, stated
from ...county.site import Site
from ...schema.periods import Period
from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    STOPPED_STATES,
    AnyMeeting,
    Decision,
    Vote,
)
from ...schema.records.decisions.meetings import PASSED, REFUSED
from ...schema.records.decisions.steps import CONSULT, MEETING, SIX_STEPS
from ..measures import UNKNOWN_YEAR, elapsed, has_passed, has_quorum, is_shorter, own_law, unknown
from ..registry import decision_rule
from .whom_it_binds import DECREE, force

MIN_CONSULTATION, ANY_TIME = Period(30, 30, "日"), Period(0, 0, "日")
QUORUM, PASSES = "三分之二以上", "应到过半数"
DECIDES = (PASSED, REFUSED)

STEP_ORDER = Code("R30", "六步的次序不对", "六步依次进行：请核对这一步和上一步的日期", law="六步决策法")
SHORT_CONSULTATION = Code(
    "R31", "征求意见不足30日", "请写明“缩短理由”，或者延长征求意见", law=f"{DECREE}第十五条"
)
NO_QUORUM = Code(
    "R32",
    "到会人数不足三分之二",
    "达不到法定人数的会议不能决策：请核对应到、实到",
    law="《中国共产党地方委员会工作条例》；《村民委员会组织法》第二十六条",
    binding=True,
)
NO_MAJORITY = Code(
    "R33",
    "赞成票没有超过应到会人数的半数",
    "没有通过的事项应写“不予通过”或“暂缓”",
    law="《中国共产党地方委员会工作条例》；《村民委员会组织法》第二十六条",
    binding=True,
)
NO_MEETING = Code(
    "R34",
    "没有开会就作出了决定",
    "请补上“会议集体决策”，或把状态改为预告、征求意见中",
    law=f"{DECREE}第三十条",
    binding=True,
)
NO_REASON = Code("R35", "没有说明理由", "暂缓、不予通过、撤回都要写“状态说明”", law="三不决策")
NO_FEEDBACK = Code(
    "R36", "收到意见却没有采纳反馈", "请在“采纳反馈”里逐条写明采纳情况和理由", law=f"{DECREE}第三十二条"
)
SELF_WATCH = Code(
    "R37", "责任人自己监督自己", "“监督”要写责任人以外的岗位", law="承办与监督相分离", binding=True
)
VOTES_MISCOUNTED = Code(
    "R38",
    "票数加起来不对",
    "赞成、反对、弃权之和不能超过实到会人数",
    law=f"{DECREE}第三十条：集体讨论决定情况应当如实记录",
    binding=True,
)


@decision_rule(STEP_ORDER)
def steps_in_order(site: Site) -> Iterator[Problem]:
    """Each of the six steps begins no earlier than the one before it."""
    for decision in site.decisions.values():
        for before, step in pairwise(t for t in all_taken(decision) if t.name in SIX_STEPS):
            if step.day < before.day:
                what = f"“{decision.name}”{step.name}（{step.day}）早于{before.name}（{before.day}）"
                yield Problem(step.at("day", "start"), STEP_ORDER, what)


@decision_rule(SHORT_CONSULTATION, UNKNOWN_YEAR)
def consultations_long_enough(site: Site) -> Iterator[Problem]:
    """Thirty days where the decree holds, or what the procedure asks, or a stated reason."""
    for decision in site.decisions.values():
        step = decision.steps.consult
        if step is None or step.short_reason:
            continue
        rule = asked(site, decision, CONSULT)
        bound = force(site, site.unit(decision.unit)) is not Force.NONE
        least = (rule and rule.shortest) or (MIN_CONSULTATION if bound else ANY_TIME)
        found = elapsed(step.start, step.until, least.unit)
        if found is None:
            yield from unknown(step.at("until"), step.start, step.until)
        elif is_shorter(found, least):
            what = f"“{decision.name}”只征求了 {found.told}意见"
            yield Problem(step.at("until"), SHORT_CONSULTATION, what, own_law(rule))


@decision_rule(NO_QUORUM, NO_MAJORITY, VOTES_MISCOUNTED)
def meetings_are_valid(site: Site) -> Iterator[Problem]:
    """Enough present, enough in favour, votes that add up."""
    for decision, meeting in held(site):
        yield from _quorum(site, decision, meeting)
        for vote in meeting.counted:
            yield from _majority(site, decision, meeting, vote)
            yield from _votes(meeting, vote)


def _quorum(site: Site, decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    """A meeting that was put off for want of those present decided nothing."""
    rule = asked(site, decision, MEETING)
    decides = meeting is decision.steps.meeting or meeting.counted or meeting.outcome in DECIDES
    if decides and not has_quorum((rule and rule.quorum) or QUORUM, meeting.due, meeting.present):
        what = f"应到 {meeting.due} 人，实到 {meeting.present} 人"
        yield Problem(meeting.at("present"), NO_QUORUM, what, own_law(rule))


def _majority(site: Site, decision: Decision, meeting: AnyMeeting, vote: Vote) -> Iterator[Problem]:
    """A head of government may depart from the majority with a reason given (713号令第三十条)."""
    rule = asked(site, decision, MEETING)
    if result(decision, meeting, vote) != PASSED or (rule and not rule.passes and meeting.departure):
        return
    passes = (rule and rule.passes) or PASSES
    if not has_passed(passes, vote.ayes, meeting.due, meeting.present):
        base = f"{passes[:2]} {meeting.due if passes.startswith('应到') else meeting.present} 人"
        said = stated(decision, meeting, vote)
        what = f"“{vote.matter or decision.name}”赞成 {vote.ayes} 票，{base}，{said}"
        yield Problem(vote.at("ayes"), NO_MAJORITY, what, own_law(rule))


def _votes(meeting: AnyMeeting, vote: Vote) -> Iterator[Problem]:
    if vote.cast > meeting.present:
        what = f"共 {vote.cast} 票，实到只有 {meeting.present} 人"
        yield Problem(vote.at("ayes"), VOTES_MISCOUNTED, what)


@decision_rule(NO_MEETING, NO_REASON)
def states_are_honest(site: Site) -> Iterator[Problem]:
    """Adopted decisions had a meeting; stopped ones say why."""
    for decision in site.decisions.values():
        if decision.state in ADOPTED_STATES and decision.steps.meeting is None:
            what = f"“{decision.name}”状态是{decision.state}"
            yield Problem(decision.at("state"), NO_MEETING, what)
        if decision.state in STOPPED_STATES and not decision.state_reason:
            yield Problem(
                decision.at("state"), NO_REASON, f"“{decision.name}”{decision.state}，没有说明理由"
            )


@decision_rule(NO_FEEDBACK)
def opinions_are_answered(site: Site) -> Iterator[Problem]:
    """Where opinions came in and the result was announced, the answers are published."""
    for decision in site.decisions.values():
        consult = decision.steps.consult
        if consult and consult.received and decision.steps.announce and not decision.feedback:
            what = f"“{decision.name}”收到 {consult.received} 条意见"
            yield Problem(consult.at("received"), NO_FEEDBACK, what)


@decision_rule(SELF_WATCH)
def nobody_watches_himself(site: Site) -> Iterator[Problem]:
    """The one responsible is not the one who supervises."""
    for decision in site.decisions.values():
        run = decision.execution
        if run and run.supervisor and run.supervisor == run.responsible:
            yield Problem(run.at("supervisor"), SELF_WATCH, f"责任人和监督都是“{run.responsible}”")
