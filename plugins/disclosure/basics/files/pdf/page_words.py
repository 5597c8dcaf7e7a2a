"""Letters to lines and words, by the gaps between them.

Enters: letters at their places.  Leaves: ``Words``.  Gaps are measured in heights of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...values import dataclass
from .letters import Letter

_SAME_LINE = 0.4
_GAP = 0.2  # from which on a gap parts two words
_NEAR = 0.5  # up to which two words stand in one cell
_CLOSE = 1.2  # up to which groups of digits may be one number
_GROUPS = 3
_FAR = 2.0  # up to which letters may be spaced out
_EVEN = 0.2
_SPACED = 3  # letters that have to be equally far apart
_BELOW = 2.0
_OVERLAP = 0.5
_OVERPRINT = 0.3


@dataclass(frozen=True, slots=True)
class PageWords:
    """Letters that belong together: a word or a cell, with its box."""

    text: str
    left: float
    right: float
    bottom: float
    high: float

    def is_over(self, other: PageWords) -> bool:
        """Whether the other one stands right below, in the same column."""
        down = self.bottom - other.bottom
        return 0 < down <= _BELOW * max(self.high, other.high) and self.is_in_column(other)

    def is_in_column(self, other: PageWords) -> bool:
        """Whether half of the narrower one lies below or above the other."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared >= _OVERLAP * min(self.right - self.left, other.right - other.left)


PageLine = list[PageWords]


def lines_of(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters of one height, from the top, each line from the left."""
    line: list[Letter] = []
    for letter in sorted(letters, key=lambda letter: (-_middle(letter), letter.left)):
        if line and not _are_level(line[-1], letter):
            yield sorted(line, key=lambda letter: letter.left)
            line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda letter: letter.left)


def _middle(letter: Letter) -> float:
    return (letter.bottom + letter.top) / 2


def _are_level(letter: Letter, other: Letter) -> bool:
    return abs(_middle(letter) - _middle(other)) <= _SAME_LINE * min(letter.high, other.high)


def is_next(letter: Letter, following: Letter) -> str:
    """What stands between two letters that were written one after the other: nothing, a gap, a line."""
    gap, high = following.left - letter.right, max(letter.high, following.high)
    if not _are_level(letter, following):
        return "\n" if following.bottom < letter.bottom else "\n\n"  # upwards, to another cell
    if gap < -high:
        return "\n"
    return "" if gap <= _GAP * high else " " if gap <= _NEAR * high else "\t"


def words_of(line: Sequence[Letter]) -> PageLine:
    """The words of a line of letters."""
    found: list[list[Letter]] = []
    for letter in line:
        last = found[-1][-1] if found else None
        if last and _is_again(last, letter):
            continue
        if last and letter.left - last.right <= _GAP * max(letter.high, last.high):
            found[-1].append(letter)
        else:
            found.append([letter])
    return [_boxed("".join(letter.char for letter in word), word) for word in _spaced_out(found)]


def _is_again(last: Letter, letter: Letter) -> bool:
    """Whether a letter is printed twice, to look bold."""
    return letter.char == last.char and letter.left - last.left < _OVERPRINT * (last.right - last.left)


def _spaced_out(words: list[list[Letter]]) -> Iterator[list[Letter]]:
    """Single letters that are equally far apart, put together."""
    n = 0
    while n < len(words):
        end = _end_of_spaced(words, n)
        if end - n >= _SPACED:
            yield [letter for word in words[n:end] for letter in word]
            n = end
        else:
            yield words[n]
            n += 1


def _end_of_spaced(words: list[list[Letter]], start: int) -> int:
    end = start + 1
    if len(words[start]) > 1 or end >= len(words):
        return end
    first = _gap(words[start], words[end])
    while end < len(words) and len(words[end]) == 1:
        gap = _gap(words[end - 1], words[end])
        if gap > _FAR or abs(gap - first) > _EVEN:
            break
        end += 1
    return end


def _gap(word: Sequence[Letter], following: Sequence[Letter]) -> float:
    return (following[0].left - word[-1].right) / max(word[-1].high, 1e-6)


def joined(words: Sequence[PageWords]) -> PageWords:
    """Words of one cell, with spaces between them."""
    return _boxed(" ".join(word.text for word in words), words)


def is_figure(word: PageWords) -> bool:
    """Whether a word is of digits alone."""
    return all(char.isdigit() or char in "xX" for char in word.text)


def groups_of(line: PageLine) -> Iterator[PageWords]:
    """Three words of digits or more that follow each other closely: a number written in groups."""
    found: PageLine = []
    for word in (*line, None):
        is_number = word is not None and is_figure(word)
        if found and word and is_number and word.left - found[-1].right <= _CLOSE * word.high:
            found.append(word)
            continue
        if len(found) >= _GROUPS:
            yield joined(found)
        found = [word] if word and is_number else []


def _boxed(text: str, parts: Sequence[Letter | PageWords]) -> PageWords:
    high = max(part.high for part in parts)
    right, bottom = max(part.right for part in parts), min(part.bottom for part in parts)
    return PageWords(text, parts[0].left, right, bottom, high)
