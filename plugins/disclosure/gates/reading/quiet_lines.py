"""Lines without a person's number: most stand on many pages, and each is looked at once.

Enters: what is fresh in files; later, the lines of one.  Leaves: whether no number is in it.  Which
label holds for which number is not followed here: a file is quiet if no label that could be made of any
words of it makes a person's number of anything in it.

A line of a file reads as one or several.  That a number may go on in the next one is told by the
edges of lines: their texts where a number may begin or end there, and a mark for the others.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate, repeat

from ...basics.files.any_file import as_read
from ...basics.files.pieces import alone, together
from ...basics.persons.detect import scan_under_any
from ...basics.persons.labels import BY_ITSELF, Label, Labels
from ...basics.persons.shaped import Finding
from ...basics.persons.shapes import INVISIBLE
from ...basics.persons.word_search import parts_with
from .sieve import Fresh, Sieved

MOST = 1 << 20
"""Lines that are remembered; with more all are forgotten, and looked at anew."""

_GAP = r"[^\dA-Za-z\n\x01\u4e00-\u9fff。，；：（）、]{0,3}+"
_LEAST = re.compile(
    rf"[\d_{INVISIBLE.pattern[1:-1]}](?:(?<=\d)(?<!\d\d)"
    rf"(?:[\dOoIlXxＸｘ]{{6}}|(?:{_GAP}\d){{9}}|\d*+(?:[eE]\+?1[4-8]|[^\S\n]*[\x02\t|][^\S\n]*\d"
    r"|[ \x02\t\-]{0,3}\x01[\x01 ]*+[ \x02\t|]{0,40}[\dXx]))"
    rf"|(?<=_)x000[aAdD]_|(?<={INVISIBLE.pattern}))"
)
"""What any shape of a person's number has in it, as a line of a file is marked.

What it may begin with is sought first, as most lines hold none of that.
"""
_IN_A_LINE = re.compile(r"\d(?:[^\d\n]*\d){5}|\d[eE]\+?1[4-8]")
"""Digits of the shortest number in one line as it reads."""
_BEGINS = re.compile(r"\n[ \t\x01\x02|]*+[\dXx]")
_ENDS = re.compile(r"\d[ \t\x01\x02\-]*+(?=\n)")
_EMPTY = re.compile(r"\n[ \x01]*+(?=\n)")
_ENTITY = re.compile("&")
_ID_CUT = re.compile("ID")
"""ID Card may be cut in two."""
_INSIDE = "."
"""Stands for a line at whose edges no number begins or ends."""
_SEAM = re.compile(r"\d[ \t\-]{0,3}\n(?=(?P<between>[ \n]*+)[ \t|]{0,40}[\dXx])")
_NOTHING: frozenset[Labels] = frozenset()


class _Texts:
    """The texts of lines, each between the break before it and the next, searched all at once."""

    def __init__(self, fresh: Fresh) -> None:
        text = fresh.marked.decode()
        self.lines, self.whole = fresh.lines, f"\n{text}\n"
        self._ends = array("L", accumulate(len(line) + 1 for line in text.split("\n")))

    def _text(self, number: int) -> str:
        return self.whole[self._ends[number - 1] + 1 if number else 1 : self._ends[number]]

    def numbers(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the lines in which a pattern is found, be it in the break before one."""
        return parts_with(pattern, self.whole, self._ends)

    def as_read(self, pattern: re.Pattern[str]) -> Iterator[tuple[bytes, str]]:
        """Lines in which it is found, as they read: blocks begin lines, cells stand behind tabs."""
        for number in self.numbers(pattern):
            yield self.lines[number], _gaps_in(self._text(number))

    def empty(self) -> Iterator[bytes]:
        """Lines without a word."""
        return map(self.lines.__getitem__, self.numbers(_EMPTY))

    def saying(self, label: Label) -> Iterator[bytes]:
        """Lines with words that may be a label's, if need be when their entities are read."""
        patterns = (BY_ITSELF[label], *((_ID_CUT,) if label is Label.ID else ()))
        yield from (self.lines[number] for pattern in patterns for number in self.numbers(pattern))
        for number in self.numbers(_ENTITY):
            if patterns[0].search(as_read(self._text(number))):
                yield self.lines[number]


