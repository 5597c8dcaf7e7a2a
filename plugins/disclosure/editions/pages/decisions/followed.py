"""What else the page of a decision owes its reader: procedure, 三不决策, waivers, sister records.

Enters: an ``Edition`` and a decision.  Leaves: small values for the template of the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....basics.values import dataclass
from ....county.facts import applied_procedure, three_nos
from ....county.facts.applied_procedure import Passed, StepTaken
from ....county.facts.histories import changes as changed
from ....county.facts.matters import groups as matters
from ....county.facts.step_standing import StepStanding, standings
from ....county.facts.three_nos import ReasonNot
from ....schema.records.decisions.decision import (
    SIX_STEPS,
    STOPPED_STATES,
    Decision,
    Hearing,
    LegalReview,
    RiskAssessment,
    Stage,
)
from ....schema.records.decisions.procedure import EXECUTION
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, Fact, Moment, fact, present
from . import procedures
from .six_steps import STATUS

NO_SUCH_LEVEL = "未见公开"
ASKED = {
    ReasonNot.IMMATURE: ("论证是否成熟", "论证不成熟不决策"),
    ReasonNot.DIVIDED: ("多数意见是否统一", "多数人意见不统一不决策"),
    ReasonNot.OPPOSED: ("列席旁听有无强烈反对", "列席旁听人员强烈反对不决策"),
}
BADGES = {True: Badge("通过", "done"), False: Badge("没有通过", "stop"), None: Badge("没有记录")}


@dataclass(frozen=True, slots=True)
class FollowedStep:
    """A step of the procedure; ``status`` and ``said`` are those of the six steps."""

    number: int
    name: str
    status: str
    said: str
    date: str
    result: str
    facts: tuple[Fact, ...]
    asked: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FollowedProcedure:
    """The procedure that a decision followed, all of its steps, and steps beside it."""

    title: str
    more: Anchor | None
    legs: tuple[FollowedStep, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Test:
    """One of the three 不决策: what was found, as a badge and a sentence."""

    name: str
    badge: Badge
    note: str


@dataclass(frozen=True, slots=True)
class Sister:
    """A level at which the matter must or does appear, and its records there."""

    level: str
    badge: Badge
    records: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Excused:
    """A rule that the decision is excused from, openly."""

    rule: str
    day: str
    reason: str
    approver: str


def way(edition: Edition, decision: Decision) -> FollowedProcedure | None:
    """The course of a decision; None where neither a procedure nor a further step is recorded."""
    procedure = applied_procedure.procedure_of(edition.site, decision)
    passed = applied_procedure.course(edition.site, decision)
    standing = standings(edition.site, decision)
    legs = [_leg(n, p, standing[p.step.recorded or p.step.name]) for n, p in enumerate(passed, 1)]
    named = {p.step.recorded or p.step.name for p in passed}
    beside = [t for t in applied_procedure.all_taken(decision) if t.name not in named and _is_further(t)]
    legs += [_further(n, taken, standing[taken.name]) for n, taken in enumerate(beside, len(legs) + 1)]
    title = f"程序：{procedure.name}" if procedure else "其他环节"
    more = Anchor("程序说明", procedures.address(procedure)) if procedure else None
    done = sum(leg.status == "done" for leg in legs)
    said = f"共{len(legs)}步，已完成{done}步"
    return FollowedProcedure(title, more, tuple(legs), said) if legs else None


def three_tests(decision: Decision) -> tuple[Test, ...]:
    """三不决策, shown for a decision that was stopped, or where the meeting recorded a test."""
    meeting, expertise = decision.steps.meeting, decision.steps.expertise
    notes = {
        ReasonNot.IMMATURE: expertise.result if expertise else "",
        ReasonNot.DIVIDED: meeting.dissent if meeting else "",
    }
    found = three_nos.tests(decision)
    said = (passed is not None for reason, passed in found.items() if reason != ReasonNot.IMMATURE)
    if not (False in found.values() or any(said) or decision.state in STOPPED_STATES):
        return ()
    return tuple(_test(reason, passed, notes.get(reason, "")) for reason, passed in found.items())


def changes(decision: Decision) -> tuple[Moment, ...]:
    """Corrections, and the stop of a decision, with their dates, newest first."""
    return tuple(Moment(words.day(c.day), c.what, c.content) for c in changed.changes(decision))


def waivers(decision: Decision) -> tuple[Excused, ...]:
    """Every waiver; none is ever left out."""
    return tuple(Excused(w.rule, words.day(w.day), w.reason, w.approver) for w in decision.waivers)


def groups(edition: Edition) -> Mapping[str, tuple[Decision, ...]]:
    """The matter of every decision, by its code."""
    found = matters.matters(edition.site.decisions.values())
    return {decision.code: matter for matter in found for decision in matter}


def sisters(edition: Edition, decision: Decision, matter: tuple[Decision, ...]) -> tuple[Sister, ...]:
    """同步公开: each level at which the matter must appear or does, but for this record itself."""
    site = edition.site
    others = [d for d in matter if d.code != decision.code]
    here = site.unit(decision.unit).level.code
    asked = {ref.code for ref in decision.concerned}
    return tuple(
        sister
        for level in site.levels
        if (sister := _sister(edition, level, others, required=level in asked and level != here))
    )


def _sister(edition: Edition, level: str, others: list[Decision], *, required: bool) -> Sister | None:
    site = edition.site
    found = [d for d in others if site.unit(d.unit).level.code == level]
    records = tuple(
        Anchor(f"{links.unit_label(edition, d)}：{d.name}", urls.decision(d.code)) for d in found
    )
    if records:
        return Sister(level, Badge("已同步公开", "done"), records)
    return Sister(level, Badge(NO_SUCH_LEVEL, "stop"), ()) if required else None


def _test(reason: ReasonNot, passed: bool | None, note: str) -> Test:  # noqa: FBT001  passed, or not recorded
    name, rule = ASKED[reason]
    said = "；".join(part for part in (rule if passed is False else "", note) if part)
    return Test(name, BADGES[passed], said)


def _leg(number: int, passed: Passed, standing: StepStanding) -> FollowedStep:
    """What a step of the six says of itself stands in the tracker already."""
    step, taken = passed.step, passed.taken
    told = taken if taken and taken.name not in SIX_STEPS else None
    optional = "视情况，" if taken is None and step.required != "是" else ""
    return FollowedStep(
        number=number,
        name=step.name,
        status=STATUS[standing],
        said=f"{optional}{standing}",
        date=_span(taken) if taken else "",
        result=told.result if told else "",
        facts=_facts(told) if told else (),
        asked=procedures.asked(step),
    )


def _further(number: int, taken: StepTaken, standing: StepStanding) -> FollowedStep:
    return FollowedStep(
        number=number,
        name=taken.name,
        status=STATUS[standing],
        said=standing.value,
        date=_span(taken),
        result=taken.result,
        facts=_facts(taken),
        asked=(),
    )


def _is_further(taken: StepTaken) -> bool:
    return taken.name not in (*SIX_STEPS, EXECUTION)


def _span(taken: StepTaken) -> str:
    if taken.until and taken.until != taken.day:
        return f"{words.day(taken.day)} 至 {words.day(taken.until)}"
    return words.day(taken.day)


def _facts(taken: StepTaken) -> tuple[Fact, ...]:
    record = taken.record
    present_at = f"应到{taken.due}人，实到{taken.present}人" if taken.due and taken.present else ""
    material = getattr(record, "material", ())
    return present(
        fact("承办", taken.who),
        *_own_facts(taken),
        fact("到会", present_at),
        fact("缩短理由", taken.short_reason),
        fact("材料", *material),
    )


def _own_facts(taken: StepTaken) -> Iterator[Fact]:
    match taken.record:
        case Hearing() as hearing:
            yield fact("公告日期", words.day(hearing.notice))
            yield fact("材料送达", words.day(hearing.sent))
            yield fact("地点", hearing.place)
            yield fact("参加", f"{hearing.people}人" if hearing.people is not None else "")
        case RiskAssessment() as risk:
            yield fact("风险等级", risk.grade)
        case LegalReview() as review:
            yield fact("审查意见", review.opinion)
        case Stage() as stage:
            counts = (("赞成", stage.ayes), ("反对", stage.noes), ("弃权", stage.abstentions))
            votes = "，".join(f"{name}{number}票" for name, number in counts if number is not None)
            yield fact("表决", votes)
        case _:
            return
