"""Cells that span columns and rows, laid out on a grid as a browser lays them out.

Enters: rows of cells with their spans, from the left.  Leaves: a grid.
"""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from ...basics.values import dataclass
from ..grid import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LARGE,
    Cell,
    GridRow,
    MergedSpan,
    SheetGrid,
    refuse,
)


class SpannedCell(NamedTuple):
    """A cell as markup has it: its words, and how many columns and rows it takes."""

    text: str
    wide: int = 1
    high: int = 1


@dataclass
class LaidOut:
    """Takes one row after the other."""

    file: str
    name: str
    rows: list[GridRow] = field(default_factory=list)
    merged: list[MergedSpan] = field(default_factory=list)
    height: int = 0
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def add(self, cells: list[SpannedCell], first: int = 1) -> None:
        """A row, beginning in a column.  Raises ``UnreadFile`` where a table has no end."""
        self.height += 1
        column, placed = first, dict[int, Cell]()
        for cell in cells:
            while (self.height, column) in self._taken:
                column += 1
            placed[column] = Cell(cell.text.strip())
            self._span(column, min(cell.wide, MOST_COLUMNS), min(cell.high, MOST_ROWS))
            column += max(cell.wide, 1)
        if self.height > MOST_ROWS or column > MOST_COLUMNS + 1 or len(self._taken) > MOST_CELLS:
            raise refuse(
                self.file, TOO_LARGE, f"“{self.name}”没有边：多于 {MOST_ROWS} 行或 {MOST_COLUMNS} 列"
            )
        if any(cell.text for cell in placed.values()):
            row = tuple(placed.get(n, Cell()) for n in range(1, max(placed) + 1))
            self.rows.append(GridRow(self.height, row))

    def grid(self) -> SheetGrid:
        """What has been laid out; a merge ends with the table."""
        spans = (span._replace(bottom=min(span.bottom, self.height)) for span in self.merged)
        return SheetGrid(self.file, self.name, tuple(self.rows), tuple(sorted(spans)))

    def _span(self, column: int, wide: int, high: int) -> None:
        if wide > 1 or high > 1:
            bottom, right = self.height + high - 1, column + wide - 1
            self.merged.append(MergedSpan(self.height, column, bottom, right))
            across = range(column, right + 1)
            self._taken.update((row, n) for row in range(self.height + 1, bottom + 1) for n in across)
