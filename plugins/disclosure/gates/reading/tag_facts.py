"""What tags say to a gate, each asked once, and with them the lines that they stand in.

Enters: what is fresh in a file; later, the lines of files.  Leaves: what these say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from .sieve import Fresh, NewTag, Sieved

Telling = TypeVar("Telling")
OfLine = TypeVar("OfLine")


class TagFacts(Generic[Telling, OfLine]):
    """``read`` makes of a tag a fact, or something empty where it says nothing; ``together`` makes of
    those of a line what the line says."""

    def __init__(
        self, read: Callable[[NewTag], Telling | None], together: Callable[[Sequence[Telling]], OfLine]
    ) -> None:
        self._read = read
        self._together: Callable[[Sequence[Telling]], OfLine] = together
        self._facts: dict[bytes, Telling] = {}
        self._lines: dict[bytes, OfLine] = {}

    def learn(self, fresh: Fresh) -> dict[bytes, Telling]:
        """What new tags say; those that are mute say nothing to anyone."""
        said = ((tag.data, self._read(tag)) for tag in fresh.told if tag.speaks)
        facts = {tag: fact for tag, fact in said if fact}
        self._facts.update(facts)
        telling = fresh.tags & self._facts.keys()
        read = ((number, telling.intersection(tags)) for number, tags in fresh.speaking)
        lines = {fresh.lines[number]: self._said_by(tags) for number, tags in read if tags}
        self._lines.update(lines)
        fresh.noted.update(lines)
        return facts

    def _said_by(self, tags: Iterable[bytes]) -> OfLine:
        return self._together(tuple(map(self._facts.__getitem__, tags)))

    def by(self, sieved: Sieved) -> tuple[OfLine, ...]:
        """What the tags of a file say, those of each line together, in no order."""
        return tuple(filter(None, map(self._lines.get, sieved.noted)))
