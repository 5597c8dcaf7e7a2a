"""What a carrier is read into: stretches of text with their labels, and what could not be read.

Enters: lines and cells.  Leaves: ``Run``, ``Unread`` and ``Active`` values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..labelled import NAME, Run
from ..persons.labels import context, is_label


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that no program reads (a scan, an encrypted file): someone must look and sign."""

    why: str


@dataclass(frozen=True, slots=True)
class Active:
    """A part that could run (a macro, a script): never published, signed or not."""

    why: str


Piece = Run | Unread | Active

_DIGITS = re.compile(r"\d[^\n]{0,2}\d[^\n]{0,2}\d[^\n]{0,2}\d[^\n]{0,2}\d[^\n]{0,2}\d")
_COVERED = re.compile(r"\d[*＊xX×●•○■█]{3}|[*＊xX×●•○■█]{3}\d")
_MAYBE = re.compile(r"\d(?:[^\w\n。，；：（）]{0,2}\d){9}|\d[eE]\+?1[4-8]|\d[ \t\-]*\n[ \t|]*[\dXx]")
# the head of a table whose rules are gone, or a word with a colon; nothing that reads as a sentence
_WORD = r"[^\s，。；、]{1,16}"
_ANNOUNCES = re.compile(rf"{_WORD}(?:[ \t\u3000]+{_WORD}){{1,12}}|[^，。；]{{1,20}}[:：]")
_NAMED = re.compile(r"姓\s{0,4}名")
_TYPED = re.compile(r"姓\s{0,4}名\s{0,4}[:：]\s{0,4}\S")
_LONGEST_NAME = 20
_ENDS, _BEGINS = re.compile(r"\d[ \t\-]*$"), re.compile(r"^[ \t|]*[\dXx]")
_NEAR, _SHORT = 40, 200


def worth_reading(text: str) -> bool:
    """Whether there are enough digits to be anyone's number, or some covered by hand, or a name."""
    return _is_worth_it(text) if len(text) <= _SHORT else _is_worth_it.__wrapped__(text)


@lru_cache(maxsize=1 << 15)  # the lines of headers and footers stand on every page
def _is_worth_it(text: str) -> bool:
    return bool(_DIGITS.search(text) or _COVERED.search(text) or _TYPED.search(text))


def decode(data: bytes) -> str | None:
    """Text in the encodings that offices use, or None."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def is_name_label(text: str) -> bool:
    """Whether a cell says that names of persons stand below or beside it: 姓名, 户主姓名."""
    return len(text) <= _LONGEST_NAME and bool(_NAMED.search(text)) and not _TYPED.search(text)


@dataclass
class Columns:
    """Remembers, down a table, what each column is said to hold."""

    where: str = ""
    labels: dict[int, str] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)

    def row(self, cells: Iterable[tuple[int, str]], line: int = 0) -> Iterator[Run]:
        """The runs of one row, given as column number and text."""
        before = ""
        for column, text in cells:
            if is_label(text) and not worth_reading(text):
                self.labels[column] = text
                self.named.discard(column)
            elif is_name_label(text):
                self.named.add(column)
            elif worth_reading(text):
                beside = before if is_label(before) else ""
                yield Run(text, f"{self.labels.get(column, '')} {beside}".strip(), self.where, line)
            elif (column in self.named or is_name_label(before)) and 1 < len(text) <= _LONGEST_NAME:
                yield Run(text.strip(), NAME, self.where, line)
            before = text


def of_lines(text: str, where: str = "", first: int = 1) -> Iterator[Run]:
    """Plain text line by line; a line that only announces an ID labels the lines below it.

    Rows of a table drawn with ``|`` or tabs are read cell by cell.
    """
    if not (_MAYBE.search(text) or _COVERED.search(text) or _NAMED.search(text)):
        return
    heading, columns, before = "", Columns(where), ""
    for number, line in enumerate(text.splitlines(), first):
        heading = _heading(line, heading)
        mark = "\t" if "\t" in line else "|"
        if line.count(mark) > (mark == "|"):
            yield from columns.row(enumerate(line.split(mark)), number)
            before = ""
            continue
        columns.named.clear()
        if worth_reading(line):
            above = before.strip()
            yield Run(line, f"{heading} {above if is_label(above) else ''}".strip(), where, number, 1)
        if _ENDS.search(before) and _BEGINS.match(line):
            joint = before.rstrip(" \t-")[-_NEAR:] + line.lstrip(" \t|")[:_NEAR]
            yield Run(joint, heading, where, number, 1, joined=True)
        before = line


@lru_cache(maxsize=1 << 15)
def _announcement(line: str) -> bool | None:
    """Whether a line names what stands below it; None where it is empty and ends a list."""
    if not line.strip():
        return None
    announces = _ANNOUNCES.fullmatch(line.strip()) and not worth_reading(line)
    return bool(announces and context(line, "", 0).promises_id)


def _heading(line: str, before: str) -> str:
    """The label that a line gives to those below it, or that still holds."""
    said = _announcement(line) if len(line) <= _SHORT else False
    return "" if said is None else line if said else before
