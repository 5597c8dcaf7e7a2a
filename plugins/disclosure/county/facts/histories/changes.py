"""What became otherwise after a record was published: corrections, a stop, a further step.

Enters: a record.  Leaves: ``Amendment`` values with dates of the data, newest first, days, and how often
a decision changed.  Nothing here depends on the day on which it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....basics.values import dataclass
from ....schema.records.decisions.decision import (
    PLANNED,
    STOPPED_STATES,
    UNDECIDED_STATES,
    Decision,
)
from ....schema.records.decisions.follow import Correction
from ....schema.records.ledgers.ledger import Ledger
from ....schema.records.notices.notice import Notice
from ....schema.records.powers.power import Power
from ...site import Published


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change that subscribers and readers are told of."""

    day: date
    what: str
    content: str


def stopped_on(decision: Decision) -> date | None:
    """The day on which a decision is known to have stopped."""
    return decision.state_day if decision.state in STOPPED_STATES else None


def changes(decision: Decision) -> tuple[Amendment, ...]:
    """Every change, newest first."""
    return tuple(sorted(_changes(decision), key=lambda change: change.day, reverse=True))


def times_changed(decision: Decision) -> int:
    """How often what subscribers were told of may have changed: it never becomes less."""
    return len(changes(decision)) + len(decision.steps.meetings)


def changed_on(decision: Decision) -> date:
    """The day on which what is published was last changed or continued."""
    return max((decision.published, *_days(decision)))


def last_changed(of: Published) -> date | None:
    """The day on which a record was last changed, where it tells; a power tells of adjustments only."""
    match of:
        case Decision():
            return changed_on(of)
        case Notice():
            return max((of.published, *_days_of(of)))
        case Power():
            return max((adjustment.day for adjustment in of.adjustments), default=None)
        case Ledger():
            return max((of.published, *(day for _, day in of.posted)))
        case _:
            return None


def _days_of(notice: Notice) -> Iterator[date]:
    """The days of its corrections, and that on which it was put out of force."""
    yield from (correction.day for correction in notice.corrections)
    if notice.force and notice.force.day:
        yield notice.force.day


def _days(decision: Decision) -> Iterator[date]:
    """The days of what came after a matter was announced; what is only planned has not come."""
    steps = decision.steps
    yield from (change.day for change in changes(decision))
    if steps.consult and decision.state != PLANNED:
        yield steps.consult.start
    if decision.state not in UNDECIDED_STATES:
        yield from (meeting.day for meeting in steps.meetings)
        yield from (progress.day for progress in decision.progress)
        yield from (day for day in (steps.announce and steps.announce.day, _finished(decision)) if day)


def _finished(decision: Decision) -> date | None:
    return decision.execution.finished if decision.execution else None


def _changes(decision: Decision) -> Iterator[Amendment]:
    for correction in decision.corrections:
        yield Amendment(correction.day, Correction.title, correction.content)
    stopped = stopped_on(decision)
    if stopped:
        yield Amendment(stopped, decision.state, decision.state_reason)
