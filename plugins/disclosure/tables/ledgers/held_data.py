"""A file of data as it stands: every row with its own text, and what kind of row it is.

Enters: a ledger and the bytes of one of its files, or none.  Leaves: ``HeldData``; of no file that with
nothing but heads.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from ...basics.files import tables
from ...basics.files.pieces import decode
from ...basics.values import dataclass
from ...county.beside.ledger_data import PARTIALS, TOTALS
from ...county.beside.rosters import is_foot
from ...schema.records.ledgers.ledger import Ledger


class RowSort(Enum):
    """What a row of a file of data is."""

    HEAD = "标题和表头"
    LINE = "一行数据"
    SUM = "合计"
    BESIDE = "空行、小计、表尾"


class HeldRow(NamedTuple):
    """A row: its number, its text with its line end, its cells, its words by declared column."""

    sort: RowSort
    number: int
    raw: str
    cells: Sequence[str]
    words: Mapping[int, str]


@dataclass(frozen=True)
class HeldData:
    """All rows, where in them the declared columns stand, and how lines end."""

    rows: tuple[HeldRow, ...]
    at: tuple[int, ...]
    end: str = "\n"

    @property
    def last(self) -> int:
        """The index of the row behind which a new line stands: the last line, or else the last head."""
        sorts = [row.sort for row in self.rows]
        wanted = RowSort.LINE if RowSort.LINE in sorts else RowSort.HEAD
        return max(n for n, sort in enumerate(sorts) if sort is wanted)

    def width(self) -> int:
        """How many cells a row must have."""
        return max(self.at) + 1


def held_data(ledger: Ledger, path: str, data: bytes | None) -> HeldData:
    """The file; one that is a workbook has the text that it would have as CSV."""
    names = [column.name for column in ledger.columns]
    if data is None:
        heads = HeldRow(RowSort.HEAD, 1, csv_line(names), names, {})
        return HeldData((heads,), tuple(range(len(names))))
    rows = tables.rows(path.rpartition(".")[2], data)
    number, heads_ = tables.head_row(rows, names)
    at = tuple(heads_.index(name) for name in names if name in heads_)
    text = decode(data) or "" if path.endswith(".csv") else "".join(csv_line(cells) for _, cells in rows)
    raws = _raw(text, [row for row, _ in rows] if path.endswith(".csv") else range(1, len(rows) + 1))
    held = (
        HeldRow(_sort(cells, row, number), row, raw, cells, _words(cells, at))
        for (row, cells), raw in zip(rows, raws, strict=True)
    )
    return HeldData(tuple(held), at, _end(text))


def csv_line(cells: Sequence[str], end: str = "\n") -> str:
    """A row as it is written anew."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()


def lines_in(raw: str) -> int:
    """How many lines of its file a row takes, counted as the reader of CSV files counts."""
    return sum(1 for _ in io.StringIO(raw, newline=""))


def _sort(cells: Sequence[str], row: int, heads: int) -> RowSort:
    if row <= heads:
        return RowSort.HEAD
    first = "".join(next(filter(None, cells), "").split())
    if first in TOTALS:
        return RowSort.SUM
    return RowSort.BESIDE if not first or first in PARTIALS or is_foot(first) else RowSort.LINE


def _words(cells: Sequence[str], at: Sequence[int]) -> Mapping[int, str]:
    return {n: cells[place] for n, place in enumerate(at) if place < len(cells)}


def _raw(text: str, numbers: Sequence[int]) -> Iterator[str]:
    """The text of each row; ``numbers`` are those of their last lines."""
    lines, before = list(io.StringIO(text, newline="")), 0
    for number in numbers:
        yield "".join(lines[before:number])
        before = number


def _end(text: str) -> str:
    first = next(iter(io.StringIO(text, newline="")), "")
    return first[len(first.rstrip("\r\n")) :] or "\n"
