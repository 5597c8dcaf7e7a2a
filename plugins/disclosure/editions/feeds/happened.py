"""What a matter's own feed tells: every step, meeting, check and correction, at any level.

Enters: an ``Edition`` and a ``Matter``.  Leaves: ``FeedItem`` values, newest first; what is planned has
not happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...county.facts.matters.happenings import Happening, HappeningKind, happenings
from ...county.facts.matters.matter import Matter
from ...county.site import lasting_code
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from .items import FeedItem, newest


def happened(edition: Edition, matter: Matter) -> tuple[FeedItem, ...]:
    return tuple(newest(_items(edition, matter)))


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
