"""我要办事: the topics a citizen thinks in, and the powers under each.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``TopicsPage`` or a ``TopicPage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ...basics.output import Html
from ...schema.records.county import Topic
from ...schema.records.powers.power import Power
from ..edition import Edition
from ..parts import links, urls
from ..parts.blocks import Anchor, Group, Head, Tile
from ..parts.pager import Pager, pager, slices
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
    yield Html(urls.TOPICS, "lists/topics.html", partial(_front, edition))
    held = _held(edition)
    for topic in edition.site.county.topics:
        yield from _pages(edition, topic, held[topic.name])


def _front(edition: Edition) -> TopicsPage:
    head = links.head(edition, "我要办事", "topics", Anchor("我要办事"), column="我要办事")
    return TopicsPage(head, tiles(edition))


def tiles(edition: Edition) -> tuple[Tile, ...]:
    """A way to every topic that holds a power."""
    counts = {name: len(powers) for name, powers in _held(edition).items()}
    found = ((topic, counts[topic.name]) for topic in edition.site.county.topics)
    return tuple(Tile(t.name, urls.topic(t.code), t.note, count, "项") for t, count in found if count)


def _held(edition: Edition) -> Mapping[str, Sequence[Power]]:
    """The powers of every topic, by its name."""
    held: dict[str, list[Power]] = {topic.name: [] for topic in edition.site.county.topics}
    for power in edition.site.powers.values():
        for name in {ref.code for ref in power.topics}:
            held[name].append(power)
    return held


def _pages(edition: Edition, topic: Topic, held: Iterable[Power]) -> Iterator[Html]:
    ranks = {name: rank for rank, name in enumerate(edition.site.levels)}
    powers = sorted(held, key=lambda power: ranks[edition.site.unit(power.unit).level.code])
    for number, shown in slices(powers):
        make = partial(_page, edition, topic, number, shown, len(powers))
        yield Html(urls.topic(topic.code, number), "lists/topic.html", make)


def _page(
    edition: Edition, topic: Topic, number: int, shown: tuple[Power, ...], total: int
) -> TopicPage:
    crumbs = (Anchor("我要办事", urls.TOPICS), Anchor(topic.name))
    return TopicPage(
        head=links.head(
            edition, topic.name, "topics", *crumbs, description=topic.note, column="我要办事"
        ),
        title=topic.name,
        note=topic.note,
        groups=_groups(edition, shown),
        total=total,
        pager=pager(lambda n: urls.topic(topic.code, n), number, total),
    )


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
