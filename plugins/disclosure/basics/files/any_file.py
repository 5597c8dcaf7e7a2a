"""Any file to the stretches of text in it.

Enters: a file's name and bytes.  Leaves: pieces (``runs``).  The kind of file is told by its
ending; what stands behind the ending must agree, or the file counts as unread.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import repeat

from ..labelled import BY_PLACE, Run
from ..persons.detect import scan_all
from ..persons.numbers import is_id
from ..persons.shaped import Finding
from ..values import dataclass, regex
from . import binary, ofd, package
from .pieces import LOOKS, SAYS, Active, Columns, Piece, Unread, decode, of_lines, worth_reading
from .tables import any_runs

PieceReader = Callable[[bytes], Iterator[Piece]]

_BREAKS = regex(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|tr|table|h\d|section|article|br|hr|text|title|desc|item|option|caption"
    r"|figure|blockquote|header|footer|main|nav|description|guid|link|pubDate)\b[^<>]*>",
    re.IGNORECASE,
)
_CELLS = regex(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_SHORT = 300
_TOO_MANY = 3
"""Valid IDs in a column of project codes that are no chance: one code in eleven is valid."""
_TAG = regex(r"(<[^<>]*>)")
_APART = regex(r"<!-|<!\[|-->|\]\]>")
# an encrypted Word or Excel file is not a package but an OLE file, and is named as unread
BEGINNINGS: dict[str, bytes | tuple[bytes, ...]] = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "ofd": b"PK\x03\x04",
    **dict.fromkeys(("docx", "xlsx"), (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
}
_EMPTY = regex(r"\n[ \n]*\n")
_NOT_TEXT = regex(r"<!--|-->|<!\[CDATA\[|\]\]>")
_DIALLED = ("tel:", "sms:", "mailto:")
_SAYS = regex(
    r"\s(?!(?:d|points|viewBox|transform|x|y|cx|cy|r|rx|ry|dx|dy|x\d|y\d|width|height|id|class|for|src"
    r"|xlink:href|aria-labelledby|aria-describedby)=)"
    r"(?:[\w:-]++=\"[^\"\d姓]*+\"|href=\"(?!tel:|sms:|mailto:)[^\"]*+\""
    r"|([\w:-]++)=(?:\"([^\"]*+)\"|'([^']*+)'))"
)
"""Attributes that may say something; those that cannot hold a number, or only lead elsewhere, are passed
over without a word."""


def findings(name: str, data: bytes) -> Iterator[tuple[Run, Finding]]:
    """Every number of a person in a file, each number once, with the run that it stands in."""
    yield from findings_in(pieces(name, data))


def findings_in(read: Iterable[Piece]) -> Iterator[tuple[Run, Finding]]:
    """The same over pieces already read."""
    seen: set[str] = set()
    coded: dict[tuple[str, str], list[tuple[Run, Finding]]] = {}
    for piece, found in scanned(read):
        if found.number in seen or (piece.joined and found.tier == "C"):
            continue
        if found.excused:
            coded.setdefault((piece.where, piece.label), []).append((piece, found))
        else:
            seen.add(found.number)
            yield piece, found
    for (_, label), column in coded.items():
        if label and len(column) >= _TOO_MANY and all(is_id(found.number) for _, found in column):
            yield from ((run, found) for run, found in column if found.number not in seen)


def scanned(read: Iterable[Piece]) -> Iterator[tuple[Run, Finding]]:
    """Every number as often as it stands there, those that are excused too."""
    for piece in read:
        if isinstance(piece, Run):
            for found in _found_in(piece.text, piece.label, is_cell=not piece.joined):
                yield piece, found


@lru_cache(maxsize=1 << 16)  # a table is published as CSV and as a workbook
def _found_in(text: str, label: str, *, is_cell: bool) -> tuple[Finding, ...]:
    return tuple(scan_all(text, label, is_cell=is_cell))


def pieces(name: str, data: bytes) -> Iterator[Piece]:
    """Every stretch of text in a file, and every part that could not be read."""
    ending = name.rpartition(".")[2].lower()
    if not data.startswith(BEGINNINGS.get(ending, b"")):
        yield Active(f"内容不是 .{ending} 文件")
        return
    reader = READERS.get(ending)
    yield from reader(data) if reader else (Unread(f"没有程序读 .{ending} 文件"),)


def _plain(data: bytes) -> Iterator[Piece]:
    text = decode(data)
    return iter((Unread("不是文本文件"),)) if text is None else of_lines(text)


def _calendar(data: bytes) -> Iterator[Piece]:
    """iCalendar: lines that were folded are whole again (RFC 5545, 3.1)."""
    return _plain(re.sub(rb"\r?\n[ \t]", b"", data))


def _table(data: bytes) -> Iterator[Piece]:
    """CSV, with commas, semicolons or tabs."""
    text = decode(data)
    if text is None:
        yield Unread("不是文本文件")
        return
    columns = Columns()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=split_by(text))
    try:
        for row in lines:
            if any_runs(row):
                yield Active(f"第 {lines.line_num} 行有公式")
            yield from columns.row(enumerate(row), lines.line_num)
        yield columns.named_by
    except csv.Error:
        yield Unread("不是规范的 CSV")


def split_by(text: str) -> str:
    """What stands between the cells of a table, as its first line tells."""
    return max(",;\t，", key=text.partition("\n")[0].count)


def _marked_up(data: bytes) -> Iterator[Piece]:
    """HTML, SVG and feeds: the text as it reads, and what attributes say."""
    text = decode(data)
    if text is None:
        yield Unread("不是文本文件")
        return
    if _APART.search(text):
        text = _NOT_TEXT.sub(" ", text)
    parts = _TAG.split(text)
    tags = {tag: _taken(tag) if len(tag) <= _SHORT else _taken.__wrapped__(tag) for tag in parts[1::2]}
    torn = any(taken.torn for taken in tags.values())
    for name, value in says(text) if torn else (said for tag in tags.values() for said in tag.says):
        yield Run(value, where=name)
    parts[1::2] = [tags[tag].gap for tag in parts[1::2]]
    yield from of_lines(as_read("".join(parts)))


def as_read(text: str) -> str:
    """A text without tags as a browser shows it: no entities, no empty lines."""
    return _EMPTY.sub("\n", unescape(text))


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a tag is to a reader: a new line, a new cell, or nothing; and what it says itself.

    ``torn`` is one that ends within an attribute, at a ``>`` or ``<``.
    """

    gap: str
    says: tuple[tuple[str, str], ...]
    torn: bool


