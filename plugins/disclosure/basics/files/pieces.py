"""What a carrier is read into: stretches of text with their labels, and what could not be read.

Enters: lines and cells.  Leaves: ``Run``, ``Unread`` and ``Active`` values.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..labelled import NAME, NamingRows, Run
from ..persons.labels import BY_ITSELF, Label, context, is_key, is_label, is_personal
from ..persons.remembered import LONG, Remembered
from ..persons.seams import seams
from ..values import regex


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that no program reads (a scan, an encrypted file): someone must look and sign."""

    why: str


@dataclass(frozen=True, slots=True)
class Active:
    """A part that could run (a macro, a script): never published, signed or not."""

    why: str


Piece = Run | Unread | Active

_COVER = "*＊xX×●•○■█"
_COVERED = regex(rf"\d[{_COVER}]{{3}}|[{_COVER}]{{3}}\d")
_MAYBE = regex(
    r"\d(?:[^\w\n。，；：（）]{0,3}\d){9}|\d[eE]\+?1[4-8]|\d[ \t\-]{0,3}\r?\n[ \t|]{0,40}[\dXx]"
    r"|[A-Za-z][\- ]?\d{7}|\d{8}"
)
# the head of a table whose rules are gone, or a word with a colon; nothing that reads as a sentence
_WORD = r"[^\s，。；、]{1,16}"
_ANNOUNCES = regex(rf"{_WORD}(?:[ \t\u3000]{{1,40}}{_WORD}){{1,12}}|[^，。；]{{1,20}}[:：]")
NAMED = regex(r"姓\s{0,4}名")


def _worth(char: str, blank: str) -> re.Pattern[str]:
    """What is worth reading, with such characters in between; most texts hold nothing it begins with."""
    return regex(
        rf"[\d{_COVER}姓](?:(?<=\d)(?:(?:{char}{{0,3}}\d){{5}}|[{_COVER}]{{3}})|(?<=[{_COVER}])[{_COVER}]{{2}}\d"
        rf"|(?<=姓){blank}{{0,4}}名{blank}{{0,4}}[:：]{blank}{{0,4}}\S)"
    )


_WORTH_READING = _worth(r"[\s\S]", r"\s")
_WORTH = _worth(r"[^\n]", r"[^\S\n]")
"""The same within one line of a text."""

