"""A ledger's pages: its front, a page for each period, each unit and each level.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``LedgerPage``.  Lines are dealt out once for all pages,
and each page is given its own slice and the ledger without its sheets: a page changes with what stands
on it, and fifty thousand lines are walked a few times only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from ...basics.output import Html
from ...basics.values import dataclass
from ...county.ledgers.freshness import next_due
from ...county.ledgers.ledger_lines import LedgerLine, by_period, parted
from ...schema.records.ledgers.ledger import ALWAYS, Ledger
from ...schema.records.ledgers.ledger_spans import said, span_of
from ...schema.records.ledgers.ready_made import accounts, laws
from ...schema.records.unit import Unit
from ..edition import Edition
from ..parts import links, urls, words
from ..parts.blocks import Anchor, Fact, Head, KeyFact, fact, present
from ..parts.pager import PER_PAGE, Pager, pager, slices
from . import ledger_figures, ledger_words
from .ledger_charts import LedgerChart, chart
from .ledger_files import EVERY_PERIOD, OF_EVERYTHING, SUFFIXES
from .ledger_words import LedgerCell, LedgerTable

TEMPLATE = "ledgers/ledger.html"
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of a ledger; ``files`` are what can be taken away from it."""

    head: Head
    title: str
    kicker: Anchor
    about: Markup
    keys: tuple[KeyFact, ...]
    facts: tuple[Fact, ...]
    chart: LedgerChart | None
    parts: tuple[LedgerTable, ...]
    lines: LedgerTable | None
    files: tuple[Anchor, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one page is given of a ledger: a slice of lines, and how many there are in all."""

    title: str
    path: str
    lines: tuple[LedgerLine, ...]
    number: int
    total: int


def pages(edition: Edition) -> Iterator[Html]:
    for ledger in edition.site.ledgers.values():
        yield from _of(edition, ledger)


def _of(edition: Edition, ledger: Ledger) -> Iterator[Html]:
    found = by_period(ledger)
    bare = replace(ledger, sheets=())
    by_unit = parted(line for lines in found.values() for line in lines)
    by_units = by_unit if by_unit.keys() - {ledger.unit.code} else {}
    make = partial(_front, edition, ledger, bare)
    yield Html(urls.ledger(ledger.code), TEMPLATE, make, hub=True)
    for period, lines in found.items():
        for number, shown in slices(lines):
            slice_ = _Shown(said(ledger.period, period), period, shown, number, len(lines))
            path = urls.ledger_period(ledger.code, period, number)
            if path == urls.ledger(ledger.code):
                continue  # it has just been given, with these lines
            make = partial(_period, edition, bare, slice_, lines if number == 1 else ())
            yield Html(path, TEMPLATE, make, hub=bare.limit is not None)
    for code, own_lines in by_units.items():
        for number, shown in slices(own_lines):
            slice_ = _Shown("", code, shown, number, len(own_lines))
            whole = tuple(own_lines) if number == 1 else ()
            make = partial(_unit, edition, bare, slice_, whole)
            path = urls.ledger_unit(ledger.code, code, number)
            yield Html(path, TEMPLATE, make, hub=bare.limit is not None)
    for level in edition.site.county.levels:
        own = {u.code for u in edition.site.units_at[level.name]} & by_units.keys()
        if own:
            held = {code: tuple(lines) for code, lines in by_units.items() if code in own}
            make = partial(_level, edition, bare, level.name, level.code, held)
            yield Html(urls.ledger_level(ledger.code, level.code), TEMPLATE, make)


def _front(edition: Edition, ledger: Ledger, bare: Ledger) -> LedgerPage:
    found = by_period(ledger)
    newest = next(iter(found), "")
    lines = found.get(newest, ())
    due = next_due(ledger, edition.site.as_of)
    several = len({line.unit for held in found.values() for line in held}) >= SEVERAL
    tables = [_by_period(bare, found)]
    tables += [*_by_level(edition, bare, lines), _by_unit(edition, bare, lines)] if several else []
    always = ledger.period == ALWAYS
    shown = lines[:PER_PAGE] if always or len(lines) <= PER_PAGE else None
    title = f"{said(ledger.period, newest)}明细" if newest else "还没有数据"
    return _page(
        edition,
        bare,
        Anchor(ledger.name),
        title=ledger.name,
        about=links.prose(edition, ledger.about, urls.ledger(ledger.code)),
        keys=(*ledger_figures.fresh(due), *ledger_figures.keys(edition, bare, found, newest)),
        facts=_facts(edition, bare, newest),
        chart=chart(edition, bare, found),
        parts=tuple(table for table in tables if len(table.rows) > 1),
        lines=None if shown is None else ledger_words.lines(edition, bare, shown, title),
        files=_files(edition, bare, EVERY_PERIOD, *OF_EVERYTHING) if newest else (),
        pager=pager(lambda n: urls.ledger_period(ledger.code, newest, n), 1, len(lines))
        if always
        else None,
    )


def _period(
    edition: Edition, ledger: Ledger, shown: _Shown, whole: tuple[LedgerLine, ...]
) -> LedgerPage:
    several = len({line.unit for line in whole}) >= SEVERAL
    tables = (*_by_level(edition, ledger, whole), _by_unit(edition, ledger, whole)) if several else ()
    return _page(
        edition,
        ledger,
        Anchor(shown.title),
        title=f"{ledger.name}：{shown.title}",
        keys=ledger_figures.keys(edition, ledger, {shown.path: whole}, shown.path) if whole else (),
        facts=_facts(edition, ledger, shown.path),
        chart=chart(edition, ledger, {shown.path: whole}) if several else None,
        parts=tables,
        lines=ledger_words.lines(edition, ledger, shown.lines, "明细"),
        files=() if ledger.period == ALWAYS else _files(edition, ledger, shown.path, *SUFFIXES),
        pager=pager(lambda n: urls.ledger_period(ledger.code, shown.path, n), shown.number, shown.total),
    )


def _unit(edition: Edition, ledger: Ledger, shown: _Shown, whole: tuple[LedgerLine, ...]) -> LedgerPage:
    unit = edition.site.units[shown.path]
    found: dict[str, list[LedgerLine]] = {}
    for line in whole:
        found.setdefault(line.period, []).append(line)
    return _page(
        edition,
        ledger,
        Anchor(unit.label),
        title=f"{ledger.name}：{unit.name}",
        keys=ledger_figures.keys(edition, ledger, found, next(iter(found))) if found else (),
        facts=present(fact("单位", Anchor(unit.name, urls.unit(unit.code)))),
        parts=(_by_period(ledger, found),) if len(found) > 1 else (),
        lines=ledger_words.lines_of_periods(edition, ledger, shown.lines, "明细"),
        pager=pager(lambda n: urls.ledger_unit(ledger.code, unit.code, n), shown.number, shown.total),
    )


def _level(
    edition: Edition, ledger: Ledger, name: str, code: str, held: Mapping[str, tuple[LedgerLine, ...]]
) -> LedgerPage:
    lines = tuple(line for own in held.values() for line in own)
    newest = next(iter(sorted({line.period for line in lines}, reverse=True)))
    latest = tuple(line for line in lines if line.period == newest)
    found: dict[str, list[LedgerLine]] = {}
    for line in lines:
        found.setdefault(line.period, []).append(line)
    return _page(
        edition,
        ledger,
        Anchor(name),
        title=f"{ledger.name}：{name}",
        keys=ledger_figures.keys(edition, ledger, {newest: latest}, newest),
        facts=present(fact("层级", Anchor(name, urls.level(code)))),
        parts=(_by_unit(edition, ledger, latest), _by_period(ledger, found)),
    )


def _page(  # noqa: PLR0913  one keyword a part of the page
    edition: Edition,
    ledger: Ledger,
    here: Anchor,
    *,
    title: str,
    about: Markup = Markup(),  # noqa: B008  immutable
    keys: tuple[KeyFact, ...] = (),
    facts: tuple[Fact, ...] = (),
    chart: LedgerChart | None = None,
    parts: tuple[LedgerTable, ...] = (),
    lines: LedgerTable | None = None,
    files: tuple[Anchor, ...] = (),
    pager: Pager | None = None,
) -> LedgerPage:
    front = Anchor(ledger.name, urls.ledger(ledger.code))
    way = (Anchor("台账", urls.LEDGERS), *((front,) if here.text != ledger.name else ()), here)
    unit = links.full_unit(edition, ledger.unit)
    return LedgerPage(
        head=links.head(
            edition, title, "ledgers", *way, description=title, column="台账",
            published=words.day(ledger.published), source=unit.text if unit else "",
            of=ledger if here.text == ledger.name else None, files=files,
        ),
        title=title, kicker=unit or Anchor(""), about=about, keys=keys, facts=facts, chart=chart,
        parts=parts, lines=lines, files=files, pager=pager,
    )  # fmt: skip


def _facts(edition: Edition, ledger: Ledger, period: str) -> tuple[Fact, ...]:
    posted = dict(ledger.posted).get(period)
    shown = links.full_unit(edition, ledger.unit)
    return present(
        fact("管理单位", shown),
        fact("周期", f"每{ledger.period}一期" if span_of(ledger.period, period) else "一直更新"),
        fact("本期公布", words.day(posted)),
        fact("照的做法", accounts().get(ledger.taken, "")),
        fact("法规", laws().get(ledger.taken, "")),
        fact("核对", *(relation.said for relation in ledger.relations)),
        fact("公开范围", ledger.scope),
        links.on_carriers(ledger.carriers),
    )


def _by_period(ledger: Ledger, found: Mapping[str, Sequence[LedgerLine]]) -> LedgerTable:
    groups = (
        (LedgerCell(said(ledger.period, code), urls.ledger_period(ledger.code, code)), lines)
        for code, lines in found.items()
    )
    return ledger_words.summed(ledger, ("各期", "期"), groups)


def _by_unit(edition: Edition, ledger: Ledger, lines: Sequence[LedgerLine]) -> LedgerTable:
    groups = (
        (LedgerCell(unit.label, urls.ledger_unit(ledger.code, unit.code)), held)
        for code, held in parted(lines).items()
        if (unit := edition.site.units.get(code))
    )
    return ledger_words.summed(ledger, ("各单位", "单位"), groups, lines)


def _by_level(edition: Edition, ledger: Ledger, lines: Sequence[LedgerLine]) -> tuple[LedgerTable, ...]:
    units = {line.unit for line in lines}
    held = {code: unit for code in units if (unit := edition.site.units.get(code))}
    groups = [
        (
            LedgerCell(level.name, urls.ledger_level(ledger.code, level.code)),
            [line for line in lines if _is_at(held, line.unit, level.name)],
        )
        for level in edition.site.county.levels
    ]
    groups = [(cell, own) for cell, own in groups if own]
    if len(groups) < SEVERAL:
        return ()
    return (ledger_words.summed(ledger, ("各层级", "层级"), groups, lines),)


def _is_at(units: Mapping[str, Unit], code: str, level: str) -> bool:
    return code in units and units[code].level.code == level


def _files(edition: Edition, ledger: Ledger, period: str, *suffixes: str) -> tuple[Anchor, ...]:
    """What can be taken away; from a touch screen nothing."""
    if edition.medium.touch:
        return ()
    return tuple(
        Anchor(suffix.upper(), urls.ledger_period(ledger.code, period, suffix=suffix))
        for suffix in suffixes
    )
