"""Which questions were asked while a file was made, by their numbers: four bytes each.

Enters: numbers.  Leaves: the same, sorted, as bytes.  A file asks a dozen questions, a county has a
hundred thousand files: as numbers of Python's they took ten times the memory, and longer to read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

QuestionNumbers = bytes

_FOUR_BYTES: Final = "I"


def packed(numbers: Iterable[int]) -> QuestionNumbers:
    """Numbers of questions, as they are noted."""
    return array(_FOUR_BYTES, sorted(numbers)).tobytes()


def numbers(asked: QuestionNumbers) -> Sequence[int]:
    """The numbers that were noted."""
    return memoryview(asked).cast(_FOUR_BYTES)


def in_any(every: Iterable[QuestionNumbers]) -> set[int]:
    """All numbers that were noted anywhere."""
    return set[int]().union(*map(numbers, set(every)))


class Renumbered(dict[QuestionNumbers, QuestionNumbers]):
    """The same questions by other numbers, where they have others; of several files one value."""

    def __init__(self, other: Mapping[int, int]) -> None:
        super().__init__()
        self._other = other

    def __missing__(self, asked: QuestionNumbers) -> QuestionNumbers:
        self[asked] = new = packed(self._other.get(number, number) for number in numbers(asked))
        return new
