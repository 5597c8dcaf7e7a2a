"""What tags say to a gate, each asked once, and with them the lines that they stand in.

Enters: what is fresh in a file; later, the lines of files.  Leaves: what these say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from .sieve import Fresh, Sieved

Telling = TypeVar("Telling")


class TagFacts(Generic[Telling]):
    """``read`` makes of a tag a fact, or something empty where it says nothing."""

    def __init__(self, read: Callable[[str], Telling]) -> None:
        self._read = read
        self._facts: dict[bytes, Telling] = {}
        self._lines: dict[bytes, tuple[Telling, ...]] = {}
        self._telling: set[bytes] = set()

    def learn(self, fresh: Fresh) -> dict[bytes, Telling]:
        """What new tags say; those that are mute say nothing to anyone."""
        said = ((tag.data, self._read(tag.text)) for tag in fresh.new_tags if tag.speaks)
        facts = {tag: fact for tag, fact in said if fact}
        self._facts.update(facts)
        read = ((number, self._said_by(tags)) for number, tags in fresh.speaking)
        lines = {fresh.lines[number]: said for number, said in read if said}
        self._lines.update(lines)
        self._telling.update(lines)
        return facts

    def by(self, sieved: Sieved) -> tuple[tuple[Telling, ...], ...]:
        """What the tags of a file say, those of each line together, in no order."""
        return tuple(map(self._lines.__getitem__, self._telling & sieved.lines))

    def _said_by(self, tags: Iterable[bytes]) -> tuple[Telling, ...]:
        return tuple(self._facts[tag] for tag in dict.fromkeys(tags) if tag in self._facts)
