"""How those to be appointed came through: tiers, rounds and ballots with their counts.

Enters: decisions.  Leaves: ``SelectionView`` values: candidates by number, never by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from .....basics.values import dataclass
from .....county.facts.matters.counted_rounds import CountedRound, candidates, counted_rounds
from .....schema.records.decisions.decision import Decision, Selection
from .....schema.records.decisions.meetings import PASSED
from ....parts import words
from ....parts.blocks import Badge, Fact, fact, present


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round: how many went in and came out; ``width`` and ``kept`` are per cent of the first."""

    name: str
    date: str
    entered: int
    left: int
    width: float
    kept: float
    note: str
    candidates: tuple[tuple[str, int, Badge], ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelectionView:
    """One post: what it is, who put people forward, the rounds; of the last post, the notice on all."""

    post: str
    seats: str
    tiers: tuple[tuple[str, int], ...]
    rounds: tuple[RoundView, ...]
    facts: tuple[Fact, ...]


def selections(of: Decision) -> tuple[SelectionView, ...]:
    return tuple(_selection(of, selection) for selection in of.selections)


def _selection(of: Decision, selection: Selection) -> SelectionView:
    return SelectionView(
        post=selection.post,
        seats=f"{selection.rank}，{selection.seats}职",
        tiers=tuple((n.tier, n.persons) for n in selection.nominations),
        rounds=tuple(_rounds(of, selection)),
        facts=_notice(of) if selection is of.selections[-1] else (),
    )


def _rounds(of: Decision, selection: Selection) -> Iterator[RoundView]:
    rounds = counted_rounds(of, selection)
    first = max((r.entered for r in rounds), default=0) or 1
    for held in rounds:
        yield RoundView(
            name=held.name,
            date=words.day(held.day),
            entered=held.entered,
            left=held.left,
            width=round(100 * held.entered / first, 2),
            kept=round(100 * held.left / first, 2),
            note=held.result,
            candidates=_standing(of, selection, held),
            acts=held.ballot.acts if held.ballot else (),
        )


def _standing(
    of: Decision, selection: Selection, held: CountedRound
) -> tuple[tuple[str, int, Badge], ...]:
    shown = candidates(of, selection, held.ballot) if held.ballot else ()
    return tuple(
        (c.label, c.votes, Badge(c.chosen, "done" if c.chosen == PASSED else "plain")) for c in shown
    )


def _notice(of: Decision) -> tuple[Fact, ...]:
    """任前公示 and what came of it."""
    shown = of.steps.announce
    if shown is None or shown.until is None:
        return ()
    reports = "" if shown.reports is None else f"收到反映{shown.reports}件"
    return present(
        fact("任前公示", f"{words.day(shown.day)} 至 {words.day(shown.until)}"),
        fact("公示结果", "，".join(filter(None, (reports, shown.reports_outcome)))),
        fact("公示文号", shown.number),
    )
