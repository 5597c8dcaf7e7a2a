"""What became otherwise after a record was published: corrections, and a decision's stop.

Enters: a record.  Leaves: ``Amendment`` values with dates of the data, newest first, and days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...schema.records.decisions.decision import STOPPED_STATES, Decision
from ...schema.records.decisions.follow import Correction
from ...schema.records.notices.notice import Notice
from ..site import Published


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


def changed_on(decision: Decision) -> date:
    """The day on which what is published was last changed."""
    return max((decision.published, *(change.day for change in changes(decision))))


def last_changed(of: Published) -> date | None:
    """The day on which a record was last changed, where it tells; a power tells its first day only."""
    match of:
        case Decision():
            return changed_on(of)
        case Notice():
            return max((of.published, *(correction.day for correction in of.corrections)))
        case _:
            return None


def _changes(decision: Decision) -> Iterator[Amendment]:
    for correction in decision.corrections:
        yield Amendment(correction.day, Correction.title, correction.content)
    stopped = stopped_on(decision)
    if stopped:
        yield Amendment(stopped, decision.state, decision.state_reason)
