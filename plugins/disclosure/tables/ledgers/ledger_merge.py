"""The lines of a ledger's sheet put into its file of data: only lines that change are written anew.

Enters: what a sheet says, the file of before, and which words mean the same.  Leaves: ``LedgerFile``:
the new text, what changes in it, and the cell from which each of its cells comes.  Lines are known by
the key columns of the ledger; a cell that means what it meant keeps the words of before.  Lines end as
those of the file do, and what stands below its lines stays there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePath
from typing import NamedTuple

from ...basics.files import tables
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...county.beside.ledger_cells import parser
from ...county.beside.ledger_data import TOTALS, KnownWords
from ...county.read import SourceFile
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import POINTS, ColumnKind
from ..grid import CellPlace
from .held_data import HeldRow, RowSort, csv_line, held_data, lines_in
from .ledger_lines_read import EnteredLedger, EnteredLine

IN_A_WORKBOOK = Code(
    "T34", "这一期的数据已经是 Excel 文件", "请直接改那个文件；要改用导入的，先把它移出台账的文件夹"
)
_Key = tuple[object, ...]
LedgerRows = Sequence[Mapping[int, str]]
"""Rows of a file of data, words by the number of the declared column."""


class CellChange(NamedTuple):
    """A cell of a line before and after; ``line`` is "" for a stated sum, ``row`` that of the file."""

    line: str
    column: str
    before: str
    after: str
    row: int


@dataclass(frozen=True)
class LedgerFile:
    """A file of data as it will be; ``missing`` are lines that the sheet does not have."""

    entered: EnteredLedger
    path: str
    text: str
    added: tuple[str, ...]
    changed: tuple[CellChange, ...]
    missing: tuple[str, ...]
    same: int
    dropped_sum: bool = False
    removed: bool = False
    problems: tuple[Problem, ...] = ()
    cells: tuple[tuple[int, Place], ...] = ()

    @property
    def lines_changed(self) -> int:
        """How many lines say something else; a stated sum is none."""
        return len({change.row for change in self.changed if change.line})

    @property
    def changes(self) -> bool:
        return bool(self.problems or self.added or self.changed or self.dropped_sum or self.removed)


def data_path(ledger: Ledger, stem: str, ending: str = "csv") -> str:
    """Where the data of a ledger lie."""
    return f"{ledger.at().path.rpartition('/')[0]}/{ledger.code}/{stem}.{ending}"


def sheets_of(ledger: Ledger, files: Iterable[SourceFile]) -> Mapping[str, LedgerRows]:
    """The rows of each file of data below its heads, words by declared column, by the file's name."""
    names = [column.name for column in ledger.columns]
    found: dict[str, LedgerRows] = {}
    held = {file.path: file.data for file in files}
    for sheet in ledger.sheets:
        rows = tables.rows(sheet.path.rpartition(".")[2], held[sheet.path])
        number, heads = tables.head_row(rows, names)
        at = [(n, heads.index(name)) for n, name in enumerate(names) if name in heads]
        below = [cells for row, cells in rows if row > number and any(cells)]
        words = [{n: cells[place] for n, place in at if place < len(cells)} for cells in below]
        found[PurePath(sheet.path).stem] = words
    return found


def merged(
    sheet: EnteredLedger, files: Mapping[str, bytes], known: KnownWords, *, remove: bool
) -> LedgerFile:
    """The file of the sheet's period, with the sheet put over what it said."""
    ledger, stem = sheet.reading.ledger, sheet.reading.stem
    path, book = data_path(ledger, stem), data_path(ledger, stem, "xlsx")
    held = book if book in files else path
    made = _Merging(sheet, held, files.get(held), _Meanings(ledger, known), remove).file()
    if held == book and made.changes:
        problem = Problem(sheet.reading.title, IN_A_WORKBOOK, f"已经有 {book}")
        return replace(made, text="", problems=(problem,))
    return made


class _Meanings:
    """What the cells of a ledger are read as, so that 民政局 and MZJ, 1.0 and 1 are the same."""

    def __init__(self, ledger: Ledger, known: KnownWords) -> None:
        parts, states = dict(ledger.parts), frozenset(state for state, _ in ledger.states)
        self._ledger, self._known = ledger, known
        self._readers = [
            parser(column.kind, states, parts.get(column.name, ()), workbook=False)
            for column in ledger.columns
        ]

    def of(self, number: int, words: str) -> object:
        kind = self._ledger.columns[number].kind
        if kind in POINTS:
            return self._known.get(POINTS[kind], {}).get(words, words)
        if kind in (ColumnKind.PERSON, ColumnKind.FILE) or not words:
            return words
        try:
            return self._readers[number](words)
        except ValueError:
            return words

    def key(self, words: Mapping[int, str]) -> _Key:
        """What tells a line from the others."""
        numbers = map(self._ledger.number_of, self._ledger.key_columns)
        return tuple(self.of(n, words.get(n, "")) for n in numbers if n is not None)

    def told(self, words: Mapping[int, str]) -> str:
        """A line as people are told of it."""
        numbers = map(self._ledger.number_of, self._ledger.key_columns)
        return " ".join(words.get(n, "") for n in numbers if n is not None)[:40]


