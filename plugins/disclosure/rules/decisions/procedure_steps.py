"""Rules on procedures as data: every step taken, in order, in time, by enough people.

What is asked stands in ``procedures/*.yaml``, with its source; nothing here knows a procedure.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...basics.problem import Code, Problem
from ...county.facts.applied_procedure import Passed, StepTaken, course, procedure_of
from ...county.site import Site
from ...schema.declare import nearest
from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    APPOINTMENT,
    DECIDED,
    RUNNING,
    SIX_STEPS,
    Decision,
)
from ...schema.records.decisions.procedure import ProcedureStep
from ...schema.records.decisions.steps import ANNOUNCE, CONSULT, MEETING
from ..measures import UNKNOWN_YEAR, elapsed, has_passed, has_quorum, is_shorter, own_law, unknown
from ..registry import decision_rule

BY_PROCEDURE = "决策所走的程序（procedures/）"
REVIEW = "合法性审查"

MISSING = Code("R110", "缺少程序规定的环节", "请补上这一环节的记录，或改正状态、程序", law=BY_PROCEDURE)
SHORT = Code("R111", "环节的时间少于规定", "请延长期限，或写明“缩短理由”", law=BY_PROCEDURE)
TOO_SOON = Code("R112", "和上一环节隔得太近", "请核对日期：中间要留够规定的时间", law=BY_PROCEDURE)
TOO_LATE = Code(
    "R113", "环节超过了规定的期限", "请核对日期；确实超期的写“豁免”说明理由", law=BY_PROCEDURE
)
FEW_PRESENT = Code("R114", "环节的到会人数不够", "达不到法定人数的会议无效：请核对", law=BY_PROCEDURE)
FEW_VOTES = Code("R115", "环节的赞成票不够", "没有通过就不能进入下一环节：请核对", law=BY_PROCEDURE)
STRANGE = Code("R116", "程序里没有这个环节", "环节名称要和程序文件里的一致", law=BY_PROCEDURE)
REPEATED = Code(
    "R118", "程序里同一环节写了两次", "各环节名称、对应不能重复", law="程序文件（procedures/）"
)
OUT_OF_ORDER = Code("R117", "程序环节的次序不对", "各环节依次进行：请核对两个日期", law=BY_PROCEDURE)


@decision_rule(MISSING)
def no_step_is_missing(site: Site) -> Iterator[Problem]:
    """A decision passed all the steps that lie before where it stands."""
    for decision in site.decisions.values():
        if decision.state in ADOPTED_STATES:
            for passed in _behind(decision, course(site, decision)):
                if passed.taken is None and passed.step.required == "是":
                    yield _missing(site, decision, passed.step)


def _behind(decision: Decision, passed: tuple[Passed, ...]) -> tuple[Passed, ...]:
    """Up to the meeting once decided, up to the announcement once running, all once done."""
    names = [p.step.recorded for p in passed]
    last = {DECIDED: MEETING, RUNNING: ANNOUNCE}.get(decision.state)
    return passed[: names.index(last) + 1] if last and last in names else passed


def _missing(site: Site, decision: Decision, step: ProcedureStep) -> Problem:
    procedure = procedure_of(site, decision)
    name = procedure.name if procedure else ""
    what = f"“{decision.name}”走{name}，没有“{step.name}”"
    if step.name != step.recorded and step.recorded:
        what += f"（写在“{step.recorded}”里）"
    return Problem(decision.at("steps"), MISSING, what, own_law(step))


@decision_rule(SHORT, TOO_SOON, TOO_LATE, UNKNOWN_YEAR)
def steps_keep_their_time(site: Site) -> Iterator[Problem]:
    """Each step lasts long enough and follows the one before neither too soon nor too late."""
    for decision in site.decisions.values():
        taken = [(p.step, p.taken) for p in course(site, decision) if p.taken]
        for step, record in taken:
            yield from _length(decision, step, record)
        for (_, before), (step, record) in pairwise(taken):
            yield from _distance(decision, before, step, record)


def _length(decision: Decision, step: ProcedureStep, record: StepTaken) -> Iterator[Problem]:
    least = step.shortest
    own_rule = {CONSULT, REVIEW} | ({ANNOUNCE} if decision.category == APPOINTMENT else set())
    if least is None or step.recorded in own_rule or record.short_reason:
        return
    found = elapsed(record.day, record.end, least.unit)
    if found is None:
        yield from unknown(record.at("until", "day"), record.day, record.end)
    elif is_shorter(found, least):
        what = f"“{decision.name}”{step.name}只有 {found.told}，规定不少于 {least}"
        yield Problem(record.at("until", "day"), SHORT, what, own_law(step))


def _distance(
    decision: Decision, before: StepTaken, step: ProcedureStep, record: StepTaken
) -> Iterator[Problem]:
    for asked, code in ((step.wait, TOO_SOON), (step.within, TOO_LATE)):
        if asked is None:
            continue
        found = elapsed(before.end, record.day, asked.unit)
        if found is None:
            yield from unknown(record.at("day", "start"), before.end, record.day)
        elif is_shorter(found, asked) if code is TOO_SOON else found.count > asked.most:
            limit = f"规定{'至少隔' if code is TOO_SOON else '最多'} {asked}"
            what = f"“{decision.name}”{step.name}在{before.name}之后 {found.told}，{limit}"
            yield Problem(record.at("day", "start"), code, what, own_law(step))


@decision_rule(FEW_PRESENT, FEW_VOTES)
def enough_take_part(site: Site) -> Iterator[Problem]:
    """Quorum and majority of the steps other than the deciding meeting, which has its own rule."""
    for decision in site.decisions.values():
        for passed in course(site, decision):
            if passed.taken and passed.step.recorded != MEETING:
                yield from _people(decision, passed.step, passed.taken)


def _people(decision: Decision, step: ProcedureStep, record: StepTaken) -> Iterator[Problem]:
    due, present = record.due, record.present
    if due is None or present is None:
        return
    if step.quorum and not has_quorum(step.quorum, due, present):
        what = f"“{decision.name}”{step.name}应到 {due} 人，实到 {present} 人，要求{step.quorum}"
        yield Problem(record.at("present"), FEW_PRESENT, what, own_law(step))
    counted = step.passes and record.ayes is not None
    if counted and not has_passed(step.passes, record.ayes or 0, due, present):
        what = f"“{decision.name}”{step.name}赞成 {record.ayes} 票，要求{step.passes}"
        yield Problem(record.at("ayes"), FEW_VOTES, what, own_law(step))


@decision_rule(STRANGE)
def stages_are_known(site: Site) -> Iterator[Problem]:
    """Every 环节 of a decision is one that its procedure names."""
    for decision in site.decisions.values():
        procedure = procedure_of(site, decision)
        known = [s.name for s in procedure.steps if not s.recorded] if procedure else []
        for stage in decision.stages:
            if stage.name not in known:
                where = f"“{procedure.name}”里没有“{stage.name}”" if procedure else "没有适用的程序"
                what = f"{where}{nearest(stage.name, known)}"
                yield Problem(stage.at("name"), STRANGE, what)


@decision_rule(OUT_OF_ORDER)
def stages_in_order(site: Site) -> Iterator[Problem]:
    """The procedure's steps begin one after the other; the six have their own rule, R30."""
    for decision in site.decisions.values():
        taken = [p.taken for p in course(site, decision) if p.taken]
        for before, record in pairwise(taken):
            both_six = before.name in SIX_STEPS and record.name in SIX_STEPS
            if record.day < before.day and not both_six:
                what = f"“{decision.name}”{record.name}（{record.day}）早于{before.name}（{before.day}）"
                yield Problem(record.at("day", "start"), OUT_OF_ORDER, what)


@decision_rule(REPEATED)
def procedures_are_clear(site: Site) -> Iterator[Problem]:
    """No two steps of a procedure are recorded in the same place."""
    for procedure in site.procedures.values():
        seen: set[str] = set()
        for step in procedure.steps:
            if (step.recorded or step.name) in seen:
                yield Problem(step.at("name"), REPEATED, f"“{procedure.name}”里“{step.name}”重复")
            seen.add(step.recorded or step.name)
