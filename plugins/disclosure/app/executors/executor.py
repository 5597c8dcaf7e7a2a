"""What the work of a build is handed to, whoever does it.

Enters: a function and what it is to be applied to.  Leaves: what it returned.  ``Processes`` are this
process and copies of it, which know all that it knows; a ``Cluster`` is told all that it must know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class ProcessLost(Exception):
    """Whoever did a share of the work ended before it had answered."""


class Executor(Protocol):
    """Raises what a function raised, or ``ProcessLost``."""

    @property
    def at_once(self) -> int:
        """How many things are done while this process sees one done."""

    def mapping(
        self, function: Callable[[T], R], items: Sequence[T], done: Callable[[], object] = ...
    ) -> AbstractContextManager[Callable[[], list[R]]]:
        """The function of every item, in their order, once somebody asks for it: others may have begun.

        ``done`` is called for each that is seen done.
        """

    def shared(
        self, function: Callable[[Iterable[T]], R], items: Sequence[T],
        reached: Callable[[float], object] | None = None,
    ) -> Iterator[R]:  # fmt: skip
        """The function of every share of the items.

        With ``reached`` they may be left to others: it is told from time to time which part was taken.
        """
