"""Feeds: sound RSS, absolute links to pages that exist, dates from the data alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from posixpath import dirname
from typing import Any

import feedparser
import pytest
from edition_counties import Built, build, built, small

from disclosure.basics.output import File
from disclosure.county.facts.histories.changes import changed_on
from disclosure.county.lookups.prints import alike
from disclosure.editions.parts import urls

PORTAL = "https://www.titian.example/quanli/"
APART = 5
"""So many feeds of a folder lie between two that are read."""


def feeds(edition: Built) -> dict[str, File]:
    files = {o.path: o for o in edition.outputs if isinstance(o, File)}
    return {path: file for path, file in files.items() if re.search(r"(^|/)feeds?[./].*xml$", path)}


def test_there_is_a_feed_for_the_site_each_level_and_each_column() -> None:
    site = built("门户").edition.site
    wanted = {"public/feed.xml", "public/feeds/columns/juece.xml"}
    wanted |= {f"public/feeds/levels/{level.code}.xml" for level in site.county.levels}
    wanted |= {f"public/feeds/columns/{code}.xml" for code in urls.COLUMN_CODES.values()}
    assert wanted <= set(feeds(built("门户")))


@cache
def parsed(name: str, *, whole: bool) -> Mapping[str, Any]:
    """What a reader makes of some feeds of each folder (of the ``whole``: of all)."""
    every = feeds(built(name))
    folders = [list(paths) for _, paths in groupby(sorted(every), dirname)]
    some = every if whole else [path for paths in folders for path in paths[::APART]]
    return {path: feedparser.parse(every[path].data) for path in some}


@pytest.mark.parametrize("name", ["门户", "显示屏"])
def test_every_feed_is_read_without_complaint(name: str, *, whole: bool) -> None:
    assert parsed(name, whole=whole)
    for path, read in parsed(name, whole=whole).items():
        assert not read.bozo, path
        assert read.version == "rss20"
        assert read.feed.title


def test_items_lead_to_pages_of_the_site_and_are_known_by_lasting_ids(*, whole: bool) -> None:
    paths, links = built("门户").paths, 0
    for read in parsed("门户", whole=whole).values():
        assert len({entry.id for entry in read.entries}) == len(read.entries)
        for entry in read.entries:
            assert entry.link.startswith(PORTAL)
            assert "public/" + entry.link.removeprefix(PORTAL) in paths
            links += 1
    assert links


def test_items_carry_the_dates_of_the_data_newest_first() -> None:
    every, site = feeds(built("门户")), built("门户").edition.site
    entries = feedparser.parse(every["public/feeds/columns/juece.xml"].data).entries
    decisions = site.decisions.values()
    changed = sorted((changed_on(decision) for decision in decisions), reverse=True)
    assert [entry.published[5:16] for entry in entries] == [f"{d:%d %b %Y}" for d in changed[:50]]
    newest = feedparser.parse(every["public/feed.xml"].data).entries
    dates = [entry.published_parsed for entry in newest]
    assert dates == sorted(dates, reverse=True)


def test_the_same_county_gives_the_same_bytes() -> None:
    one, other = (
        {path: file.data for path, file in feeds(build(small(), "门户")).items()} for _ in range(2)
    )
    assert one == other


def test_what_decides_a_feed_is_seen_to_be_the_same_without_a_digest() -> None:
    county = small()
    one, other = (feeds(build(county, "门户")) for _ in range(2))
    makers: list[tuple[Any, Any]] = [(file.make, other[path].make) for path, file in one.items()]
    assert makers
    assert all(alike(made.args, again.args) for made, again in makers)