_BROKEN_OTHERWISE = regex(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BAR = regex(r"[\t|]")
_TYPED = regex(r"姓\s{0,4}名\s{0,4}[:：]\s{0,4}\S")
PERSONS = regex(
    r"(?:户主|申请人|受助人|救助人|领取人|领款人|代领人|受益人|监护人|当事人|被处罚人|残疾人|保障对象|救助对象|补助对象"
    r"|家庭成员|承包方代表|承包人|学生|人员)(?:名称|（[^（）]{0,9}）)?"
)
"""Heads of columns of names that do not say 姓名."""

_ID = BY_ITSELF[Label.ID]
_LONGEST_LABEL, _LONGEST_CELL = 20, 400
_FIGURE = regex(r"\s{0,9}[\d.,%-]{1,40}\s{0,9}")
_BOXED = regex(r"\d{11,19}[Xx]?")
_DULL, SAYS, NAMES, DIGIT = 0, 1, 2, 4
"""What a cell is to a reader of columns: nothing, worth reading, a name of what stands in others, both,
or one digit of a number."""

BOXES = 11
"""Digits of the shortest number that is written one a cell."""


def worth_reading(text: str) -> bool:
    """Whether there are enough digits to be anyone's number, or some covered by hand, or a name."""
    return _WORTH_READING.search(text) is not None


def decode(data: bytes) -> str | None:
    """Text in the encodings that offices use, or None."""
    is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    encodings = ("utf-16",) if is_wide else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def may_head(cells: Iterable[str]) -> bool:
    """Whether a row may be one of headings: only these may say that a column holds no one's numbers."""
    return not any(map(_FIGURE.fullmatch, cells))


def is_name_label(text: str) -> bool:
    """Whether a cell says that names of persons stand below or beside it: 姓名, 户主姓名."""
    return len(text) <= _LONGEST_LABEL and bool(NAMED.search(text)) and not _TYPED.search(text)


@dataclass
class Columns:
    """Remembers, down a table, what each column is said to hold."""

    where: str = ""
    labels: dict[int, str] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    naming: list[int] = field(default_factory=list)
    count: int = 0

    def row(self, cells: Iterable[tuple[int, str]], line: int = 0) -> Iterator[Run]:
        """The runs of one row, given as column number and text."""
        row, before, was = list(cells), "", _DULL
        what = [LOOKS[text] for _, text in row]
        self.count += 1
        if not (self.named or any(what)):
            return
        if what.count(DIGIT) >= BOXES:
            yield from self._digit_by_digit(row, line)
        held = self._held if any(is_now & NAMES for is_now in what) else None
        heads = held is not None and may_head(text for _, text in row)
        persons = heads and not any(is_now & SAYS for is_now in what)
        for (column, text), is_now in zip(row, what, strict=True):
            naming = is_now & NAMES and self._is_heading(column, text, heads=heads, persons=persons)
            if not naming and (is_now & SAYS or was & NAMES or column in self.named):
                yield from self._cell(column, text, before if was & NAMES else "", line)
            before, was = text, is_now
        if held is not None and held != self._held:
            self.naming.append(self.count - 1)

    @property
    def named_by(self) -> NamingRows:
        """What names the columns of the rows so far; a row that says again what they hold is none."""
        return NamingRows("", where=self.where, rows=tuple(self.naming), held=self._held)

    @property
    def _held(self) -> tuple[object, ...]:
        return tuple(sorted(self.labels.items())), tuple(sorted(self.named))

    def _is_heading(self, column: int, text: str, *, heads: bool, persons: bool) -> bool:
        """Whether a cell names what stands in its column; it is remembered then."""
        if is_label(text) and not worth_reading(text):
            if heads or is_personal(text):
                self.labels[column] = text
            if heads:
                self.named.discard(column)
            return True
        if is_name_label(text) or (persons and PERSONS.fullmatch(text.strip())):
            self.named.add(column)
            return True
        return False

    def _cell(self, column: int, text: str, before: str, line: int) -> Iterator[Run]:
        if worth_reading(text):
            beside = before if is_key(before) else ""
            yield Run(text, f"{self.labels.get(column, '')} {beside}".strip(), self.where, line)
        if (column in self.named or is_name_label(before)) and 1 < len(text) <= _LONGEST_CELL:
            yield Run(text.strip(), NAME, self.where, line)

    def _digit_by_digit(self, row: Sequence[tuple[int, str]], line: int) -> Iterator[Run]:
        """Numbers written into a form, one digit a cell."""
        for number in boxed(text for _, text in row):
            label = next((text for _, text in row if is_personal(text)), "")
            yield Run(number, label, self.where, line)


def _what_is(text: str) -> int:
    """Whether a cell, or the one beside it, is to be looked at."""
    said = text.strip()
    if len(said) == 1:
        return DIGIT if said.isdecimal() or said in "Xx" else _DULL
    naming = is_label(text) or is_name_label(text) or PERSONS.fullmatch(said)
    return (SAYS if worth_reading(text) else _DULL) | (NAMES if naming else _DULL)


LOOKS = Remembered(_what_is)
"""Most cells are in several tables, and each of these is a CSV file, a workbook and JSON."""


def boxed(cells: Iterable[str]) -> list[str]:
    """Numbers written one digit a cell."""
    return _BOXED.findall("".join(cell.strip() if len(cell.strip()) == 1 else " " for cell in cells))


def of_lines(text: str, where: str = "", first: int = 1, *, go_on: bool = True) -> Iterator[Run]:
    """Plain text line by line; a line that only announces an ID labels the lines below it.

    Rows of a table drawn with ``|`` or tabs are read cell by cell.  ``go_on`` tells that a number may
    go on in the next line.
    """
    if not (_MAYBE.search(text) or _COVERED.search(text) or NAMED.search(text)):
        return
    if _is_simple(text):
        yield from _few_lines(text, where, first, go_on=go_on)
    else:
        yield from _every_line(text, where, first, go_on=go_on)


def _is_simple(text: str) -> bool:
    """Whether no line of a text is a row of a table, and none labels those below it."""
    if _BROKEN_OTHERWISE.search(text):
        return False
    if any(_between_cells(line) for _, _, line in _lines_with(_BAR, text)):
        return False
    return not any("\n" in line or _announcement(line) for _, _, line in _lines_with(_ID, text))


def _few_lines(text: str, where: str, first: int, *, go_on: bool) -> Iterator[Run]:
    """What ``_every_line`` gives of a simple text, without looking at every line."""
    for number, start, line in _lines_with(_WORTH, text):
        if worth_reading(line):
            above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].strip()
            yield Run(line, above if is_key(above) else "", where, first + number, 1)
    lines = text.split("\n") if go_on else []
    for begin, end in seams(lines):
        yield Run("\n".join(lines[begin : end + 1]), "", where, first + end, 1, joined=True)


