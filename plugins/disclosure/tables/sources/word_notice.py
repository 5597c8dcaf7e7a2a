"""A Word document (.docx) as a notice: its paragraphs outside tables, and where its tables stand.

Enters: bytes.  Leaves: ``WordNotice``, with what a notice cannot take from it counted.  Tracked
insertions are read, deletions are not; a document type declaration is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from ..grid import DAMAGED, TOO_LARGE, SheetGrid, refuse
from .word_tables import MOST_BYTES, read_file

_SIDES = {"center": "中", "right": "右", "end": "右"}
_LOST = {"drawing": "图片", "pict": "图片", "txbxContent": "文本框", "footnoteReference": "脚注"}
_DEEPEST = 500


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
    tables = tuple(read_file(name, data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            part = package.getinfo("word/document.xml")
            if part.file_size > MOST_BYTES:
                raise refuse(name, TOO_LARGE, f"正文展开后有 {part.file_size} 字节")
            text = _Paragraphs()
            text.read(package.read(part))
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, OSError) as error:
        raise refuse(name, DAMAGED, f"不是完好的 Word 文件（{type(error).__name__}）") from None
    return WordNotice(name, tuple(text.done), tables, dict(text.lost))


@dataclass
class _Paragraphs:
    """One pass over a document."""

    done: list[WordParagraph] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._parts: list[str] = []
        self._side, self._is_text, self._is_numbered = "", False, False
        self._tables = self._in_tables = self._in_boxes = self._depth = 0

    def read(self, data: bytes) -> None:
        """Raises ``expat.ExpatError``, or ``ValueError`` for what no word processor writes."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)  # noqa: FBT003  expat's own signature

    def _refuse(self, *_: object) -> None:
        raise ValueError("DOCTYPE")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("too deep")
        local = name.rpartition(":")[2]
        value = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "val"), "")
        self._is_text = local == "t"
        self._in_boxes += local == "txbxContent"
        if local == "tbl":
            self._in_tables += 1
            self._tables += 1
            if self._in_tables == 1:
                self.done.append(WordParagraph("", table=self._tables))
        elif local in _LOST:
            self.lost[_LOST[local]] += 1
        elif not (self._in_tables or self._in_boxes):
            self._outside(local, value)

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

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._is_text = False
        local = name.rpartition(":")[2]
        self._in_boxes -= local == "txbxContent"
        self._in_tables -= local == "tbl"
        if local == "p" and not (self._in_tables or self._in_boxes):
            text = "".join(self._parts).strip()
            if text:
                self.done.append(WordParagraph(text, self._side))
                self.lost["自动编号"] += self._is_numbered
            self._parts = []

    def _text(self, text: str) -> None:
        if self._is_text and not (self._in_tables or self._in_boxes):
            self._parts.append(text)
