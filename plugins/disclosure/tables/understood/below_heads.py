"""What stands below the heads of a sheet, column by column.

Enters: a recognised sheet.  Leaves: where something is said, and problems at heads that do not tell of
which column they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...basics.files.cell_names import column_letters
from ...basics.problem import Code, Problem
from ..grid import CellPlace, MergedSpan, SheetGrid
from .heads import Recognised

SEVERAL_COLUMNS = Code(
    "T38", "一个表头下面有几列", "请在它下面再写一行表头，说明各是什么，例如“主项”“子项”"
)


def over_several(reading: Recognised) -> Iterator[Problem]:
    """Heads over several columns that each say something: which is the field, nobody knows."""
    grid, numbers = reading.grid, {match.number for match in reading.matches}
    below = replace(grid, rows=tuple(row for row in grid.rows if row.number > reading.last))
    for match in reading.matches if not reading.exact else ():
        wide = [
            n
            for s in grid.merged
            if _is_at(s, match.number, reading)
            for n in range(s.left, s.right + 1)
        ]
        beside = [n for n in wide if n not in numbers and any(told_in(below, n))]
        if match.target and beside:
            letters = "、".join(map(column_letters, (match.number, *beside)))
            place = CellPlace(grid.path, reading.first, match.number)
            yield Problem(place, SEVERAL_COLUMNS, f"“{match.head}”下面有 {letters} 几列，都有内容")


def _is_at(span: MergedSpan, number: int, reading: Recognised) -> bool:
    return span.left == number and reading.first <= span.bottom <= reading.last


def told_in(grid: SheetGrid, number: int) -> Iterator[bool]:
    """Whether anything stands in a column, for each row."""
    return (bool(row.at(number).text.strip()) for row in grid.rows)
