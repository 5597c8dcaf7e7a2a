"""公开目录: what is to be disclosed, by whom, how often, and how that is kept, until which day.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``CatalogueIndex`` or a ``CataloguePage``, one for each
catalogue and one for each of many bodies that a catalogue binds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.practices.kept_up import Kept, RowStanding
from ....schema.records.publicity import PublicityCatalogue
from ....schema.records.unit import Unit
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    Contents,
    Fact,
    Figure,
    Group,
    Head,
    ListEntry,
    Section,
    Tile,
    fact,
    present,
)
from .kept_lines import KeptLine, cited, line, state

TITLE = "公开目录"
NOTE = "应当公开什么、由谁公开、多久公开一次，最近在哪一天、最迟哪一天再公开：逾期、缺项都写明。"
ORDER = (Kept.MET, Kept.STALE, Kept.MISSING, Kept.INSIDE, Kept.ASKED)
NEXT = 10
"""Rows that are due next, beside a catalogue."""


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """Rows of one field."""

    section: Section
    note: str
    lines: tuple[KeptLine, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """A catalogue, whole or as one body keeps it."""

    head: Head
    kicker: Anchor
    title: str
    about: Markup
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    groups: tuple[KeptGroup, ...]
    due: Group
    bodies: Group
    data: str

    @property
    def contents(self) -> Contents:
        return Contents(tuple(group.section for group in self.groups))


@dataclass(frozen=True, slots=True)
class CatalogueIndex:
    """All catalogues."""

    head: Head
    title: str
    note: str
    catalogues: Group


def pages(edition: Edition) -> Iterator[Html]:
    found = held(edition)
    if found:
        yield Html(
            urls.CATALOGUES, "disclosed/catalogues.html", partial(_index, edition, found), hub=True
        )
    for catalogue, rows in found.values():
        make = partial(_page, edition, catalogue, rows, "")
        yield Html(urls.catalogue(catalogue.code), "disclosed/catalogue.html", make, hub=True)
        for unit in _many(rows):
            make = partial(_page, edition, catalogue, _of(rows, unit), unit)
            path = urls.catalogue_of(catalogue.code, unit)
            yield Html(path, "disclosed/catalogue.html", make, hub=True)


def ways(edition: Edition) -> tuple[Tile, ...]:
    """The way to the catalogues, where there are any."""
    number = sum(len(rows) for _, rows in held(edition).values())
    note = "应当公开什么、多久一次、到期没有"
    return (Tile(TITLE, urls.CATALOGUES, note, number, "项"),) if number else ()


def by_unit(edition: Edition) -> Mapping[str, Sequence[Anchor]]:
    """The catalogues that bind each body, each leading to how it keeps it."""
    found: dict[str, list[Anchor]] = {}
    for catalogue, rows in held(edition).values():
        many = _many(rows)
        for unit in dict.fromkeys(kept.unit for row in rows for kept in row.units):
            code = catalogue.code
            href = urls.catalogue_of(code, unit) if unit in many else urls.catalogue(code)
            found.setdefault(unit, []).append(Anchor(catalogue.name, href))
    return found


Held = tuple[PublicityCatalogue, tuple[RowStanding, ...]]


def held(edition: Edition) -> Mapping[str, Held]:
    """The catalogues of an edition, by code."""
    catalogues = edition.site.of(PublicityCatalogue)
    found = (edition.kept_up[code] for code in catalogues)
    return {of.catalogue.code: (of.catalogue, of.rows) for of in found}


def _many(rows: Iterable[RowStanding]) -> tuple[str, ...]:
    """The bodies that are bound by rows that bind several: each has a page of its own."""
    shared = (kept.unit for row in rows if len(row.units) > 1 for kept in row.units)
    return tuple(dict.fromkeys(shared))


def _of(rows: Iterable[RowStanding], unit: str) -> tuple[RowStanding, ...]:
    """The rows that bind a body, as it keeps them."""
    own = (replace(row, units=tuple(k for k in row.units if k.unit == unit)) for row in rows)
    return tuple(row for row in own if row.units)


def _index(edition: Edition, held: Mapping[str, Held]) -> CatalogueIndex:
    head = links.head(edition, TITLE, "notices", Anchor(TITLE), description=NOTE, column=TITLE)
    return CatalogueIndex(head, TITLE, NOTE, Group("", tuple(_entry(*of) for of in held.values())))


def listed(edition: Edition) -> tuple[ListEntry, ...]:
    """The catalogues by name; how they are kept their own pages say."""
    found = edition.site.of(PublicityCatalogue).values()
    return tuple(
        ListEntry(of.name, urls.catalogue(of.code), (of.kind,), words.day(of.revised)) for of in found
    )


def _entry(catalogue: PublicityCatalogue, rows: Sequence[RowStanding]) -> ListEntry:
    until = min((row.until for row in rows if row.until), default=None)
    notes = (catalogue.kind, f"{len(rows)}项", _counted(rows), f"最早 {until} 到期" if until else "")
    held = tuple(note for note in notes if note)
    return ListEntry(catalogue.name, urls.catalogue(catalogue.code), held, words.day(catalogue.revised))


def _page(
    edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding], unit: str
) -> CataloguePage:
    """The whole catalogue, or the part of one body."""
    of = edition.site.units.get(unit)
    whole = Anchor(catalogue.name, urls.catalogue(catalogue.code))
    title = f"{of.name}：{catalogue.kind}" if of else catalogue.name
    crumbs = (Anchor(TITLE, urls.CATALOGUES), whole, Anchor(of.label)) if of else (
        Anchor(TITLE, urls.CATALOGUES), Anchor(catalogue.name),
    )  # fmt: skip
    path = urls.catalogue_of(catalogue.code, unit) if of else whole.href
    data = urls.catalogue_data(catalogue.code) if edition.medium.feeds and not of else ""
    return CataloguePage(
        head=links.head(
            edition,
            title,
            "notices",
            *crumbs,
            description=NOTE,
            column=TITLE,
            of=None if of else catalogue,
            files=(Anchor(catalogue.name, data),) if data else (),
        ),
        kicker=whole if of else Anchor(TITLE, urls.CATALOGUES),
        title=title,
        about=links.prose(edition, "" if of else catalogue.about, path),
        facts=_facts(edition, catalogue, of),
        figures=_figures(rows),
        groups=tuple(_groups(edition, catalogue, rows, of)),
        due=_due(edition, catalogue, rows, path),
        bodies=_bodies(edition, catalogue, () if of else rows),
        data=data,
    )


def _facts(edition: Edition, catalogue: PublicityCatalogue, of: Unit | None) -> tuple[Fact, ...]:
    return present(
        fact("公开主体", Anchor(of.name, urls.unit(of.code)) if of else ""),
        fact("编制机构", links.full_unit(edition, catalogue.unit)),
        fact("编制依据", cited(catalogue.basis)),
        fact("修订日期", words.day(catalogue.revised)),
        links.on_carriers(catalogue.carriers),
    )


def _figures(rows: Iterable[RowStanding]) -> tuple[Figure, ...]:
    return tuple(Figure(number, "项", str(kept)) for kept, number in _tally(rows).items())


def _tally(rows: Iterable[RowStanding]) -> Mapping[Kept, int]:
    """Rows by how they are kept: of several bodies, as the worst of them keeps it."""
    found = Counter(next(iter(row.counts)) for row in rows if row.units)
    return {kept: found[kept] for kept in ORDER if found[kept]}


def _counted(rows: Iterable[RowStanding]) -> str:
    return "，".join(f"{kept}{number}项" for kept, number in _tally(rows).items())


def _groups(
    edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding], of: Unit | None
) -> Iterator[KeptGroup]:
    for number, group in enumerate(catalogue.groups, 1):
        own = [row for row in rows if row.group == number]
        note = "；".join(filter(None, (group.always, group.note)))
        if group.unconcerned:
            note = f"没有公开事项：{group.unconcerned}"
        if own or (group.unconcerned and not of):
            lines = tuple(line(edition, row) for row in own)
            yield KeptGroup(Section(f"g{number}", group.name), note, lines)


def _due(
    edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding], path: str
) -> Group:
    """What is due next, the earliest first."""
    dated = sorted(((row.until, row) for row in rows if row.until), key=lambda pair: pair[0])
    return Group("接下来到期", tuple(_next(edition, catalogue, row, path) for _, row in dated[:NEXT]))


def _next(edition: Edition, catalogue: PublicityCatalogue, of: RowStanding, path: str) -> ListEntry:
    group = catalogue.groups[of.group - 1].name
    href, until = f"{path}#g{of.group}", words.day(of.until)
    return ListEntry(of.row.name, href, (group,), until, state(edition, of, of.until))


def _bodies(edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding]) -> Group:
    """The bodies that have a page of their own."""
    entries = (_body(edition, catalogue, rows, unit) for unit in _many(rows))
    return Group("各机构公开情况", tuple(entries))


def _body(
    edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding], unit: str
) -> ListEntry:
    own = _of(rows, unit)
    until = min((row.until for row in own if row.until), default=None)
    held = edition.site.units[unit]
    href = urls.catalogue_of(catalogue.code, unit)
    return ListEntry(held.label, href, (_counted(own), *((f"最早 {until} 到期",) if until else ())))
