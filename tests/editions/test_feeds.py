"""Feeds: sound RSS, absolute links to pages that exist, dates from the data alone."""

from __future__ import annotations

import re

import feedparser
import pytest
from edition_counties import Built, build, built, small

from disclosure.basics.output import File
from disclosure.county.facts.histories.changes import changed_on
from disclosure.editions.parts import urls

PORTAL = "https://www.titian.example/quanli/"


def feeds(edition: Built) -> dict[str, bytes]:
    files = {o.path: o.data for o in edition.outputs if isinstance(o, File)}
    return {path: data for path, data in files.items() if re.search(r"(^|/)feeds?[./].*xml$", path)}


def test_there_is_a_feed_for_the_site_each_level_and_each_column() -> None:
    site = built("门户").edition.site
    wanted = {"public/feed.xml", "public/feeds/columns/juece.xml"}
    wanted |= {f"public/feeds/levels/{level.code}.xml" for level in site.county.levels}
    wanted |= {f"public/feeds/columns/{code}.xml" for code in urls.COLUMN_CODES.values()}
    assert wanted <= set(feeds(built("门户")))


@pytest.mark.parametrize("name", ["门户", "显示屏"])
def test_every_feed_is_read_without_complaint(name: str) -> None:
    assert feeds(built(name))
    for path, data in feeds(built(name)).items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, path
        assert parsed.version == "rss20"
        assert parsed.feed.title


def test_items_lead_to_pages_of_the_site_and_are_known_by_lasting_ids() -> None:
    edition = built("门户")
    for data in feeds(edition).values():
        entries = feedparser.parse(data).entries
        assert len({entry.id for entry in entries}) == len(entries)
        for entry in entries:
            assert entry.link.startswith(PORTAL)
            assert "public/" + entry.link.removeprefix(PORTAL) in edition.paths


def test_items_carry_the_dates_of_the_data_newest_first() -> None:
    edition = built("门户")
    entries = feedparser.parse(feeds(edition)["public/feeds/columns/juece.xml"]).entries
    decisions = edition.edition.site.decisions.values()
    changed = sorted((changed_on(decision) for decision in decisions), reverse=True)
    assert [entry.published[5:16] for entry in entries] == [f"{d:%d %b %Y}" for d in changed[:50]]
    dates = [
        entry.published_parsed for entry in feedparser.parse(feeds(edition)["public/feed.xml"]).entries
    ]
    assert dates == sorted(dates, reverse=True)


def test_the_same_county_gives_the_same_bytes() -> None:
    assert feeds(build(small(), "门户")) == feeds(build(small(), "门户"))