def _lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Each line in which a pattern is found: its number from 0, where it starts, and its words."""
    number = at = 0
    while found := pattern.search(text, at):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        number += text.count("\n", at, start)
        yield number, start, text[start:end] if end >= 0 else text[start:]
        if end < 0:
            return
        number, at = number + 1, end + 1


def _every_line(text: str, where: str, first: int, *, go_on: bool) -> Iterator[Run]:
    lines = text.splitlines()
    heading, columns, before = "", Columns(where), ""
    plain, labels = list[str](), list[str]()
    for number, line in enumerate(lines, first):
        heading = _heading(line, heading)
        labels.append(heading)
        mark = _between_cells(line)
        plain.append("" if mark else line)
        if mark:
            yield from columns.row(enumerate(line.split(mark)), number)
            before = ""
            continue
        columns.named.clear()
        if worth_reading(line):
            above = before.strip()
            yield Run(line, f"{heading} {above if is_key(above) else ''}".strip(), where, number, 1)
        before = line
    for start, end in seams(plain) if go_on else ():
        joined = "\n".join(plain[start : end + 1])
        yield Run(joined, labels[end], where, first + end, 1, joined=True)


def _between_cells(line: str) -> str:
    """What stands between the cells of a row; nothing where a line is none."""
    mark = "\t" if "\t" in line else "|"
    return mark if line.count(mark) > (mark == "|") else ""


def alone(line: str) -> Iterator[str]:
    """Every text that ``of_lines`` may hand on of one line, whatever lines stand around it."""
    mark = _between_cells(line)
    if not mark:
        yield from (line,) if worth_reading(line) else ()
        return
    cells = line.split(mark)
    yield from {*cells, *(cell.strip() for cell in cells)}
    yield from boxed(cells)


def together(text: str) -> Iterator[str]:
    """Every text that it may hand on of several lines."""
    plain = ["" if _between_cells(line) else line for line in text.splitlines()]
    yield from ("\n".join(plain[start : end + 1]) for start, end in seams(plain))


@lru_cache(maxsize=1 << 15)
def _announcement(line: str) -> bool | None:
    """Whether a line names what stands below it; None where it is empty and ends a list."""
    if not line.strip():
        return None
    if not _ID.search(line):
        return False
    announces = _ANNOUNCES.fullmatch(line.strip()) and not worth_reading(line)
    return bool(announces and context(line, "", 0).promises_id)


def _heading(line: str, before: str) -> str:
    """The label that a line gives to those below it, or that still holds."""
    said = _announcement(line) if len(line) <= LONG else False
    return "" if said is None else line if said else before
