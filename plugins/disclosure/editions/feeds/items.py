"""What feeds are made of: records that carry a date of publication.

Enters: an ``Edition``.  Leaves: ``FeedItem`` values with dates from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...county.site import Published
from ...schema.catalogue import SHELF_OF
from ...schema.records.notices.notice import Notice
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of

MOST = 50
"""Items in a feed."""


@dataclass(frozen=True, slots=True)
class FeedItem:
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


def newest(items: Iterable[FeedItem]) -> list[FeedItem]:
    """By date, newest first; by kind and code where the dates are equal."""
    ordered = sorted(items, key=lambda item: (item.kind, item.code))
    return sorted(ordered, key=lambda item: item.day, reverse=True)


def item_of(edition: Edition, of: Published, day: date) -> FeedItem:
    """A record as an item; it has a link where the public site has its page."""
    shelf, unit = SHELF_OF[type(of)], edition.site.units[of.unit.code]
    told = shelf.announced(of) if shelf.announced else ()
    return FeedItem(
        kind=shelf.schema,
        code=of.code,
        title=of.name,
        note="，".join((unit.name, *told)),
        day=day,
        link=base_of(edition.site.county) + urls.record(type(of), of.code),
        level=unit.level.code,
        unit=unit.code,
        column=of.column if isinstance(of, Notice) else "",
    )


def all_items(edition: Edition) -> Iterator[FeedItem]:
    """Every record of an announced kind that has been published."""
    for record in edition.site.published:
        if record.published and SHELF_OF[type(record)].announced:
            yield item_of(edition, record, record.published)
