"""What the drawing of a page is made of: forms within forms, pictures, and what is said aside.

Enters: the streams of a page, opened by pypdf.  Leaves: facts about them, told without drawing.
Forms may stand in forms many times over, so that a few lines unfold to millions: how often is
counted before anything is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import pypdf
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from ...labelled import Run
from ...values import dataclass

MOST_PAGES = 1_000
MOST_STREAM = 2 * 1024 * 1024
"""Bytes of one page's drawing, unpacked; text beyond has to be looked at."""
MOST_FORMS = 2_000
"""Forms that a page may unfold to."""

_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_MORE = re.compile(rb"\b(?:Do|BI|BDC|DP)\b|(?<![\d.])0{1,9}\.?0{0,9}\s{1,9}Tf\b")
"""What a page may do besides writing."""
_QUIET = re.compile(rb"<<(?:(?!ActualText|\b(?:Do|BI|DP)\b)[^<>()]){0,200}>>\s{0,4}BDC\b")
"""The beginning of marked content whose properties hold no string: most there is in a tagged file."""
_TEXT = re.compile(rb"\b(?:Tj|TJ)\b|\)\s{0,4}['\"]")


class TooMuch(Exception):
    """A page unfolds to more than anyone draws."""


@dataclass
class PageDrawing:
    """One page: the forms that it shows, and what stands beside its letters."""

    document: pypdf.PdfReader
    forms: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    has_pictures: bool = False
    has_text: bool = False
    is_doubtful: bool = False
    """Letters of no size, or such that say to be others: to be read in another way, too."""
    _counts: dict[int, int] = field(default_factory=dict)

    def page(self, page: pypdf.PageObject) -> None:
        """Look through a page.  Raises ``TooMuch``."""
        contents = page.get_contents()
        if contents is None:
            return
        if len(contents.get_data()) > MOST_STREAM:
            raise TooMuch
        self.has_text = bool(_TEXT.search(contents.get_data()))
        if _MORE.search(_QUIET.sub(b" ", contents.get_data())):
            self._look(contents.operations, _resources(page))

    def runs(self, where: str) -> Iterator[Run]:
        """What is said beside the letters (``/ActualText``, ``/Alt``)."""
        return (Run(text, where=where) for text in dict.fromkeys(self.said))

    def _look(self, operations: list[tuple[Any, bytes]], resources: DictionaryObject) -> int:
        """Look through the operations of a stream; how many forms it unfolds to."""
        count = 0
        for operands, operator in operations:
            if operator in _SHOWS:
                self.has_text = True
            elif operator == b"INLINE IMAGE":
                self.has_pictures = True
            elif operator == b"Tf" and len(operands) > 1 and not float(operands[1]):
                self.is_doubtful = True
            elif operator in {b"BDC", b"DP"} and len(operands) > 1 and isinstance(operands[1], dict):
                self._aside(operands[1])
            elif operator == b"Do" and operands:
                count += self._thing(_named(resources, "/XObject", operands[0]), resources)
                if count > MOST_FORMS:
                    raise TooMuch
        return count

    def _aside(self, properties: dict[Any, Any]) -> None:
        self.said += [str(value) for value in properties.values() if isinstance(value, str)]
        self.is_doubtful = self.is_doubtful or "/ActualText" in properties

    def _thing(self, thing: object, resources: DictionaryObject) -> int:
        """A picture or a form that is shown; a form in itself unfolds without an end."""
        if not isinstance(thing, StreamObject):
            return 0
        if thing.get("/Subtype") == "/Image":
            self.has_pictures = True
            return 0
        if id(thing) not in self.forms:
            self.forms.add(id(thing))
            self._counts[id(thing)] = MOST_FORMS + 1
            operations = _operations(thing, self.document)
            self._counts[id(thing)] = 1 + self._look(operations, _resources(thing) or resources)
        return self._counts[id(thing)]


def shows_text(stream: StreamObject, document: pypdf.PdfReader) -> bool:
    """Whether a form writes anything."""
    if not _TEXT.search(stream.get_data()[:MOST_STREAM]):
        return False
    return any(operator in _SHOWS for _, operator in _operations(stream, document))


def _operations(stream: StreamObject, document: pypdf.PdfReader) -> list[tuple[Any, bytes]]:
    if len(stream.get_data()) > MOST_STREAM:
        raise TooMuch
    return ContentStream(stream, document).operations


def _resources(thing: DictionaryObject) -> DictionaryObject:
    found = thing.get("/Resources")
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _named(resources: DictionaryObject, kind: str, name: object) -> object:
    things = resources.get(kind)
    things = things.get_object() if things is not None else None
    thing = things.get(str(name)) if isinstance(things, DictionaryObject) else None
    return thing.get_object() if thing is not None else None
