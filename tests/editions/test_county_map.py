"""The map of the county: every body once, villages in their towns, what is late told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from edition_counties import edition_of, sample

from disclosure.editions.edition import Edition
from disclosure.editions.pages.bodies import county_map as drawn
from disclosure.editions.pages.bodies.county_map import MapTile, county_map
from disclosure.editions.pages.decisions import execution
from disclosure.editions.parts import urls


@pytest.fixture(scope="module")
def edition() -> Edition:
    return edition_of(sample(), "门户", charted=False)


def every(tiles: Iterable[MapTile]) -> Iterator[MapTile]:
    for tile in tiles:
        yield tile
        yield from every(tile.within)


def test_every_body_stands_there_once_and_villages_in_their_towns(edition: Edition) -> None:
    tiles = [tile for belt in county_map(edition) for tile in every(belt.tiles)]
    assert sorted(tile.href for tile in tiles) == sorted(map(urls.unit, edition.site.units))
    within = {one.href: tile.href for tile in tiles for one in tile.within}
    parents = {urls.unit(of.code): of.parent for of in edition.site.units_at["村和社区"]}
    assert within == {href: urls.unit(of.code) for href, of in parents.items() if of}


def test_what_is_late_is_told_of_its_body(edition: Edition) -> None:
    late = {tile.text: tile.late for belt in county_map(edition) for tile in every(belt.tiles)}
    assert {name: said for name, said in late.items() if said} == {"云坪镇": "1件逾期"}
    assert sum(execution.late(edition).values()) == len(list(execution.overdue(edition)))


def test_of_very_many_villages_a_town_says_how_many(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn, "PER_PAGE", 7)
    *_, towns = county_map(edition)
    assert [[one.text for one in town.within] for town in towns.tiles] == [["2个村和社区"]] * 4
    assert towns.tiles[0].within[0].href.startswith(f"{towns.pages[1].href}#u-")
