"""清权确权 in figures: by round, by body, by level; and how the catalogue stands that came of it.

Enters: a ``Site``.  Leaves: ``Tally`` values, which add up, and ``Confirmed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ....basics.values import dataclass
from ....schema.records.clearing_round import ClearingRound, RoundResult
from ....schema.records.powers.clearance import OPENINGS, REVIEWS
from ....schema.records.powers.power import Power
from ...site import Site


@dataclass(frozen=True, slots=True)
class Tally:
    """How many powers were cleared, and what became of them."""

    cleared: int = 0
    kept: int = 0
    merged: int = 0
    cut: int = 0
    handed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self.figures, other.figures, strict=True)))

    @property
    def figures(self) -> tuple[int, ...]:
        """In their order: 清出、保留、合并、取消、下放."""
        return self.cleared, self.kept, self.merged, self.cut, self.handed

    @property
    def adds_up(self) -> bool:
        """Whether all that was cleared became something."""
        return self.cleared == self.kept + self.merged + self.cut + self.handed


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Of the powers of a catalogue: how many went through which part of 清权确权."""

    powers: int
    cleared: int
    reviewed: int
    opened: int
    commented: int
    improved: int


def rounds(site: Site) -> tuple[ClearingRound, ...]:
    """All rounds, the earliest first."""
    return tuple(sorted(site.of(ClearingRound).values(), key=lambda of: (of.start, of.code)))


def tally(result: RoundResult) -> Tally:
    return Tally(result.cleared, result.kept, result.merged, result.cut, result.handed)


def total(results: Iterable[RoundResult]) -> Tally:
    """Several bodies together."""
    return sum(map(tally, results), Tally())


def by_level(site: Site, of: ClearingRound) -> Mapping[str, tuple[RoundResult, ...]]:
    """The results of a round by level, from the highest; levels without any are left out."""
    found: dict[str, list[RoundResult]] = {name: [] for name in site.levels}
    for result in of.results:
        found[site.unit(result.unit).level.code].append(result)
    return {name: tuple(own) for name, own in found.items() if own}


def confirmed(powers: Iterable[Power]) -> Confirmed:
    """How far the powers of a catalogue, or of one body, are cleared and confirmed."""
    held = tuple(powers)
    cleared = [power.clearance for power in held if power.clearance]
    return Confirmed(
        powers=len(held),
        cleared=len(cleared),
        reviewed=sum({r.review for r in of.reviews} == set(REVIEWS) for of in cleared),
        opened=sum({o.where for o in of.openings} == set(OPENINGS) for of in cleared),
        commented=sum(bool(of.comments or of.improvements) for of in cleared),
        improved=sum(len(of.improvements) for of in cleared),
    )


def kept_now(site: Site, of: ClearingRound, unit: str) -> int:
    """How many powers of the catalogue a body had cleared when a round ended."""
    held = (power.clearance for power in site.powers_of[unit])
    return sum(clearance is not None and clearance.day <= of.until for clearance in held)
