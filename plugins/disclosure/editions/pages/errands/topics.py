"""我要办事 in three steps: a topic, then what of it; the page of that says who, what to bring, how long.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``TopicsPage`` or a ``TopicPage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.lookups.subjects import decisions_on
from ....schema.records.county import Topic
from ....schema.records.decisions.decision import UNDECIDED_STATES, Decision
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Anchor, Group, Head, ListEntry, Tile
from ...parts.pager import TILES, Pager, pager, slices
from .. import entries
from ..decisions.matters import answers
from . import tasks, venue_pages
from .tasks import Task, TaskGroup

DECIDED = 8
"""So many decisions stand below the errands of a topic."""
OTHERS = "这方面还有哪些权力"


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """All topics, and the places where things are done."""

    head: Head
    tiles: tuple[Tile, ...]
    places: Anchor | None


@dataclass(frozen=True, slots=True)
class TopicPage:
    """What of a topic one may come for, level by level; what else is held; what was decided."""

    head: Head
    title: str
    note: str
    groups: tuple[TaskGroup, ...]
    decided: Group
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.TOPICS, "lists/topics.html", partial(_front, edition))
    held, decided = _held(edition), decisions_on(edition.site)
    for topic in edition.site.county.topics:
        yield from _pages(edition, topic, held[topic.name], decided.get(topic.name, ()))


def tiles(edition: Edition) -> tuple[Tile, ...]:
    """A way to every topic that holds a power."""
    counts = {name: len(powers) for name, powers in _held(edition).items()}
    found = ((topic, counts[topic.name]) for topic in edition.site.county.topics)
    return tuple(Tile(t.name, urls.topic(t.code), t.note, count, "项") for t, count in found if count)


def _front(edition: Edition) -> TopicsPage:
    head = links.head(edition, "我要办事", "topics", Anchor("我要办事"), column="我要办事")
    return TopicsPage(head, tiles(edition), venue_pages.way(edition))


def _held(edition: Edition) -> Mapping[str, Sequence[Power]]:
    """The powers of every topic, by its name."""
    held: dict[str, list[Power]] = {topic.name: [] for topic in edition.site.county.topics}
    for power in edition.site.powers.values():
        for name in {ref.code for ref in power.topics}:
            held[name].append(power)
    return held


def _pages(
    edition: Edition, topic: Topic, held: Sequence[Power], decided: tuple[Decision, ...]
) -> Iterator[Html]:
    """What people come for first, level by level."""
    ranks = {name: rank for rank, name in enumerate(edition.site.levels)}

    def place(power: Power) -> tuple[bool, int]:
        return not tasks.applied_for(power), ranks[edition.site.unit(power.unit).level.code]

    wanted = tasks.once(sorted(held, key=place))
    for number, shown in slices(wanted, TILES):
        make = partial(_page, edition, topic, number, shown, len(wanted), decided)
        yield Html(urls.topic(topic.code, number), "lists/topic.html", make)


def _page(  # noqa: PLR0913, PLR0917  all that the page is made of
    edition: Edition, topic: Topic, number: int, shown: tuple[Task, ...], total: int,
    decided: tuple[Decision, ...],
) -> TopicPage:  # fmt: skip
    crumbs = (Anchor("我要办事", urls.TOPICS), Anchor(topic.name))
    return TopicPage(
        head=links.head(
            edition, topic.name, "topics", *crumbs, description=topic.note, column="我要办事"
        ),
        title=topic.name,
        note=topic.note,
        groups=tuple(_groups(edition, shown)),
        decided=_decided(edition, decided if number == 1 else ()),
        pager=pager(lambda n: urls.topic(topic.code, n), number, total, TILES),
    )


def _groups(edition: Edition, shown: Iterable[Task]) -> Iterator[TaskGroup]:
    """Level by level; last what else may be done to people."""
    groups: dict[str, list[Task]] = {}
    for task in shown:
        unit = edition.site.unit(task.power.unit)
        name = unit.level.code if tasks.applied_for(task.power) else OTHERS
        groups.setdefault(name, []).append(task)
    for name, found in groups.items():
        folded = name == OTHERS and len(groups) > 1
        yield TaskGroup(name, tasks.tiles(edition, found), folded)


def _decided(edition: Edition, decided: Iterable[Decision]) -> Group:
    found = entries.newest(decided)
    return Group("这方面定过、正在定的事", tuple(_entry(edition, of) for of in found[:DECIDED]))


def _entry(edition: Edition, of: Decision) -> ListEntry:
    told = answers.UNDECIDED if of.state in UNDECIDED_STATES else answers.decided(of)
    entry = entries.decision(edition, of)
    called = f"也叫{'、'.join(of.aliases)}" if of.aliases else ""
    notes = entries.notes(called, *entry.notes, told)
    return ListEntry(entry.text, entry.href, notes, entry.date, entry.badge)
