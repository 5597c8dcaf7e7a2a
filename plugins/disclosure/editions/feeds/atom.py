"""Atom 1.0 (RFC 4287).

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.  A feed without items has no date of its own and is not made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from ...basics.output import File
from ...schema.records.county import County
from ..parts import urls
from ..parts.addresses import base_of, legible, midnight, tag
from .items import MOST, Item
from .rss import ATOM


def feed(county: County, path: str, title: str, items: Sequence[Item]) -> File:
    """A feed of at least one item at ``path`` below the portal's address, newest first."""
    root = ET.Element("feed", xmlns=ATOM)
    base = base_of(county)
    _add(root, "id", tag(county, "feed", path))
    _add(root, "title", title)
    _add(root, "updated", _moment(items[0].day))
    _link(root, "self", base + path, "application/atom+xml")
    _link(root, "alternate", base + urls.HOME, "text/html")
    author = ET.SubElement(root, "author")
    _add(author, "name", county.portal.sponsor)
    for item in items[:MOST]:
        _entry(root, county, item)
    return File(path, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(root: ET.Element, county: County, item: Item) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", tag(county, item.kind, item.code))
    _add(entry, "title", item.title)
    _add(entry, "published", _moment(item.day))
    _add(entry, "updated", _moment(item.day))
    if item.link:
        _link(entry, "alternate", item.link, "text/html")
    _add(entry, "summary", item.note)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = legible(text)


def _moment(day: date) -> str:
    return midnight(day).isoformat()
