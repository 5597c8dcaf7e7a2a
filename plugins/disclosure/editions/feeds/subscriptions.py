"""Subscribing: for every level, category, body and matter a feed in three formats and a calendar.

Enters: an ``Edition``.  Leaves: ``Subscription`` values, and the files they name: RSS (where ``feeds``
does not already write it), Atom, JSON Feed and iCalendar.  A format that would hold nothing is not
made.  The same data give the same bytes: all dates and ids come from the records.  What belongs to a
channel is dealt out once for all channels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from ...basics.output import File
from ...basics.values import dataclass
from ...county.facts import agenda
from ...county.facts.agenda import Event
from ...county.facts.histories.record_history import HistoryKind
from ...county.facts.matters.matter import matters_of
from ...county.site import Published, former_codes
from ...schema.records.decisions.decision import CATEGORIES, CATEGORY_CODES, Decision
from ...schema.records.notices.withdrawal import Withdrawal
from ...schema.records.unit import Unit
from ..edition import Edition
from ..pages.disclosed import record_histories
from ..pages.disclosed.record_histories import CHANNEL as CHANGES
from ..parts import links, urls
from . import atom, calendars, jsonfeed, rss
from .happened import became, happened
from .items import FeedItem, all_items, gone_item, held_items, ledger_items, newest

T = TypeVar("T")

_OWN_RSS = ("categories", "ledgers", "units", "matters", CHANGES)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription; ``of`` and ``code`` make its paths, ``of`` is empty for the whole site.

    Whoever subscribed while what it is of had one of the ``former`` codes goes on being served there.
    """

    of: str
    code: str
    title: str
    items: tuple[FeedItem, ...]
    events: tuple[Event, ...]
    former: tuple[str, ...] = ()

    def path(self, suffix: str) -> str:
        """Where the channel lies in one format (xml, atom, json, ics)."""
        return urls.channel(self.of, self.code, suffix) if self.of else f"feed.{suffix}"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The formats that hold something; the site's RSS is there even while it is empty."""
        read = ("xml", "atom", "json") if self.items else () if self.of else ("xml",)
        return (*read, "ics") if self.events else read


def channels(edition: Edition) -> tuple[Subscription, ...]:
    """Every subscription that holds something, of the site and of each part of it."""
    return tuple(channel for channel in _channels(edition) if channel.suffixes)


def files(edition: Edition, offered: Sequence[Subscription]) -> Iterator[File]:
    """The files of every channel."""
    for channel in offered:
        for suffix in channel.suffixes:
            if suffix != "xml" or channel.of in _OWN_RSS:  # ``feeds`` has written the others
                yield _written(edition, channel, suffix)
    for channel in (*_moved(offered), *_gone(edition)):
        yield from (_written(edition, channel, suffix) for suffix in channel.suffixes)
    yield from _of_records(edition)


def _written(edition: Edition, channel: Subscription, suffix: str) -> File:
    county, path = edition.site.county, channel.path(suffix)
    title = f"{county.portal.site}·{channel.title}"
    match suffix:
        case "atom":
            return atom.feed(county, path, title, channel.items)
        case "json":
            return jsonfeed.feed(county, path, title, channel.items)
        case "ics":
            return calendars.calendar(edition, path, title, channel.events)
        case _:
            return rss.feed(county, path, title, channel.items)


def _moved(offered: Iterable[Subscription]) -> Iterator[Subscription]:
    """The channels of what had other codes, at the addresses that were subscribed to."""
    for channel in offered:
        yield from (replace(channel, code=code) for code in channel.former)


def _gone(edition: Edition) -> Iterator[Subscription]:
    """The channels of bodies that are no more: they say so, and nothing else."""
    for gone in edition.site.of(Withdrawal).values():
        if gone.kind == Unit.title:
            told = (gone_item(edition, gone),)
            yield from (Subscription("units", code, gone.called, told, ()) for code in gone.codes)


def _of_records(edition: Edition) -> Iterator[File]:
    """What became of each record with a history, also at the addresses of codes that it had before."""
    for of in record_histories.every(edition):
        pages = (links.told_on(of, code) for code in (of.code, *former_codes(of)))
        for stem in dict.fromkeys(page.removesuffix(".html") for page in pages):
            for suffix in record_histories.FORMATS:
                path = urls.channel(CHANGES, stem, suffix)
                yield File(path, partial(_of_record, edition, of, stem, suffix))


def _of_record(edition: Edition, of: Published | Withdrawal, stem: str, suffix: str) -> bytes:
    title = f"{record_histories.name_of(of)}：{record_histories.TITLE}"
    channel = Subscription(CHANGES, stem, title, became(edition, of), ())
    return _written(edition, channel, suffix).data


def _all_changes(edition: Edition) -> Iterator[FeedItem]:
    """What became of every record since it was published."""
    for of in record_histories.every(edition):
        yield from (item for item in became(edition, of) if item.column != HistoryKind.ADDED)


def _channels(edition: Edition) -> Iterator[Subscription]:
    site, decisions = edition.site, edition.site.decisions
    items = tuple(newest(all_items(edition)))
    events = tuple(agenda.events(decisions.values()))

    def told(of: FeedItem) -> Iterator[Decision]:
        found = decisions.get(of.code) if of.kind == "decision" else None
        yield from (found,) if found else ()

    def at_level(of: Event) -> Iterator[str]:
        yield site.unit(of.decision.unit).level.code

    yield Subscription("", "", "全部公开", items, events)
    since = tuple(newest(_all_changes(edition)))
    yield Subscription(CHANGES, "all", record_histories.TITLE, since, ())
    read, dates = _dealt(items, lambda of: of.levels), _dealt(events, at_level)
    for level in site.county.levels:
        own = read[level.name], dates[level.name]
        yield Subscription("levels", level.code, level.name, *own, former=level.former)
    read = _dealt(items, lambda of: (decision.category for decision in told(of)))
    dates = _dealt(events, lambda of: (of.decision.category,))
    for name in CATEGORIES:
        yield Subscription("categories", CATEGORY_CODES[name], name, read[name], dates[name])
    for ledger in site.ledgers.values():
        told_of = ledger_items(edition, ledger)
        yield Subscription("ledgers", ledger.code, ledger.name, told_of, (), former=ledger.former)
    read = _dealt(newest((*items, *held_items(edition))), lambda of: of.units)
    dates = _dealt(events, lambda of: (of.decision.unit.code,))
    for code, unit in site.units.items():
        yield Subscription("units", code, unit.name, read[code], dates[code], former=unit.former)
    for matter in matters_of(site):
        codes = {of.code for of in matter.records}
        days = tuple(event for event in events if event.decision.code in codes)
        yield Subscription("matters", matter.code, matter.name, happened(edition, matter), days)


def _dealt(things: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    """The things in their order, by each of their keys; none by any other."""
    dealt: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            dealt[key].append(thing)
    return defaultdict(tuple, {key: tuple(held) for key, held in dealt.items()})
