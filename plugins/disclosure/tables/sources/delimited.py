"""Text with a mark between cells: .csv and .tsv, in UTF-8 with its BOM or without, UTF-16, or GBK.

Enters: bytes.  Leaves: one grid.  An apostrophe before a formula, as our own export writes it, is
taken off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ...basics.files.pieces import decode
from ...basics.files.tables import guarded, original
from ..grid import DAMAGED, MOST_TEXT, Cell, GridRow, SheetGrid, refuse

_MARKS = ",\t;，"


def read_file(name: str, data: bytes) -> Iterator[SheetGrid]:
    """The one table.  Raises ``UnreadFile``."""
    text = decode(data) or ""
    head = text.partition("\n")[0]
    mark = max(_MARKS, key=head.count)
    csv.field_size_limit(MOST_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(GridRow(number, tuple(Cell(_plain(cell)) for cell in cells)))
    except csv.Error as error:
        raise refuse(name, DAMAGED, f"第 {reader.line_num} 行不是规范的 CSV（{error}）") from None
    yield SheetGrid(name, "", tuple(rows))


def _plain(cell: str) -> str:
    return original(cell) if guarded(cell) else cell
