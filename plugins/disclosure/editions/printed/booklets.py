"""Booklets of A4 (制度成册): of a body, and of a level, all its powers with their lists and charts.

Enters: an ``Edition`` and the flows of its powers.  Leaves: ``PaperSheet`` values.  What several bodies
hold alike is told once in the booklet of a level, and each of their lists leads to that page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ...basics.media import A4, BOOKLETS
from ...basics.values import dataclass
from ...charts.ink.captions import strip
from ...charts.power_charts import FlowJob
from ...schema.records.county import Level
from ...schema.records.powers.power import Power
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from ..pages.powers.power import WHO, PowerPage
from ..parts import links
from ..parts.blocks import Passage
from .paper import (
    Imprint,
    PageOf,
    PaperSheet,
    ToPrint,
    by_hand,
    imprint_of_body,
    latest,
    portal_of,
    where_it_is,
)
from .posters import answers, bring, excused, watch
from .text_nodes import TextNode, nodes
from .wall_steps import WallStep, cards

BOOKLET = "权力公开手册"
VOLUME = 1000
"""Powers told in one volume: more take gigabytes to set, and no binder holds their pages."""
_NAMED = 12


@dataclass(frozen=True, slots=True)
class QuotedLaw:
    """A basis: its name, the words quoted, and the articles where the county keeps the law."""

    cite: str
    words: tuple[TextNode, ...]
    articles: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class BookletPower:
    """What is told of a power, whoever holds it."""

    name: str
    category: str
    keys: tuple[tuple[str, str, str], ...]
    bring: tuple[str, ...]
    steps: tuple[WallStep, ...]
    apart: tuple[str, ...]
    basis: tuple[QuotedLaw, ...]
    duties: tuple[tuple[str, str], ...]
    liabilities: tuple[str, ...]
    watch: tuple[tuple[str, ...], ...]
    waivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookletEntry:
    """A power under the body that is the first to hold it; ``holders`` where there are more."""

    code: str
    holders: str
    power: BookletPower


@dataclass(frozen=True, slots=True)
class BookletUnit:
    """A body: its posts, its list (code, name, category, where, code under which it is told), and
    the powers that are told under it."""

    name: str
    about: tuple[TextNode, ...]
    facts: tuple[tuple[str, ...], ...]
    posts: tuple[tuple[str, ...], ...]
    list: tuple[tuple[str, str, str, str, str], ...]
    entries: tuple[BookletEntry, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """A booklet: of whom, what it is, when a power of it was published last, its bodies."""

    name: str
    what: str
    day: str
    units: tuple[BookletUnit, ...]


class BookletWriter:
    """What booklets are made of: all that is told of each power, made when it is asked for and once."""

    def __init__(self, edition: Edition, flows: Mapping[str, FlowJob], page_of: PageOf) -> None:
        self._edition, self._powers_of = edition, edition.site.powers_of
        self._told = cache(lambda code: _told(edition.site.powers[code], page_of(code), flows))
        self._alike = cache(lambda code: repr(self._told(code)))

    def volumes(self, units: Iterable[Unit]) -> Iterator[Sequence[Unit]]:
        """Bodies in their order, as many together as a volume has room for."""
        held, told = list[Unit](), set[str]()
        for unit in units:
            own = {self._alike(power.code) for power in self._powers_of[unit.code]}
            if held and len(told | own) > VOLUME:
                yield held
                held, told = [], set()
            held.append(unit)
            told |= own
        if held:
            yield held

    def booklet(self, name: str, units: Sequence[Unit], volume: str = "") -> Booklet:
        """Of some bodies, in their order."""
        holders: dict[str, dict[str, str]] = {}
        for unit in units:
            for power in self._powers_of[unit.code]:
                holders.setdefault(self._alike(power.code), {})[power.code] = unit.short or unit.name
        powers = (power for unit in units for power in self._powers_of[unit.code])
        told = tuple(self._unit(u, holders) for u in units)
        return Booklet(name, f"{BOOKLET}{volume}", latest(powers), told)

    def _unit(self, unit: Unit, holders: Mapping[str, Mapping[str, str]]) -> BookletUnit:
        having = [(power, holders[self._alike(power.code)]) for power in self._powers_of[unit.code]]
        return BookletUnit(
            name=unit.name,
            about=nodes(links.prose(self._edition, unit.about, "")),
            facts=where_it_is(unit),
            posts=tuple(map(_post, unit.posts)),
            list=tuple((p.code, p.name, p.category.code, p.counter, next(iter(of))) for p, of in having),
            entries=tuple(
                BookletEntry(p.code, _named(list(of.values())), self._told(p.code))
                for p, of in having
                if p.code == next(iter(of))
            ),
        )


def _told(power: Power, page: PowerPage, flows: Mapping[str, FlowJob]) -> BookletPower:
    job = flows.get(power.code)
    return BookletPower(
        name=power.name,
        category=power.category.code,
        keys=tuple(key for key in answers(page) if key[0] != WHO),
        bring=bring(power),
        steps=cards(job) if job else (),
        apart=tuple(strip(job.graph)) if job else (),
        basis=tuple(map(_quoted, page.told.basis)),
        duties=page.told.duties,
        liabilities=page.told.liabilities,
        watch=watch(power),
        waivers=excused(power.waivers),
    )


def unit_booklets(edition: Edition, writer: BookletWriter, wanted: ToPrint) -> Iterator[PaperSheet]:
    """One of every body that has powers."""
    for unit in _having(edition, edition.site.units.values()):
        if wanted(unit):
            mark = imprint_of_body(edition, unit)
            yield _sheet(unit, mark, writer.booklet(unit.name, [unit]), by_hand(edition, unit))


def level_booklets(edition: Edition, writer: BookletWriter) -> Iterator[PaperSheet]:
    """One of every level at which a body has powers, in several volumes where they are many."""
    for level in edition.site.levels.values():
        volumes = [*writer.volumes(_having(edition, edition.site.units_at[level.name]))]
        for number, units in enumerate(volumes, 1):
            volume = f"第{number}册" if len(volumes) > 1 else ""
            body = writer.booklet(level.name, units, volume)
            sheet = _sheet(level, _of_level(edition, level, units), body)
            path = f"{sheet.path}-{number}" if volume else sheet.path
            yield replace(sheet, path=path, title=f"{sheet.title}{volume}")


def _having(edition: Edition, units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if edition.site.powers_of[unit.code]]


def _sheet(of: Unit | Level, mark: Imprint, body: Booklet, carriers: tuple[str, ...] = ()) -> PaperSheet:
    return PaperSheet(
        path=f"{BOOKLETS}/{of.code}", template="booklet", paper=A4, title=f"{of.name}{BOOKLET}", of=of,
        imprint=mark, body=body, carriers=carriers,
    )  # fmt: skip


def _of_level(edition: Edition, level: Level, units: Sequence[Unit]) -> Imprint:
    """A level is no record that is disclosed: its digest is made of those that the booklet holds."""
    powers = (power for unit in units for power in edition.site.powers_of[unit.code])
    told, of_all = portal_of(edition), edition.digests.of_all((*units, *powers))
    return Imprint(level.code, "", of_all, address="", scan="", qr="", told=told)


def _named(holders: Sequence[str]) -> str:
    if len(holders) == 1:
        return ""
    more = f"等 {len(holders)} 个机构" if len(holders) > _NAMED else ""
    return "、".join(holders[:_NAMED]) + more


def _post(post: Post) -> tuple[str, ...]:
    return post.name, post.rank, post.grade, "；".join(post.duties)


def _quoted(basis: Passage) -> QuotedLaw:
    articles = ((a.title, a.version, tuple(line.text for line in a.lines)) for a in basis.articles)
    return QuotedLaw(basis.title, nodes(str(basis.body)), tuple(articles))
