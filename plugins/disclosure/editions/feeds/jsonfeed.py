"""JSON Feed 1.1 (jsonfeed.org/version/1.1).

Enters: items with dates from the data.  Leaves: the bytes of a feed; the same items always give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ...basics.output import File, as_json
from ...schema.records.county import County
from ..parts import urls
from ..parts.addresses import base_of, midnight, tag
from .items import FeedEntry, FeedItem, entries

VERSION = "https://jsonfeed.org/version/1.1"


def feed(county: County, path: str, title: str, items: Sequence[FeedItem]) -> File:
    """A feed at ``path`` below the portal's address, newest first."""
    return File(path, partial(_written, county, path, title, entries(items)))


def _written(county: County, path: str, title: str, told: Sequence[FeedEntry]) -> bytes:
    base = base_of(county)
    whole = {
        "version": VERSION,
        "title": title,
        "home_page_url": base + urls.HOME,
        "feed_url": base + path,
        "description": county.motto or title,
        "language": "zh-CN",
        "authors": [{"name": county.portal.sponsor}],
        "items": [_item(county, item) for item in told],
    }
    return as_json(whole)


def _item(county: County, item: FeedEntry) -> dict[str, object]:
    told: dict[str, object] = {
        "id": tag(county, item.kind, item.lasting),
        "title": item.title,
        "content_text": item.note,
        "date_published": midnight(item.day).isoformat(),
        "date_modified": midnight(item.changed).isoformat(),
    }
    return {**told, "url": item.link} if item.link else told