class _Put(NamedTuple):
    """A row as it will be: its text, the row that it was, and the line of the sheet that it is."""

    raw: str
    row: HeldRow | None = None
    line: EnteredLine | None = None


@dataclass
class _Merging:
    """Writes one file."""

    sheet: EnteredLedger
    path: str
    data: bytes | None
    means: _Meanings
    remove: bool
    out: list[str] = field(default_factory=list)
    cells: list[tuple[int, Place]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[CellChange] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    same: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        self.columns = self.sheet.reading.ledger.columns
        self.held = held_data(self.sheet.reading.ledger, self.path, self.data)
        self.waiting = defaultdict[_Key, deque[EnteredLine]](deque)
        for line in self.sheet.lines:
            if not line.is_sum:
                self.waiting[self.means.key(line.words)].append(line)
        self.sums = deque(line for line in self.sheet.lines if line.is_sum)

    def file(self) -> LedgerFile:
        dropped = self._go()
        return LedgerFile(
            entered=self.sheet,
            path=self.path,
            text="".join(self.out),
            added=tuple(self.added),
            changed=tuple(self.changed),
            missing=tuple(self.missing),
            same=self.same,
            dropped_sum=dropped,
            removed=self._gone(),
            cells=tuple(self.cells),
        )

    def _go(self) -> bool:
        """Every row in its place, new lines behind the last one; whether stated sums are left out."""
        rows = self.held.rows
        put = {row.number: self._over(row) for row in rows if row.sort is RowSort.LINE}
        new = [self._appended(line) for waiting in self.waiting.values() for line in waiting]
        sums = [row for row in rows if row.sort is RowSort.SUM]
        is_changed = bool(self.added or self.changed or self._gone())
        dropped = bool(sums and not self.sums and is_changed)
        put |= {row.number: () if dropped else self._sum(row) for row in sums}
        for index, row in enumerate(rows):
            self._write_all(put.get(row.number, (_Put(row.raw, row),)))
            if index == self.held.last:
                self._write_all([*new, *map(self._new_sum, self.sums)])
        return dropped

    def _over(self, row: HeldRow) -> Sequence[_Put]:
        """A line of before, with what the sheet says of it now."""
        told, found = self.means.told(row.words), self.waiting.get(self.means.key(row.words))
        if not found:
            self.missing.append(told)
            return () if self.remove else (_Put(row.raw, row),)
        put = self._changed(told, row, found.popleft())
        self.same += put.raw == row.raw
        return (put,)

    def _sum(self, row: HeldRow) -> Sequence[_Put]:
        """A stated sum, with what the sheet says of it now."""
        return (self._changed("", row, self.sums.popleft()),) if self.sums else (_Put(row.raw, row),)

    def _changed(self, told: str, row: HeldRow, line: EnteredLine) -> _Put:
        """A row with the cells in which the sheet says something else than it did."""
        cells, count = list(row.cells) + [""] * (self.held.width() - len(row.cells)), len(self.changed)
        for number, words in line.words.items():
            before = row.words.get(number, "")
            is_kept = not words and not self.sheet.reading.exact
            if not is_kept and self.means.of(number, words) != self.means.of(number, before):
                name = self.columns[number].name
                self.changed.append(CellChange(told, name, before, words, row.number))
                cells[self.held.at[number]] = words
        is_same = len(self.changed) == count
        return _Put(row.raw if is_same else csv_line(cells, self.held.end), row, line)

    def _appended(self, line: EnteredLine) -> _Put:
        self.added.append(self.means.told(line.words))
        return _Put(csv_line(self._placed(line), self.held.end), None, line)

    def _new_sum(self, line: EnteredLine) -> _Put:
        cells = self._placed(line)
        cells[self.held.at[0]] = TOTALS[0]
        if self.data is not None:
            told = [(self.columns[n].name, words) for n, words in line.words.items() if words]
            self.changed += [CellChange("", name, "", words, 0) for name, words in told]
        return _Put(csv_line(cells, self.held.end), None, line)

    def _placed(self, line: EnteredLine) -> list[str]:
        cells = [""] * self.held.width()
        for number, words in line.words.items():
            cells[self.held.at[number]] = words
        return cells

    def _gone(self) -> bool:
        return self.remove and bool(self.missing)

    def _write_all(self, rows: Sequence[_Put]) -> None:
        for put in rows:
            self._write(put)

    def _write(self, put: _Put) -> None:
        """A row; each of its cells is found in the sheet, or in the file as it still is."""
        if self.out and not self.out[-1].endswith(("\n", "\r")):
            self.out[-1] += self.held.end
        self.rows += lines_in(put.raw)
        places = {self.held.at[n] + 1: place for n, place in put.line.places.items()} if put.line else {}
        for column in range(1, self.held.width() + 1):
            place = places.get(column) or self._elsewhere(put, column)
            self.cells.append((Place(self.path, self.rows, column).mark, place))
        self.out.append(put.raw)

    def _elsewhere(self, put: _Put, column: int) -> Place:
        if put.row is not None:
            return Place(self.path, put.row.number, column)
        return CellPlace(self.sheet.reading.grid.path, put.line.row if put.line else 1, 1)
