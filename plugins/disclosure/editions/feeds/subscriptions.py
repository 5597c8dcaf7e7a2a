"""Subscribing: for every level, category and body a feed in three formats and a calendar.

Enters: an ``Edition``.  Leaves: ``Subscription`` values, and the files they name: RSS (where ``feeds``
does not already write it), Atom, JSON Feed and iCalendar.  A format that would hold nothing is not
made.  The same data give the same bytes: all dates and ids come from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ...basics.output import File
from ...schema.records.decisions.decision import CATEGORIES, CATEGORY_CODES
from ..edition import Edition
from . import atom, calendars, jsonfeed, rss
from .calendars import WrittenEvent
from .items import FeedItem, all_items, newest


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription; ``of`` and ``code`` make its paths, ``of`` is empty for the whole site."""

    of: str
    code: str
    title: str
    items: tuple[FeedItem, ...]
    events: tuple[WrittenEvent, ...]

    def path(self, suffix: str) -> str:
        """Where the channel lies in one format (xml, atom, json, ics)."""
        return f"feeds/{self.of}/{self.code}.{suffix}" if self.of else f"feed.{suffix}"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The formats that hold something; the site's RSS is there even while it is empty."""
        read = ("xml", "atom", "json") if self.items else () if self.of else ("xml",)
        return (*read, "ics") if self.events else read


def channels(edition: Edition) -> Iterator[Subscription]:
    """Every subscription that holds something: the site, levels, categories, bodies."""
    return (channel for channel in _channels(edition) if channel.suffixes)


def files(edition: Edition) -> Iterator[File]:
    """The files of every channel."""
    county = edition.site.county
    for channel in (*channels(edition), *_moved(edition)):
        for suffix in channel.suffixes:
            path, title = channel.path(suffix), f"{county.portal.site}·{channel.title}"
            match suffix:
                case "atom":
                    yield atom.feed(county, path, title, channel.items)
                case "json":
                    yield jsonfeed.feed(county, path, title, channel.items)
                case "ics":
                    yield calendars.calendar(path, title, channel.events)
                case _ if channel.of in ("categories", "units"):
                    yield rss.feed(county, path, title, channel.items)
                case _:  # ``feeds`` has written it
                    pass


def _moved(edition: Edition) -> Iterator[Subscription]:
    """The channels of bodies whose codes changed, at the addresses that were subscribed to."""
    units = edition.site.units
    for channel in channels(edition) if any(unit.former for unit in units.values()) else ():
        if channel.of == "units":
            yield from (replace(channel, code=code) for code in units[channel.code].former)


def _channels(edition: Edition) -> Iterator[Subscription]:
    site = edition.site
    items = tuple(newest(all_items(edition)))
    events = calendars.written(edition)
    decisions = site.decisions
    yield Subscription("", "", "全部公开", items, events)
    for level in site.county.levels:
        own = tuple(item for item in items if level.name in item.levels)
        codes = {d.code for d in decisions.values() if site.unit(d.unit).level.code == level.name}
        yield Subscription("levels", level.code, level.name, own, _of(events, codes))
    for name in CATEGORIES:
        codes = {d.code for d in decisions.values() if d.category == name}
        own = tuple(item for item in items if item.kind == "decision" and item.code in codes)
        yield Subscription("categories", CATEGORY_CODES[name], name, own, _of(events, codes))
    for unit in site.units.values():
        own = tuple(item for item in items if unit.code in item.units)
        codes = {d.code for d in site.decisions_of[unit.code]}
        yield Subscription("units", unit.code, unit.name, own, _of(events, codes))


def _of(events: Iterable[WrittenEvent], codes: AbstractSet[str]) -> tuple[WrittenEvent, ...]:
    return tuple(event for event in events if event.decision in codes)
