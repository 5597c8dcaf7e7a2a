"""What is wrong, as remarks in a copy of the clerk's own workbook: at each cell its problem.

Enters: the bytes of an .xlsx file and problems at its cells.  Leaves: the bytes of the copy, in which
nothing else is changed, and how many remarks it has.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

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
    """The copy: cells in yellow, each with a comment; of a cell with several problems one."""
    told = _by_cell(file, problems)
    book = load_workbook(io.BytesIO(data))
    for (sheet, cell), lines in told.items():
        place = book[sheet][cell]
        place.comment = Comment("\n".join(lines), "亮权", height=60 + 40 * len(lines), width=320)
        place.fill = _MARK
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), len(told)


def _by_cell(file: str, problems: Iterable[Problem]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        name, mark, sheet = problem.place.path.partition("!")
        if mark and name == file and isinstance(problem.place, CellPlace):
            cell = f"{column_letters(problem.place.column)}{problem.place.line}"
            found.setdefault((sheet, cell), []).append(f"{problem.code.id} {problem.message}")
    return found
