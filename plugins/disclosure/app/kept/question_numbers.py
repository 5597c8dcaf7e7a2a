"""Which questions were asked while a file was made, with their answers, by numbers: four bytes each.

Enters: questions, digests of the answers, and numbers.  Leaves: the same, sorted, as bytes.  A file asks
a dozen questions, a county has a hundred thousand files: as numbers of Python's they took ten times the
memory, and longer to read.  A question that two editions answer alike has one number for both.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Answered = tuple[str, str | None, str]
"""What was asked, and a digest of the answer."""
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
    return set(numbers(b"".join(set(every))))


class Renumbered(dict[QuestionNumbers, QuestionNumbers]):
    """The same questions by other numbers, where they have others; of several files one value."""

    def __init__(self, other: Mapping[int, int]) -> None:
        super().__init__()
        self._other = other

    def __missing__(self, asked: QuestionNumbers) -> QuestionNumbers:
        self[asked] = new = packed(self._other.get(number, number) for number in numbers(asked))
        return new


class AnswerNumbers(dict[Answered, int]):
    """The number of each question with its answer, in this order; what has none gets the next."""

    def __init__(self, every: Sequence[Answered]) -> None:
        super().__init__(zip(every, range(len(every)), strict=True))

    def __missing__(self, answered: Answered) -> int:
        self[answered] = number = len(self)
        return number
