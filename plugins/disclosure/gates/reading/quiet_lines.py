"""Lines without a person's number: most stand on many pages, and each is looked at once.

Enters: what is fresh in a file; later, its lines.  Leaves: whether there is no number in it.  Which
label holds for which number is not followed here: a file is quiet if no label that could be made of any
words of it makes a person's number of anything in it.

A line of a file reads as one or several.  That a number may go on in the next one is told by the
edges of lines: their texts where a number may begin or end there, and a mark for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ...basics.files.any_file import as_read
from ...basics.files.pieces import alone, together
from ...basics.persons.detect import Finding, scan_under_any
from ...basics.persons.labels import Label, Labels, said_in
from .sieve import Fresh, Sieved

MOST = 1 << 20
"""Lines that are remembered; with more all are forgotten, and looked at anew."""


_LEAST = re.compile(r"\d(?:\D*\d){5}|\d[eE]\+?1[4-8]")
"""Digits of the shortest number of a person."""
_IN_A_LINE = re.compile(r"\d(?:[^\d\n]*\d){5}|\d[eE]\+?1[4-8]")
"""The same in one line."""
_SEAM = re.compile(r"\d[ \t\-]{0,3}\n(?=(?P<between>[ \n]*+)[ \t|]{0,40}[\dXx])")
_INSIDE = "."
"""Stands for a line at whose edges there is no number."""
_NOTHING: frozenset[Labels] = frozenset()


class _Edges(dict[bytes, str]):
    """By line; those of ``long`` ones are known as long as their file is looked at."""

    long: dict[bytes, str]

    def __missing__(self, line: bytes) -> str:
        return self.long[line]


class Lines:
    """``counts`` tells of a number whether it may not be shown."""

    def __init__(self, counts: Callable[[Finding], bool]) -> None:
        self._counts = counts
        self._known: dict[str, frozenset[Labels]] = {}
        self._texts: dict[bytes, str] = {}
        self._edges = _Edges()
        self._wanted: dict[bytes, frozenset[Labels]] = {}
        self._wanting: set[bytes] = set()
        self._saying: dict[Label, set[bytes]] = {}

    def learn(self, fresh: Fresh) -> None:
        """Look at what is fresh in a file."""
        if len(self._known) > MOST:
            self._known.clear()
        texts = {line.data: line.lined for line in fresh.short}
        self._texts.update(texts)
        self._edges.update((line, _edge(text)) for line, text in texts.items())
        self._edges.long = {line.data: _edge(line.lined) for line in fresh.long}
        asked = ((line, self._wanted_in(text)) for line, text in texts.items())
        wanted = {line: labels for line, labels in asked if labels}
        self._wanted.update(wanted)
        self._wanting.update(wanted)
        whole = "\n".join(texts.values())
        for label, lines in self._saying.items():
            if _says(whole, label):
                lines.update(line for line, text in texts.items() if _says(text, label))

    def are_quiet(self, sieved: Sieved) -> bool:
        """Whether there is no number in any line, nor in several together."""
        long = [line.lined for line in sieved.fresh.long]
        wanted = _NOTHING.union(
            *(self._wanted[line] for line in self._wanting & sieved.lines),
            *map(self._wanted_in, long),
            *map(self._asked, stretches("\n".join(map(self._edges.__getitem__, sieved.sequence)))),
        )
        said = {label for label in Labels().union(*wanted) if self._is_said(label, sieved, long)}
        return not any(labels <= said for labels in wanted)

    def _is_said(self, label: Label, sieved: Sieved, long: Iterable[str]) -> bool:
        """Whether words that may be a label's stand in a file."""
        if label not in self._saying:
            self._saying[label] = {line for line, text in self._texts.items() if _says(text, label)}
        return not self._saying[label].isdisjoint(sieved.lines) or any(
            _says(text, label) for text in long
        )

    def _wanted_in(self, text: str) -> frozenset[Labels]:
        """With which labels there would be a number in a line of a file."""
        if not _LEAST.search(text):
            return _NOTHING
        lines = text.split("\n") if _IN_A_LINE.search(text) else ()
        return _NOTHING.union(
            *map(self._asked, filter(_IN_A_LINE.search, lines)), *map(self._asked, stretches(text))
        )

    def _asked(self, line: str) -> frozenset[Labels]:
        """The same of one line as it reads, or of several together."""
        if line not in self._known:
            self._known[line] = frozenset(self._labels_wanted(line))
        return self._known[line]

    def _labels_wanted(self, line: str) -> Iterator[Labels]:
        is_one = "\n" not in line
        texts = (
            text for read in {line, as_read(line)} for text in (alone if is_one else together)(read)
        )
        for text in texts:
            found = scan_under_any(text, is_cell=is_one)
            yield from (labels for labels, number in found if self._counts(number))


def _edge(text: str) -> str:
    """What of a line may be a part of a number that goes on in another."""
    if not text.strip(" \n"):
        return ""
    first, last = text.lstrip(" \t\n|")[:1], text.rstrip(" \t\n-")[-1:]
    return text if first in "Xx" or first.isdecimal() or last.isdecimal() else _INSIDE


def _says(text: str, label: Label) -> bool:
    """Whether words that may be a label's stand in a line of a file."""
    both = f"{text}\n{as_read(text)}" if "&" in text else text
    return bool(said_in(both, Labels((label,))))


def stretches(text: str) -> Iterator[str]:
    """Neighbouring lines in which a number may go on, empty ones between them passed over."""
    start, end = 0, -1
    for match in _SEAM.finditer(text):
        if match.end() - 1 != end:
            yield from (text[start:end],) if end >= 0 else ()
            start = text.rfind("\n", 0, match.end() - 1) + 1
        end = text.find("\n", match.end("between"))
        end = len(text) if end < 0 else end
    yield from (text[start:end],) if end >= 0 else ()
