"""The county as a picture of tiles, drawn from its bodies alone: towns with their villages in them.

Enters: an ``Edition``.  Leaves: a ``Belt`` for every level, or for one and the next where the bodies of
that stand under the bodies of this.  Nobody declares where a tile lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from ....basics.values import dataclass
from ....county.site import Site
from ....schema.records.county import Level
from ....schema.records.unit import Unit
from ...edition import Edition
from ...parts import urls
from ...parts.blocks import Anchor
from ...parts.pager import PER_PAGE
from ..decisions import execution
from ..superiors import by_superior
from .levels import holding

HEATS = 4


@dataclass(frozen=True, slots=True)
class MapTile:
    """A body, or many as one: its powers, ``heat`` of them, what of its is late, those ``within`` it."""

    text: str
    href: str
    note: str
    heat: int = 0
    late: str = ""
    within: tuple[MapTile, ...] = ()


@dataclass(frozen=True, slots=True)
class Belt:
    """The bodies of a level, with those of the next in them; ``pages`` are those of the levels."""

    title: str
    notes: tuple[str, ...]
    pages: tuple[Anchor, ...]
    tiles: tuple[MapTile, ...]


def county_map(edition: Edition) -> tuple[Belt, ...]:
    """Level by level from the top."""
    site = edition.site
    levels = [level for level in site.county.levels if site.units_at[level.name]]
    inside = {above.name: below for above, below in pairwise(levels) if _stand_in(site, above, below)}
    drawn_in = {below.name for below in inside.values()}
    late = execution.late(edition)
    return tuple(
        _belt(edition, late, level, inside.get(level.name))
        for level in levels
        if level.name not in drawn_in
    )


def _stand_in(site: Site, above: Level, below: Level) -> bool:
    """Whether most bodies of a level have some of the next under them, as towns have villages."""
    higher = {unit.code for unit in site.units_at[above.name]}
    over = {unit.parent.code for unit in site.units_at[below.name] if unit.parent}
    return 2 * len(higher & over) > len(higher)


def _belt(edition: Edition, late: Mapping[str, int], level: Level, below: Level | None) -> Belt:
    drawn = (level, below) if below else (level,)
    units = edition.site.units_at[level.name]
    tiles = _tiles(edition, late, level, units, urls.level(level.code))
    within = dict(_within(edition, late, below)) if below and not _are_many(units) else {}
    own = tuple(replace(tile, within=within.pop(tile.href, ())) for tile in tiles)
    return Belt(
        title="、".join(of.name for of in drawn),
        notes=tuple(_counted(edition, of) for of in drawn),
        pages=tuple(Anchor(f"{of.name}专页", urls.level(of.code)) for of in drawn),
        tiles=(*own, *chain.from_iterable(within.values())),
    )


def _within(
    edition: Edition, late: Mapping[str, int], level: Level
) -> Iterator[tuple[str, tuple[MapTile, ...]]]:
    """The bodies of a level by the page of the one above."""
    for under in by_superior(edition.site, edition.site.units_at[level.name]):
        above = urls.unit(under.above) if under.above else ""
        page = urls.level(level.code) + (f"#{under.anchor}" if under.anchor else "")
        yield above, _tiles(edition, late, level, under.units, page)


def _are_many(units: Sequence[Unit]) -> bool:
    return len(units) > PER_PAGE


def _tiles(
    edition: Edition, late: Mapping[str, int], level: Level, units: Sequence[Unit], page: str
) -> tuple[MapTile, ...]:
    """Some bodies of a level; where it has very many, their number, leading to ``page``."""
    powers, all_units = edition.site.powers_of, edition.site.units_at[level.name]
    if _are_many(all_units):
        return (MapTile(f"{len(units)}个{level.name}", page, ""),)
    most = max(len(powers[unit.code]) for unit in all_units) or 1
    return tuple(
        MapTile(
            text=unit.label,
            href=urls.unit(unit.code),
            note=f"{len(powers[unit.code])}项职权" if powers[unit.code] else "",
            heat=-(-HEATS * len(powers[unit.code]) // most),
            late=f"{late[unit.code]}件逾期" if late.get(unit.code) else "",
        )
        for unit in units
    )


def _counted(edition: Edition, level: Level) -> str:
    held = holding(edition, level)
    return f"{len(held.units)}个机构，{len(held.powers)}项职权，{len(held.decisions)}项决策"
