"""The loop at the top of a touch screen's front page: what concerns those who pass by.

Enters: an ``Edition``, and the body of which alone to tell.  Leaves: ``Slide`` values: consultations
that run or come, what was decided lately with its vote, and how errands go, step by step.  From when to
when a slide is true stands in it; the script of the page takes those of the day on which it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from ...basics.values import dataclass
from ...county.facts import agenda
from ...county.facts.agenda import Event, EventKind, EventStanding
from ...schema.phones import in_line
from ...schema.records.decisions.decision import ADOPTED_STATES, Decision
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..edition import Edition
from ..pages.decisions.ballots import Share, votes
from ..pages.entries import newest
from ..parts import links, urls, words

FRESH = timedelta(60)
"""So long a decision is news."""
CALLS, NEWS, ERRANDS = 6, 5, 3
STAGES = range(3, 7)
"""So many steps of an errand can be taken in while passing."""


@dataclass(frozen=True, slots=True)
class Slide:
    """``start`` and ``until`` are ISO dates, "" where a slide is always true.

    ``counts`` marks a slide that says how many days are left; ``shares`` are a vote's, ``stages`` the
    steps of an errand.
    """

    kind: str
    title: str
    href: str
    note: str
    facts: tuple[str, ...] = ()
    start: str = ""
    until: str = ""
    counts: bool = False
    shares: tuple[Share, ...] = ()
    stages: tuple[str, ...] = ()


def slides(edition: Edition, of: Unit | None = None) -> tuple[Slide, ...]:
    """Of the whole county, or of one body."""
    return (
        *islice(_calls(edition, of), CALLS),
        *islice(_news(edition, of), NEWS),
        *islice(_errands(edition, of), ERRANDS),
    )


def _is_of(record: Decision | Power, of: Unit | None) -> bool:
    return of is None or record.unit.code == of.code


def _calls(edition: Edition, of: Unit | None) -> Iterator[Slide]:
    """The first to end first."""
    as_of = edition.site.as_of
    found = agenda.of_kind(edition.site, EventKind.CONSULTATION)
    asked = (e for e in found if e.until >= as_of and e.standing is not EventStanding.CANCELLED)
    for event in sorted(asked, key=lambda e: (e.until, e.decision.code)):
        if _is_of(event.decision, of):
            yield _call(edition, event)


def _call(edition: Edition, event: Event) -> Slide:
    decision = event.decision
    unit = edition.site.unit(decision.unit)
    telephone = f"电话 {in_line(unit.phones)}" if unit.phones else ""
    return Slide(
        kind="现在征求意见",
        title=decision.name,
        href=urls.decision(decision.code),
        note=f"{words.day_near(event.until, edition.site.as_of)}截止",
        facts=tuple(filter(None, (unit.name, telephone, words.amount(decision.amount)))),
        start=event.start.isoformat(),
        until=event.until.isoformat(),
        counts=True,
    )


def _news(edition: Edition, of: Unit | None) -> Iterator[Slide]:
    decided = (d for d in edition.site.decisions.values() if d.state in ADOPTED_STATES)
    for decision in newest(decided):
        if _is_of(decision, of):
            yield _decided(edition, decision, decision.published)


def _decided(edition: Edition, decision: Decision, day: date) -> Slide:
    """With the last vote on the whole matter."""
    counted = [ballot for meeting in votes(decision) for ballot in meeting.ballots]
    return Slide(
        kind="刚定的事",
        title=decision.name,
        href=urls.decision(decision.code),
        note=f"{words.said_day(day)}公布",
        facts=tuple(filter(None, (links.unit_label(edition, decision), words.amount(decision.amount)))),
        start=day.isoformat(),
        until=(day + FRESH).isoformat(),
        shares=counted[-1].shares if counted else (),
    )


def _errands(edition: Edition, of: Unit | None) -> Iterator[Slide]:
    """Those first that people have a word of their own for."""
    powers = (p for p in edition.site.powers.values() if p.topics and _is_of(p, of))
    for power in sorted(powers, key=lambda p: not p.everyday_words):
        stages = _stages(edition, power)
        if len(stages) in STAGES:
            yield Slide(
                kind="怎样办",
                title=power.name,
                href=urls.power(power.code),
                note=f"承诺{power.promised}办完" if power.promised else links.unit_label(edition, power),
                stages=stages,
            )


def _stages(edition: Edition, power: Power) -> tuple[str, ...]:
    """The steps of the normal way."""
    if power.code not in edition.charts:
        return ()
    nodes = edition.charts[power.code].graph.nodes
    return tuple(node.label for node in nodes if not node.owner and not node.is_end)
