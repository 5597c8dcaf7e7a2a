"""Packages of XML, as Word, Excel and OFD files are: every part raw, and tables cell by cell.

Enters: the bytes of a file.  Leaves: pieces.  Hidden sheets, comments, headers and
footers, validation lists, defined names, properties and tracked deletions are parts like any
other; macros, pictures and parts of a kind that is not known here are named, because no one has read
them.

The rows of a worksheet as this program and other plain writers write them are read by one search:
there is nothing in them but cells, and nothing in these but text and numbers.  All that stands around
such rows, and every sheet written in any other way, is read by an XML parser.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from xml.parsers import expat

from ..labelled import BY_PLACE, Run
from ..values import dataclass, regex
from .cell_names import column_number
from .pieces import Active, Piece, Unread, decode, of_lines, worth_reading
from .xmltext import NotXml, Reader, RowsReader, SharedReader, SheetReader, StylesReader

MOST_PARTS = 2_000
MOST_BYTES = 12 * 1024 * 1024
"""Of all parts together, unpacked, for each file; and as much again for each megabyte packed."""

_ACTIVE = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/", "/ctrlprops/")
_EMBEDDED = ("/embeddings/", "/externallinks/", "/oleobject", "/attachs/")
_SEALS = (".esl", ".dat", ".sig")
_PICTURES = (
    ".png", ".jpg", ".jpeg", ".jfif", ".jpe", ".gif", ".bmp", ".dib", ".emf", ".wmf", ".emz", ".wmz",
    ".tif", ".tiff", ".svg", ".wdp", ".hdp", ".jxr", ".webp", ".heic", ".avif", ".ico", ".pct", ".pict",
    ".pcx", ".eps", ".cgm", ".tga", ".jb2",
)  # fmt: skip
_HARMLESS = (".odttf", ".fntdata", ".ttf", ".otf")
_PRINTER = "/printersettings/"
"""What holds no words of the file: fonts of its own, and what a printer was told."""
_PLAIN = (".xml", ".rels", ".vml")
_SHARED, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError,
)  # fmt: skip

Cells = list[tuple[int, str]]

_BEGINS = b'<?xml version="1.0" encoding="UTF-8"'
_OPENS, _CLOSES = b"<sheetData>", b"</sheetData>"
_OTHERWISE = regex(rb"<!|<\?")
_CELL = (
    r"<c r=\"(?:[A-Z]{1,3}+)\d{1,5}+\"(?: s=\"\d{1,4}+\")?+"
    r"(?: t=\"inlineStr\"><is><t(?: xml:space=\"preserve\")?+>[^<>]*+</t></is>|><v>[^<>]*+</v>)</c>"
)
_ROWS = regex(rf"(?:<row r=\"\d{{1,5}}+\">(?:{_CELL})*+</row>)*+")
_PARTS = regex(r"<c r=\"([A-Z]+)[^>]*>(?:<is><t[^>]*>|<v>)([^<]*)")
_SAID = regex(r">([^<]+)<")
_ODD = regex(
    r"[^\t\n\x20-%'-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF](?!(?<=&)(?:amp;|lt;|gt;|quot;|apos;))"
)
"""What a parser refuses, or reads as another character."""


class _TooBig(Exception):
    pass


def read(data: bytes, plain: type[Reader] = Reader, start: str = "") -> Iterator[Piece]:
    """Every part of a file that is a ZIP package, in which there must be a part ``start``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if start and start not in package.namelist():
                yield Unread(f"不是规范的文件：里面没有 {start}")
            yield from _package(package, MOST_BYTES * (1 + len(data) // (1 << 20)), plain)
    except _TooBig:
        yield Unread("展开后太大，没有读完")
    except _DAMAGED:
        yield Unread("文件损坏、加了密，或者不是 Office、OFD 文件")


def table(data: bytes) -> list[tuple[int, list[str]]]:
    """Rows of the only worksheet of an XLSX file: row number, and cells from column A.

    Raises:
        ValueError: in Chinese, where the file is none, is too big, or has more than one sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sheets = list[RowsReader]()
            shared, styles = SharedReader(_SHARED), StylesReader(_STYLES)
            first = {_SHARED: shared, _STYLES: styles}
            for part in sorted(package.infolist(), key=lambda part: part.filename not in first):
                if part.filename in first:
                    list(first[part.filename].read(_content(package, part, MOST_BYTES)))
                elif part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    percents = frozenset(styles.percents)
                    sheet = RowsReader(part.filename, shared=shared.strings, percents=percents)
                    list(sheet.read(_content(package, part, MOST_BYTES)))
                    sheets += [sheet] if sheet.rows else []
    except _TooBig:
        raise ValueError("表格太大") from None
    except (NotXml, *_DAMAGED):
        raise ValueError("文件损坏、加了密，或者不是 xlsx 文件") from None
    if len(sheets) != 1:
        raise ValueError(f"应有一张工作表，实际有 {len(sheets)} 张有内容的")
    return sheets[0].rows


def _package(package: zipfile.ZipFile, budget: int, plain: type[Reader]) -> Iterator[Piece]:
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise _TooBig
    yield from (Run(name, where="文件名") for name in package.namelist() if worth_reading(name))
    yield from (
        (Run(package.comment.decode("utf-8", "replace"), where="批注"),) if package.comment else ()
    )
    shared, used = SharedReader(_SHARED), set[int]()
    for part in sorted(parts, key=lambda part: part.filename != _SHARED):
        content = b"" if part.is_dir() else _content(package, part, budget)
        budget -= len(content)
        yield from _part(part.filename, content, shared, used, plain)
    yield from shared.unused(used)


def _content(package: zipfile.ZipFile, part: zipfile.ZipInfo, budget: int) -> bytes:
    with package.open(part) as file:
        content = file.read(budget + 1)
    if len(content) > budget:
        raise _TooBig
    return content


def _part(
    name: str, content: bytes, shared: SharedReader, used: set[int], plain: type[Reader]
) -> Iterator[Piece]:
    path = "/" + name.lower()
    if any(word in path for word in _ACTIVE):
        yield Active(f"含有宏或控件（{name}）")
    elif any(word in path for word in _EMBEDDED):
        yield Unread(f"内嵌了别的文件（{name}）")
    elif path.endswith(_PICTURES):
        yield Unread(f"内嵌了图片（{name}）")
    elif path.endswith(_SEALS):
        yield Unread(f"含有印章或签名（{name}）")
    elif path.endswith(_PLAIN):
        yield from _xml(content, _reader(name, shared, used, plain))
    elif content and not path.endswith(_HARMLESS) and _PRINTER not in path:
        yield Unread(f"有不认识的部分（{name}）")
        yield from of_lines(decode(content) or content.decode("utf-8", "replace"), name)


def _reader(name: str, shared: SharedReader, used: set[int], plain: type[Reader]) -> Reader:
    if name == _SHARED:
        return shared
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return PlainSheetReader(name, shared=shared.strings, used=used)
    return plain(name)


def _xml(content: bytes, reader: Reader) -> Iterator[Piece]:
    try:
        yield from reader.read(content)
    except NotXml:
        yield Unread(f"{reader.where} 不是规范的 XML")
    if reader.has_packed:
        yield Unread(f"内嵌了别的文件（{reader.where}）")


@dataclass(frozen=True, slots=True)
class PlainRows:
    """A worksheet in three parts; ``before`` ends with the tag that opens the rows."""

    before: bytes
    text: str
    behind: bytes

    def __iter__(self) -> Iterator[Cells]:
        """The cells of each row, by the number of their column."""
        return map(_cells_in, self.text.split("</row>")[:-1])

    def some(self, numbers: Iterable[int]) -> Iterator[Cells]:
        """The same of some rows, the first being 0."""
        return map(_cells_in, map(self.text.split("</row>").__getitem__, numbers))

    def said(self) -> Iterator[list[str]]:
        """What the cells of each row say, those left out that say nothing."""
        for row in self.text.split("</row>")[:-1]:
            yield list(map(unescape, _SAID.findall(row))) if "&" in row else _SAID.findall(row)


def plain_rows(data: bytes) -> PlainRows | None:
    """A worksheet taken apart; None where a parser has to read it."""
    before, opens, rest = data.partition(_OPENS)
    rows, closes, behind = rest.rpartition(_CLOSES)
    is_known = before.startswith(_BEGINS) and opens and closes
    if not is_known or _OTHERWISE.search(before, len(_BEGINS)) or _OTHERWISE.search(behind):
        return None
    try:
        text = rows.decode()
    except UnicodeDecodeError:
        return None
    if _ODD.search(text) or not _ROWS.fullmatch(text):
        return None
    return PlainRows(before + opens, text, closes + behind)


@dataclass
class PlainSheetReader(SheetReader):
    """A worksheet of which the parser reads what it must."""

    def _parse(self, parser: expat.XMLParserType, data: bytes) -> None:
        plain = plain_rows(data)
        if plain is None:
            self.runs.append(BY_PLACE)
            super()._parse(parser, data)
            return
        parser.Parse(plain.before)
        if self._open or self._parts:
            self.runs.append(BY_PLACE)
            parser.Parse(plain.text.encode())
        else:
            self._take(plain)
        parser.Parse(plain.behind, True)  # noqa: FBT003  expat's own signature

    def _take(self, plain: PlainRows) -> None:
        for cells in plain:
            self._element = "t" if cells else self._element
            self.runs += self._columns.row(cells)
        self.runs.append(self._columns.named_by)


def _cells_in(row: str) -> Cells:
    return [(_column(letters), unescape(said)) for letters, said in _PARTS.findall(row)]


@cache
def _column(letters: str) -> int:
    return column_number(letters)
