"""Which kinds of power each body has split: bodies against 七分权, covered by a power or empty.

Enters: an ``Edition``.  Leaves: a table of levels for the page of 七分权, and ``Html`` with a
``CoveragePage`` for each level: a row a body, a cell a kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.site import Site
from ....schema.records.powers.power import Power
from ....schema.records.unit import Unit
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Anchor, Head
from ...parts.pager import PER_PAGE, Pager, pager, slices

TITLE = "七分权"
NOTE = "每个单位的七类权，哪一类已经分开、由哪一项职权管着；写着“—”的，还没有写。"

PowersOfKind = Mapping[tuple[str, str], tuple[Power, ...]]
"""Powers by the code of a body that has a part in them and the kind to which they belong."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A body, or a level, and what it has of each kind; ``empty`` are the kinds of which it has none."""

    name: Anchor
    cells: tuple[tuple[Anchor, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Rows against kinds."""

    kinds: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The bodies of a level, or some of them."""

    head: Head
    title: str
    note: str
    table: CoverageTable
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    """A page for each level with bodies that hold powers, where some power declares its kind."""
    held = _held(edition.site)
    for level in edition.site.county.levels if held else ():
        units = _holding(edition.site, level.name)
        for number, shown in slices(units) if units else ():
            window = pager(partial(urls.coverage, level.code), number, len(units), PER_PAGE)
            own = {key: powers for key, powers in held.items() if key[0] in {u.code for u in shown}}
            make = partial(_page, edition, level.name, shown, own, window)
            yield Html(urls.coverage(level.code, number), "powers/coverage.html", make)


def by_level(edition: Edition) -> CoverageTable:
    """How many bodies of each level have split each kind."""
    site, held = edition.site, _held(edition.site)
    return CoverageTable(_kinds(site), tuple(_levels(site, held)))


def _levels(site: Site, held: PowersOfKind) -> Iterator[CoverageRow]:
    for level in site.county.levels:
        units = _holding(site, level.name)
        if units:
            counts = [sum((u.code, kind) in held for u in units) for kind in _kinds(site)]
            cells = tuple((Anchor(f"{n}/{len(units)}"),) if n else () for n in counts)
            yield _row(site, Anchor(level.name, urls.coverage(level.code)), cells)


def _page(
    edition: Edition, level: str, units: Sequence[Unit], held: PowersOfKind, pager: Pager
) -> CoveragePage:
    site = edition.site
    rows = tuple(
        _row(
            site,
            Anchor(unit.label, urls.unit(unit.code)),
            tuple(_covering(held.get((unit.code, kind), ())) for kind in _kinds(site)),
        )
        for unit in units
    )
    title = f"{TITLE}：{level}"
    way = (Anchor("机构", urls.UNITS), Anchor(TITLE, urls.SEPARATION), Anchor(level))
    head = links.head(edition, title, "units", *way, description=NOTE, column="机构")
    return CoveragePage(head, title, NOTE, CoverageTable(_kinds(site), rows), pager)


def _covering(powers: Sequence[Power]) -> tuple[Anchor, ...]:
    return tuple(Anchor(power.name, urls.power(power.code)) for power in powers)


def _row(site: Site, name: Anchor, cells: tuple[tuple[Anchor, ...], ...]) -> CoverageRow:
    empty = (kind for kind, cell in zip(_kinds(site), cells, strict=True) if not cell)
    return CoverageRow(name, cells, "、".join(empty))


def _kinds(site: Site) -> tuple[str, ...]:
    return tuple(split.name for split in site.county.splits)


def _holding(site: Site, level: str) -> tuple[Unit, ...]:
    """The bodies of a level that hold a power, or have a part in one."""
    return tuple(u for u in site.units_at[level] if site.powers_of[u.code] or u.code in site.shared_by)


def _held(site: Site) -> PowersOfKind:
    found: dict[tuple[str, str], list[Power]] = defaultdict(list)
    for power in site.powers.values():
        if power.split:
            for code in dict.fromkeys(part.unit.code for part in power.parts):
                found[code, power.split.code].append(power)
    return {key: tuple(powers) for key, powers in found.items()}
