"""How the meetings on a matter voted: every vote of every meeting, the earliest first.

Enters: a decision.  Leaves: ``Votes`` for the meetings that counted any.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....basics.values import dataclass
from ....schema.records.decisions.decision import AnyMeeting, Decision, Vote
from ....schema.records.decisions.meetings import PASSED
from ...parts import words
from ...parts.blocks import Badge


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the votes; ``start`` and ``width`` are per cent of those present."""

    label: str
    tone: str
    votes: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class BallotView:
    """One vote: on a part of the matter where ``matter`` says on which."""

    matter: str
    result: Badge | None
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """A meeting's votes: the shares of each, the candidates of a 差额票决, what was said against."""

    body: str
    present: str
    ballots: tuple[BallotView, ...]
    posts: str
    candidates: tuple[tuple[str, int, Badge], ...]
    dissent: str


def votes(decision: Decision) -> tuple[Votes, ...]:
    """The votes of every meeting that counted any."""
    meetings = decision.steps.meetings
    voting = (meeting for meeting in meetings if meeting.counted or meeting.candidates)
    return tuple(_votes(meeting, dated=len(meetings) > 1) for meeting in voting)


def of_meeting(meeting: AnyMeeting) -> Votes:
    """The votes of one meeting, beside its day."""
    return _votes(meeting, dated=False)


def _votes(meeting: AnyMeeting, *, dated: bool) -> Votes:
    return Votes(
        body=f"{words.day(meeting.day)}　{meeting.body}" if dated else meeting.body,
        present=f"应到{meeting.due}人，实到{meeting.present}人",
        ballots=tuple(map(_ballot, meeting.counted)),
        posts=f"职数{meeting.posts}名，差额票决" if meeting.posts else "",
        candidates=tuple((c.label, c.votes, _badge(c.chosen)) for c in meeting.candidates),
        dissent=meeting.dissent,
    )


def _ballot(vote: Vote) -> BallotView:
    return BallotView(vote.matter, _badge(vote.result) if vote.result else None, tuple(_shares(vote)))


def _badge(word: str) -> Badge:
    return Badge(word, "done" if word == PASSED else "plain")


def _shares(vote: Vote) -> Iterator[Share]:
    counts = (
        ("赞成", "aye", vote.ayes),
        ("反对", "no", vote.noes),
        ("弃权", "none", vote.abstentions),
    )
    cast = sum(number or 0 for _, _, number in counts)
    start = 0.0
    for label, tone, number in counts:
        if number is not None:
            width = round(100 * number / cast, 2) if cast else 0.0
            yield Share(label, tone, number, round(start, 2), width)
            start += width
