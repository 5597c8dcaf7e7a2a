"""A page for every place that people go to, and the list of them.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``PlacesPage`` or a ``PlacePage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.lookups.venues import Venue, venues
from ....schema.records.unit import Unit
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Anchor, Fact, Group, Head, ListEntry, Tile, fact, present
from ...parts.frame import outward
from ...parts.pager import TILES, Pager, pager, slices
from . import tasks
from .tasks import TaskGroup

TITLE = "办事地点"


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Places, the one where most is done first."""

    head: Head
    tiles: tuple[Tile, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place: how to get there, who is there, and what is done at which window."""

    head: Head
    title: str
    facts: tuple[Fact, ...]
    tasks: TaskGroup
    units: Group


def places(edition: Edition) -> tuple[Venue, ...]:
    """Every place, the one where most is done first."""
    return edition.reads.once("places", partial(edition.alike, _places))


def _places(edition: Edition) -> tuple[Venue, ...]:
    return venues(edition.site)


def pages(edition: Edition) -> Iterator[Html]:
    found = places(edition)
    if not found:
        return
    for number, shown in slices(found, TILES):
        window = pager(partial(urls.further, urls.PLACES), number, len(found), TILES)
        path = urls.further(urls.PLACES, number)
        yield Html(path, "lists/places.html", partial(_list, edition, shown, window))
    for place in found:
        yield Html(urls.place(place.name), "lists/place.html", partial(_page, edition, place))


def way(edition: Edition) -> Anchor | None:
    """A way to the list of places, where there is one."""
    found = places(edition)
    return Anchor(f"{TITLE}：{len(found)}处，在哪里、几点开门", urls.PLACES) if found else None


def told(edition: Edition, place: Venue) -> tuple[str, ...]:
    """Where it is, and how much is done there."""
    done = f"办{len(place.powers)}项事" if place.powers else ""
    return tuple(filter(None, (_where(edition, place), done)))


def _where(edition: Edition, place: Venue) -> str:
    """As it is written; of several, which of them; else who is there."""
    if place.several:
        return "您户籍所在的、或者最近的一个"
    if place.street:
        return f"{place.street}{place.name}"
    here = _there(edition, place)
    return here[0].address if place.units else f"在{here[0].label}" if here else ""


def _list(edition: Edition, found: tuple[Venue, ...], window: Pager) -> PlacesPage:
    head = links.head(
        edition, TITLE, "topics", Anchor("我要办事", urls.TOPICS), Anchor(TITLE), column="我要办事"
    )
    tiles = (
        Tile(place.name, urls.place(place.name), "，".join(told(edition, place))) for place in found
    )
    return PlacesPage(head, tuple(tiles), window)


def _page(edition: Edition, place: Venue) -> PlacePage:
    crumbs = (Anchor("我要办事", urls.TOPICS), Anchor(TITLE, urls.PLACES), Anchor(place.name))
    there = _there(edition, place)
    return PlacePage(
        head=links.head(
            edition, place.name, "topics", *crumbs, description="，".join(told(edition, place)),
            column="我要办事",
        ),
        title=place.name,
        facts=_facts(edition, place, there),
        tasks=_tasks(edition, place),
        units=Group("各单位的电话和办公时间", tuple(map(_unit, there))),
    )  # fmt: skip


def _there(edition: Edition, place: Venue) -> list[Unit]:
    """The bodies whose address it is; else those whose level it names; else those that work there."""
    site = edition.site
    if place.units:
        return [site.units[code] for code in place.units]
    if place.several:
        held = (level.name for level in site.county.levels if level.name in place.name)
        return [unit for name in held for unit in site.units_at[name]]
    working = (site.powers[code].unit.code for code in sorted(place.powers))
    return [site.units[code] for code in dict.fromkeys(working)]


def _facts(edition: Edition, place: Venue, there: Iterable[Unit]) -> tuple[Fact, ...]:
    numbers = dict.fromkeys(number for unit in there for number in unit.phones)
    hours = dict.fromkeys(unit.hours for unit in there if unit.hours)
    own = not place.several
    return present(
        fact("地址", _where(edition, place)),
        fact("电话", *(outward.phones(edition, numbers) if own else ())),
        fact("办公时间", *(hours if own else ())),
    )


def _tasks(edition: Edition, place: Venue) -> TaskGroup:
    """Each with its window."""
    tiles: list[Tile] = []
    for window in place.windows:
        words = window.words.removeprefix(place.name)
        powers = [edition.site.powers[code] for code in window.powers]
        for tile in tasks.tiles(edition, tasks.once(powers)):
            note = "，".join(filter(None, (words, tile.note)))
            tiles.append(replace(tile, note=note))
    return TaskGroup("在这里办的事", tuple(tiles))


def _unit(unit: Unit) -> ListEntry:
    notes = (unit.address, "、".join(unit.phones), unit.hours)
    return ListEntry(unit.name, urls.unit(unit.code), tuple(filter(None, notes)))
