"""How each step of a decision stands: done, going on, still to come, left out, or where it ended.

Enters: the linked county and a decision.  Leaves: one word a step, by the name under which it is
recorded.  The tracker of six steps and the list of the procedure say of a step the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    DONE,
    PLANNED,
    STOPPED_STATES,
    Decision,
)
from ...schema.records.decisions.procedure import EXECUTION
from ...schema.records.decisions.steps import ANNOUNCE, SIX_STEPS
from ..site import Site
from .applied_procedure import StepTaken, all_taken, course


class StepStanding(StrEnum):
    """How a step stands as of a date."""

    DONE = "已完成"
    CURRENT = "进行中"
    PLANNED = "拟定"
    STOPPED = "到此为止"
    SKIPPED = "没有记录"
    LATER = "未开始"
    NEVER = "没有进行"


def standings(site: Site, decision: Decision) -> Mapping[str, StepStanding]:
    """Of each of the six steps, of each step of the procedure, and of each step recorded beside it."""
    taken = {step.name: step for step in all_taken(decision)}
    begun = {name for name, step in taken.items() if step.day <= site.as_of}
    asked = [passed.step.recorded or passed.step.name for passed in course(site, decision)]
    missing = (_missing(decision, order, taken, begun) for order in (SIX_STEPS, asked))
    found = {name: standing for pairs in missing for name, standing in pairs}
    last = next((name for name in reversed(SIX_STEPS) if name in begun), "")
    for name, step in taken.items():
        found[name] = _recorded(decision, step, site.as_of, is_last=name == last)
    return found


def _recorded(decision: Decision, step: StepTaken, as_of: date, *, is_last: bool) -> StepStanding:
    """``is_last`` of the last of the six steps that has begun: there a decision stands, or stopped."""
    if step.day > as_of:
        return StepStanding.PLANNED
    if is_last and decision.state in STOPPED_STATES:
        return StepStanding.STOPPED
    lasts = step.until is not None and as_of <= step.until
    goes_on = step.name == EXECUTION and step.until is None and decision.state != DONE
    waits = is_last and decision.state == PLANNED
    return StepStanding.CURRENT if lasts or goes_on or waits else StepStanding.DONE


def _missing(
    decision: Decision, order: Sequence[str], taken: Iterable[str], begun: Collection[str]
) -> Iterator[tuple[str, StepStanding]]:
    """The steps of an order that are not recorded."""
    reached = max((number for number, name in enumerate(order) if name in begun), default=-1)
    for number, name in enumerate(order):
        if name not in taken:
            yield name, _unrecorded(decision.state, name, is_behind=number < reached)


def _unrecorded(state: str, name: str, *, is_behind: bool) -> StepStanding:
    """Once adopted, a decision still has to be announced and carried out."""
    adopted = state in ADOPTED_STATES
    if is_behind or (adopted and name not in (ANNOUNCE, EXECUTION)):
        return StepStanding.SKIPPED
    if adopted and name == ANNOUNCE:
        return StepStanding.CURRENT
    return StepStanding.NEVER if state in STOPPED_STATES else StepStanding.LATER
