"""What came of every meeting on a matter, and of every vote.

Enters: a decision.  Leaves: words: what the record says, or for the last meeting what the state says.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    DEFERRED,
    REJECTED,
    AnyMeeting,
    Decision,
    Vote,
)
from ...schema.records.decisions.meetings import NOT_PASSED, PASSED, PUT_OFF, REFUSED
from ..site import Site

BY_STATE = {**dict.fromkeys(ADOPTED_STATES, PASSED), DEFERRED: PUT_OFF, REJECTED: REFUSED}
_OF_A_VOTE = {PASSED: PASSED, REFUSED: NOT_PASSED}


def held(site: Site) -> Iterator[tuple[Decision, AnyMeeting]]:
    """Every meeting on every matter."""
    for decision in site.decisions.values():
        yield from ((decision, meeting) for meeting in decision.steps.meetings)


def outcome(decision: Decision, meeting: AnyMeeting) -> str:
    """What came of a meeting; empty where the record does not say."""
    by_state = BY_STATE.get(decision.state, "") if meeting is decision.steps.meeting else ""
    return meeting.outcome or by_state


def stated(decision: Decision, meeting: AnyMeeting, vote: Vote) -> str:
    """The words of the record from which the result of a vote follows."""
    word = vote.result or meeting.outcome
    return f"却写着{word}" if word else f"状态却是{decision.state}"


def result(decision: Decision, meeting: AnyMeeting, vote: Vote) -> str:
    """Whether a vote passed, 通过 or 未通过; empty where the record does not say."""
    return vote.result or _OF_A_VOTE.get(outcome(decision, meeting), "")
