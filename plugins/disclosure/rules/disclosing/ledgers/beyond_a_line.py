"""Rules on ledgers that no table alone can say: other ledgers, days apart, tiers, parts, short texts.

Sources: 崆峒区 六查、一案三报告、六个一; 洛南县 人民监督哨聘期一年; 娄底市 行政处罚裁量基准三至四档.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ....basics.problem import Code, Problem, Severity
from ....county.ledgers.ledger_lines import by_period, periods
from ....county.ledgers.standings import end_of, lacking
from ....county.site import Site
from ....schema.compound import Ref
from ....schema.declare import nearest
from ....schema.records.ledgers.across import Agreement
from ....schema.records.ledgers.ledger import CellValue, Ledger, LedgerSheet, SheetLine
from ....schema.records.ledgers.ledger_checks import DaysApart, FineTiers
from ....schema.records.ledgers.ledger_spans import made_up_of, said
from ....schema.records.ledgers.ready_made import definitions
from ...registry import rule
from .declared_columns import NO_COLUMN

WHOLE = ""
"""Stands where a unit might, for all of them."""

NO_LEDGER = Code("L32", "没有要对账的台账", "请写登记过的台账的编码或名称")
DISAGREE = Code("L33", "两本台账对不上", "请核对两本台账的这一期，改正写错的那个")
TOO_FAR = Code("L34", "两个日期隔得不对", "请核对两个日期；确实如此的，照规定处理")
LACKING = Code("L35", "办结了，要件不齐", "请补齐；补好的写进这一格", Severity.REMINDER)
TIERS_COUNT = Code("L37", "档数不对", "请照裁量基准分档，同一件事的几档写在一起")
TIERS_APART = Code("L38", "几档之间不相接", "请从低到高写，后一档从前一档为止的数起，一档里下不高于上")
TOO_MANY_LETTERS = Code("L39", "字数太多", "请缩短；要说的多，写成公告，在这里写网址")


@rule(NO_LEDGER, DISAGREE, NO_COLUMN)
def ledgers_agree_with_each_other(site: Site) -> Iterator[Problem]:
    """Sums of a period are the same in both, also where one has quarters and the other years."""
    for ledger in site.ledgers.values():
        for agreement in ledger.agreements:
            yield from _agreed(site, ledger, agreement)


def _agreed(site: Site, ledger: Ledger, agreement: Agreement) -> Iterator[Problem]:
    word = agreement.ledger
    others = [of for of in site.ledgers.values() if word in (of.code, of.name, of.taken)]
    if not others and word not in definitions():
        known = [name for of in site.ledgers.values() for name in (of.code, of.name)]
        what = f"没有“{word}”{nearest(word, known)}"
        yield Problem(ledger.at("agreements"), NO_LEDGER, what)
    for other in others:
        if other.number_of(agreement.theirs) is None:
            names = [column.name for column in other.columns]
            what = f"“{other.name}”没有“{agreement.theirs}”{nearest(agreement.theirs, names)}"
            yield Problem(ledger.at("agreements"), NO_COLUMN, what)
        else:
            yield from _compared(ledger, other, agreement)


def _compared(ledger: Ledger, other: Ledger, agreement: Agreement) -> Iterator[Problem]:
    own, theirs = _sums(ledger, agreement.column), _sums(other, agreement.theirs)
    for period in periods(ledger):
        parts = made_up_of(ledger.period, period, other.period)
        if parts and theirs.keys() >= set(parts):
            for unit in sorted(own[period].keys() - {WHOLE}) if agreement.each else (WHOLE,):
                total = sum((theirs[part].get(unit, Decimal(0)) for part in parts), Decimal(0))
                if own[period].get(unit, Decimal(0)) != total:
                    what = (
                        f"{said(ledger.period, period)}{unit and f'“{unit}”'}"
                        f"“{agreement.column}”合计 {own[period].get(unit, Decimal(0)):f}，"
                        f"“{other.name}”的“{agreement.theirs}”合计 {total:f}"
                    )
                    yield Problem(ledger.at("agreements"), DISAGREE, what)


def _sums(ledger: Ledger, name: str) -> Mapping[str, Mapping[str, Decimal]]:
    """What a column comes to in each period: of each unit, and of the whole."""
    place, found = ledger.number_of(name), dict[str, dict[str, Decimal]]()
    for period, lines in by_period(ledger).items():
        sums = found.setdefault(period, {})
        for line in lines:
            for whose in (WHOLE, line.unit):
                sums[whose] = sums.get(whose, Decimal(0)) + (line.number_in(place) or 0)
    return found


@rule(TOO_FAR)
def days_are_as_far_apart_as_they_must(site: Site) -> Iterator[Problem]:
    """From one day of a line to another it takes no less and no more than is declared."""
    for ledger in site.ledgers.values():
        for apart in ledger.apart:
            start, end = ledger.number_of(apart.start), ledger.number_of(apart.end)
            for sheet in ledger.sheets if start is not None and end is not None else ():
                for line in sheet.lines:
                    days = line.cells[start or 0], line.cells[end or 0]
                    if what := _apart(apart, *days):
                        yield Problem(sheet.place(line, end or 0), TOO_FAR, what)


def _apart(apart: DaysApart, start: CellValue, end: CellValue) -> str:
    """What is wrong with two days, in words."""
    if not isinstance(start, date) or not isinstance(end, date):
        return ""
    least = end_of(apart.least, start, longest=False) if apart.least else None
    most = end_of(apart.most, start) if apart.most else None
    told = f"“{apart.start}”{start}，“{apart.end}”{end}"
    if least and end < least:
        return f"{told}，至少要{apart.least}（{least}）"
    return f"{told}，至多{apart.most}（{most}）" if most and end > most else ""


@rule(LACKING)
def what_is_done_has_all_its_parts(site: Site) -> Iterator[Problem]:
    """A matter that is done has every part that belongs to it; where nothing says so, every line."""
    for ledger in site.ledgers.values():
        placed = [
            (n, parts) for name, parts in ledger.parts if (n := ledger.number_of(name)) is not None
        ]
        done = ledger.number_of(ledger.limit.done) if ledger.limit else None
        for sheet in ledger.sheets if placed else ():
            lines = [line for line in sheet.lines if done is None or line.cells[done] is not None]
            for number, parts in placed:
                yield from _lacking(ledger, sheet, lines, number, parts)


def _lacking(
    ledger: Ledger, sheet: LedgerSheet, lines: list[SheetLine], number: int, parts: tuple[str, ...]
) -> Iterator[Problem]:
    for line in lines:
        if lacked := lacking(parts, line.cells[number]):
            what = f"“{ledger.columns[number].name}”缺 {'、'.join(lacked)}"
            yield Problem(sheet.place(line, number), LACKING, what)


@rule(TIERS_COUNT, TIERS_APART)
def tiers_follow_each_other(site: Site) -> Iterator[Problem]:
    """Lines that share their columns are so many tiers, without a gap and without an overlap."""
    for ledger in site.ledgers.values():
        tiers = ledger.tiers
        for own in _tiered(ledger, tiers) if tiers else ():
            if tiers and not tiers.least <= len(own) <= tiers.most:
                sheet, line = own[0]
                what = f"这件事写了 {len(own)} 档，应是 {tiers.least} 至 {tiers.most} 档"
                yield Problem(sheet.place(line, 0), TIERS_COUNT, what)
            if tiers:
                yield from _contiguous(ledger, tiers, own)


def _tiered(ledger: Ledger, tiers: FineTiers) -> list[list[tuple[LedgerSheet, SheetLine]]]:
    """Lines by what they share, period by period, in the order in which they are written."""
    places = [n for name in tiers.by if (n := ledger.number_of(name)) is not None]
    found: dict[tuple[str, ...], list[tuple[LedgerSheet, SheetLine]]] = defaultdict(list)
    for sheet in ledger.sheets:
        for line in sheet.lines:
            shared = (_word(line.cells[number]) for number in places)
            found[(sheet.period, *shared)].append((sheet, line))
    return list(found.values())


def _contiguous(
    ledger: Ledger, tiers: FineTiers, own: list[tuple[LedgerSheet, SheetLine]]
) -> Iterator[Problem]:
    low, high = ledger.number_of(tiers.low), ledger.number_of(tiers.high)
    if low is None or high is None:
        return
    ended: Decimal | None = None
    for sheet, line in own:
        begins, ends = line.cells[low], line.cells[high]
        if not isinstance(begins, Decimal) or not isinstance(ends, Decimal):
            continue
        if begins > ends:
            what = f"“{tiers.low}”{begins:f} 高于“{tiers.high}”{ends:f}"
            yield Problem(sheet.place(line, low), TIERS_APART, what)
        elif ended is not None and begins != ended:
            what = f"前一档到 {ended:f} 为止，这一档从 {begins:f} 起"
            yield Problem(sheet.place(line, low), TIERS_APART, what)
        ended = ends


@rule(TOO_MANY_LETTERS)
def texts_are_as_short_as_they_must(site: Site) -> Iterator[Problem]:
    """A short text, such as goes out on 微博, has no more characters than is declared."""
    for ledger in site.ledgers.values():
        placed = [
            (n, most) for name, most in ledger.letters if (n := ledger.number_of(name)) is not None
        ]
        for sheet in ledger.sheets if placed else ():
            for line in sheet.lines:
                for number, most in placed:
                    if (long := len(str(line.cells[number] or ""))) > most:
                        what = f"“{ledger.columns[number].name}”有 {long} 字，最多 {most} 字"
                        yield Problem(sheet.place(line, number), TOO_MANY_LETTERS, what)


def _word(value: CellValue) -> str:
    return value.code if isinstance(value, Ref) else str(value)
