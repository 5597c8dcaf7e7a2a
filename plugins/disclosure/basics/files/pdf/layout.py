"""Letters at their places to stretches of text: words, lines, the cells of a table.

Enters: the letters of pages that stand the same way, in the order in which they were written.
Leaves: runs.  A word is what has no gap; letters that are equally far apart are one word too
(letter spacing, a digit a box).  Words near each other are a cell, cells of one height a line.
What goes on right below may be one number (``seams``), unless both lines are rows of one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...labelled import Run
from ...persons.seams import meet
from ..pieces import of_lines
from .columns import PdfColumns
from .letters import Letter
from .page_words import PageLine, PageWords, groups_of, is_figure, is_next, lines_of, words_of

_BELOW = 2.0
_CLOSER = 1.25
_MOST_WORDS = 300
"""Words of a line that are compared with those below."""
_FIGURES = 3  # in a line, besides a number
_PARTED = 8
"""Lines at the foot of a page and at the head of the next in which a parted cell is looked for."""
_ROW = 2  # other columns that two lines share when they are two rows


class PageText:
    """What stands on a page, line by line, and what goes on below or overleaf."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self._letters = letters
        self._lines = [words_of(line) for line in lines_of(letters)]
        self._columns = PdfColumns(self._lines)
        self._chains = list(_chains(self._lines))

    def runs(self, where: str) -> Iterator[Run]:
        """All of it."""
        columns = self._columns
        text, written = "\n".join(columns.texts), as_written(self._letters)
        yield from of_lines(written, where)
        if text != written:
            yield from of_lines(text, where, go_on=False)
        yield from (run for line in self._lines for run in _groups(line, columns, where))
        chains = (*self._chains, *_chains(columns.cells))
        told = ((_text(chain), columns.label(chain[0])) for chain in chains)
        for chain, label in dict.fromkeys(told):
            yield Run(chain, label, where, joined=not label)

    def goes_on(self, overleaf: PageText, where: str) -> Iterator[Run]:
        """Cells of a table that a break of the page has parted, each put together again."""
        ends = {id(chain[-1]): chain for chain in self._chains}
        starts = {id(chain[0]): chain for chain in overleaf._chains}
        taken = list[PageWords]()
        for line in reversed(self._lines[-_PARTED:]):
            for words in line[:_MOST_WORDS]:
                if any(words.is_in_column(other) for other in taken):
                    continue
                taken.append(words)
                if below := overleaf._first_below(words, line):
                    upper, lower = ends.get(id(words), [words]), starts.get(id(below), [below])
                    label = self._columns.label(upper[0])
                    yield Run(_text([*upper, *lower]), label, where, joined=not label)

    def _first_below(self, words: PageWords, above: PageLine) -> PageWords | None:
        """The first word of the same column at the head of the page, where it may go on there."""
        for line in self._lines[:_PARTED]:
            for below in line[:_MOST_WORDS]:
                if words.is_in_column(below) and below.text[:1].isdigit():
                    parted = meet(words.text, below.text) and not _are_rows(above, line, below)
                    return below if parted else None
        return None


def _text(chain: Sequence[PageWords]) -> str:
    return "\n".join(words.text for words in chain)


def _groups(line: PageLine, columns: PdfColumns, where: str) -> Iterator[Run]:
    """Groups of digits in a line, but for those that are figures among many."""
    groups = list(groups_of(line))
    figures = sum(is_figure(words) for words in line)
    for group in groups:
        label = columns.label(group)
        if label or figures - len(group.text.split()) < _FIGURES:
            yield Run(group.text, label, where)


def as_written(letters: Sequence[Letter]) -> str:
    """The text in the order of writing, which is that of the cells where the lines run together."""
    text: list[str] = []
    for before, letter in pairwise(letters):
        text += [before.char, is_next(before, letter)]
    return "".join(text) + (letters[-1].char if letters else "")


def _chains(lines: Sequence[PageLine]) -> Iterator[list[PageWords]]:
    """Words right below each other that meet at seams."""
    going: list[list[tuple[PageWords, PageLine]]] = []
    done: list[list[tuple[PageWords, PageLine]]] = []
    for line in lines:
        going = [c for c in going if line and _last(c).bottom - line[0].bottom <= _BELOW * _last(c).high]
        going = going[-_MOST_WORDS:]
        for words in line[:_MOST_WORDS]:
            chain = next((c for c in going if _goes_on(c[-1], words, line)), None)
            if chain:
                going.remove(chain)
                chain.append((words, line))
            elif words.text[-1:].isdigit():
                chain = [(words, line)]
                done.append(chain)
            if chain:
                going.append(chain)
    for chain in done:
        for row in _rows(chain):
            yield from _close_ones(row)


def _rows(chain: list[tuple[PageWords, PageLine]]) -> Iterator[list[PageWords]]:
    """A chain cut where rows begin: at each full line if cells are filled from the top, or behind."""
    full = [len(line) > _ROW and len(words.text) > 1 for words, line in chain]
    row: list[PageWords] = []
    for n, (words, _) in enumerate(chain):
        if row and full[n] and full[0]:
            yield row
            row = []
        row.append(words)
        if full[n] and full[-1] and not full[0]:
            yield row
            row = []
    yield row


def _last(chain: Sequence[tuple[PageWords, PageLine]]) -> PageWords:
    return chain[-1][0]


def _goes_on(before: tuple[PageWords, PageLine], words: PageWords, line: PageLine) -> bool:
    last, above = before
    return last.is_over(words) and meet(last.text, words.text) and not _are_rows(above, line, words)


def _are_rows(above: PageLine, line: PageLine, words: PageWords) -> bool:
    """Whether two lines share so many other columns that they are two rows of a table."""
    if len(words.text) == 1:
        return False  # written downwards
    others = [other for other in line[:_MOST_WORDS] if other is not words][: 2 * _ROW]
    shared = sum(any(upper.is_in_column(other) for upper in above[:_MOST_WORDS]) for other in others)
    return shared >= _ROW


def _close_ones(chain: list[PageWords]) -> Iterator[list[PageWords]]:
    """The rows of a table stand further apart than the lines of a cell."""
    if len(chain) < 2:  # noqa: PLR2004  nothing goes on
        return
    steps = [upper.bottom - lower.bottom for upper, lower in pairwise(chain)]
    part, least = [chain[0]], min(steps)
    for words, step in zip(chain[1:], steps, strict=True):
        if step > _CLOSER * least:
            yield from [part] if len(part) > 1 else []
            part = []
        part.append(words)
    yield from [part] if len(part) > 1 else []
