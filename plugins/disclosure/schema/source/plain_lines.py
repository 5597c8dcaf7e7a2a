"""The lines of which nearly every catalogue is made, read without libyaml: in half the time.

Enters: the text of a YAML document.  Leaves: the very tree that its events give (``yaml_source``), or
None where anything stands in it that takes more care to read: quotation marks, anchors, tags, remarks
behind values, texts that go on on the next line, collections nested in braces, and every mistake.  What
is read here has no problem to report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...basics.problem import COLUMNS
from . import lines
from .nodes import Entry, Items, Node, Table, Text

_CARE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Tabs, spaces of other kinds, line ends that only YAML takes for such, and what it refuses."""
_SIGNS = "?:,[]{}#&*!|>'\"%@`-"
_FIRST = rf"[^\s{re.escape(_SIGNS)}]"
_KEY = r"[A-Za-z0-9_\u4e00-\u9fff（）()、][A-Za-z0-9_\u4e00-\u9fff（）()、-]{0,40}"
_IN_BRACES = rf"{_FIRST}(?:[^\n,\[\]{{}}:#?]*[^\s,\[\]{{}}:#?])?"
_LISTED = rf"\[{_IN_BRACES}(?:, {_IN_BRACES})*\]"
_PAIR = rf"{_KEY}: (?:{_IN_BRACES}|{_LISTED})"
_DEEPEST = 16
"""Columns of a key or dash: so deep no tree is too deep."""

_LINE = re.compile(
    rf"^( {{0,{_DEEPEST}}})(- )?(?:({_KEY}):(?: (.+))?|(?! *#)(.+)| *#.*)?$", re.MULTILINE
)
_LIST = re.compile(_LISTED)
_TABLE = re.compile(rf"\{{{_PAIR}(?:, {_PAIR})*\}}")
_PAIRS = re.compile(rf"({_KEY}): (?:({_LISTED})|({_IN_BRACES}))")
_NO_FIRST = frozenset(f" \u3000{_SIGNS}")
_new = tuple.__new__  # past the constructor of a named tuple, which takes twice as long


class _Care(Exception):
    """What stands here is for libyaml."""


def tree(path: str, text: str, first_line: int) -> Node | None:
    """The tree of a document, where its lines are plain ones."""
    if _CARE.search(text) or not text.endswith("\n"):
        return None
    try:
        return _Lines(path, text, first_line).document()
    except _Care:
        return None


@dataclass
class _Lines:
    """The lines of one document, gone through once; ``_at`` is the one that comes next."""

    path: str
    text: str
    first_line: int
    _at: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._lines = self.text.split("\n")
        self._parts: list[tuple[str, str, str, str, str]] = _LINE.findall(self.text)
        """Of each line: space, dash, key, value, and all of it that has no key."""

    def document(self) -> Node:
        self._at = self._said(0)
        node = self._below()
        if self._at < len(self._parts):
            raise _Care  # less indented than the first line, or more than the one above
        return node

    def _said(self, at: int) -> int:
        """The first line from one on that is neither blank nor a remark."""
        parts, end = self._parts, len(self._parts)
        while at < end and not (parts[at][2] or parts[at][1] or parts[at][4]):
            at += 1
        return at

    def _column(self) -> int:
        """Where the next line begins, or -1 behind the last."""
        return len(self._parts[self._at][0]) if self._at < len(self._parts) else -1

    def _below(self) -> Node:
        """What begins on the next line."""
        column = self._column()
        if column < 0:
            raise _Care
        return self._items(column) if self._parts[self._at][1] else self._table(column)

    def _items(self, column: int) -> Items:
        start, items = self._mark(column), list[Node]()
        while self._column() == column and self._parts[self._at][1]:
            _, _, key, _, words = self._parts[self._at]
            items.append(self._table(column + 2) if key else self._value(words, column + 2, column))
        return _new(Items, (tuple(items), self.path, start))

    def _table(self, column: int) -> Table:
        """A table of which the next line holds the first key, be it behind a dash."""
        start, entries, keys = self._mark(column), list[Entry](), set[str]()
        while True:
            _, _, key, written, _ = self._parts[self._at]
            if not key or key in keys:
                raise _Care
            keys.add(key)
            name = _new(Text, (key, self.path, self._mark(column), True, ()))
            if written:
                value = self._value(written, column + len(key) + 2, column)
            else:
                value = self._value_below(column)
            entries.append(_new(Entry, (name, value)))
            if self._column() != column or self._parts[self._at][1]:
                return _new(Table, (tuple(entries), self.path, start))

    def _value_below(self, column: int) -> Node:
        """The value of a key behind which nothing stands."""
        self._at = self._said(self._at + 1)
        below = self._column()
        if below < column or (below == column and not self._parts[self._at][1]):
            raise _Care  # there is none
        return self._below()

    def _value(self, written: str, column: int, of: int) -> Node:
        """What is written from a column on, or below ``|``, for the key or dash at column ``of``."""
        mark = self._mark(column)
        if written == "|":
            return self._block(mark, of)
        self._at = self._said(self._at + 1)
        if written[:1] not in _NO_FIRST and ": " not in written and " #" not in written:
            if not written or written[-1] in ": ":
                raise _Care
            return _new(Text, (written, self.path, mark, True, ()))
        if _LIST.fullmatch(written):
            return self._listed(written, mark)
        if not _TABLE.fullmatch(written):
            raise _Care
        return self._pairs(written, mark)

    def _listed(self, written: str, mark: int) -> Items:
        path, items, at = self.path, list[Node](), mark + 1
        for words in written[1:-1].split(", "):
            items.append(_new(Text, (words, path, at, True, ())))
            at += len(words) + 2
        return _new(Items, (tuple(items), path, mark))

    def _pairs(self, written: str, mark: int) -> Table:
        path, entries, keys = self.path, list[Entry](), set[str]()
        for pair in _PAIRS.finditer(written):
            key, listed, words = pair.groups()
            at = mark + pair.start()
            name, at = _new(Text, (key, path, at, True, ())), at + len(key) + 2
            keys.add(key)
            value = self._listed(listed, at) if listed else _new(Text, (words, path, at, True, ()))
            entries.append(_new(Entry, (name, value)))
        if len(keys) < len(entries):
            raise _Care
        return _new(Table, (tuple(entries), path, mark))

    def _block(self, mark: int, of: int) -> Text:
        """The lines below ``|``, which are more indented than the key or dash."""
        first = at = self._at + 1
        indented = len(self._lines[first]) - len(self._lines[first].lstrip(" "))
        if indented <= of or not self._lines[first]:
            raise _Care
        space = " " * indented
        while at < len(self._lines) and (not self._lines[at] or self._lines[at].startswith(space)):
            at += 1
        held = [line[indented:] for line in self._lines[first:at]]
        if any(line.isspace() for line in held):
            raise _Care
        self._at = self._said(at)
        value = "\n".join(held).rstrip("\n") + "\n"
        spots = lines.kept(value, self._lines, first, self.first_line)
        return _new(Text, (value, self.path, mark, False, spots))

    def _mark(self, column: int) -> int:
        return (self._at + self.first_line) * COLUMNS + column + 1
