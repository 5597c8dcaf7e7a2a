"""RSS 2.0: what is new, for readers and for other programs.

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from ...basics.output import File
from ...schema.records.county import County
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ..edition import Edition
from ..parts import urls

MOST = 50
"""Items in a feed."""

ATOM = "http://www.w3.org/2005/Atom"
BEIJING = timezone(timedelta(hours=8))
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a feed: ``code`` makes its lasting id, ``link`` may be empty."""

    kind: str
    code: str
    title: str
    note: str
    day: date
    link: str
    level: str
    unit: str
    column: str = ""


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


def newest(items: Iterable[Item]) -> list[Item]:
    """By date, newest first; by kind and code where the dates are equal."""
    ordered = sorted(items, key=lambda item: (item.kind, item.code))
    return sorted(ordered, key=lambda item: item.day, reverse=True)


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


def base_of(county: County) -> str:
    """The portal's address with a slash at its end."""
    return urljoin(county.portal.url.rstrip("/") + "/", ".")


def item_of(edition: Edition, of: Decision | Notice | Power, day: date) -> Item:
    """A record as an item; it has a link where the public site has its page."""
    unit = edition.site.units[of.unit.code]
    base, level = base_of(edition.site.county), unit.level.code
    match of:
        case Decision():
            note, link = f"{unit.name}，{of.category}，{of.state}", base + urls.decision(of.code)
            return Item("decision", of.code, of.name, note, day, link, level, unit.code)
        case Notice():
            note, link = f"{unit.name}，{of.column}", base + urls.notice(of.code)
            return Item("notice", of.code, of.name, note, day, link, level, unit.code, of.column)
        case Power():
            note, link = f"{unit.name}，{of.category.code}", base + urls.power(of.code)
            return Item("power", of.code, of.name, note, day, link, level, unit.code)


def all_items(edition: Edition) -> Iterator[Item]:
    """Every record that carries a date of publication."""
    site = edition.site
    dated: tuple[Decision | Notice, ...] = (*site.decisions.values(), *site.notices.values())
    for record in dated:
        yield item_of(edition, record, record.published)
    for power in site.powers.values():
        if power.published:
            yield item_of(edition, power, power.published)


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


def tag(county: County, kind: str, code: str) -> str:
    """The lasting id of a record or a feed (RFC 4151)."""
    return f"tag:disclosure,2026:{county.area_code}/{kind}/{code}"


def legible(text: str) -> str:
    """A text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def midnight(day: date) -> datetime:
    """The beginning of a day in Beijing."""
    return datetime.combine(day, time(), BEIJING)


def _moment(day: date) -> str:
    """Midnight in Beijing, as RSS writes it."""
    return format_datetime(midnight(day))
