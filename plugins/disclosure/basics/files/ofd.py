"""OFD, the format of official electronic documents (GB/T 33190): a package of XML pages.

Enters: the bytes of an OFD file.  Leaves: pieces.  Writers set a line word by word, or letter by
letter: what stands side by side on one height of a page is read as one line, with a tab where there
is a gap.  Geometry is no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..values import dataclass
from . import package
from .pieces import Piece
from .xmltext import Reader

_START = "OFD.xml"
_GEOMETRY = frozenset((
    "Boundary", "CTM", "DeltaX", "DeltaY", "X", "Y", "ID", "Font", "Size", "ResourceID",
))  # fmt: skip
_DRAWN = frozenset((
    "AbbreviatedData", "Glyphs", "PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox",
))  # fmt: skip
_CANVASES = frozenset(("Layer", "Appearance", "CellContent"))
_SAME_HEIGHT = 0.5
"""Millimetres by which the letters of one line may differ in height."""
_GAP = 1.0
"""Sizes of a letter between two words of one line that are two columns."""


@dataclass
class PageReader(Reader):
    """Pages: text objects side by side are one line."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._corner = (0.0, 0.0)
        self._size = self._height = self._end_of_word = 0.0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        super()._start(name, {k: v for k, v in attributes.items() if k not in _GEOMETRY})
        self._open += self._element in _CANVASES
        if self._element == "TextObject":
            left, top, *_ = (*_numbers(attributes.get("Boundary", "")), 0.0, 0.0)
            self._corner = (left, top)
            self._size = next(_numbers(attributes.get("Size", "")), 0.0)
        elif self._element == "TextCode":
            self._place(attributes)

    def _place(self, attributes: dict[str, str]) -> None:
        """A word begins: on the line of the last one, beyond a gap, or on a new line."""
        left = self._corner[0] + next(_numbers(attributes.get("X", "")), 0.0)
        height = self._corner[1] + next(_numbers(attributes.get("Y", "")), 0.0)
        if abs(height - self._height) > _SAME_HEIGHT:
            self._flush()
        elif self._parts and abs(left - self._end_of_word) > _GAP * self._size:
            super()._text("\t")
        self._height = height
        self._end_of_word = left + self._size + _advance(attributes.get("DeltaX", ""))

    def _end(self, name: str) -> None:
        self._element = ""
        self._open -= name.rpartition(":")[2] in _CANVASES
        super()._end(name)

    def _text(self, text: str) -> None:
        if self._element == "TextCode" or (text.strip() and self._element not in _DRAWN):
            super()._text(text)


def read(data: bytes) -> Iterator[Piece]:
    """Every part of an OFD file."""
    return package.read(data, PageReader, _START)


def _numbers(words: str) -> Iterator[float]:
    """The numbers in an attribute, up to what is none."""
    for word in words.split():
        try:
            yield float(word)
        except ValueError:
            return


def _advance(deltas: str) -> float:
    """From the first letter of a word to its last: distances, or ``g 10 3.2``, ten of 3.2."""
    total, words = 0.0, iter(deltas.split())
    for word in words:
        times = next(_numbers(next(words, "")), 0.0) if word == "g" else 1.0
        total += times * next(_numbers(next(words, "") if word == "g" else word), 0.0)
    return total
