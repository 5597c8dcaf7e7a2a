"""Lines without a person's number: most stand on many pages, and each is looked at once.

Enters: the text of a file as it reads.  Leaves: whether there is no number in it.  Which label holds
for which number is not followed here: a line is quiet if no label that could be made of any words of
its file makes a person's number of anything in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from ...basics.files.any_file import as_read
from ...basics.files.pieces import alone, together
from ...basics.persons.detect import Finding, scan_under_any
from ...basics.persons.labels import Labels, said_in

MOST = 1 << 20
"""Lines that are remembered; with more all are forgotten, and looked at anew."""


_DIGIT = re.compile(r"\d")
_SEAM = re.compile(r"\d[ \t\-]{0,3}\n(?=(?P<between>[ \n]*+)[ \t|]{0,40}[\dXx])")


class Lines:
    """``counts`` tells of a number whether it may not be shown."""

    def __init__(self, counts: Callable[[Finding], bool]) -> None:
        self._counts = counts
        self._known: set[str] = set()
        self._numbered: dict[str, frozenset[Labels]] = {}

    def are_quiet(self, text: str) -> bool:
        """Whether there is no number in any line, nor in several together."""
        lines = frozenset((*text.split("\n"), *stretches(text)))
        if len(self._known) > MOST:
            self._known.clear()
        self._learn(lines.difference(self._known))
        wanted = {labels for line in lines if line in self._numbered for labels in self._numbered[line]}
        said = said_in(f"{text}\n{as_read(text)}", Labels().union(*wanted)) if wanted else Labels()
        return not any(labels <= said for labels in wanted)

    def _learn(self, new: Collection[str]) -> None:
        for line in new:
            if _DIGIT.search(line) and (wanted := frozenset(self._labels_wanted(line))):
                self._numbered[line] = wanted
        self._known.update(new)

    def _labels_wanted(self, line: str) -> Iterator[Labels]:
        """With which labels there would be a number in a line, or in lines together."""
        is_one = "\n" not in line
        texts = (
            text for read in {line, as_read(line)} for text in (alone if is_one else together)(read)
        )
        for text in texts:
            found = scan_under_any(text, is_cell=is_one)
            yield from (labels for labels, number in found if self._counts(number))


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
