"""A sheet as it stands in an office file: cells with their places, whatever the file was.

Enters: nothing.  Leaves: ``SheetGrid`` values, and places that print as ``清单.xlsx!目录!C17``.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from enum import Enum
from typing import NamedTuple

from ..basics.files.cell_names import column_letters
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass

DAMAGED = Code("T01", "文件读不了", "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
ENCRYPTED = Code("T02", "文件加了密码", "请打开后取消密码（文件、信息、保护工作簿），另存为 .xlsx")
MACROS = Code("T03", "文件里有宏", "请另存为不带宏的 .xlsx；宏从不运行，带宏的文件也不读")
TOO_LARGE = Code("T04", "表格太大", "请删去多余的行、列和工作表，或拆成几个文件")
NOT_A_TABLE = Code(
    "T05", "这种文件里读不出表格", "请用 Excel 或 WPS 打开，另存为 .xlsx（文字另存为 .docx）再导入"
)

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 50_000, 200, 40_000
"""Of a sheet: rows and columns in which something may stand; of a cell: characters."""
MOST_CELLS = 1_000_000
"""Of a file."""
_QUOTED = re.compile('"[^"]*"')
_AS_SHOWN = Context(prec=15)
"""Fifteen figures are all that a spreadsheet keeps."""


class Sort(Enum):
    """What a cell was to the program that wrote it."""

    TEXT = "文字"
    NUMBER = "数字"
    DAY = "日期"
    LOST = "已经坏了"


class Cell(NamedTuple):
    """``text`` as it is to be read: a number without needless zeros, a day as 2026-03-10.

    ``shown`` is what a person sees of a day or of a value that is lost.
    """

    text: str = ""
    sort: Sort = Sort.TEXT
    shown: str = ""


EMPTY = Cell()
UNCOMPUTED = Cell("", Sort.LOST, "没有算出来的公式")


class MergedSpan(NamedTuple):
    """Merged cells: first and last row, first and last column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class GridRow(NamedTuple):
    """A row in which something stands: its number, and its cells from column A."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet, or one table of a page or document; ``name`` is that of the sheet.

    ``hidden_rows`` and ``hidden_columns`` are shown to nobody who opens the file as it is.
    """

    file: str
    name: str
    rows: tuple[GridRow, ...]
    merged: tuple[MergedSpan, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        """How messages call it."""
        return f"{self.file}!{self.name}" if self.name else f"{self.file}!"


class CellPlace(Place):
    """A place in a sheet: ``line`` is the row, ``column`` the column."""

    __slots__ = ()

    def __str__(self) -> str:
        mark = "" if self.path.endswith("!") else "!"
        return f"{self.path}{mark}{column_letters(self.column)}{self.line}"


class UnreadFile(Exception):
    """A file from which no table can be had; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def refuse(file: str, code: Code, what: str) -> UnreadFile:
    """The exception that says why a file is not read."""
    return UnreadFile(Problem(FilePlace(file), code, what))


class FilePlace(Place):
    """A whole file that has no lines to speak of."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.path


def number_text(value: float, shape: str = "") -> Cell:
    """A number as a person would have typed it; 0.955 in a format of percentages is 95.5%.

    From 10¹⁵ on a spreadsheet has already replaced figures by zeros: what was typed is lost.
    """
    if abs(value) >= 1e15:  # noqa: PLR2004  fifteen figures are all that it keeps
        return Cell(f"{value:.0f}", Sort.LOST, f"{value:.14E}")
    if "%" in _QUOTED.sub("", shape):
        return Cell(f"{_AS_SHOWN.multiply(Decimal(value), 100).normalize():f}%")
    whole = int(value)
    return Cell(str(whole) if whole == value else f"{value:.15g}", Sort.NUMBER)
