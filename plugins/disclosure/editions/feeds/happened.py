"""What the feed of one thing tells: all that happened in a matter, at any level, or became of a record.

Enters: an ``Edition``, and a ``Matter`` or a record.  Leaves: ``FeedItem`` values, newest first; what is
planned has not happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...county.facts.histories.record_history import HistoryEntry, history
from ...county.facts.matters.happenings import Happening, HappeningKind, happenings
from ...county.facts.matters.matter import Matter
from ...county.lookups.lasting_code import lasting_code
from ...county.site import Published
from ...schema.records.notices.withdrawal import Withdrawal
from ..edition import Edition
from ..pages.disclosed import record_histories
from ..parts import links, urls, words
from ..parts.addresses import base_of
from .items import FeedItem, newest


def happened(edition: Edition, matter: Matter) -> tuple[FeedItem, ...]:
    return tuple(newest(_items(edition, matter)))


def became(edition: Edition, of: Published | Withdrawal) -> tuple[FeedItem, ...]:
    """Each change of a record, and its publication; the ids last when more of the same day comes."""
    alike: Counter[str] = Counter()
    stem = links.told_on(of, lasting_code(of)).removesuffix(".html")
    found = []
    for entry in reversed(history(edition.site, of)):
        name = f"{stem}-{entry.day}-{entry.kind.name.lower()}"
        alike[name] += 1
        found.append(_change(edition, of, entry, f"{name}-{alike[name]}"))
    return tuple(newest(found))


def _change(edition: Edition, of: Published | Withdrawal, entry: HistoryEntry, lasting: str) -> FeedItem:
    return FeedItem(
        kind="change",
        code=lasting,
        lasting=lasting,
        title=f"{record_histories.name_of(of)}：{entry.what}",
        note=record_histories.noted(edition, entry) or f"{words.day(entry.day)} {entry.what}",
        day=entry.day,
        changed=entry.day,
        link=base_of(edition.site.county) + record_histories.leads_to(of),
        levels=frozenset(),
        units=frozenset(),
        column=entry.kind,
    )


def _items(edition: Edition, matter: Matter) -> Iterator[FeedItem]:
    alike: Counter[str] = Counter()
    for happening in happenings(matter.records):
        if happening.kind is not HappeningKind.AHEAD:
            name = f"{lasting_code(happening.of)}-{happening.day}-{happening.kind.name.lower()}"
            alike[name] += 1
            yield _item(edition, matter, happening, f"{name}-{alike[name]}")


def _item(edition: Edition, matter: Matter, of: Happening, lasting: str) -> FeedItem:
    unit = edition.site.unit(of.of.unit)
    came = f"（{of.outcome}）" if of.outcome else ""
    return FeedItem(
        kind="matter",
        code=lasting,
        lasting=lasting,
        title=f"{unit.label}：{of.what}{came}",
        note="，".join(filter(None, (matter.name, of.note))),
        day=of.day,
        changed=of.day,
        link=base_of(edition.site.county) + urls.matter(matter.code),
        levels=frozenset((unit.level.code,)),
        units=frozenset((unit.code,)),
    )
