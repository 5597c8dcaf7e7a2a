"""RSS 2.0: what is new, for readers and for other programs.

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from email.utils import format_datetime
from functools import partial

from ...basics.output import File
from ...schema.records.county import County
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of, midnight, tag
from . import xml
from .items import FeedEntry, FeedItem, entries

SELF = f"{{{xml.ATOM}}}link"


def feeds(edition: Edition, items: Sequence[FeedItem]) -> Iterator[File]:
    """The site's feed, one a level, one for decisions, and one a column of notices, of its items."""
    county = edition.site.county
    yield feed(county, urls.FEED, county.portal.site, items)
    for level in county.levels:
        own = [item for item in items if level.name in item.levels]
        yield feed(county, urls.feed("levels", level.code), f"{county.portal.site}·{level.name}", own)
    decided = [item for item in items if item.kind == "decision"]
    yield feed(county, urls.feed("columns", "juece"), f"{county.portal.site}·四重一大决策", decided)
    for name, code in urls.COLUMN_CODES.items():
        own = [item for item in items if item.column == name]
        yield feed(county, urls.feed("columns", code), f"{county.portal.site}·{name}", own)


def feed(county: County, path: str, title: str, items: Iterable[FeedItem]) -> File:
    """A feed at ``path`` below the portal's address."""
    return File(path, partial(_written, county, path, title, entries(items)))


def _written(county: County, path: str, title: str, shown: Sequence[FeedEntry]) -> bytes:
    rss = xml.root("rss", {"version": "2.0"})
    channel = xml.add(rss, "channel")
    base = base_of(county)
    xml.add(channel, "title", title)
    xml.add(channel, "link", base + urls.HOME)
    xml.add(channel, "description", county.motto or title)
    xml.add(channel, "language", "zh-cn")
    xml.add(channel, SELF, href=base + path, rel="self", type="application/rss+xml")
    if shown:
        xml.add(channel, "lastBuildDate", _moment(max(item.changed for item in shown)))
    for item in shown:
        _item(channel, county, item)
    return xml.written(rss)


def _item(channel: xml.Element, county: County, item: FeedEntry) -> None:
    element = xml.add(channel, "item")
    xml.add(element, "title", item.title)
    if item.link:
        xml.add(element, "link", item.link)
    xml.add(element, "description", item.note)
    xml.add(element, "guid", tag(county, item.kind, item.lasting), isPermaLink="false")
    xml.add(element, "pubDate", _moment(item.changed))


def _moment(day: date) -> str:
    """Midnight in Beijing, as RSS writes it."""
    return format_datetime(midnight(day))
