"""What feeds are made of: records that carry a date of publication.

Enters: an ``Edition``.  Leaves: ``FeedItem`` values with dates from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
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


def item_of(edition: Edition, of: Decision | Notice | Power, day: date) -> FeedItem:
    """A record as an item; it has a link where the public site has its page."""
    unit = edition.site.units[of.unit.code]
    base, level = base_of(edition.site.county), unit.level.code
    match of:
        case Decision():
            note, link = f"{unit.name}，{of.category}，{of.state}", base + urls.decision(of.code)
            return FeedItem(
                kind="decision",
                code=of.code,
                title=of.name,
                note=note,
                day=day,
                link=link,
                level=level,
                unit=unit.code,
            )
        case Notice():
            note, link = f"{unit.name}，{of.column}", base + urls.notice(of.code)
            return FeedItem(
                kind="notice",
                code=of.code,
                title=of.name,
                note=note,
                day=day,
                link=link,
                level=level,
                unit=unit.code,
                column=of.column,
            )
        case Power():
            note, link = f"{unit.name}，{of.category.code}", base + urls.power(of.code)
            return FeedItem(
                kind="power",
                code=of.code,
                title=of.name,
                note=note,
                day=day,
                link=link,
                level=level,
                unit=unit.code,
            )


def all_items(edition: Edition) -> Iterator[FeedItem]:
    """Every record that carries a date of publication."""
    site = edition.site
    dated: tuple[Decision | Notice, ...] = (*site.decisions.values(), *site.notices.values())
    for record in dated:
        yield item_of(edition, record, record.published)
    for power in site.powers.values():
        if power.published:
            yield item_of(edition, power, power.published)
