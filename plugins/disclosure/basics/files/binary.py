"""Old Excel files and pictures.

Enters: bytes.  Leaves: pieces.  A page without text is a scan; the picture of a PNG or JPEG is
never read, only what is written about it.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

import xlrd

from ..labelled import Run
from . import biff, ole
from .pieces import Active, Columns, Piece, Unread, of_lines, worth_reading

_ASCII = re.compile(rb"[\x20-\x7e]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){8,}")
MOST_CELLS = 2_000_000
_SHEET_BEGINS = 0x0809
_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_NUMBER = re.compile(r"\d{6,}")
_PNG = b"\x89PNG\r\n\x1a\n"

ODD = (ValueError, TypeError, LookupError, AttributeError, AssertionError, OSError,
       NotImplementedError, ArithmeticError, struct.error, zlib.error)  # fmt: skip
"""What libraries raise besides their own errors over a file that is not as it should be; of an encoding
that Python does not know they look for a name."""


def xls(data: bytes) -> Iterator[Piece]:
    """Cells of every sheet, hidden or not, and every string anywhere in the file."""
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        yield Active("含有宏")
    known: set[str] = set()
    stream = _stream(data)
    if stream is None or not _fits(stream):
        yield Unread("表格读不了：太大、加了密，或者已经损坏")
        return
    try:
        for columns, cells in _rows(data):
            known.update(number for cell in cells for number in _NUMBER.findall(cell))
            yield from columns.row(enumerate(cells))
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, EOFError, *ODD):
        yield Unread("表格读不了：加了密，或者已经损坏")
    where = "批注、页眉或属性"
    lines = (run for text in biff.texts(stream) for run in of_lines(text, where))
    for run in (*lines, *strings(data, where)):
        if not known.issuperset(_NUMBER.findall(run.text)):
            yield run


def is_bounded(data: bytes) -> bool:
    """Whether there is a workbook whose sheets can be laid out in memory."""
    stream = _stream(data)
    return stream is not None and _fits(stream)


def _stream(data: bytes) -> bytes | None:
    """The records of the workbook inside; None where there is none, or its chains are broken."""
    try:
        return ole.workbook(data)
    except (OSError, *ODD):
        return None


def _rows(data: bytes) -> Iterator[tuple[Columns, list[str]]]:
    """The rows of all sheets, with the headings of each."""
    silent = io.StringIO()  # the library tells the world about every odd file
    with xlrd.open_workbook(
        file_contents=data, logfile=silent, on_demand=True, ragged_rows=True
    ) as book:
        for name in book.sheet_names():
            columns, sheet = Columns(name), book.sheet_by_name(name)
            for number in range(sheet.nrows):
                if sheet.row_len(number):  # a sheet may be long and empty
                    yield columns, [_cell(value) for value in sheet.row_values(number)]


def _fits(stream: bytes) -> bool:
    """Whether every sheet's rectangle of cells is small enough to be laid out in memory."""
    place, rows, columns = 0, 0, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _SHEET_BEGINS:
            rows = columns = 0
        elif kind in _CELLS and length >= 4:  # noqa: PLR2004  row and column
            row, column = (
                struct.unpack_from("<HH", stream, place + 4) if place + 8 <= len(stream) else (0, 0)
            )
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MOST_CELLS:
                return False
        place += 4 + length
    return True


def _cell(value: object) -> str:
    """A cell as Excel would show it in full; numbers keep fifteen digits."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def strings(data: bytes, where: str = "") -> Iterator[Run]:
    """Runs of printable characters, one or two bytes each, in a file of any kind."""
    for pattern, encoding in ((_ASCII, "ascii"), (_WIDE, "utf-16-le")):
        for match in pattern.finditer(data):
            text = match.group().decode(encoding)
            if worth_reading(text):
                yield Run(text, where=where)


def png(data: bytes) -> Iterator[Piece]:
    """Text chunks; and the picture itself, which no program here reads."""
    yield Unread("图片里的字没有程序读过")
    place = len(_PNG)
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield from _said(_unpacked(kind, data[place + 8 : place + 8 + length]))
        place += 12 + length
    yield from strings(data[place:], "图片后面")


def _said(chunk: bytes) -> Iterator[Piece]:
    """What is written about a picture, in whichever encoding."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = chunk.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from of_lines(text.replace("\x00", "\n"), "图片说明")
        return
    yield from strings(chunk, "图片说明")


def _unpacked(kind: bytes, chunk: bytes) -> bytes:
    """A text chunk with its compressed part, where it has one, unpacked up to a megabyte."""
    start = chunk.find(b"x") if kind in (b"zTXt", b"iTXt") else -1
    while start >= 0:
        try:
            return chunk[:start] + b"\n" + zlib.decompressobj().decompress(chunk[start:], 1 << 20)
        except zlib.error:
            start = chunk.find(b"x", start + 1)
    return chunk


def jpeg(data: bytes) -> Iterator[Piece]:
    """Comments, EXIF, IPTC and XMP; and the picture itself, which no program here reads."""
    yield Unread("图片里的字没有程序读过")
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:  # noqa: PLR2004  start of scan
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        yield from _said(data[place + 4 : place + 2 + length])
        place += 2 + length
    end = data.rfind(b"\xff\xd9")
    yield from strings(data[end + 2 :] if end >= 0 else b"", "图片后面")
