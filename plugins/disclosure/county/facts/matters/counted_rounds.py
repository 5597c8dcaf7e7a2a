"""How many candidates went into each round of a selection and came out: rounds, then ballots.

Enters: a decision and one of its selections.  Leaves: ``CountedRound`` values in their order, who
stood in a ballot for the post, and what a meeting voted on, post by post.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ....basics.problem import Place
from ....basics.values import dataclass
from ....schema.records.decisions.decision import AnyMeeting, Candidate, Decision, Selection
from ....schema.records.decisions.meetings import PASSED


@dataclass(frozen=True, slots=True)
class CountedRound:
    """One round; ``ballot`` is the meeting that voted, None for a round before the ballots."""

    name: str
    day: date
    entered: int
    left: int
    place: Place
    result: str = ""
    ballot: AnyMeeting | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """What was voted on for one post; ``post`` is empty where the record does not part the posts."""

    post: str
    seats: int | None
    standing: tuple[Candidate, ...]


def counted_rounds(decision: Decision, selection: Selection) -> tuple[CountedRound, ...]:
    """Every round of a post, as its record stands, then every ballot on it."""
    before = (
        CountedRound(
            name=of.name,
            day=of.day,
            entered=of.entered,
            left=of.left,
            place=of.at("entered"),
            result=of.result,
        )
        for of in selection.rounds
    )
    return (*before, *_ballots(decision, selection))


def candidates(decision: Decision, selection: Selection, meeting: AnyMeeting) -> tuple[Candidate, ...]:
    """Who stood for the post at a meeting; where one post alone is filled, nobody need name it."""
    lone = len(decision.selections) == 1
    return tuple(c for c in meeting.candidates if c.post == selection.post or (lone and not c.post))


def ballots(decision: Decision, meeting: AnyMeeting) -> tuple[Ballot, ...]:
    """What a meeting voted on.  How many a meeting before the last chose for each post is not told."""
    if meeting.candidates and meeting is decision.steps.meeting and len(decision.selections) > 1:
        return tuple(
            Ballot(of.post, of.seats, candidates(decision, of, meeting)) for of in decision.selections
        )
    return (Ballot("", meeting.posts, meeting.candidates),)


def _ballots(decision: Decision, selection: Selection) -> Iterator[CountedRound]:
    for meeting in decision.steps.meetings:
        standing = candidates(decision, selection, meeting)
        if standing:
            chosen = sum(candidate.chosen == PASSED for candidate in standing)
            yield CountedRound(
                name=f"{meeting.body}票决",
                day=meeting.day,
                entered=len(standing),
                left=chosen,
                place=meeting.at("candidates"),
                ballot=meeting,
            )
