"""Excel workbooks (.xlsx): cells, merges, number formats, hidden sheets.

Enters: bytes.  Leaves: grids.  A formula is read by the value that the spreadsheet last computed; one
that has none is lost, and said so.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from warnings import catch_warnings, simplefilter

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from ...basics.files.cell_names import column_number
from ...basics.problem import Problem
from ..grid import (
    DAMAGED,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    NOT_A_TABLE,
    TOO_LARGE,
    UNCOMPUTED,
    Cell,
    GridRow,
    MergedSpan,
    SheetGrid,
    Sort,
    UnreadFile,
    number_text,
    refuse,
)
from ..grid import CellPlace as At

_FORMULA = re.compile(rb"<f[ >/]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_STRICT = b"http://purl.oclc.org/ooxml/"
_ZEROS = re.compile(r"(?:@|General|\\?\"[^\"]*\"|)?(0{2,})(?:_ )?")
_MERGES = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 200_000
"""Cells under merges: the library makes one of each."""


def read_file(name: str, data: bytes) -> Iterator[SheetGrid]:
    """Every sheet, hidden or not.  Raises ``UnreadFile``."""
    _look_first(name, data)
    try:
        book, formulas = _opened(data, values=True), _formulas(data)
    except MemoryError:
        raise refuse(name, TOO_LARGE, "内存不够读它") from None
    except Exception as error:  # noqa: BLE001  a library over a damaged file raises anything
        raise refuse(name, DAMAGED, f"不是完好的 Excel 文件（{type(error).__name__}）") from None
    for sheet in book.worksheets:
        yield _grid(name, sheet, formulas.get(sheet.title, frozenset()))


def _opened(data: bytes, *, values: bool) -> Any:
    with catch_warnings():
        simplefilter("ignore")  # of extensions that it does not know
        return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _formulas(data: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Where formulas stand, by sheet; most lists have none and are not opened again."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [part for part in package.namelist() if part.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(package.read(part)) for part in sheets):
            return {}
    return {
        sheet.title: frozenset(at for at, cell in sheet._cells.items() if cell.data_type == "f")  # noqa: SLF001  sparse; rows are not
        for sheet in _opened(data, values=False).worksheets
    }


def _look_first(name: str, data: bytes) -> None:
    """A merge of all columns and rows is two lines of a file, and more cells than any memory holds.

    A workbook in the strict form would be read as one without sheets.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _STRICT in package.read("xl/workbook.xml"):
            raise refuse(name, NOT_A_TABLE, "存成了“Strict Open XML 电子表格”")
        for part in package.namelist():
            if part.startswith("xl/worksheets/"):
                spans = (_span(*found) for found in _MERGES.findall(package.read(part)))
                cells = sum((s.bottom - s.top + 1) * (s.right - s.left + 1) for s in spans)
                if cells > MOST_MERGED:
                    raise refuse(name, TOO_LARGE, f"有 {cells} 个单元格合并在一起")


def _span(left: bytes, top: bytes, right: bytes, bottom: bytes) -> MergedSpan:
    first, last = (column_number(letters.decode()) for letters in (left, right))
    return MergedSpan(int(top), first, int(bottom), last)


def _grid(name: str, sheet: Any, formulas: frozenset[tuple[int, int]]) -> SheetGrid:
    spans = tuple(
        MergedSpan(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges
    )
    path = SheetGrid(name, sheet.title, ()).path
    found: dict[int, dict[int, Cell]] = {}
    for (row, column), raw in sorted(sheet._cells.items()):  # noqa: SLF001  sparse; rows are not
        cell = (
            Cell() if isinstance(raw, MergedCell) else _cell(raw, is_formula=(row, column) in formulas)
        )
        if cell.text or cell.sort is Sort.LOST:
            _within(path, row, column, cell)
            found.setdefault(row, {})[column] = cell
    rows = (GridRow(n, _row(cells)) for n, cells in found.items())
    return SheetGrid(
        file=name,
        name=sheet.title,
        rows=tuple(rows),
        merged=tuple(sorted(spans)),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _hidden_columns(sheet: Any) -> Iterator[int]:
    """Those in which something may stand: a file may hide all behind its last."""
    for columns in sheet.column_dimensions.values():
        if columns.hidden:
            yield from range(columns.min, min(columns.max, sheet.max_column) + 1)


def _within(path: str, row: int, column: int, cell: Cell) -> None:
    if row > MOST_ROWS or column > MOST_COLUMNS:
        what = f"这里还有内容：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列"
    elif len(cell.text) > MOST_TEXT:
        what = f"这一格有 {len(cell.text)} 字，上限 {MOST_TEXT}"
    else:
        return
    raise UnreadFile(Problem(At(path, row, column), TOO_LARGE, what))


def _row(cells: Mapping[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, Cell()) for column in range(1, max(cells) + 1))


def _cell(raw: Any, *, is_formula: bool) -> Cell:
    value = raw.value
    if value is None:
        return UNCOMPUTED if is_formula else Cell()
    if raw.data_type == "e":
        return Cell("", Sort.LOST, str(value))
    if isinstance(value, datetime | date | time):
        return _day(value, raw.number_format)
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    return (
        _formatted(value, raw.number_format) if isinstance(value, int | float) else Cell(_typed(value))
    )


def _typed(value: object) -> str:
    """A text as it was typed: signs that XML cannot hold, or not well, are written as _x000D_."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _day(value: date | time, shape: str) -> Cell:
    """A day; ``shown`` is rather what it was typed as where no year is shown: 1-2 became 1月2日."""
    if isinstance(value, time):
        return Cell(f"{value:%H:%M}", Sort.DAY, f"{value:%H:%M}")
    is_whole = ("y" in shape.lower() and "d" in shape.lower()) or "e" in shape.lower()
    shown = f"{value:%Y-%m-%d}" if is_whole else f"{value.month}月{value.day}日"
    return Cell(f"{value:%Y-%m-%d}", Sort.DAY, shown)


def _formatted(value: float, shape: str) -> Cell:
    """A number; one shown as 0001 by its format is a code of four figures."""
    zeros = _ZEROS.fullmatch(shape)
    if zeros and float(value).is_integer() and value >= 0:
        return Cell(f"{int(value):0{len(zeros[1])}d}")
    return number_text(value, shape)
