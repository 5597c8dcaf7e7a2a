"""Numbers that are broken over lines: in a narrow column, by a second paragraph, by Alt+Enter.

Enters: text of several lines.  Leaves: ``Joint`` values, lines that may go together as one
number.  A line that ends with a digit and one that begins with a digit meet at a seam, and lines
that meet make a chain.  Within a chain only those lines are put together that begin like a number
and end where such a number ends, so the work grows as the text does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ..values import dataclass, regex
from .numbers import passes_luhn

_LEAST, _MOST = 11, 24
"""Digits of a joint: of the shortest number, and of the longest with what may stand before it."""

_NEAR = 40
_ENDS, _BEGINS = regex(r"\d[ \t\-]{0,3}$"), regex(r"[ \t|]{0,40}[\dXx]")
SEAM = regex(r"\d[ \t\-]{0,3}\n{1,2}[ \t|]{0,40}[\dXx]")
_NUMBER = regex(r"[\d \t\-]{1,40}[Xx]?")
_TAIL, _HEAD = regex(r"[\d \t\-]{1,40}$"), regex(r"[ \t|]{0,40}([\d \t\-]{0,39}[\dXx])")
_MOBILE = regex(r"((?:00)?86|0)?1[3-9]\d{9}")
_ID = regex(r"\d{6}(?:19|20)\d\d[01]\d[0-3]\d{4}[\dXx]")
_CARD = regex(r"(?:62|[45]|3[457]|60|95|10)\d{13}")
_CARDS, _ID_LENGTH = range(15, 20), 18
_WIDE = regex(r"[\u1100-\uffff]")
# how people break a mobile number or an ID on purpose
_HABITS = frozenset(((3, 4, 4), (3, 8), (7, 4), (6, 8, 4), (14, 4), (6, 12), (12, 6), (10, 8)))


@dataclass(frozen=True, slots=True)
class Joint:
    """Lines put together, at offset ``start``; ``is_whole`` tells that no neighbour goes on."""

    parts: tuple[str, ...]
    widths: tuple[int, ...]
    start: int
    is_whole: bool

    @property
    def text(self) -> str:
        """The lines without their breaks."""
        return "".join(self.parts)

    def is_spanned(self, start: int, end: int) -> bool:
        """Whether a number at these offsets begins in the first part and ends in the last."""
        return start < len(self.parts[0]) and end > len(self.text) - len(self.parts[-1])

    @property
    def is_likely(self) -> bool:
        """Whether the breaks are those of a column's width, or those of habit."""
        *full, last = self.widths
        if max(full) - min(full) <= 1 and last <= max(full):
            return True
        tail = _TAIL.search(self.parts[0])
        return (_count(tail.group() if tail else ""), *self.widths[1:]) in _HABITS


def joints(text: str) -> Iterator[Joint]:
    """Every way in which neighbouring lines may be one number."""
    lines = text.split("\n")
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    for first, last in seams(lines):
        chain = [_part(lines[n], n - first, last - first) for n in range(first, last + 1)]
        for a, b in _likely(chain):
            is_whole = (a, b) == (0, len(chain) - 1)
            widths = tuple(_width(part.strip(" \t|-")) for part in chain[a : b + 1])
            yield Joint(tuple(chain[a : b + 1]), widths, offsets[first + a], is_whole)


def seams(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last of every row of lines that meet at seams."""
    if not SEAM.search("\n".join(lines)):
        return
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


def _part(line: str, place: int, last: int) -> str:
    """What a line of a chain gives to a number: its end, all of it, or its beginning."""
    if place == 0:
        return line.rstrip(" \t-")[-_NEAR:]
    if place == last and not _NUMBER.fullmatch(line.strip(" \t|")):
        return line.lstrip(" \t|")[:_NEAR]
    return line.strip(" \t|-")


def _likely(chain: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which part to which a number may go."""
    tail, head = _TAIL.search(chain[0]), _HEAD.match(chain[-1])
    digits = [_digits(part) for part in chain]
    digits[0], digits[-1] = _digits(tail.group() if tail else ""), _digits(head[1] if head else "")
    ends = [0, *accumulate(map(len, digits))]
    place = {end: n - 1 for n, end in enumerate(ends) if n}
    for b in range(1, len(chain)):
        if ends[b + 1] > _MOST:
            break
        if ends[b + 1] >= _LEAST:
            yield 0, b
    whole = "".join(digits)
    for a in range(1, len(chain) - 1):
        for end in _ends(whole, ends[a]):
            b = place.get(end, 0)
            if b > a and (end - ends[a] not in _CARDS or _may_be(whole[ends[a] : end])):
                yield a, b


def _ends(digits: str, start: int) -> Iterator[int]:
    """Where the numbers that may begin at a place end."""
    mobile = _MOBILE.match(digits, start)
    if mobile:
        yield mobile.end()
    if _ID.match(digits, start):
        yield start + _ID_LENGTH
    if _CARD.match(digits, start):
        yield from (start + length for length in _CARDS)


def _may_be(digits: str) -> bool:
    """Whether many digits are an ID or a card."""
    return bool(_ID.fullmatch(digits)) or (digits.isdigit() and passes_luhn(digits))


def _digits(text: str) -> str:
    return "".join([char for char in text if char.isalnum()])


def _count(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _width(text: str) -> int:
    """Columns: a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))
