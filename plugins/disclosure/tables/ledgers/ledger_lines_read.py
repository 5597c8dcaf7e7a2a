"""What the rows of a ledger's sheet say: for each declared column the words of its cell.

Enters: a ``LedgerReading``.  Leaves: ``EnteredLine`` values, rows that say nothing, and problems at
cells.  Only the form is changed, and only where one meaning is possible: 2024.5.1 is 2024-05-01.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...basics.problem import Problem
from ...basics.values import dataclass
from ...county.beside.ledger_data import PARTIALS, TOTALS, named_by
from ...schema.records.ledgers.ledger_columns import NUMBERS, ColumnKind, LedgerColumn
from ..grid import Cell, CellPlace, Sort
from ..sheets_read import NO_COLUMN, Asked
from ..understood.cells.cell_values import Values, day
from ..understood.cells.listed import joined
from ..understood.filled import DataRows, FilledCell, FilledRow, LeftRow, UnderHeads, data_rows
from ..understood.heads import is_without_field
from .ledger_heads import LedgerReading, no_period, other_measures

_FULL = {
    ord(full): ord(half)
    for full, half in zip("０１２３４５６７８９．－，％", "0123456789.-,%", strict=True)
}


@dataclass(frozen=True)
class EnteredLine:
    """A row: its number, and words by the declared columns that the sheet has; a sum is no line."""

    row: int
    words: Mapping[int, str]
    places: Mapping[int, CellPlace]
    is_sum: bool = False


@dataclass(frozen=True)
class EnteredLedger:
    """A sheet and all that it says."""

    reading: LedgerReading
    lines: tuple[EnteredLine, ...]
    left: tuple[LeftRow, ...]
    problems: tuple[Problem, ...]

    @property
    def period(self) -> str:
        """The period of which it tells."""
        return named_by(self.reading.ledger, self.reading.stem)[0]


def entered(reading: LedgerReading, asked: Asked) -> EnteredLedger:
    """Every row, taken or left."""
    values = Values(meant=asked.meant)
    rows = _rows(reading)
    lines = [_line(reading, row, values, asked) for row in rows.taken]
    lines += [_line(reading, row, values, asked, is_sum=True) for row in _sums(reading)]
    heads = [head for head in reading.unknown if not is_without_field(head)]
    told = f"；表里的“{'”“'.join(heads)}”若就是它，写 --means 表里的={{}}" if heads else ""
    absent = [
        Problem(
            reading.title,
            NO_COLUMN,
            f"台账《{reading.ledger.name}》的“{name}”，表里没有{told.format(name)}",
        )
        for name in reading.lacking(asked.preset)
    ]
    unknown = [] if reading.stem else [no_period(reading)]
    left = tuple(row for row in rows.left if not any(line.row == row.number for line in lines))
    problems = (*absent, *unknown, *other_measures(reading), *rows.problems, *values.problems)
    return EnteredLedger(reading, tuple(lines), left, problems)


def _rows(reading: LedgerReading) -> DataRows:
    """Rows that are lines; subtotals and sums are none."""
    under = UnderHeads(
        reading.grid, reading.last, reading.heads, list(reading.columns), exact=reading.exact
    )
    found = data_rows(under)
    first = {row.number: _first(row.cells) for row in reading.grid.rows}
    partial = [
        LeftRow(row.number, f"中间的小计（{first[row.number]}）")
        for row in found.taken
        if first[row.number] in PARTIALS
    ]
    taken = tuple(row for row in found.taken if first[row.number] not in (*PARTIALS, *TOTALS))
    return DataRows(taken, tuple(sorted((*found.left, *partial))), found.problems)


def _sums(reading: LedgerReading) -> Iterator[FilledRow]:
    """Rows that state sums: 合计 stands in their first cell."""
    for row in reading.grid.rows:
        if row.number > reading.last and _first(row.cells) in TOTALS:
            cells = {
                at: FilledCell(row.at(at), CellPlace(reading.grid.path, row.number, at))
                for at in reading.columns
            }
            yield FilledRow(row.number, cells)


def _first(cells: Sequence[Cell]) -> str:
    """The first words of a row."""
    first = next((cell.text for cell in cells if cell.text.strip()), "")
    return "".join(first.split()).strip("：:")


def _line(
    reading: LedgerReading, row: FilledRow, values: Values, asked: Asked, *, is_sum: bool = False
) -> EnteredLine:
    columns = reading.ledger.columns
    words, places = dict[int, str](), dict[int, CellPlace]()
    for at, number in reading.columns.items():
        cell, place, _ = row.cells[at]
        if is_sum and not columns[number].is_number:
            continue
        if not values.is_lost(cell, place):
            words[number] = _words(columns[number], cell, asked, exact=reading.exact)
            places[number] = place
    for number, column in enumerate(columns if not is_sum else ()):
        if column.name in asked.preset and not words.get(number):
            words[number] = asked.preset[column.name]
            places[number] = CellPlace(reading.grid.path, row.number, 1)
    return EnteredLine(row.number, words, places, is_sum)


def _words(column: LedgerColumn, cell: Cell, asked: Asked, *, exact: bool) -> str:
    """The words of a cell as a file of data has them."""
    if exact and cell.sort is Sort.TEXT:
        return cell.text.strip()
    said = asked.meant.get(cell.text.strip(), cell.text.strip())
    if column.kind is ColumnKind.DAY:
        return day(cell._replace(text=said))
    if column.kind in NUMBERS:
        return _number(column, said)
    return joined(said)


def _number(column: LedgerColumn, said: str) -> str:
    """A number without spaces and without what its column counts; the sign of a ratio stays."""
    bare = said.translate(_FULL).replace(" ", "")
    return bare if column.kind is ColumnKind.RATIO else bare.removesuffix(column.measure or "\0")
