"""Office files to grids: which reader, by what a file holds and not by its name.

Enters: a file's name and bytes.  Leaves: grids, or ``UnreadFile``.  What reads here trusts nothing and
is still only called in a process that is bounded in time and memory (``app.office.intake.bounded``).
"""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable, Sequence

from ...basics.files.pieces import decode
from ...basics.problem import Problem
from ..grid import (
    DAMAGED,
    ENCRYPTED,
    MACROS,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_TABLE,
    TOO_LARGE,
    CellPlace,
    SheetGrid,
    UnreadFile,
    refuse,
)

MOST_BYTES = 30 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OTHERS = {
    b"%PDF": "PDF 文件", b"\x89PNG": "图片", b"\xff\xd8\xff": "图片", b"GIF8": "图片",
    b"{\\rtf": "RTF 文件", b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包",
}  # fmt: skip
_HTML = re.compile(r"<(?:!doctype|html|table|meta)\b", re.IGNORECASE)
_XML_SHEET = "schemas-microsoft-com:office:spreadsheet"
_BEGINNING = 4_096


def read(name: str, data: bytes) -> list[SheetGrid]:
    """The tables of a file in which anything stands.  Raises ``UnreadFile``."""
    if len(data) > MOST_BYTES:
        raise refuse(name, TOO_LARGE, f"文件有 {len(data)} 字节，上限 {MOST_BYTES}")
    if not data.strip():
        raise refuse(name, DAMAGED, "文件是空的")
    grids = [grid for grid in _reader(name, data)(name, data) if grid.rows]
    _bounded(name, grids)
    return grids


def _reader(name: str, data: bytes) -> Callable[[str, bytes], Sequence[SheetGrid]]:
    if data.startswith(_OLE):
        return _of("old_workbook")
    if data.startswith(_ZIP):
        return _of(_in_package(name, data))
    for mark, kind in _OTHERS.items():
        if data.startswith(mark):
            raise refuse(name, NOT_A_TABLE, f"内容是{kind}")
    text = decode(data)
    if text is None or "\0" in text:
        raise refuse(name, NOT_A_TABLE, "不是表格，也不是文字")
    if _XML_SHEET in text[:_BEGINNING]:
        raise refuse(name, NOT_A_TABLE, "内容是“XML 电子表格 2003”")
    return _of("web_tables" if _HTML.search(text[:_BEGINNING]) else "delimited")


def _of(module: str) -> Callable[[str, bytes], Sequence[SheetGrid]]:
    """A reader is loaded when it is needed: openpyxl takes a third of a second."""
    read_file: Callable[[str, bytes], Sequence[SheetGrid]]
    read_file = importlib.import_module(f"{__package__}.{module}").read_file
    return read_file


def _in_package(name: str, data: bytes) -> str:
    """Which reader a ZIP package is for; its parts are counted before any is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise refuse(name, DAMAGED, f"文件不完整（{type(error).__name__}）") from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise refuse(name, TOO_LARGE, f"展开后有 {len(parts)} 个部分、{unpacked} 字节")
    names = {part.filename.lower() for part in parts}
    if any(part.endswith("vbaproject.bin") or "/macrosheets/" in part for part in names):
        raise refuse(name, MACROS, "文件带宏")
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(name, ENCRYPTED, "压缩包加了密码")
    for part, reader in (("xl/workbook.xml", "workbook"), ("word/document.xml", "word_tables")):
        if part in names:
            return reader
    raise refuse(name, NOT_A_TABLE, "是一个压缩包，里面没有 Excel 或 Word 的内容")


def _bounded(name: str, grids: Sequence[SheetGrid]) -> None:
    """Nothing that lies out of bounds is left out in silence.  Raises ``UnreadFile``."""
    total = 0
    for grid in grids:
        total += sum(len(row.cells) for row in grid.rows)
        for row in grid.rows:
            if row.number > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
                column = next(n for n, cell in reversed(list(enumerate(row.cells, 1))) if cell.text)
                what = f"这里还有内容：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列"
                raise UnreadFile(Problem(CellPlace(grid.path, row.number, column), TOO_LARGE, what))
    if total > MOST_CELLS:
        raise refuse(name, TOO_LARGE, f"有 {total} 个单元格，上限 {MOST_CELLS}")
