"""The cells of a ledger in the words of a page, and the tables that they make.

Enters: an ``Edition``, a ``Ledger`` without its sheets, lines.  Leaves: ``LedgerTable`` values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from ...basics.values import dataclass
from ...county.ledgers import standings
from ...county.ledgers.ledger_lines import LedgerLine
from ...schema.compound import Ref
from ...schema.records.ledgers.ledger import COLOURS, SEVERAL, CellValue, Ledger, NamedFile
from ...schema.records.ledgers.ledger_checks import BY_PERIOD
from ...schema.records.ledgers.ledger_columns import ColumnKind, LedgerColumn
from ..edition import Edition
from ..parts import links, urls, words
from ..parts.blocks import Anchor, Badge
from ..parts.frame import outward

LAMPS = {"soon": "黄灯", "stop": "红灯"}
LEVEL, CARRIER = "层级", "载体"
MOST_ON_PAPER, MOST_BESIDE = 5, 8
"""Columns that have room beside each other on half a sheet, and on an upright touch screen."""


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The head of a column; numbers stand at its right, no ``day`` is broken."""

    text: str
    number: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """What a cell shows: words or a link, a badge behind them, and what else it leads to."""

    text: str
    href: str = ""
    badge: Badge | None = None
    ways: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row; ``anchor`` is where others point to, "" where nobody does; ``total`` adds others up."""

    cells: tuple[LedgerCell, ...]
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A table under its heading."""

    title: str
    heads: tuple[LedgerHead, ...]
    rows: tuple[LedgerRow, ...]
    note: str = ""

    @property
    def is_broad(self) -> bool:
        """Whether half a sheet of paper is too narrow for it."""
        return len(self.heads) > MOST_ON_PAPER

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than stand beside each other on a touch screen."""
        return len(self.heads) > MOST_BESIDE


def number(value: Decimal) -> str:
    """A number in a column of numbers: its thousands parted, exact."""
    return f"{words.exact(value):,f}"


def measured(column: LedgerColumn, value: Decimal) -> str:
    """A number with what it counts, in a sentence: 1250.5万元, 95%."""
    return words.number(value) + column.measure


def words_of(edition: Edition, value: CellValue) -> str:
    """A cell in words; a record by its name."""
    if isinstance(value, Ref):
        return _called(edition, value).text
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return SEVERAL.join(file.name for file in value)
    return value.isoformat() if isinstance(value, date) else value or ""


def head_of(column: LedgerColumn) -> LedgerHead:
    """The head of a column, with what its numbers count."""
    measure = f"（{column.measure}）" if column.measure else ""
    return LedgerHead(column.name + measure, column.is_number, column.kind is ColumnKind.DAY)


def lines(edition: Edition, ledger: Ledger, shown: Iterable[LedgerLine], title: str) -> LedgerTable:
    """The table of some lines of one period, late ones first, each with an anchor to point to."""
    in_order = sorted(shown, key=lambda line: _lateness(edition, ledger, line))
    rows = tuple(_row(edition, ledger, line, (), f"r{line.number}") for line in in_order)
    return LedgerTable(title, tuple(_heads(ledger)), rows)


def lines_of_periods(
    edition: Edition, ledger: Ledger, shown: Iterable[LedgerLine], title: str
) -> LedgerTable:
    """The table of some lines, each with its period before it."""
    heads = (LedgerHead(BY_PERIOD), *_heads(ledger))
    rows = (_row(edition, ledger, line, (LedgerCell(line.period),)) for line in shown)
    return LedgerTable(title, heads, tuple(rows))


def _heads(ledger: Ledger) -> Iterator[LedgerHead]:
    yield from map(head_of, ledger.columns)
    if ledger.limit:
        yield LedgerHead("时限")


def _row(
    edition: Edition,
    ledger: Ledger,
    entry: LedgerLine,
    first: tuple[LedgerCell, ...],
    anchor: str = "",
) -> LedgerRow:
    cells = (
        _cell(edition, ledger, column, value)
        for column, value in zip(ledger.columns, entry.line.cells, strict=True)
    )
    limited = (_limited(edition, ledger, entry),) if ledger.limit else ()
    return LedgerRow((*first, *cells, *limited), anchor)


def _cell(edition: Edition, ledger: Ledger, column: LedgerColumn, value: CellValue) -> LedgerCell:
    if isinstance(value, Ref):
        anchor = _called(edition, value)
        return LedgerCell(anchor.text, anchor.href)
    if isinstance(value, Decimal):
        return LedgerCell(number(value), badge=_lamp(ledger, column.name, value))
    if isinstance(value, tuple):
        return LedgerCell("", ways=tuple(_file(edition, ledger, file) for file in value))
    return _worded(edition, ledger, column, words_of(edition, value))


def _worded(edition: Edition, ledger: Ledger, column: LedgerColumn, said: str) -> LedgerCell:
    """A cell of words: a web address, parts that should be there, a state, or a text."""
    if column.kind is ColumnKind.LINK and said:
        return LedgerCell("", ways=(outward.away(edition, said),))
    if column.kind is ColumnKind.PARTS and said:
        return _parts(dict(ledger.parts).get(column.name, ()), said)
    colour = dict(ledger.states).get(said)
    if colour and column.kind is ColumnKind.STATE:
        return LedgerCell("", badge=Badge(said, COLOURS.get(colour, "plain")))
    return LedgerCell(said)


def _file(edition: Edition, ledger: Ledger, file: NamedFile) -> Anchor:
    """A file to take away; from a touch screen nobody can."""
    return Anchor(file.name, "" if edition.medium.touch else urls.ledger_file(ledger.code, file))


def _parts(asked: Sequence[str], value: str) -> LedgerCell:
    """Whether all parts are there, and which are not."""
    lacked = standings.lacking(asked, value)
    if not lacked:
        return LedgerCell("", badge=Badge(f"{len(asked)}样齐全", "done"))
    told = Badge(f"{len(asked) - len(lacked)}/{len(asked)}", "soon")
    return LedgerCell(f"缺{SEVERAL.join(lacked)} ", badge=told)


def _lamp(ledger: Ledger, name: str, value: Decimal) -> Badge | None:
    tones = (standings.tone(line, value) for line in ledger.thresholds if line.column == name)
    tone = next(filter(None, tones), "")
    return Badge(LAMPS[tone], tone) if tone else None


def _lateness(edition: Edition, ledger: Ledger, entry: LedgerLine) -> int:
    """What is late and not done, what was late, then all the rest as they are written."""
    late = (standings.LimitStanding.OVERDUE, standings.LimitStanding.DONE_LATE)
    stands = standings.standing(ledger, entry.line, edition.site.as_of)
    return late.index(stands) if stands in late else len(late)


def _limited(edition: Edition, ledger: Ledger, entry: LedgerLine) -> LedgerCell:
    stands = standings.standing(ledger, entry.line, edition.site.as_of)
    if stands is None or ledger.limit is None:
        return LedgerCell("")
    last = standings.due(ledger, ledger.limit, entry.line)
    return LedgerCell(f"{last}前 ", badge=Badge(stands, standings.TONES[stands]))


def _called(edition: Edition, ref: Ref) -> Anchor:
    """What a cell points to, by its name; posts, levels, carriers are no records."""
    if ref.to == LEVEL:
        level = edition.site.levels.get(ref.code)
        return Anchor(ref.code, urls.level(level.code) if level else "")
    if ref.to == CARRIER:
        return Anchor(ref.code)
    if ref.to == "岗位":
        return links.post(edition, ref.code) or Anchor("")
    if ref.to == "机构":
        return links.unit(edition, ref) or Anchor("")
    return links.record(edition, ref) or Anchor("")


def summed(
    ledger: Ledger,
    heading: tuple[str, str],
    groups: Iterable[tuple[LedgerCell, Sequence[LedgerLine]]],
    whole: Sequence[LedgerLine] = (),
) -> LedgerTable:
    """A row of sums for each group of lines, and one for the whole, under a title and a first head."""
    title, first = heading
    columns = [column for name in ledger.totals if (column := _column(ledger, name))]
    rows = [LedgerRow((cell, *_sums(ledger, columns, held))) for cell, held in groups]
    if whole:
        rows.append(LedgerRow((LedgerCell("合计"), *_sums(ledger, columns, whole)), total=True))
    heads = (LedgerHead(first), LedgerHead("明细", number=True), *map(head_of, columns))
    return LedgerTable(title, heads, tuple(rows))


def _sums(
    ledger: Ledger, columns: Iterable[LedgerColumn], held: Sequence[LedgerLine]
) -> Iterator[LedgerCell]:
    yield LedgerCell(f"{len(held)}行")  # bare, it makes single figures behind it look like a telephone
    for column in columns:
        place = ledger.number_of(column.name)
        total = sum((line.number_in(place) or Decimal(0) for line in held), Decimal(0))
        yield LedgerCell(number(total))


def _column(ledger: Ledger, name: str) -> LedgerColumn | None:
    place = ledger.number_of(name)
    return None if place is None else ledger.columns[place]
