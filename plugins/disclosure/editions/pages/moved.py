"""A small page at every address that a record had before its code changed: it leads on.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``MovedPage``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from ...basics.output import Html
from ...basics.values import dataclass
from ...county.site import Site, former_codes
from ...schema.catalogue import LINKED
from ...schema.records.county import Level, Topic
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from ..parts import links, urls
from ..parts.blocks import Anchor, Head

TEMPLATE = "site/moved.html"


@dataclass(frozen=True, slots=True)
class MovedPage:
    """Where a record is that had another code before."""

    head: Head
    title: str
    told: str
    now: Anchor


def pages(edition: Edition) -> Iterator[Html]:
    for address, record in _paged(edition):
        for code in former_codes(record):
            now = address(record.code)
            yield Html(address(code), TEMPLATE, partial(_page, edition, record, now, code))


def _paged(edition: Edition) -> Iterator[tuple[Callable[[str], str], Any]]:
    """Every record that has a page by its code, and where that is."""
    for shelf in LINKED:
        paged: Iterable[Any] = edition.site.of(shelf.record).values() if shelf.pages else ()
        yield from ((partial(urls.record, shelf.record), record) for record in paged)
    yield from ((urls.post, post) for post in edition.site.posts.values() if post.grade)
    yield from ((urls.level, level) for level in edition.site.county.levels)
    yield from ((urls.topic, topic) for topic in edition.site.county.topics)


def _page(edition: Edition, record: Any, now: str, code: str) -> MovedPage:
    unit = _unit(edition.site, record)
    name = f"{unit.label}{record.name}" if unit and isinstance(record, Post) else record.name
    told = f"{record.title}“{name}”的编码已由 {code} 改为 {record.code}"
    head = links.head(
        edition, name, now.partition("/")[0], Anchor(name, now), Anchor(code), description=told,
        source=unit.label if unit else "", column=record.title, canonical=now,
    )  # fmt: skip
    return MovedPage(head, name, told, Anchor(name, now))


def _unit(site: Site, record: Any) -> Unit | None:
    """Whose a record is; a unit is its own, a word or a list that many bodies hold is nobody's."""
    if isinstance(record, Unit):
        return record
    if isinstance(record, SharedList | Level | Topic):
        return None
    return site.unit_of_post[record.code] if isinstance(record, Post) else site.unit(record.unit)
