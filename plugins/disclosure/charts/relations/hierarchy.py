"""单位与层级图: who stands above whom, the levels side by side.

Enters: a ``Site``.  Leaves: a ``Network``, or None where no unit stands above another.  A picture
holds about ``MOST`` boxes: a group of siblings that would not fit is one box, which says how many
they are and leads to the page that lists them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import groupby

from ...basics.values import dataclass
from ...county.site import Site
from ...schema.records.county import Level
from ...schema.records.powers.flow_terms import StepKind
from ...schema.records.unit import Unit
from ..model.network import PLAIN, Band, ItemLink, Network, NetworkItem, Target, network

MOST = 48
TOLD = (
    "左边是上级，右边是下级；每个方框是一个机构，写着它的职权和决策各有多少项，点开是它的专页。"
    "与下面的文字说明内容相同。"
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Units of one level below one parent, who may be unknown."""

    parent: Unit | None
    level: str
    members: tuple[Unit, ...]


def whole(site: Site) -> Network | None:
    """All units of the county."""
    return _network(site, f"{site.county.name}单位与层级图", tuple(site.units.values()))


def of_level(site: Site, level: Level) -> Network | None:
    """The units of one level, and those above them."""
    own = [unit for unit in site.units.values() if unit.level.code == level.name]
    held = {above.code for unit in own for above in (unit, *_above(site, unit))}
    return _network(
        site, f"{level.name}单位与层级图", tuple(u for u in site.units.values() if u.code in held)
    )


def _network(site: Site, name: str, units: tuple[Unit, ...]) -> Network | None:
    ranks = _ranks(site, units)
    items = tuple(_items(site, units, ranks))
    links = tuple(_links(site, items))
    return network(name, TOLD, _bands(site, units, ranks), items, links, arrows=False) if links else None


def _above(site: Site, unit: Unit) -> Iterator[Unit]:
    while unit.parent:
        unit = site.unit(unit.parent)
        yield unit


def _ranks(site: Site, units: tuple[Unit, ...]) -> Mapping[str, int]:
    """Columns: level by level, and within a level by how many of the same level stand above."""
    levels = tuple(site.levels)
    spots = {}
    for unit in units:
        depth = sum(1 for above in _above(site, unit) if above.level.code == unit.level.code)
        spots[unit.code] = (levels.index(unit.level.code), depth)
    order = sorted(set(spots.values()))
    return {code: order.index(spot) for code, spot in spots.items()}


def _bands(site: Site, units: tuple[Unit, ...], ranks: Mapping[str, int]) -> Iterator[Band]:
    for name in site.levels:
        held = [ranks[unit.code] for unit in units if unit.level.code == name]
        if held:
            yield Band(name=name, first=min(held), last=max(held))


def _items(site: Site, units: tuple[Unit, ...], ranks: Mapping[str, int]) -> Iterator[NetworkItem]:
    """Group by group from the top, while there is room for all of its members."""
    waiting, room = deque(_groups(site, units, None)), MOST
    while waiting:
        group = waiting.popleft()
        fits = len(group.members) == 1 or len(group.members) + len(waiting) <= room
        if not fits:
            yield _folded(site, units, group, ranks)
        for unit in group.members if fits else ():
            yield _item(site, unit, ranks[unit.code])
            waiting.extend(_groups(site, units, unit))
        room -= len(group.members) if fits else 1


def _groups(site: Site, units: tuple[Unit, ...], parent: Unit | None) -> Iterator[_Group]:
    code = parent.code if parent else ""
    below = [unit for unit in units if (unit.parent.code if unit.parent else "") == code]
    order = tuple(site.levels)
    below.sort(key=lambda unit: order.index(unit.level.code))
    for level, members in groupby(below, key=lambda unit: unit.level.code):
        yield _Group(parent, level, tuple(members))


def _item(site: Site, unit: Unit, rank: int) -> NetworkItem:
    powers, decisions = len(site.powers_of[unit.code]), len(site.decisions_of[unit.code])
    counts = (f"职权{powers}" if powers else "", f"决策{decisions}" if decisions else "")
    notes = " ".join(filter(None, counts))
    return NetworkItem(
        unit.code, rank, unit.label, notes=(notes,) if notes else (), target=Target("机构", unit.code)
    )


def _folded(site: Site, units: tuple[Unit, ...], group: _Group, ranks: Mapping[str, int]) -> NetworkItem:
    """A whole group as one box; its key starts with a sign that no code has."""
    codes = {unit.code for unit in group.members}
    deeper = sum(any(above.code in codes for above in _above(site, unit)) for unit in units)
    notes = (f"下辖{deeper}个",) if deeper else ()
    target = (
        Target("机构", group.parent.code)
        if group.parent
        else Target("层级", site.levels[group.level].code)
    )
    parent = group.parent.code if group.parent else ""
    rank = min(ranks[unit.code] for unit in group.members)
    label = f"{len(group.members)}个{group.level}机构"
    return NetworkItem(
        f"+{parent}+{group.level}", rank, label, look=StepKind.REVIEW, notes=notes, target=target
    )


def _links(site: Site, items: tuple[NetworkItem, ...]) -> Iterator[ItemLink]:
    """From the box of the parent to that of the unit; the one further left comes first."""
    shown = {item.key: item for item in items}
    for item in items:
        unit = site.units.get(item.key)
        parent = (unit.parent.code if unit.parent else "") if unit else item.key.split("+")[1]
        if parent:
            low, high = sorted((shown[parent], item), key=lambda box: box.rank)
            yield low.key, high.key, PLAIN
