"""Rows below the heads: merged cells filled, 同上 said again, notes and signatures set apart.

Enters: a sheet and its heads.  Leaves: rows of records, and rows left with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...basics.problem import Code, Problem
from ...basics.values import dataclass
from ..grid import EMPTY, Cell, CellPlace, GridRow, MergedSpan, SheetGrid, Sort
from .heads import is_without_field

NOTHING_ABOVE = Code("T09", "写了“同上”，上面却没有", "请把要写的内容写全")

_DITTO = re.compile(r"[（(]?(?:同上|同上行|上同|同前)[)）]?|[〃\"”″]")
_FOOT = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|经办|校对|统计|负责|分管|主管|监督|联系)"
    r"(?:人员|人|单位|部门|领导|日期|时间|电话)?(?:签字|签名|（[^（）]{0,8}）)?\s{0,4}[:：]"
    r"|(?:注|说明|备注|附注|填表说明)\s{0,4}\d?\s{0,2}[:：]|(?:合计|总计|小计|共计)\s{0,4}[:：\d]?"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*$"
)


class FilledCell(NamedTuple):
    """A cell as it is to be read; ``span`` is the merge of which it is a part."""

    cell: Cell
    place: CellPlace
    span: MergedSpan | None = None


class FilledRow(NamedTuple):
    """A row of a record: its number, and its cells by the number of their column."""

    number: int
    cells: Mapping[int, FilledCell]


class LeftRow(NamedTuple):
    """A row that is no record, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class DataRows:
    """All rows below the heads."""

    taken: tuple[FilledRow, ...]
    left: tuple[LeftRow, ...]
    problems: tuple[Problem, ...]


class UnderHeads(NamedTuple):
    """A sheet, the last row of its heads, the heads by their columns, and those that are fields."""

    grid: SheetGrid
    last: int
    heads: Mapping[int, str]
    fields: Sequence[int]
    exact: bool


def data_rows(reading: UnderHeads) -> DataRows:
    """Every row, taken or left."""
    spans = _by_cell(reading.grid, reading.last)
    taken, left, problems = list[FilledRow](), list[LeftRow](), list[Problem]()
    above: dict[int, FilledCell] = {}
    fields = reading.fields
    for row in reading.grid.rows:
        if row.number <= reading.last:
            continue
        if why := _why_left(reading, row, spans):
            left.append(LeftRow(row.number, why))
            continue
        cells = {n: _filled(reading.grid, row, n, spans) for n in fields}
        for number in fields if not reading.exact else ():
            if _DITTO.fullmatch(cells[number].cell.text.strip()):
                if number not in above:
                    problems.append(_nothing_above(cells[number]))
                    continue
                cells[number] = cells[number]._replace(cell=above[number].cell)
        above.update({n: filled for n, filled in cells.items() if filled.cell.text})
        taken.append(FilledRow(row.number, cells))
    return DataRows(tuple(taken), tuple(left), tuple(problems))


def _nothing_above(filled: FilledCell) -> Problem:
    return Problem(filled.place, NOTHING_ABOVE, f"这里写“{filled.cell.text.strip()}”")


def _by_cell(grid: SheetGrid, last: int) -> Mapping[tuple[int, int], MergedSpan]:
    return {
        (row, column): span
        for span in grid.merged
        if span.bottom > last
        for row in range(span.top, span.bottom + 1)
        for column in range(span.left, span.right + 1)
    }


def _filled(
    grid: SheetGrid, row: GridRow, column: int, spans: Mapping[tuple[int, int], MergedSpan]
) -> FilledCell:
    """A cell, or what the merge says of which it is a part."""
    span = spans.get((row.number, column))
    place = CellPlace(grid.path, row.number, column)
    if span is None or (span.top, span.left) == (row.number, column):
        return FilledCell(row.at(column), place, span)
    first = next((r for r in grid.rows if r.number == span.top), None)
    return FilledCell(first.at(span.left) if first else EMPTY, place, span)


def _why_left(
    reading: UnderHeads,
    row: GridRow,
    spans: Mapping[tuple[int, int], MergedSpan],
) -> str:
    """Why a row holds no record; "" for one that does."""
    said = [(n, cell) for n, cell in enumerate(row.cells, 1) if cell.text.strip() or _is_lost(cell)]
    if not said or reading.exact:
        return "" if said else "空行"
    first = said[0][1].text.strip()
    heads, fields = reading.heads, reading.fields
    if all(heads.get(n, "").rpartition("/")[2] == "".join(cell.text.split()) for n, cell in said):
        return "又一次表头"
    if _FOOT.match(first) and len(said) <= 4:  # noqa: PLR2004  人、日期、电话 beside each other
        return f"表尾（{first[:12]}）"
    wide = spans.get((row.number, said[0][0]))
    if len(said) == 1 and wide and wide.right > wide.left + 1:
        return f"小标题（{first[:12]}）"
    own = any(n in fields for n, _ in said) or _is_covered(row, fields, spans)
    return "" if own else _why_beside(said, heads)


def _why_beside(said: Sequence[tuple[int, Cell]], heads: Mapping[int, str]) -> str:
    """What to say of a row that has nothing in a column that is known."""
    if all(is_without_field(heads.get(n, "")) for n, _ in said):
        return "只有序号、备注"
    return f"没有一格在认得的列里（{said[0][1].text.strip()[:12]}）"


def _is_lost(cell: Cell) -> bool:
    return cell.sort is Sort.LOST


def _is_covered(
    row: GridRow, fields: Sequence[int], spans: Mapping[tuple[int, int], MergedSpan]
) -> bool:
    return any((row.number, n) in spans for n in fields)
