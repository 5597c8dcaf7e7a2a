"""How much a county publishes, by level and by category, and all counties together.

Enters: ``CountyData``.  Leaves: ``CountyTally``: all that the pages of the whole province need of a
county, so that no more than one county's catalogue is ever held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ....basics.values import dataclass
from .county_data import CountyData


@dataclass(frozen=True, slots=True)
class Counts:
    """Units, powers, those with a flow, and decisions."""

    units: int = 0
    powers: int = 0
    charted: int = 0
    decisions: int = 0

    def __add__(self, more: Counts) -> Counts:
        return Counts(
            self.units + more.units, self.powers + more.powers,
            self.charted + more.charted, self.decisions + more.decisions,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountyTally:
    """A county in numbers; ``release`` names what they were counted in."""

    code: str
    name: str
    url: str
    release: str
    levels: Mapping[str, Counts]
    categories: Mapping[str, int]

    @property
    def whole(self) -> Counts:
        return total(self.levels.values())

    @property
    def entries(self) -> int:
        """What can be searched for: units, and powers behind them."""
        return self.whole.units + self.whole.powers

    def told(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)

    @classmethod
    def of_told(cls, told: Mapping[str, Any]) -> CountyTally:
        """What was told.  Raises ``LookupError`` or ``TypeError`` where it was not."""
        levels = {name: Counts(**counts) for name, counts in told["levels"].items()}
        return cls(**{**told, "levels": levels})


def tally(county: CountyData, release: str) -> CountyTally:
    units = Counter(unit.level for unit in county.units)
    powers = Counter(power.unit.level for power in county.powers)
    charted = Counter(power.unit.level for power in county.powers if power.charted)
    decisions = Counter(unit.level for unit in county.deciders)
    levels = {
        level: Counts(units[level], powers[level], charted[level], decisions[level])
        for level in dict.fromkeys((*county.levels, *units))
    }
    found = Counter(power.category for power in county.powers)
    categories = {name: found[name] for name in dict.fromkeys((*county.categories, *found))}
    return CountyTally(
        code=county.code, name=county.name, url=county.url, release=release,
        levels=levels, categories=categories,
    )  # fmt: skip


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def level_names(counties: Iterable[CountyTally]) -> Iterator[str]:
    """Every level that any county has, as they first come."""
    yield from dict.fromkeys(name for county in counties for name in county.levels)
