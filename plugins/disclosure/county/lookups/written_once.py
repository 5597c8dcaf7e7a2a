"""Powers as often as they were written: an item of a list once, however many bodies hold it.

Enters: a ``Site``.  Leaves: powers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...schema.records.powers.power import Power
from ..site import Site


def written_once(site: Site) -> Iterator[Power]:
    """Every power; of those that are one item of a list the first."""
    return _firsts(site, lambda power: power.listed.key if power.listed else power.code)


def plainest(site: Site) -> Iterator[tuple[Power, ...]]:
    """Every power by itself; those that are one item of a list together, what differs least first."""
    found: dict[str, list[Power]] = {}
    for power in site.powers.values():
        found.setdefault(power.listed.key if power.listed else power.code, []).append(power)
    for held in found.values():
        yield tuple(sorted(held, key=lambda power: len(power.listed.differs) if power.listed else 0))


def of_each_flow(site: Site) -> Iterator[Power]:
    """Every power; of those that run one and the same flow, as holders of an item do, the first."""
    return _firsts(site, lambda power: id(power.flow) if power.flow else power.code)


def _firsts(site: Site, key: Callable[[Power], object]) -> Iterator[Power]:
    seen: set[object] = set()
    for power in site.powers.values():
        if key(power) not in seen:
            seen.add(key(power))
            yield power
