"""What is wrong, as remarks in a copy of the clerk's own workbook: at each cell its problem.

Enters: the bytes of an .xlsx file and problems at its cells.  Leaves: the bytes of the copy, in which
nothing else is changed, and how many remarks it has.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from ...basics.files.cell_names import column_letters
from ...basics.problem import Problem
from ..grid import CellPlace

_MARK = PatternFill("solid", fgColor="FFEB9C")


def is_workbook(data: bytes) -> bool:
    """Whether there is a workbook to be remarked on, whatever its file is called."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "xl/workbook.xml" in package.namelist()


def remarked(file: str, data: bytes, problems: Iterable[Problem]) -> tuple[bytes, int]:
    """The copy: cells in yellow, each with a comment; of a cell with several problems one.

    What is wrong in a merge is said at its first cell; what a clerk has remarked there stays above it.
    """
    book = load_workbook(io.BytesIO(data))
    told: dict[tuple[str, str], list[str]] = {}
    for (sheet, cell), said in _by_cell(file, problems).items():
        place = _first_of_merge(book[sheet], cell)
        before = [place.comment.text] if place.comment else []
        lines = told.setdefault((sheet, place.coordinate), before)
        lines += [line for line in said if line not in lines]
    for (sheet, cell), lines in told.items():
        place = book[sheet][cell]
        place.comment = Comment("\n".join(lines), "亮权", height=60 + 40 * len(lines), width=320)
        place.fill = _MARK
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), len(told)


def _first_of_merge(sheet: Any, cell: str) -> Any:
    merges = (span for span in sheet.merged_cells.ranges if cell in span)
    return sheet[next((span.start_cell.coordinate for span in merges), cell)]


def _by_cell(file: str, problems: Iterable[Problem]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        name, mark, sheet = problem.place.path.partition("!")
        if mark and name == file and isinstance(problem.place, CellPlace):
            cell = f"{column_letters(problem.place.column)}{problem.place.line}"
            found.setdefault((sheet, cell), []).append(f"{problem.code.id} {problem.message}")
    return found