class Lines:
    """``counts`` tells of a number whether it may not be shown."""

    def __init__(self, counts: Callable[[Finding], bool]) -> None:
        self._counts = counts
        self._known: dict[str, frozenset[Labels]] = {}
        self._texts: list[_Texts] = []
        self._edges: dict[bytes, str] = {}
        self._beginning: set[bytes] = set()
        self._ending: set[bytes] = set()
        self._wanted: dict[bytes, frozenset[Labels]] = {}
        self._wanting: set[bytes] = set()
        self._saying: dict[Label, set[bytes]] = {}

    def learn(self, fresh: Fresh) -> None:
        """Look at what is fresh."""
        if not fresh.lines:
            return
        if len(self._known) > MOST:
            self._known.clear()
        texts = _Texts(fresh)
        self._texts.append(texts)
        self._edges.update((line, "") for line in texts.empty())
        for pattern, lines in ((_BEGINS, self._beginning), (_ENDS, self._ending)):
            edges = dict(texts.as_read(pattern))
            self._edges.update(edges)
            lines.update(edges)
            fresh.noted.update(edges)
        asked = ((line, self._wanted_in(text)) for line, text in texts.as_read(_LEAST))
        wanted = {line: labels for line, labels in asked if labels}
        self._wanted.update(wanted)
        self._wanting.update(wanted)
        fresh.noted.update(wanted)
        for label, lines in self._saying.items():
            lines.update(texts.saying(label))

    def are_quiet(self, sieved: Sieved) -> bool:
        """Whether there is no number in any line, nor in several together."""
        wanted = _NOTHING.union(
            *(self._wanted[line] for line in self._wanting & sieved.noted),
            *(map(self._asked, self._together(sieved)) if self._go_on(sieved) else ()),
        )
        said = {label for label in Labels().union(*wanted) if self._is_said(label, sieved)}
        return not any(labels <= said for labels in wanted)

    def _go_on(self, sieved: Sieved) -> bool:
        """Whether a number ends in a line of a file, and one begins in the next that is not empty."""
        begins, ends = self._beginning & sieved.noted, self._ending & sieved.noted
        is_open = False
        for line in sieved.cut.lines if begins and ends else ():
            if is_open and line in begins:
                return True
            is_open = line in ends or (is_open and not self._edges.get(line, _INSIDE))
        return False

    def _together(self, sieved: Sieved) -> Iterator[str]:
        """The edges of lines of a file between which a number may go on."""
        edges = map(self._edges.get, sieved.cut.lines, repeat(_INSIDE))
        return stretches("\n".join(edges))

    def _is_said(self, label: Label, sieved: Sieved) -> bool:
        """Whether words that may be a label's stand in a file."""
        if label not in self._saying:
            self._saying[label] = {line for texts in self._texts for line in texts.saying(label)}
        return not self._saying[label].isdisjoint(sieved.cut.lines)

    def _wanted_in(self, text: str) -> frozenset[Labels]:
        """With which labels there would be a number in a line of a file."""
        lines = filter(_IN_A_LINE.search, text.split("\n"))
        return _NOTHING.union(*map(self._asked, lines), *map(self._asked, stretches(text)))

    def _asked(self, line: str) -> frozenset[Labels]:
        """The same of one line as it reads, or of several together: no more of them than need be."""
        if line not in self._known:
            wanted = frozenset(self._labels_wanted(line))
            self._known[line] = wanted - {more for more in wanted for few in wanted if few < more}
        return self._known[line]

    def _labels_wanted(self, line: str) -> Iterator[Labels]:
        is_one = "\n" not in line
        texts = (
            text for read in {line, as_read(line)} for text in (alone if is_one else together)(read)
        )
        for text in texts:
            found = scan_under_any(text, is_cell=is_one)
            yield from (labels for labels, number in found if self._counts(number))


def _gaps_in(text: str) -> str:
    """A marked text as it reads."""
    return text.replace("\x01", "\n").replace("\x02", "\t")


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
