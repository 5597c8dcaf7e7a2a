"""Everything in a PDF that is no page: notes, fields, attachments, fonts, pictures, streams.

Enters: a PDF opened by pypdf.  Leaves: the texts of all objects that can be reached, and what no
program here reads: embedded files, pictures, letters that are drawn, fonts that lie, and every
stream of a kind that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from ...labelled import Run
from ..pieces import Active, Piece, Unread, of_lines, worth_reading
from .drawing import MOST_STREAM, shows_text

WHERE = "附注"
_RUNNING = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound"}
_KNOWN_KEYS = {
    "/FunctionType", "/ShadingType", "/PatternType", "/HalftoneType", "/CMapName", "/N", "/Length1",
}  # fmt: skip
_KNOWN_TYPES = {"/XRef", "/ObjStm", "/CMap", "/XObject", "/Pattern"}
_KNOWN_KINDS = {"/Image", "/Form", "/XML", "/Type1C", "/CIDFontType0C", "/OpenType"}
_KNOWN_PLACES = {
    "/Contents", "/ToUnicode", "/FontFile", "/FontFile2", "/FontFile3", "/CIDToGIDMap", "/CIDSet",
    "/CharProcs", "/DestOutputProfile", "/JBIG2Globals", "/Encoding", "/AP",
}  # fmt: skip
_NESTING = {"/CharProcs", "/AP"}
"""Places whose name holds for what lies deeper, too."""
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def pieces(document: pypdf.PdfReader, drawn: set[int]) -> Iterator[Piece]:
    """What every object says, each once; ``drawn`` are forms that the pages show."""
    for thing, place in _objects(document.trailer):
        if isinstance(thing, DictionaryObject):
            yield from _dictionary(thing)
        if isinstance(thing, StreamObject):
            yield from _stream(thing, place, document, drawn)
        elif isinstance(thing, str) and worth_reading(thing):
            yield Run(thing, where=WHERE)


def strings(document: pypdf.PdfReader) -> Iterator[str]:
    """Every string of every object: titles, notes, fields, bookmarks."""
    for thing, _ in _objects(document.trailer):
        if isinstance(thing, str) and not isinstance(thing, NameObject):
            yield thing


def _objects(root: PdfObject) -> Iterator[tuple[Any, str]]:
    """Every object that can be reached, each once, with the key that it stands under."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str]] = [(root, "")]
    while waiting:
        thing, place = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) not in seen:
                seen.add((thing.idnum, thing.generation))
                waiting.append((thing.get_object(), place))
            continue
        yield thing, place
        if isinstance(thing, DictionaryObject):
            waiting += (
                (value, place if place in _NESTING else str(key)) for key, value in thing.items()
            )
        elif isinstance(thing, ArrayObject):
            waiting += ((value, place) for value in thing)


def _dictionary(thing: DictionaryObject) -> Iterator[Piece]:
    kinds = {str(thing.get("/S")), str(thing.get("/Subtype"))}
    if _RUNNING & kinds or "/JS" in thing:
        yield Active("含有脚本或会自动执行的动作")
    if thing.get("/Type") == "/EmbeddedFile" or "/EF" in thing or "/FileAttachment" in kinds:
        yield Unread("内嵌了别的文件")
    if "/Type3" in kinds and "/ToUnicode" not in thing:
        yield Unread("有的字是画出来的，没有说是什么字（Type 3 字体）")
    if "/ToUnicode" in thing and _lies(thing):
        yield Unread("字体所说的与所画的不是一个字")


def _lies(font: DictionaryObject) -> bool:
    """Whether a font of plain codes says that its digits are no digits, or other ones."""
    if str(font.get("/Subtype")) not in {"/Type1", "/TrueType", "/MMType1"} or "/Encoding" not in font:
        return False
    encoding = font["/Encoding"].get_object()
    changed = _differences(encoding) if isinstance(encoding, DictionaryObject) else {}
    base = str(encoding.get("/BaseEncoding") if isinstance(encoding, DictionaryObject) else encoding)
    usual = {code: chr(code) for code in range(0x30, 0x3A)} if base in _BASES else {}
    said = _said(font["/ToUnicode"].get_object())
    drawn = {code: digit for code, digit in (usual | changed).items() if digit}
    return any(said.get(code, digit) != digit for code, digit in drawn.items())


_BASES = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding"}
_DIGITS = {f"/{name}": str(n) for n, name in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
)}  # fmt: skip
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{2})>\s{0,4}<([0-9A-Fa-f]{4})>")
_RANGED = re.compile(rb"<([0-9A-Fa-f]{2})>\s{0,4}<([0-9A-Fa-f]{2})>\s{0,4}<([0-9A-Fa-f]{4})>")


def _differences(encoding: DictionaryObject) -> dict[int, str]:
    """What an encoding names otherwise, by code: a digit, or nothing."""
    found: dict[int, str] = {}
    code = 0
    for item in encoding.get("/Differences", ()):
        if isinstance(item, int):
            code = int(item)
        else:
            found[code] = _DIGITS.get(str(item), "")
            code += 1
    return found


def _said(table: object) -> dict[int, str]:
    """Which character each code of one byte is said to be."""
    data = table.get_data()[:MOST_STREAM] if isinstance(table, StreamObject) else b""
    ranges = [(int(a, 16), int(b, 16), int(c, 16)) for a, b, c in _RANGED.findall(data)]
    found = {code: chr(start + code - a) for a, b, start in ranges for code in range(a, b + 1)}
    data = _RANGED.sub(b"", data)
    return found | {int(a, 16): chr(int(b, 16)) for a, b in _MAPPED.findall(data)}


def _stream(
    thing: StreamObject, place: str, document: pypdf.PdfReader, drawn: set[int]
) -> Iterator[Piece]:
    kind = str(thing.get("/Subtype"))
    if kind == "/Image":
        yield Unread("有图片")
    elif kind == "/XML" or place in {"/XFA", "/Metadata"}:
        yield from of_lines(
            _TAGS.sub(" ", thing.get_data()[:MOST_STREAM].decode("utf-8", "replace")), WHERE
        )
    elif kind == "/Form" or "/PatternType" in thing or place == "/AP":
        if id(thing) not in drawn and shows_text(thing, document):
            yield from _hidden(thing, document)
    elif not _is_known(thing, place, kind):
        yield Unread("有一部分不知道是什么")
    if place == "/XFA":
        yield Unread("有 XFA 表单")


def _is_known(thing: StreamObject, place: str, kind: str) -> bool:
    named = kind in _KNOWN_KINDS or str(thing.get("/Type")) in _KNOWN_TYPES
    return named or place in _KNOWN_PLACES or not _KNOWN_KEYS.isdisjoint(thing)


def _hidden(form: StreamObject, document: pypdf.PdfReader) -> Iterator[Piece]:
    """What a drawing says that no page shows, or that stands on it like a stamp."""
    text = document.pages[0].extract_xform_text(form) if document.pages else ""  # type: ignore[arg-type]
    yield from of_lines(text, WHERE)
    if not text.strip():
        yield Unread("有一部分画的字读不出来")
