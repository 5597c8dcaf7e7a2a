"""Which procedure a decision follows, and what it records of each of the procedure's steps.

Enters: the linked county and a decision.  Leaves: the ``Procedure`` and one ``Passed`` per step,
in the procedure's order, so that rules and pages look at all procedures alike.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date

from ...basics.problem import Place
from ...basics.values import dataclass
from ...schema.declare import Record
from ...schema.records.decisions.decision import (
    Consultation,
    Decision,
    LegalReview,
    SixSteps,
    StatutorySteps,
)
from ...schema.records.decisions.procedure import EXECUTION, Applies, Procedure, ProcedureStep
from ..site import Site
from .checks_due import started


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as the decision records it; what the record does not hold is None or empty."""

    name: str
    day: date
    until: date | None
    who: str
    due: int | None
    present: int | None
    ayes: int | None
    short_reason: str
    result: str
    record: Record

    @property
    def end(self) -> date:
        """The step's last day."""
        return self.until or self.day

    def at(self, *attributes: str) -> Place:
        """The place of the first of the attributes that was written, or of the step."""
        written = self.record.origin.fields
        return next((written[a] for a in attributes if a in written), self.record.at())


@dataclass(frozen=True, slots=True)
class Passed:
    """A step of the procedure, and the decision's record of it where it was reached."""

    step: ProcedureStep
    taken: StepTaken | None


def procedure_of(site: Site, decision: Decision) -> Procedure | None:
    """The procedure that the decision names, or else the one that applies most narrowly."""
    if decision.procedure:
        return site.procedures[decision.procedure.code]
    level = site.unit(decision.unit).level.code
    fitting = (
        (_narrowness(applies), procedure.code)
        for procedure in site.procedures.values()
        for applies in procedure.applies
        if _fits(applies, decision, level)
    )
    best = max(fitting, default=None)
    return site.procedures[best[1]] if best else None


def course(site: Site, decision: Decision) -> tuple[Passed, ...]:
    """Every step of the decision's procedure; empty where none applies."""
    procedure = procedure_of(site, decision)
    recorded = {taken.name: taken for taken in all_taken(decision)}
    steps = procedure.steps if procedure else ()
    return tuple(Passed(step, recorded.get(step.recorded or step.name)) for step in steps)


def asked(site: Site, decision: Decision, name: str) -> ProcedureStep | None:
    """What the decision's procedure asks of one step, by the name under which it is recorded."""
    procedure = procedure_of(site, decision)
    steps = procedure.steps if procedure else ()
    return next((step for step in steps if (step.recorded or step.name) == name), None)


def all_taken(decision: Decision) -> Iterator[StepTaken]:
    """Every step that the decision records, by the name under which procedures know it."""
    yield from _of_table(decision.steps)
    if decision.statutory:
        yield from _of_table(decision.statutory)
    for stage in decision.stages:
        yield _taken(stage.name, stage)
    execution, start = decision.execution, started(decision)
    if execution and start:
        who = execution.responsible
        yield StepTaken(
            name=EXECUTION,
            day=start,
            until=execution.finished,
            who=who,
            due=None,
            present=None,
            ayes=None,
            short_reason="",
            result="",
            record=execution,
        )


def _of_table(table: SixSteps | StatutorySteps) -> Iterator[StepTaken]:
    for attribute, declared in table.keys().items():
        step = getattr(table, attribute)
        if step is not None:
            yield _taken(declared.name, step)


def _taken(name: str, step: Record) -> StepTaken:
    day = step.start if isinstance(step, Consultation | LegalReview) else step.day  # type: ignore[attr-defined]

    held = functools.partial(getattr, step)
    return StepTaken(
        name=name,
        day=day,
        until=held("until", None),
        who=held("who", ""),
        due=held("due", None),
        present=held("present", None),
        ayes=held("ayes", None),
        short_reason=held("short_reason", ""),
        result=held("result", ""),
        record=step,
    )


def _fits(applies: Applies, decision: Decision, level: str) -> bool:
    units = {ref.code for ref in applies.units}
    levels = {ref.code for ref in applies.levels}
    return (
        (not units or decision.unit.code in units)
        and (not levels or level in levels)
        and (not applies.categories or decision.category in applies.categories)
    )


def _narrowness(applies: Applies) -> int:
    """A body is narrower than a level and a category together, and either than none."""
    return 4 * bool(applies.units) + 2 * bool(applies.categories) + bool(applies.levels)
