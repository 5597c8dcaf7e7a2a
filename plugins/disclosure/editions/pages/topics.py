"""我要办事: the topics a citizen thinks in, and the powers under each.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``TopicsPage`` or a ``TopicPage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...basics.output import Html
from ...schema.records.county import Topic
from ...schema.records.powers.power import Power
from ..edition import Edition
from ..parts import links, urls
from ..parts.blocks import Anchor, Group, Head, Tile
from ..parts.facets import Pager, pager, slices
from . import entries


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """All topics."""

    head: Head
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The powers of a topic, under their levels."""

    head: Head
    title: str
    note: str
    groups: tuple[Group, ...]
    total: int
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    head = links.head(edition, "我要办事", "topics", Anchor("我要办事"), column="我要办事")
    yield Html(urls.TOPICS, "lists/topics.html", TopicsPage(head, tiles(edition)))
    for topic in edition.site.county.topics:
        yield from _pages(edition, topic)


def tiles(edition: Edition) -> tuple[Tile, ...]:
    """A way to every topic that holds a power."""
    found = ((topic, len(_powers(edition, topic))) for topic in edition.site.county.topics)
    return tuple(Tile(t.name, urls.topic(t.code), t.note, count, "项") for t, count in found if count)


def _powers(edition: Edition, topic: Topic) -> list[Power]:
    powers = edition.site.powers.values()
    return [power for power in powers if any(ref.code == topic.name for ref in power.topics)]


def _pages(edition: Edition, topic: Topic) -> Iterator[Html]:
    powers = sorted(_powers(edition, topic), key=lambda power: _rank(edition, power))
    crumbs = (Anchor("我要办事", urls.TOPICS), Anchor(topic.name))
    head = links.head(edition, topic.name, "topics", *crumbs, description=topic.note, column="我要办事")
    for number, shown in slices(powers):
        pages = pager(lambda n: urls.topic(topic.code, n), number, len(powers))
        view = TopicPage(
            head=head,
            title=topic.name,
            note=topic.note,
            groups=_groups(edition, shown),
            total=len(powers),
            pager=pages,
        )
        yield Html(urls.topic(topic.code, number), "lists/topic.html", view)


def _rank(edition: Edition, power: Power) -> int:
    levels = list(edition.site.levels)
    return levels.index(edition.site.unit(power.unit).level.code)


def _groups(edition: Edition, powers: tuple[Power, ...]) -> tuple[Group, ...]:
    levels = {edition.site.unit(power.unit).level.code for power in powers}
    return tuple(
        Group(
            level.name,
            tuple(
                entries.power(edition, power)
                for power in powers
                if edition.site.unit(power.unit).level.code == level.name
            ),
        )
        for level in edition.site.county.levels
        if level.name in levels
    )
