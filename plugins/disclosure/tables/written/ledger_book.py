"""The data of a ledger as a workbook for clerks: a sheet a file, and the words to choose from.

Enters: a ``Ledger``, the rows of its files by the names of these, and what is registered.  Leaves: the
bytes of an .xlsx file.  Numbers are numbers, to be added up; everything else is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ...county.beside.ledger_cells import parser
from ...schema.derived.editor import Registered
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import POINTS, ColumnKind, LedgerColumn
from .book import Dropdowns, always_alike, choose, head, text
from .versions import SCHEMA_SHEET

DATA_SHEETS = "台账数据"
"""What the hidden sheet of such a workbook says that it holds."""
_SHAPES = {ColumnKind.YUAN: "#,##0.00", ColumnKind.WAN: "#,##0.######", ColumnKind.COUNT: "0"}
_EXACT = 15
"""Figures that a spreadsheet keeps."""
_SPARE = 500
"""Rows below the last for which there are dropdowns."""


def ledger_workbook(
    ledger: Ledger,
    sheets: Mapping[str, Sequence[Mapping[int, str]]],
    registered: Registered,
    besides: Iterable[Sequence[str]],
) -> bytes:
    """The file; a row has words by the numbers of the declared columns; ``besides`` is hidden."""
    book = Workbook()
    book.remove(book.active)
    words = Dropdowns(book)
    for stem, rows in sheets.items():
        page = book.create_sheet(stem)
        page.freeze_panes = "B2"
        for number, column in enumerate(ledger.columns, 1):
            needed = column.name not in ledger.blank
            head(page, number, column.name, _note(ledger, column), needed=needed, width=16)
            chosen = _choices(ledger, column, registered)
            if chosen:
                letter = get_column_letter(number)
                choose(page, f"{letter}2:{letter}{len(rows) + _SPARE}", words.range_of(chosen))
        for line, row in enumerate(rows, 2):
            for number, said in row.items():
                if said:
                    _cell(page.cell(line, number + 1), ledger.columns[number], said)
    words.end()
    told = book.create_sheet(SCHEMA_SHEET)
    told.sheet_state = "hidden"
    for pair in (("种类", DATA_SHEETS), ("编码", ledger.code), *besides):
        told.append(pair)
    return always_alike(book)


def _note(ledger: Ledger, column: LedgerColumn) -> str:
    """What is to be written below a head."""
    told = [f"{column.kind}"]
    if column.kind is ColumnKind.PARTS:
        told.append("写有哪几样，用顿号隔开；都有的写“齐全”，都没有的写“无”")
    if column.kind is ColumnKind.RATIO:
        told.append("写 %，例如 95.5%")
    told.append("没有就空着" if column.name in ledger.blank else "必填")
    return "。".join(told)


def _choices(ledger: Ledger, column: LedgerColumn, registered: Registered) -> tuple[str, ...]:
    if column.kind is ColumnKind.STATE:
        return tuple(state for state, _ in ledger.states)
    if column.kind is ColumnKind.LEVEL:
        return tuple(name for name, _ in registered.get(POINTS[column.kind], ()))
    named = column.kind is ColumnKind.UNIT
    return tuple(name for _, name in registered.get(POINTS[column.kind], ())) if named else ()


def _cell(cell: Any, column: LedgerColumn, said: str) -> None:
    """A number as one where a spreadsheet keeps it to the last figure; else its words."""
    shape = _SHAPES.get(column.kind)
    number = _number(column, said) if shape else None
    if number is None or len(number.as_tuple().digits) > _EXACT:
        text(cell, said)
        return
    whole = number == number.to_integral()
    cell.value = int(number) if whole else float(number)
    cell.number_format = shape


def _number(column: LedgerColumn, said: str) -> Decimal | None:
    """The number of a cell; None where it is none, or has more decimals than the column takes."""
    try:
        value = parser(column.kind, frozenset(), (), workbook=False)(said)
    except ValueError:
        return None
    return value if isinstance(value, Decimal) else None
