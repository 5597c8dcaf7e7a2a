"""A PDF from its first revision to its last: pages, notes, and what no one reads.

Enters: bytes.  Leaves: pieces.  A page without text is a scan.  Two libraries read: PDFium the
letters of the pages with their places, pypdf everything else, and the pages that do not tell
PDFium what they show.  What was deleted and saved on top of is still in the file, and is read too.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise

import pypdf
from pypdf.errors import PyPdfError

from ...values import dataclass
from ..binary import ODD
from ..pieces import Active, Piece, Unread, of_lines
from . import layout, letters, parts
from .drawing import MOST_PAGES, PageDrawing, TooMuch

MOST_REVISIONS = 10
"""Times that a file may have been saved on top of itself."""

_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia)\b")
_END = re.compile(rb"%%EOF\s{0,4}")
_OBJECT = re.compile(rb"(?:^|[\r\n \x00])(\d{1,9})[ \t]{1,4}(\d{1,5})[ \t]{1,4}obj\b")
_REMAINS = re.compile(rb"\bstream\b|\d{11}")
_PRIVATE = 6  # letters of a font's own that may be a number
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the world about every odd file


def read(data: bytes) -> Iterator[Piece]:
    """Text of all pages, marginal notes, form fields, bookmarks and properties, of every revision."""
    if _PDF_ACTIVE.search(data):
        yield Active("含有脚本或会自动执行的动作")
    earlier = _earlier(data)
    if len(earlier) > MOST_REVISIONS:
        yield Unread(f"在原文件上保存过 {MOST_REVISIONS} 次以上")
    file = _File(data)
    for end in (len(data), *earlier[-MOST_REVISIONS:]):
        yield from file.revision(data[:end])
    if file.has_remains():
        yield Unread("有删去而没有清掉的内容，请另存一份")


def _earlier(data: bytes) -> list[int]:
    """Where the file ended before it was saved on top; a file made for the web has two ends at once."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    is_linear = b"/Linearized" in data[:1024]
    return [end for end in ends[is_linear:] if data[end:].strip()]


@dataclass
class _File:
    """A file in all its revisions: where their objects are, and how many pages may still be read."""

    data: bytes
    known: set[int] = field(default_factory=set)
    pages: int = MOST_PAGES

    def revision(self, data: bytes) -> Iterator[Piece]:
        """What the file held when it ended there."""
        try:
            document = pypdf.PdfReader(io.BytesIO(data))
            self.known.update(place for table in document.xref.values() for place in table.values())
            if document.is_encrypted:
                yield Unread("加了密")
            elif len(document.pages) > self.pages:
                yield Unread(f"超过 {MOST_PAGES} 页")
            else:
                self.pages -= len(document.pages)
                yield from _document(document, data)
        except TooMuch:
            yield Unread("画得太复杂，没有读")
        except (letters.UnreadablePdf, PyPdfError, RecursionError, *ODD):
            yield Unread("文件损坏，或者不是 PDF")

    def has_remains(self) -> bool:
        """Whether a stream or a number lies in the file that no revision knows."""
        places = [match.start(1) for match in _OBJECT.finditer(self.data)]
        for place, end in pairwise([*places, len(self.data)]):
            is_known = not self.known.isdisjoint((place, place - 1, place - 2))
            if not is_known and _REMAINS.search(self.data, place, end):
                return b"/XRef" not in self.data[place : place + 512]
        return False


def _document(document: pypdf.PdfReader, data: bytes) -> Iterator[Piece]:
    drawn: set[int] = set()
    drawings = [_drawing(document, page, drawn) for page in document.pages]
    placed = letters.pages(data) if all(drawings) else iter(())
    before: Sequence[layout.PageText] = ()
    for number, (page, drawing) in enumerate(zip(document.pages, drawings, strict=True), 1):
        where, letter_page = f"第 {number} 页", next(placed, None)
        if drawing is None:
            yield Unread(f"{where}太复杂，没有读")
        elif letter_page is None:
            yield from of_lines(page.extract_text(), where)
        else:
            texts = [layout.PageText(turn) for turn in letter_page.turns]
            for last, text in zip(before, texts, strict=False):
                yield from last.goes_on(text, where)
            yield from (run for text in texts for run in text.runs(where))
            yield from _besides(page, drawing, letter_page, where)
            before = texts
    yield from parts.pieces(document, drawn)


def _drawing(document: pypdf.PdfReader, page: pypdf.PageObject, drawn: set[int]) -> PageDrawing | None:
    drawing = PageDrawing(document)
    try:
        drawing.page(page)
    except TooMuch:
        return None
    drawn |= drawing.forms
    return drawing


def _besides(
    page: pypdf.PageObject, drawing: PageDrawing, placed: letters.Page, where: str
) -> Iterator[Piece]:
    yield from drawing.runs(where)
    if drawing.is_doubtful:
        yield from of_lines(page.extract_text(), where)
    yield from (Unread(f"{where}{why}") for why in _unread(page, drawing, placed))


def _unread(page: pypdf.PageObject, drawing: PageDrawing, placed: letters.Page) -> Iterator[str]:
    contents = page.get_contents()
    has_letters = any(placed.turns)
    if drawing.has_pictures:
        yield "有图片" if has_letters else "是扫描件"
    elif contents is not None and not has_letters and len(contents.get_data()) > len(b"q Q"):
        yield "没有文字"
    if placed.unknown:
        yield "有认不出的字"
    if placed.private >= _PRIVATE:
        yield "有只有它自己的字体认得的字"
    if not placed.is_whole:
        yield "字太多，没有读完"
