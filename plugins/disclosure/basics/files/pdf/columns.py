"""The columns of the tables on a page: where they stand, and what is said above a place.

Enters: the words of all lines.  Leaves: lines of text with tabs between their cells, and heads.
Two words are two cells when a gap parts them, or two heads stand over them.  The head of a narrow
column may itself be broken over lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ...persons.labels import is_label
from ..pieces import is_name_label, worth_reading
from .page_words import PageLine, PageWords, joined

_MOST = 60
"""Columns of a table, and words of a line, that are compared with each other."""
_MOST_HEADS = 200
_LINES = 4  # of a head
_WIDER = 6.0  # how much wider a head may be than what stands below
_NEAR = 0.5  # heights up to which two words stand in one cell


class PdfColumns:
    """What a page's tables say of their columns."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.cells: list[PageLine] = []
        self.texts: list[str] = []
        start = 0
        for end in range(1, len(lines) + 1):
            if end == len(lines) or _is_head(lines[end]):
                self._table(lines[start:end])
                start = end
        heads = (head for n in range(len(lines)) for head in _heads(lines[n : n + _LINES]))
        first = islice(heads, _MOST_HEADS)
        self._heads = sorted(first, key=lambda head: head.bottom)

    def _table(self, lines: Sequence[PageLine]) -> None:
        """Lines below one line of heads, and that line itself."""
        columns = _columns(lines) if lines and _is_head(lines[0]) else []
        for line in lines:
            cells = _cells(line, columns)
            self.cells.append(cells)
            self.texts.append(_text(cells, columns))

    def label(self, words: PageWords) -> str:
        """The nearest head above a place, with what stands right over it; none of a whole line."""
        wide = _WIDER * max(words.right - words.left, words.high)
        found: list[PageWords] = []
        for head in self._heads:
            if found and head.bottom - found[-1].bottom - found[-1].high > words.high:
                break
            if (
                head.bottom > words.bottom
                and head.is_in_column(words)
                and head.right - head.left <= wide
            ):
                found.append(head)
        return "".join(head.text for head in reversed(found))


def _is_head(line: PageLine) -> bool:
    """Whether a line names the columns of a table: several words, of which one is known."""
    plain = not any(char.isdigit() for words in line for char in words.text)
    return (
        len(line) > 1 and plain and any(is_label(w.text) or is_name_label(w.text) for w in line[:_MOST])
    )


def _columns(lines: Sequence[PageLine]) -> list[PageWords]:
    """The heads of a table, each as wide as what stands below it and below no other head."""
    heads = lines[0][:_MOST]
    columns = list(heads)
    for line in lines[1:]:
        for words in line[:_MOST]:
            places = [n for n, head in enumerate(heads) if head.is_in_column(words)]
            if len(places) == 1:
                (place,) = places
                column = columns[place]
                left, right = min(column.left, words.left), max(column.right, words.right)
                columns[place] = replace(column, left=left, right=right)
    return columns


def _place(words: PageWords, columns: Sequence[PageWords]) -> int | None:
    return next((n for n, column in enumerate(columns) if column.is_in_column(words)), None)


def _cells(line: PageLine, columns: Sequence[PageWords]) -> PageLine:
    found: list[PageLine] = []
    for words in line:
        last = found[-1][-1] if found else None
        if last and words.left - last.right <= _NEAR * max(words.high, last.high):
            places = (_place(last, columns), _place(words, columns))
            if places[0] == places[1] or None in places:
                found[-1].append(words)
                continue
        found.append([words])
    return [joined(cell) for cell in found]


def _text(cells: PageLine, columns: Sequence[PageWords]) -> str:
    """A line of text, its cells at the places of their columns, tabs between them."""
    if not columns or len(cells) < 2:  # noqa: PLR2004  one cell is no row
        return "\t".join(cell.text for cell in cells)
    row, strange = [""] * len(columns), []
    for cell in cells:
        place = _place(cell, columns)
        if place is None:
            strange.append(cell.text)
        else:
            row[place] = f"{row[place]} {cell.text}".strip()
    return "\t".join((*row, *strange))


def _heads(lines: Sequence[PageLine]) -> Iterator[PageWords]:
    """Words of the first line that name a column, alone or with those right below."""
    for start in lines[0]:
        head, text = start, start.text
        for line in lines[1:]:
            if is_label(text) or any(char.isdigit() for char in text):
                break
            below = next((words for words in line[:_MOST] if head.is_over(words)), None)
            if below is None:
                break
            head, text = below, text + below.text
        if is_label(text) and not worth_reading(text):
            high = start.bottom + start.high - head.bottom
            yield PageWords(text, start.left, max(start.right, head.right), head.bottom, high)
