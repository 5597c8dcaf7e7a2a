"""The one line of time of a matter: what all levels did, meetings with their votes.

Enters: an ``Edition`` and a ``Matter``.  Leaves: ``TimelineEntry`` values; what several bodies did on
one day stands once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from .....basics.values import dataclass
from .....county.facts.matters.happenings import Happening, HappeningKind, happenings
from .....county.facts.matters.matter import Matter
from .....schema.records.decisions.decision import Decision
from .....schema.records.decisions.meetings import PASSED, REFUSED
from .....schema.records.decisions.steps import ANNOUNCE, CONSULT, MEETING, SIX_STEPS
from ....edition import Edition
from ....parts import links, urls, words
from ....parts.blocks import Anchor, Badge, Fact, fact, present
from .. import ballots
from ..ballots import Votes

PHASES = (_, DECIDING, _) = ("提出、预告、征求意见", "开会决定、公告", "落实、检查")
TONES = {PASSED: "done", REFUSED: "stop"}
SAID = {
    HappeningKind.STEP: "plain",
    HappeningKind.STAGE: "plain",
    HappeningKind.MEETING: "live",
    HappeningKind.EXECUTION: "plain",
    HappeningKind.CHECK: "done",
    HappeningKind.CHANGE: "stop",
    HappeningKind.AHEAD: "soon",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """A body that did it, and what came of it there."""

    unit: Anchor
    note: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on a day; ``tone`` colours its point."""

    date: str
    title: str
    step: str
    tone: str
    badge: Badge | None
    tellers: tuple[Teller, ...]
    facts: tuple[Fact, ...]
    votes: Votes | None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the line; a long one is ``folded``, and ``said`` tells what is in it."""

    title: str
    said: str
    folded: bool
    entries: tuple[TimelineEntry, ...]


def phases(edition: Edition, matter: Matter) -> tuple[Phase, ...]:
    """Before the first meeting, from there to the last of the announcements, and afterwards."""
    found = [_unless_said(matter.lead, of) for of in happenings(matter.records)]
    met = [number for number, of in enumerate(found) if of.kind is HappeningKind.MEETING]
    told = [number for number, of in enumerate(found) if of.what == ANNOUNCE]
    first, last = (met[0] if met else len(found)), max((*met, *told), default=len(found)) + 1
    parts = zip(PHASES, (found[:first], found[first:last], found[last:]), strict=True)
    return tuple(_phase(edition, title, of) for title, of in parts if of)


def _unless_said(lead: Decision, of: Happening) -> Happening:
    """The reason why it stands as it does is told above the line."""
    return replace(of, note="") if of.of is lead and of.note and of.note == lead.state_reason else of


def _phase(edition: Edition, title: str, found: Sequence[Happening]) -> Phase:
    kinds = Counter(of.kind for of in found)
    counted = "，".join(f"{kind}{kinds[kind]}项" for kind in HappeningKind if kinds[kind])
    days = f"{words.day(found[0].day)} 至 {words.day(found[-1].day)}"
    return Phase(title, f"{days}：{counted}", title != DECIDING, tuple(_entries(edition, found)))


def _entries(edition: Edition, found: Sequence[Happening]) -> Iterator[TimelineEntry]:
    def alike(of: Happening) -> tuple[object, ...]:
        return of.day, of.until, of.kind, of.what, of.meeting and of.of.code

    for _, together in groupby(found, alike):
        same = list(together)
        yield _entry(edition, same[0], same)


def _entry(edition: Edition, first: Happening, same: Sequence[Happening]) -> TimelineEntry:
    until = f" 至 {words.day(first.until)}" if first.until and first.until != first.day else ""
    meeting = first.meeting
    counted = meeting and (meeting.counted or meeting.candidates or meeting.dissent)
    return TimelineEntry(
        date=f"{words.day(first.day)}{until}",
        title=first.what,
        step=_step(first),
        tone=TONES.get(first.outcome, SAID[first.kind]),
        badge=Badge(first.outcome, TONES.get(first.outcome, "soon")) if first.outcome else None,
        tellers=tuple(_tellers(edition, same)),
        facts=_facts(first),
        votes=ballots.of_meeting(meeting) if meeting and counted else None,
    )


def _step(of: Happening) -> str:
    if of.kind is HappeningKind.MEETING:
        return f"六步之{SIX_STEPS.index(MEETING) + 1}"
    number = SIX_STEPS.index(of.what) + 1 if of.what in SIX_STEPS else 0
    return f"六步之{number}" if number else str(of.kind)


def _tellers(edition: Edition, same: Sequence[Happening]) -> Iterator[Teller]:
    for happening in same:
        name, of = links.unit_label(edition, happening.of), happening.of
        consult = of.steps.consult if happening.what == CONSULT else None
        count = f"收到意见{consult.received}条" if consult and consult.received is not None else ""
        note = "。".join(filter(None, (count, happening.note)))
        yield Teller(Anchor(name, urls.decision(of.code)), note)


def _facts(of: Happening) -> tuple[Fact, ...]:
    """Who listened, how many, and what they said; or why nobody was let in."""
    meeting = of.meeting
    if meeting is None:
        return ()
    return present(
        fact("列席旁听", meeting.observers),
        fact("旁听人数", "" if meeting.observer_count is None else f"{meeting.observer_count}人"),
        fact("旁听意见", meeting.observed),
        fact("不开放理由", meeting.closed),
        fact("票决程序", "、".join(meeting.acts)),
    )
