"""The letters of a page and where they stand, as PDFium reads them.

Enters: the bytes of a PDF.  Leaves: for each page the letters, turned so that they read from left
to right, and how many glyphs no letter is known for.  PDFium knows the encodings of Chinese fonts
that no other reader here knows, and tells the place of every letter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from ...values import dataclass

MOST_LETTERS = 300_000
"""Letters of a file, and as many again for each megabyte."""

_PRIVATE = ("\ue000", "\uf8ff")
_RIGHT_ANGLES = 4


class UnreadablePdf(Exception):
    """PDFium does not open the file."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its box; y grows upwards, as on the page."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def high(self) -> float:
        """The height of its line."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The letters of a page by the quarter turns at which they stand.

    ``unknown`` counts glyphs without a letter, ``private`` those whose letter is the font's secret.
    """

    turns: tuple[list[Letter], ...]
    unknown: int
    private: int
    is_whole: bool


def pages(data: bytes) -> Iterator[Page]:
    """Every page in turn.  Raises ``Unreadable``."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf(str(error)) from None
    try:
        left = MOST_LETTERS * (1 + (len(data) >> 20))
        for number in range(len(document)):
            page, count = _page(document, number, left)
            left -= count
            yield page
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int, most: int) -> tuple[Page, int]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf(str(error)) from None
    try:
        return _read(text.raw, most)
    finally:
        text.close()
        page.close()


def _read(text: raw.FPDF_TEXTPAGE, most: int) -> tuple[Page, int]:
    """The letters of a page, up to ``most``, and how many they are."""
    turns: tuple[list[Letter], ...] = tuple([] for _ in range(_RIGHT_ANGLES))
    unknown = private = 0
    count = raw.FPDFText_CountChars(text)
    box = raw.FS_RECTF()
    for n in range(min(count, most)):
        char = _char(raw.FPDFText_GetUnicode(text, n))
        if raw.FPDFText_IsGenerated(text, n) or char.isspace():
            continue
        if raw.FPDFText_HasUnicodeMapError(text, n) or char in "\0\ufffd":
            unknown += 1
        private += _PRIVATE[0] <= char <= _PRIVATE[1]
        raw.FPDFText_GetLooseCharBox(text, n, box)
        turn = round(raw.FPDFText_GetCharAngle(text, n) / (math.pi / 2)) % _RIGHT_ANGLES
        turns[turn].append(_turned(char, (box.left, box.bottom, box.right, box.top), turn))
    return Page(turns, unknown, private, count <= most), min(count, most)


def _char(code: int) -> str:
    return chr(code) if code and not 0xD800 <= code < 0xE000 and code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004


def _turned(char: str, box: tuple[float, float, float, float], turn: int) -> Letter:
    """A letter on a page that was turned until it stands upright."""
    left, bottom, right, top = box
    match turn:
        case 1:
            left, bottom, right, top = -top, left, -bottom, right
        case 2:
            left, bottom, right, top = -right, -top, -left, -bottom
        case 3:
            left, bottom, right, top = bottom, -right, top, -left
        case _:
            pass
    return Letter(char, left, bottom, right, top)
