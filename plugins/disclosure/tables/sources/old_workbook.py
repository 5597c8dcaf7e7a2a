"""Old workbooks: .xls of Excel 97–2003, and .et of WPS, which is built alike.

Enters: bytes.  Leaves: grids.  The shell is looked at first (``basics.files.ole``): a chain of sectors
that runs round in a circle, or a sheet without end, never reaches the library.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import olefile
import xlrd

from ...basics.files import binary
from ..grid import (
    DAMAGED,
    ENCRYPTED,
    MACROS,
    NOT_A_TABLE,
    TOO_LARGE,
    Cell,
    GridRow,
    MergedSpan,
    SheetGrid,
    Sort,
    number_text,
    refuse,
)

_WORKBOOKS = ("Workbook", "Book")
_ZEROS_ALONE = frozenset("0")


def read_file(name: str, data: bytes) -> Iterator[SheetGrid]:
    """Every sheet, hidden or not.  Raises ``UnreadFile``."""
    streams = _streams(name, data)
    if "EncryptedPackage" in streams:
        raise refuse(name, ENCRYPTED, "要密码才打得开")
    if "WordDocument" in streams:
        raise refuse(name, NOT_A_TABLE, "内容是旧的文字文件（.doc、.wps）")
    if not any(stream in streams for stream in _WORKBOOKS):
        raise refuse(name, NOT_A_TABLE, "里面没有 Excel 认得的工作簿，多半是 WPS 自己的格式")
    if "_VBA_PROJECT" in streams or "_VBA_PROJECT_CUR" in streams:
        raise refuse(name, MACROS, "文件带宏")
    if not binary.is_bounded(data):
        raise refuse(name, TOO_LARGE, "表格没有边，或者文件已经损坏")
    try:
        yield from _grids(name, data)
    except xlrd.XLRDError as error:
        code = ENCRYPTED if "encrypted" in str(error) else DAMAGED
        raise refuse(name, code, f"打不开（{error}）") from None
    except (xlrd.compdoc.CompDocError, EOFError, *binary.ODD) as error:
        raise refuse(name, DAMAGED, f"不是完好的 .xls 文件（{type(error).__name__}）") from None


def _streams(name: str, data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(data) as file:
            return {part for path in file.listdir(streams=True, storages=True) for part in path}
    except (OSError, *binary.ODD) as error:
        raise refuse(name, DAMAGED, f"文件不完整（{type(error).__name__}）") from None


def _grids(name: str, data: bytes) -> Iterator[SheetGrid]:
    silent = io.StringIO()  # the library tells the world about every odd file
    with xlrd.open_workbook(
        file_contents=data, logfile=silent, formatting_info=True, ragged_rows=True
    ) as book:
        for sheet in book.sheets():
            numbered = ((n, _cells(book, sheet, n)) for n in range(sheet.nrows))
            rows = tuple(GridRow(n + 1, cells) for n, cells in numbered if any(c.text for c in cells))
            spans = (MergedSpan(t + 1, left + 1, b, r) for t, b, left, r in sheet.merged_cells)
            yield SheetGrid(
                file=name,
                name=sheet.name,
                rows=rows,
                merged=tuple(sorted(spans)),
                hidden=sheet.visibility != 0,
                hidden_rows=frozenset(n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden),
                hidden_columns=frozenset(n + 1 for n, c in sheet.colinfo_map.items() if c.hidden),
            )


def _cells(book: Any, sheet: Any, number: int) -> tuple[Cell, ...]:
    return tuple(_cell(book, raw) for raw in sheet.row(number))


def _cell(book: Any, raw: Any) -> Cell:
    if raw.ctype == xlrd.XL_CELL_DATE:
        return _day(book, raw)
    if raw.ctype == xlrd.XL_CELL_NUMBER:
        return _numbered(raw.value, _shape(book, raw))
    if raw.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell("是" if raw.value else "否")
    if raw.ctype == xlrd.XL_CELL_ERROR:
        return Cell("", Sort.LOST, xlrd.error_text_from_code.get(raw.value, "#?"))
    return Cell(str(raw.value).replace("\r\n", "\n"))


def _day(book: Any, raw: Any) -> Cell:
    try:
        day = xlrd.xldate_as_datetime(raw.value, book.datemode)
    except (ValueError, OverflowError):
        return number_text(raw.value)
    shape = _shape(book, raw).lower()
    shown = f"{day:%Y-%m-%d}" if "y" in shape and "d" in shape else f"{day.month}月{day.day}日"
    return Cell(f"{day:%Y-%m-%d}", Sort.DAY, shown)


def _shape(book: Any, raw: Any) -> str:
    if raw.xf_index is None:
        return ""
    form = book.format_map.get(book.xf_list[raw.xf_index].format_key)
    return form.format_str if form else ""


def _numbered(value: float, shape: str) -> Cell:
    """A number; one shown as 0001 by its format is a code of four figures."""
    if len(shape) > 1 and set(shape) == _ZEROS_ALONE and value.is_integer() and value >= 0:
        return Cell(f"{int(value):0{len(shape)}d}")
    return number_text(value, shape)
