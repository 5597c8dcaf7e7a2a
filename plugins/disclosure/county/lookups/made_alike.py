"""What was made for one who asks, for the next who would be told the same.

Enters: functions, whoever they ask, and the values that they are given.  Leaves: what they make.  Two
editions of one county show most of it alike.  What a function was told while it made something for one
of them is compared with what the other would be told: where that is the same, so is what it makes.
Only what was made last is held, so that it serves whoever makes the same page of both, one after the
other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from .prints import alike
from .watched import Read, Reads

V = TypeVar("V")


class Noting(Protocol):
    """Whoever notes all that it is asked."""

    @property
    def reads(self) -> Reads: ...

    def is_told_as(self, other: Any, read: Read, /) -> bool:
        """Whether the answer to a question is the one that another would give."""


class _MadeFor(NamedTuple):
    """What a function made of values, whom it asked, and what."""

    whom: Any
    given: tuple[object, ...]
    value: Any
    asked: set[Read]


class MadeAlike:
    """For several who are asked the same."""

    def __init__(self) -> None:
        self._last: dict[Callable[..., Any], _MadeFor] = {}

    def __call__(self, function: Callable[..., V], whom: Noting, *given: object) -> V:
        """What the function makes; as if it had asked all that it asked to make it."""
        last = self._last.get(function)
        if last is None or not _serves(last, whom, given):
            with whom.reads.noted() as asked:
                value = function(whom, *given)
            last = self._last[function] = _MadeFor(whom, given, value, asked)
        whom.reads.add(last.asked)
        made: V = last.value
        return made

    def forget(self) -> None:
        """Hold nothing that was made: it leads back to whoever asked, who holds this."""
        self._last.clear()


def _serves(last: _MadeFor, whom: Noting, given: tuple[object, ...]) -> bool:
    """Whether what was made for another is what would be made for this one."""
    if last.whom.reads is whom.reads or not alike(last.given, given):
        return False
    return all(whom.is_told_as(last.whom, read) for read in last.asked)