@lru_cache(maxsize=1 << 15)  # most tags stand on every page
def _taken(tag: str) -> _Tag:
    return _Tag(gap(tag), says(tag), bool(tag.count('"') % 2 or tag.count("'") % 2))


def gap(tag: str) -> str:
    """What stands in place of a tag in the text as it reads: a new line, a new cell, or nothing."""
    return "\n" if _BREAKS.match(tag) else "\t" if _CELLS.match(tag) else ""


def says(text: str) -> tuple[tuple[str, str], ...]:
    """Attributes whose value may hold a number, as they are meant."""
    found = ((name, double or single) for name, double, single in _SAYS.findall(text))
    return tuple(
        (name, unescape(value))
        for name, value in found
        if name and worth_reading(value) and (name != "href" or value.startswith(_DIALLED))
    )


def _json(data: bytes) -> Iterator[Piece]:
    """Strings and numbers, labelled by their keys."""
    try:
        yield from _values(json.loads(data, parse_int=str, parse_float=str))
    except (ValueError, RecursionError):
        yield BY_PLACE
        yield from _plain(data)


def _values(value: object) -> Iterator[Run]:
    """Values within values are taken apart without a call for each: a table holds a million."""
    left: list[Iterator[tuple[str, object]]] = [iter((("", value),))]
    while left:
        for label, item in left[-1]:
            if isinstance(item, str):
                if LOOKS[item] & SAYS:
                    yield Run(item, label)
            elif isinstance(item, dict):
                yield from (Run(key) for key in item if LOOKS[key] & SAYS)
                left.append(iter(item.items()))
                break
            elif isinstance(item, list):
                left.append(zip(repeat(label), item))
                break
        else:
            left.pop()


def _pdf(data: bytes) -> Iterator[Piece]:
    from .pdf import document  # noqa: PLC0415  its libraries take a third of a second to start

    return document.read(data)


PLAIN = ("yaml", "yml", "md", "txt", "dot", "css", "js")
MARKED_UP = ("html", "svg", "xml", "atom", "opml")
READERS: dict[str, PieceReader] = {
    **dict.fromkeys(PLAIN, _plain),
    **dict.fromkeys(MARKED_UP, _marked_up),
    "ics": _calendar,
    **dict.fromkeys(("docx", "xlsx"), package.read),
    "ofd": ofd.read,
    "csv": _table,
    **dict.fromkeys(("json", "jsonld"), _json),
    "xls": binary.xls,
    "pdf": _pdf,
    "png": binary.png,
    "jpg": binary.jpeg,
    "jpeg": binary.jpeg,
}
