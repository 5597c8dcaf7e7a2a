"""What was judged before: lines and words that stand on many pages are each looked at once.

Enters: values, and a judge of them.  Leaves: whether any of them asks for a careful reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

MOST = 1 << 20
"""Values that are remembered; with more all are forgotten, and judged anew."""

Judged = TypeVar("Judged", str, bytes)


class Quiet(Generic[Judged]):
    """Values in which there is nothing to be found, wherever they stand; ``loud`` picks the others."""

    def __init__(self, loud: Callable[[AbstractSet[Judged]], Iterable[Judged]]) -> None:
        self._loud: Callable[[AbstractSet[Judged]], Iterable[Judged]] = loud
        self._known: set[Judged] = set()

    def holds_all(self, values: frozenset[Judged]) -> bool:
        """Whether every one of them is quiet."""
        return not self.loud_in(values)

    def loud_in(self, values: frozenset[Judged]) -> set[Judged]:
        """Those in which there may be something."""
        if len(self._known) > MOST:
            self._known.clear()
        new = values.difference(self._known)
        loud = set(self._loud(new)) if new else set()
        self._known |= new - loud
        return loud

    def trust(self, values: AbstractSet[Judged]) -> None:
        """They need not be judged: where they stood all was in order."""
        self._known |= values
