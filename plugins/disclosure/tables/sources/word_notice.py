"""A Word document (.docx) as a notice: its paragraphs outside tables, and where its tables stand.

Enters: bytes.  Leaves: ``WordNotice``, with what a notice cannot take from it counted.  Tracked
insertions are read, deletions are not; a document type declaration is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field

from ...basics.values import dataclass
from ..grid import SheetGrid
from .word_body import WordPass
from .word_tables import read_file

_SIDES = {"center": "中", "right": "右", "end": "右"}
_LOST = {"drawing": "图片", "pict": "图片", "txbxContent": "文本框", "footnoteReference": "脚注"}


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph: its text, where it stands (中, 右 or nothing), and the number of a table instead."""

    text: str
    side: str = ""
    table: int = 0


@dataclass(frozen=True)
class WordNotice:
    """A document: its paragraphs, its tables, and how much of each kind is not taken."""

    file: str
    paragraphs: tuple[WordParagraph, ...]
    tables: tuple[SheetGrid, ...]
    lost: Mapping[str, int]


def read_notice(name: str, data: bytes) -> WordNotice:
    """The document.  Raises ``UnreadFile``."""
    tables, text = tuple(read_file(name, data)), _Paragraphs()
    text.go(name, data)
    return WordNotice(name, tuple(text.done), tables, dict(text.lost))


@dataclass
class _Paragraphs(WordPass):
    """What stands outside tables and boxes."""

    done: list[WordParagraph] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._parts: list[str] = []
        self._side, self._is_numbered = "", False
        self._tables = self._in_tables = self._in_boxes = 0

    def started(self, name: str, given: Mapping[str, str]) -> None:
        self._in_boxes += name == "txbxContent"
        if name == "tbl":
            self._in_tables += 1
            self._tables += 1
            if self._in_tables == 1:
                self.done.append(WordParagraph("", table=self._tables))
        elif name in _LOST:
            self.lost[_LOST[name]] += 1
        elif not (self._in_tables or self._in_boxes):
            self._outside(name, given.get("val", ""))

    def _outside(self, name: str, value: str) -> None:
        """What stands in a paragraph that is in no table."""
        match name:
            case "p":
                self._parts, self._side, self._is_numbered = [], "", False
            case "jc":
                self._side = _SIDES.get(value, "")
            case "numId":
                self._is_numbered = value != "0"
            case "br" | "cr":
                self._parts.append("\n")
            case "tab":
                self._parts.append("　")

    def ended(self, name: str) -> None:
        self._in_boxes -= name == "txbxContent"
        self._in_tables -= name == "tbl"
        if name == "p" and not (self._in_tables or self._in_boxes):
            text = "".join(self._parts).strip()
            if text:
                self.done.append(WordParagraph(text, self._side))
                self.lost["自动编号"] += self._is_numbered
            self._parts = []

    def said(self, text: str) -> None:
        if not (self._in_tables or self._in_boxes):
            self._parts.append(text)
