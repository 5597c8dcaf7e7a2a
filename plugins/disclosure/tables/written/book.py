"""Workbooks for clerks: dropdowns, frozen heads, notes, text cells; the same bytes for the same records.

Enters: sheets of cells, and the words to choose from.  Leaves: the bytes of an .xlsx file.  All cells
are text: a code keeps its zeros, a telephone its figures, and nothing is a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ...basics.problem import Code, Problem
from ...schema.derived.editor import Registered
from ..declared import Column, Way
from .choices import choices
from .table_rows import TableSheet
from .versions import SCHEMA_SHEET, WORDS_SHEET, version

TOO_LONG = Code(
    "T10", "一格装不下", "Excel 一格最多 32767 字：请缩短，或者这一条留在目录里改，不经过表格"
)
MOST = 32_767
FORMAT = "1"
"""Of the workbook itself; what it holds is told by the declared fields."""
_SPARE = 2_000
"""Rows below the last for which there are dropdowns."""
_PROPERTIES = "docProps/core.xml"
_CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>亮权</dc:creator></cp:coreProperties>
"""
"""Properties without the times that the library writes."""
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {Way.SINGLE: 18, Way.LINES: 30, Way.TREE: 40, Way.ROWS: 40}


def too_long(sheets: Sequence[TableSheet]) -> Iterator[Problem]:
    """Cells that a spreadsheet would cut off."""
    for cell in (cell for sheet in sheets for row in sheet.rows for cell in row):
        if len(cell.text) > MOST:
            yield Problem(cell.place, TOO_LONG, f"这里有 {len(cell.text)} 字")


def workbook(
    sheets: Sequence[TableSheet], registered: Registered, told_besides: Iterable[Sequence[str]] = ()
) -> bytes:
    """The file; ``told_besides`` are more rows of its hidden sheet."""
    book = Workbook()
    book.remove(book.active)
    words = Dropdowns(book)
    for sheet in sheets:
        _sheet(book, sheet, registered, words)
    words.end()
    told = book.create_sheet(SCHEMA_SHEET)
    told.sheet_state = "hidden"
    for row in (
        ("格式", FORMAT),
        ("种类", sheets[0].layout.title),
        ("字段", version(sheets[0].layout.title)),
        *told_besides,
    ):
        told.append(row)
    return always_alike(book)


def _sheet(book: Workbook, sheet: TableSheet, registered: Registered, words: Dropdowns) -> None:
    layout = sheet.layout
    page = book.create_sheet(layout.title[:31])
    page.freeze_panes = "C2" if layout.owner_head or layout.code else "A2"
    columns: list[Column | None] = [None] if layout.owner_head else []
    columns += layout.columns
    for number, (words_, column) in enumerate(zip(layout.heads, columns, strict=True), 1):
        needed, way = column is None or column.required, column.way if column else Way.SINGLE
        head(page, number, words_, _note(words_, column), needed=needed, width=_WIDTHS[way])
    for line, row in enumerate(sheet.rows, 2):
        for number, cell in enumerate(row, 1):
            if cell.text:
                text(page.cell(line, number), cell.text)
    last = len(sheet.rows) + _SPARE
    for told, chosen in choices(layout, registered).items():
        column_name = get_column_letter(layout.heads.index(told) + 1)
        choose(page, f"{column_name}2:{column_name}{last}", words.range_of(chosen))


def choose(page: Any, cells: str, words: str) -> None:
    """Cells that offer the words of a range; other words are warned of."""
    rule = DataValidation("list", formula1=words, allow_blank=True)
    rule.errorStyle = "warning"
    rule.add(cells)
    page.add_data_validation(rule)


def head(page: Any, number: int, words: str, note: str, *, needed: bool, width: int) -> None:  # noqa: PLR0913  one word a part of it
    """The head of a column, red where it must be filled, with a note; the column is text."""
    cell = page.cell(1, number, words)
    cell.font = Font(bold=True, color="9C0006" if needed else "1F3864")
    cell.fill = PatternFill("solid", fgColor="DDEBF7")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.comment = Comment(note, "亮权", height=120, width=260)
    dimension = page.column_dimensions[get_column_letter(number)]
    dimension.width = width
    dimension.number_format = "@"


def _note(head: str, column: Column | None) -> str:
    if column is None:
        return f"{head}：这一行属于哪一条。必填"
    how = {Way.LINES: "几项的，一行一项（Alt+回车换行）", Way.TREE: "照目录里 YAML 的写法"}
    source = f"出处：{column.key.source}" if column.key.source else ""
    needed = "必填" if column.required else "没有就空着"
    told = (column.key.doc, column.key.kind.label(), how.get(column.way, ""), source, needed)
    return "。".join(filter(None, told))


def text(cell: Any, text: str) -> None:
    """A cell that is text whatever it begins with."""
    cell.value = _ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = _WRAPPED
    cell.protection = _OPEN


_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a sign that XML cannot hold."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_OPEN = Protection(locked=False)


class Dropdowns:
    """The hidden sheet from which dropdowns take their words, each list once."""

    def __init__(self, book: Workbook) -> None:
        self._page = book.create_sheet(WORDS_SHEET)
        self._book = book
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, words: tuple[str, ...]) -> str:
        if words not in self._ranges:
            column = len(self._ranges) + 1
            for row, word in enumerate(words, 1):
                text(self._page.cell(row, column), word)
            letter = get_column_letter(column)
            self._ranges[words] = f"{quote_sheetname(WORDS_SHEET)}!${letter}$1:${letter}${len(words)}"
        return self._ranges[words]

    def end(self) -> None:
        """Hidden, behind the sheets that are shown."""
        self._page.sheet_state = "hidden"
        self._book.move_sheet(self._page, len(self._book.sheetnames))


def always_alike(book: Workbook) -> bytes:
    """The parts as the library writes them, without the time at which it did."""
    written, out = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(out, "w") as package:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _ZIPPED)
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, _CORE if name == _PROPERTIES else parts.read(name))
    return out.getvalue()
