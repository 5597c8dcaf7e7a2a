"""RSS 2.0: what is new, for readers and for other programs.

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from ...basics.output import File
from ...schema.records.county import County
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of, legible, midnight, tag
from .items import MOST, Item, all_items, newest

ATOM = "http://www.w3.org/2005/Atom"


def feeds(edition: Edition) -> Iterator[File]:
    """The site's feed, one a level, one for decisions, and one a column of notices."""
    county = edition.site.county
    items = newest(all_items(edition))
    yield feed(county, urls.FEED, county.portal.site, items)
    for level in county.levels:
        own = [item for item in items if item.level == level.name]
        yield feed(county, urls.feed("levels", level.code), f"{county.portal.site}·{level.name}", own)
    decided = [item for item in items if item.kind == "decision"]
    yield feed(county, urls.feed("columns", "juece"), f"{county.portal.site}·四重一大决策", decided)
    for name, code in urls.COLUMN_CODES.items():
        own = [item for item in items if item.column == name]
        yield feed(county, urls.feed("columns", code), f"{county.portal.site}·{name}", own)


def feed(county: County, path: str, title: str, items: Iterable[Item]) -> File:
    """A feed at ``path`` below the portal's address."""
    ET.register_namespace("atom", ATOM)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    base = base_of(county)
    shown = list(items)[:MOST]
    _add(channel, "title", title)
    _add(channel, "link", base + urls.HOME)
    _add(channel, "description", county.motto or title)
    _add(channel, "language", "zh-cn")
    here = {"href": base + path, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, f"{{{ATOM}}}link", here)
    if shown:
        _add(channel, "lastBuildDate", _moment(shown[0].day))
    for item in shown:
        _item(channel, county, item)
    return File(path, ET.tostring(rss, encoding="utf-8", xml_declaration=True) + b"\n")


def _item(channel: ET.Element, county: County, item: Item) -> None:
    element = ET.SubElement(channel, "item")
    _add(element, "title", item.title)
    if item.link:
        _add(element, "link", item.link)
    _add(element, "description", item.note)
    guid = tag(county, item.kind, item.code)
    ET.SubElement(element, "guid", isPermaLink="false").text = guid
    _add(element, "pubDate", _moment(item.day))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = legible(text)


def _moment(day: date) -> str:
    """Midnight in Beijing, as RSS writes it."""
    return format_datetime(midnight(day))
