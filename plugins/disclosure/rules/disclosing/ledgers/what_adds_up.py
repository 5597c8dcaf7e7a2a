"""Rules on the numbers of a ledger: no line twice, sums and relations hold, a period begins where
the last one ended.

Every sum is reckoned exactly, in the unit in which it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ....basics.problem import Code, Problem
from ....county.ledgers.ledger_lines import unit_of
from ....county.site import Site
from ....schema.compound import Ref
from ....schema.records.ledgers.ledger import CellValue, Ledger, LedgerSheet, SheetLine
from ....schema.records.ledgers.ledger_columns import ColumnKind
from ....schema.records.ledgers.ledger_spans import span_of
from ....schema.records.ledgers.relation import Relation
from ...registry import rule

TWICE = Code("L15", "同一期里主键重复", "请合并成一行，或者给“主键”加一列")
WRONG_TOTAL = Code("L16", "写的合计与各行相加不一致", "请核对各行和合计，改正写错的那个")
UNRELATED = Code("L17", "勾稽关系不成立", "请核对这一行的数，改正写错的那个")
NOT_CARRIED = Code(
    "L18", "本期的期初不等于上期的期末", "请核对两期，改正写错的那个；上期改了的，写进“说明”"
)
TOTALS_APART = Code("L19", "一份数据里写了几个合计", "请只留最后一行合计")

NOT_A_YEAR_BEFORE = Code(
    "L31", "与上年同期写的不一致", "请核对两期，改正写错的那个；口径变了的，写进“说明”"
)

Keyed = tuple[str, ...]


@rule(TWICE)
def no_line_stands_twice(site: Site) -> Iterator[Problem]:
    """No two lines of a period and a unit have the same key."""
    for ledger in site.ledgers.values():
        seen: dict[tuple[str, str, Keyed], str] = {}
        for sheet, line in _lines(ledger):
            key = _key(ledger, line)
            place = sheet.place(line, 0)
            first = seen.setdefault((sheet.period, _unit(ledger, sheet, line), key), str(place))
            if first != str(place):
                yield Problem(place, TWICE, f"“{'、'.join(key)[:60]}”与 {first} 重复")


@rule(WRONG_TOTAL, TOTALS_APART)
def stated_totals_are_right(site: Site) -> Iterator[Problem]:
    """A line that says 合计 says what the lines of its file come to, in every column of numbers."""
    for ledger in site.ledgers.values():
        added = [n for n, c in enumerate(ledger.columns) if c.is_number and c.name in ledger.totals]
        for sheet in ledger.sheets:
            for line in sheet.stated[1:]:
                first = sheet.place(sheet.stated[0], 0)
                yield Problem(sheet.place(line, 0), TOTALS_APART, f"前面 {first} 写过")
            for number in added if sheet.stated else ():
                yield from _total(ledger, sheet, sheet.stated[-1], number)


def _total(ledger: Ledger, sheet: LedgerSheet, stated: SheetLine, number: int) -> Iterator[Problem]:
    said, name = stated.cells[number], ledger.columns[number].name
    cells = [line.cells[number] for line in sheet.lines]
    total = sum(map(_number, cells), Decimal(0))
    is_whole = name in ledger.blank or None not in cells
    if isinstance(said, Decimal) and said != total and is_whole:
        what = f"“{name}”写的合计是 {said:f}，各行相加是 {total:f}，差 {said - total:f}"
        yield Problem(sheet.place(stated, number), WRONG_TOTAL, what)


@rule(UNRELATED)
def relations_hold(site: Site) -> Iterator[Problem]:
    """What must hold between the numbers of a line holds in every line where all of them are written."""
    for ledger in site.ledgers.values():
        placed = {column.name: n for n, column in enumerate(ledger.columns) if column.is_number}
        relations = [r for r in ledger.relations if placed.keys() >= set(r.columns)]
        for sheet, line in _lines(ledger) if relations else ():
            for relation in relations:
                yield from _related(sheet, line, relation, placed)


def _related(
    sheet: LedgerSheet, line: SheetLine, relation: Relation, placed: Mapping[str, int]
) -> Iterator[Problem]:
    values = {name: line.cells[placed[name]] for name in relation.columns}
    numbers = {name: value for name, value in values.items() if isinstance(value, Decimal)}
    right = relation.reckoned(numbers) if len(numbers) == len(values) else None
    left = numbers.get(relation.left)
    if right is None or left is None or relation.holds(left, right):
        return
    shown = f"{round(right, 4).normalize():f}"
    what = f"“{relation.text}”：写的是 {left:f}，{relation.broken}算出的 {shown}"
    yield Problem(sheet.place(line, placed[relation.left]), UNRELATED, what)


@rule(NOT_CARRIED, NOT_A_YEAR_BEFORE)
def periods_begin_where_the_last_ended(site: Site) -> Iterator[Problem]:
    """What is carried over from the period before, or repeated from a year ago, is the same in both."""
    for ledger in site.ledgers.values():
        spans = [span for s in ledger.sheets if (span := span_of(ledger.period, s.period))]
        last = {span.following.code: span.code for span in spans}
        year = {replace(span, year=span.year + 1).code: span.code for span in spans}
        yield from _carried(ledger, ledger.carried, last, ("上期", NOT_CARRIED))
        yield from _carried(ledger, ledger.year_before, year, ("上年同期", NOT_A_YEAR_BEFORE))


def _carried(
    ledger: Ledger,
    names: Sequence[tuple[str, str]],
    before: Mapping[str, str],
    told: tuple[str, Code],
) -> Iterator[Problem]:
    """``before`` are the earlier periods by those that repeat their numbers."""
    known = [(ledger.number_of(now), ledger.number_of(then)) for now, then in names]
    pairs = [(now, then) for now, then in known if now is not None and then is not None]
    if not pairs:
        return
    lines = {(s.period, _unit(ledger, s, n), _key(ledger, n)): n for s, n in _lines(ledger)}
    for sheet, line in _lines(ledger):
        own = (_unit(ledger, sheet, line), _key(ledger, line))
        last = lines.get((before.get(sheet.period, ""), *own))
        for now, then in pairs if last else ():
            begun, ended = line.cells[now], last.cells[then] if last else None
            if begun != ended and isinstance(begun, Decimal) and isinstance(ended, Decimal):
                own_name, name = ledger.columns[now].name, ledger.columns[then].name
                what = f"“{own_name}”是 {begun:f}，{told[0]}“{name}”是 {ended:f}"
                yield Problem(sheet.place(line, now), told[1], what)


def _lines(ledger: Ledger) -> Iterator[tuple[LedgerSheet, SheetLine]]:
    return ((sheet, line) for sheet in ledger.sheets for line in sheet.lines)


def _key(ledger: Ledger, line: SheetLine) -> Keyed:
    """What tells a line from the others of its period."""
    places = (ledger.number_of(name) for name in ledger.key_columns)
    return tuple(_word(line.cells[number]) for number in places if number is not None)


def _word(value: CellValue) -> str:
    return value.code if isinstance(value, Ref) else str(value)


def _unit(ledger: Ledger, sheet: LedgerSheet, line: SheetLine) -> str:
    return unit_of(ledger, sheet, line, next(iter(ledger.of_kind(ColumnKind.UNIT)), None))


def _number(value: CellValue) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
