"""The body of a Word document (.docx), gone through once: of which part, how large, how deep.

Enters: bytes.  Leaves: what a ``WordPass`` makes of the elements and texts.  A document type declaration
is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from xml.parsers import expat

from ...basics.files.xmltext import NOT_XML
from ..grid import DAMAGED, TOO_LARGE, refuse

_MOST_BYTES = 60 * 1024 * 1024
_BODY = "word/document.xml"
_DEEPEST = 500
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, *NOT_XML)


class WordPass(ABC):
    """One pass over a document; names are without their prefix, and so are those of attributes."""

    _depth = 0
    _is_text = False

    @abstractmethod
    def started(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def ended(self, name: str) -> None:
        """An element ends."""

    @abstractmethod
    def said(self, text: str) -> None:
        """Text of the document, not what stands between its elements."""

    def go(self, name: str, data: bytes) -> None:
        """Through the document.  Raises ``UnreadFile``."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                part = package.getinfo(_BODY)
                if part.file_size > _MOST_BYTES:
                    raise refuse(name, TOO_LARGE, f"正文展开后有 {part.file_size} 字节")
                self._parser().Parse(package.read(part), True)  # noqa: FBT003  expat's own signature
        except _BROKEN as error:
            raise refuse(name, DAMAGED, f"不是完好的 Word 文件（{type(error).__name__}）") from None

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def _refuse(self, *_: object) -> None:
        raise ValueError("DOCTYPE")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("too deep")
        local = name.rpartition(":")[2]
        self._is_text = local == "t"
        self.started(local, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._is_text = False
        self.ended(name.rpartition(":")[2])

    def _text(self, text: str) -> None:
        if self._is_text:
            self.said(text)
