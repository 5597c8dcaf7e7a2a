"""Numbers that are broken over lines: in a narrow column, by a second paragraph, by Alt+Enter.

Enters: text of several lines.  Leaves: ``Joint`` values, lines that may go together as one
number.  A line that ends with a digit and one that begins with a digit meet at a seam; every few
lines in a row that no more digits than a number has are tried, so the work grows with the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_DIGITS = 24
"""Digits of a joint: the longest number, with what a country code and a list number add."""

_NEAR = 40
_ENDS, _BEGINS = re.compile(r"\d[ \t\-]{0,3}$"), re.compile(r"[ \t|]{0,40}[\dXx]")
_NUMBER = re.compile(r"[\d \t\-]{1,40}[Xx]?")
_TAIL, _HEAD = re.compile(r"[\d \t\-]{1,40}$"), re.compile(r"[ \t|]{0,40}([\d \t\-]{0,39}[\dXx])")
_WIDE = re.compile(r"[\u1100-\uffff]")
# how people break a mobile number or an ID on purpose
_HABITS = frozenset(((3, 4, 4), (3, 8), (7, 4), (6, 8, 4), (14, 4), (6, 12), (12, 6), (10, 8)))


@dataclass(frozen=True, slots=True)
class Joint:
    """Lines put together, with the lengths of the parts.

    ``is_whole`` tells that no line before or after goes on; ``is_likely`` that the breaks are
    those of a column's width, or those of habit.
    """

    text: str
    parts: tuple[int, ...]
    start: int
    is_whole: bool
    is_likely: bool

    def is_spanned(self, start: int, end: int) -> bool:
        """Whether a number at these offsets begins in the first part and ends in the last."""
        return start < self.parts[0] and end > len(self.text) - self.parts[-1]


def joints(text: str) -> Iterator[Joint]:
    """Every way in which neighbouring lines may be one number."""
    lines, offsets, at = text.split("\n"), [], 0
    for line in lines:
        offsets.append(at)
        at += len(line) + 1
    for first, last in _chains(lines):
        for a in range(first, last):
            yield from _from(lines, a, (first, last), offsets[a])


def seams(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last of every row of lines that meet at seams."""
    return _chains(lines)


def _chains(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(lines) - 1:
        last = first
        while last + 1 < len(lines) and meet(lines[last], lines[last + 1]):
            last += 1
            if not _NUMBER.fullmatch(lines[last].strip(" \t|")):
                break
        if last > first:
            yield first, last
        first = max(last, first + 1)


def meet(line: str, following: str) -> bool:
    """Whether a line ends with a digit and the next one begins with one."""
    return bool(_ENDS.search(line[-_NEAR:]) and _BEGINS.match(following))


def _from(lines: Sequence[str], a: int, chain: tuple[int, int], start: int) -> Iterator[Joint]:
    """The joints that begin with one line."""
    last = chain[1]
    parts = [lines[a].rstrip(" \t-")[-_NEAR:]]
    count = _count(_TAIL, parts[0])
    for b in range(a + 1, last + 1):
        head = _HEAD.match(lines[b])
        number = head[1] if head else ""
        count += sum(char.isalnum() for char in number)
        if count > MOST_DIGITS:
            return
        whole = _NUMBER.fullmatch(lines[b].strip(" \t|"))
        parts.append(lines[b].strip(" \t|-") if whole else lines[b].lstrip(" \t|")[:_NEAR])
        likely = _is_likely(lines[a : b + 1], number)
        yield Joint("".join(parts), tuple(map(len, parts)), start, (a, b) == chain, likely)


def _count(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return sum(char.isdigit() for char in match.group()) if match else 0


def _is_likely(lines: Sequence[str], end: str) -> bool:
    """Whether all lines but the last are as wide as each other, and it is no wider."""
    *full, _ = [_width(line.strip()) for line in lines]
    if max(full) - min(full) <= 1 and _width(end.strip()) <= max(full):
        return True
    digits = (
        _count(_TAIL, lines[0].rstrip(" \t-")),
        *(_width(line.strip(" \t|-")) for line in lines[1:-1]),
    )
    return (*digits, _width(end.strip())) in _HABITS


def _width(text: str) -> int:
    """Columns: a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))
