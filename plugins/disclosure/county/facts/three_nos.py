"""三不决策: the three tests that a matter has to pass before it is decided.

Enters: a decision.  Leaves: for each reason not to decide, whether the record rules it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from ...schema.records.decisions.decision import Decision

_YES = {"是": True, "否": False}


class ReasonNot(StrEnum):
    """A reason not to decide."""

    IMMATURE = "论证不成熟"
    DIVIDED = "多数意见不统一"
    OPPOSED = "列席旁听人员强烈反对"


def tests(decision: Decision) -> Mapping[ReasonNot, bool | None]:
    """Whether each test was passed; None where nothing is recorded."""
    expertise, meeting = decision.steps.expertise, decision.steps.meeting
    opposed = _YES.get(meeting.opposed) if meeting else None
    return {
        ReasonNot.IMMATURE: _YES.get(expertise.mature) if expertise else None,
        ReasonNot.DIVIDED: _YES.get(meeting.united) if meeting else None,
        ReasonNot.OPPOSED: None if opposed is None else not opposed,
    }


def reasons(decision: Decision) -> Iterator[ReasonNot]:
    """The reasons not to decide that the record shows."""
    yield from (reason for reason, passed in tests(decision).items() if passed is False)
