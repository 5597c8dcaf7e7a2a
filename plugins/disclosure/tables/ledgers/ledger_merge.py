"""The lines of a ledger's sheet put into its file of data: only lines that change are written anew.

Enters: what a sheet says, the file of before, and which words mean the same.  Leaves: ``LedgerFile``:
the new text, what changes in it, and the cell from which each of its cells comes.  Lines are known by
the key columns of the ledger; a cell that means what it meant keeps the words of before.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import NamedTuple

from ...basics.files import tables
from ...basics.files.pieces import decode
from ...basics.problem import Code, Place, Problem
from ...county.beside.ledger_cells import parser
from ...county.beside.ledger_data import TOTALS, KnownWords
from ...county.read import SourceFile
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import POINTS, ColumnKind
from .ledger_lines_read import EnteredLedger, EnteredLine

IN_A_WORKBOOK = Code(
    "T34", "这一期的数据已经是 Excel 文件", "请直接改那个文件；要改用导入的，先把它移出台账的文件夹"
)
_Key = tuple[object, ...]


class CellChange(NamedTuple):
    """A cell of a line before and after."""

    line: str
    column: str
    before: str
    after: str


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
    def changes(self) -> bool:
        return bool(self.problems or self.added or self.changed or self.dropped_sum or self.removed)


def data_path(ledger: Ledger, stem: str, ending: str = "csv") -> str:
    """Where the data of a ledger lie."""
    return f"{ledger.at().path.rpartition('/')[0]}/{ledger.code}/{stem}.{ending}"


def sheets_of(ledger: Ledger, files: Iterable[SourceFile]) -> Mapping[str, Sequence[Mapping[int, str]]]:
    """The rows of each file of data below its heads, words by declared column, by the file's name."""
    names = [column.name for column in ledger.columns]
    found: dict[str, Sequence[Mapping[int, str]]] = {}
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


class _OldRow(NamedTuple):
    """A row of before: its lines of text, its cells, and its words by declared column."""

    raw: str
    cells: Sequence[str]
    words: Mapping[int, str]


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
        self.at = list(range(len(self.columns)))
        self.waiting = defaultdict[_Key, deque[EnteredLine]](deque)
        for line in self.sheet.lines:
            if not line.is_sum:
                self.waiting[self.means.key(line.words)].append(line)
        self.sums = [line for line in self.sheet.lines if line.is_sum]

    def file(self) -> LedgerFile:
        old, sums = self._old()
        for row in old:
            self._over(row)
        for line in (line for lines in self.waiting.values() for line in lines):
            self._append(line)
        dropped = self._sum(sums)
        text = ("\ufeff" if (self.data or b"").startswith(BOM_UTF8) else "") + "".join(self.out)
        return LedgerFile(
            entered=self.sheet,
            path=self.path,
            text=text,
            added=tuple(self.added),
            changed=tuple(self.changed),
            missing=tuple(self.missing),
            same=self.same,
            dropped_sum=dropped,
            removed=self._gone(),
            cells=tuple(self.cells),
        )

    def _old(self) -> tuple[list[_OldRow], list[_OldRow]]:
        """The rows of before, those that state sums apart; the heads, which are written at once."""
        if self.data is None:
            self._write(_csv_line([column.name for column in self.columns]))
            return [], []
        rows = tables.rows(self.path.rpartition(".")[2], self.data)
        names = [column.name for column in self.columns]
        number, heads = tables.head_row(rows, names)
        self.at = [heads.index(name) for name in names if name in heads]
        segments = self._segments(rows)
        lines, sums = list[_OldRow](), list[_OldRow]()
        for (at, cells), raw in zip(rows, segments, strict=True):
            words = {n: cells[place] for n, place in enumerate(self.at) if place < len(cells)}
            first = "".join(next(filter(None, cells), "").split())
            if at <= number:
                self._write(raw)
            else:
                (sums if first in TOTALS else lines).append(_OldRow(raw, cells, words))
        return lines, sums

    def _segments(self, rows: Sequence[tuple[int, list[str]]]) -> Iterator[str]:
        """The text of each row as it stands."""
        if not self.path.endswith(".csv"):
            yield from (_csv_line(cells) for _, cells in rows)
            return
        lines, before = list(io.StringIO(decode(self.data or b"") or "", newline="")), 0
        for number, _ in rows:
            text = "".join(lines[before:number])
            yield text if text.endswith("\n") else f"{text}\n"
            before = number

    def _over(self, row: _OldRow) -> None:
        """A line of before, with what the sheet says of it now."""
        if not any(row.cells):
            self._write(row.raw)
            return
        told, found = self.means.told(row.words), self.waiting.get(self.means.key(row.words))
        if not found:
            self.missing.append(told)
            if not self.remove:
                self._write(row.raw)
            return
        line = found.popleft()
        cells = list(row.cells) + [""] * (max(self.at) + 1 - len(row.cells))
        count = len(self.changed)
        for number, words in line.words.items():
            before = row.words.get(number, "")
            is_kept = not words and not self.sheet.reading.exact
            if not is_kept and self.means.of(number, words) != self.means.of(number, before):
                self.changed.append(CellChange(told, self.columns[number].name, before, words))
                cells[self.at[number]] = words
        self.same += len(self.changed) == count
        self._write(row.raw if len(self.changed) == count else _csv_line(cells), line)

    def _append(self, line: EnteredLine) -> None:
        self.added.append(self.means.told(line.words))
        self._write(_csv_line(self._placed(line)), line)

    def _placed(self, line: EnteredLine) -> list[str]:
        cells = [""] * (max(self.at) + 1)
        for number, words in line.words.items():
            cells[self.at[number]] = words
        return cells

    def _sum(self, old: Sequence[_OldRow]) -> bool:
        """The sums that are stated; those of before go once lines change that no sheet adds up."""
        if not self.sums:
            dropped = bool(old and (self.added or self.changed or self._gone()))
            for row in () if dropped else old:
                self._write(row.raw)
            return dropped
        for line in self.sums:
            before = old[0].words if old else {}
            differs = [n for n in line.words if self._differs(n, line.words[n], before.get(n, ""))]
            cells = self._placed(line)
            cells[self.at[0]] = TOTALS[0]
            self.changed += [
                CellChange(TOTALS[0], self.columns[n].name, before.get(n, ""), line.words[n])
                for n in differs if self.data is not None
            ]  # fmt: skip
            self._write(old[0].raw if old and not differs else _csv_line(cells), line)
        return False

    def _gone(self) -> bool:
        return self.remove and bool(self.missing)

    def _differs(self, number: int, now: str, before: str) -> bool:
        return self.means.of(number, now) != self.means.of(number, before)

    def _write(self, raw: str, line: EnteredLine | None = None) -> None:
        row = self.rows + 1
        places = {self.at[n] + 1: place for n, place in line.places.items()} if line else {}
        for column in range(1, max(self.at) + 2):
            place = places.get(column, Place(self.path, row, column))
            self.cells.append((Place(self.path, row, column).mark, place))
        self.out.append(raw)
        self.rows += raw.count("\n")


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
