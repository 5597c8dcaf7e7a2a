"""A hub for every level: its bodies, powers, decisions and risk posts.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``LevelPage``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....schema.common import GRADES
from ....schema.records.county import Level
from ....schema.records.decisions.decision import CATEGORIES, CATEGORY_CODES, Decision
from ....schema.records.powers.power import Power
from ....schema.records.unit import Unit
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Fact, Figure, Group, Head, Tile, fact, grade, present
from ...parts.pager import GLANCE
from .. import entries, lists
from ..decisions.ways_in import of_level
from ..powers import relation_drawings
from ..powers.relation_drawings import GraphView
from ..superiors import by_superior

SHOWN = 8


@dataclass(frozen=True, slots=True)
class LevelPage:
    """A level."""

    head: Head
    title: str
    note: str
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    units: tuple[Group, ...]
    graph: GraphView | None
    categories: tuple[Tile, ...]
    kinds: tuple[Tile, ...]
    decisions: Group
    ways: tuple[Anchor, ...]

    @property
    def is_long(self) -> bool:
        """Whether its bodies are many, under nothing that could be folded."""
        return any(len(group.entries) > GLANCE and not group.folded for group in self.units)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a level holds."""

    units: tuple[Unit, ...]
    powers: tuple[Power, ...]
    decisions: tuple[Decision, ...]
    grades: Counter[str]


def pages(edition: Edition) -> Iterator[Html]:
    for level in edition.site.county.levels:
        yield Html(urls.level(level.code), "bodies/level.html", partial(_page, edition, level))


def holding(edition: Edition, level: Level) -> Holding:
    site = edition.site
    units = site.units_at[level.name]
    return Holding(
        units,
        tuple(power for unit in units for power in site.powers_of[unit.code]),
        tuple(decision for unit in units for decision in site.decisions_of[unit.code]),
        Counter(post.grade for unit in units for post in unit.posts if post.grade),
    )


def _page(edition: Edition, level: Level) -> LevelPage:
    held = holding(edition, level)
    return LevelPage(
        head=links.head(
            edition, level.name, "levels", Anchor(level.name), description=level.note, column=level.name
        ),
        title=level.name,
        note=level.note,
        facts=present(
            fact("大额度资金标准", words.amount(level.threshold)),
        ),
        figures=_figures(level, held),
        units=tuple(_units(edition, held)),
        graph=relation_drawings.of_level(edition, level.code),
        categories=tuple(_categories(edition, level, held)),
        kinds=tuple(_kinds(level, held)),
        decisions=_decisions(edition, level, held),
        ways=of_level(edition, level),
    )


def _figures(level: Level, held: Holding) -> tuple[Figure, ...]:
    place = lists.place("l", level.code)
    powers = urls.listed("powers", (place, urls.ANY), 1)
    decided = urls.listed("decisions", (place, urls.ANY, urls.ANY), 1)
    figures = (
        Figure(len(held.units), "个", "机构", urls.UNITS),
        Figure(len(held.powers), "项", "职权", powers),
        Figure(len(held.decisions), "项", "决策", decided),
        *(_graded(name, place, held.grades[name]) for name in GRADES),
    )
    return tuple(figure for figure in figures if figure.number)


def _graded(name: str, place: str, number: int) -> Figure:
    href = urls.listed("posts", (place, lists.GRADE_KEYS[name]), 1)
    return Figure(number, "个岗位", words.graded(name), href, grade(name))


def _units(edition: Edition, held: Holding) -> Iterator[Group]:
    """Bodies under the one above them."""
    above = by_superior(edition.site, held.units)
    is_long = len(above) > 1 and len(held.units) > GLANCE
    for below in above:
        listed = tuple(entries.unit(edition, unit) for unit in below.units)
        yield Group(below.title, listed, anchor=below.anchor, folded=is_long)


def _categories(edition: Edition, level: Level, held: Holding) -> Iterator[Tile]:
    counts = Counter(power.category.code for power in held.powers)
    for category in edition.site.county.categories:
        if counts[category.name]:
            key = (lists.place("l", level.code), category.code)
            href = urls.listed("powers", key, 1)
            yield Tile(category.name, href, category.note, counts[category.name], "项")


def _kinds(level: Level, held: Holding) -> Iterator[Tile]:
    counts = Counter(decision.category for decision in held.decisions)
    for name in CATEGORIES:
        if counts[name]:
            key = (lists.place("l", level.code), CATEGORY_CODES[name], urls.ANY)
            yield Tile(name, urls.listed("decisions", key, 1), "", counts[name], "项")


def _decisions(edition: Edition, level: Level, held: Holding) -> Group:
    shown = entries.newest(held.decisions)[:SHOWN]
    href = urls.listed("decisions", (lists.place("l", level.code), urls.ANY, urls.ANY), 1)
    more = Anchor(f"全部{len(held.decisions)}项决策", href) if shown else None
    return Group("最新决策", tuple(entries.decision(edition, d) for d in shown), more)
