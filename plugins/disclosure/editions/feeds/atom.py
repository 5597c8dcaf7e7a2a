"""Atom 1.0 (RFC 4287).

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.  A feed without items has no date of its own and is not made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from ...basics.output import File
from ...schema.records.county import County
from ..parts import urls
from ..parts.addresses import base_of, midnight, tag
from . import xml
from .items import FeedEntry, FeedItem, entries


def feed(county: County, path: str, title: str, items: Sequence[FeedItem]) -> File:
    """A feed of at least one item at ``path`` below the portal's address, newest first."""
    return File(path, partial(_written, county, path, title, entries(items)))


def _written(county: County, path: str, title: str, told: Sequence[FeedEntry]) -> bytes:
    whole = xml.root("feed", {"xmlns": xml.ATOM})
    base = base_of(county)
    xml.add(whole, "id", tag(county, "feed", path))
    xml.add(whole, "title", title)
    xml.add(whole, "updated", _moment(told[0].changed))
    _link(whole, "self", base + path, "application/atom+xml")
    _link(whole, "alternate", base + urls.HOME, "text/html")
    xml.add(xml.add(whole, "author"), "name", county.portal.sponsor)
    for item in told:
        _entry(whole, county, item)
    return xml.written(whole)


def _entry(whole: xml.Element, county: County, item: FeedEntry) -> None:
    entry = xml.add(whole, "entry")
    xml.add(entry, "id", tag(county, item.kind, item.lasting))
    xml.add(entry, "title", item.title)
    xml.add(entry, "published", _moment(item.day))
    xml.add(entry, "updated", _moment(item.changed))
    if item.link:
        _link(entry, "alternate", item.link, "text/html")
    xml.add(entry, "summary", item.note)


def _link(parent: xml.Element, rel: str, href: str, kind: str) -> None:
    xml.add(parent, "link", rel=rel, type=kind, href=href)


def _moment(day: date) -> str:
    return midnight(day).isoformat()
