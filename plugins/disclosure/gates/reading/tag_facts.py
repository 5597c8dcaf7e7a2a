"""What tags say to a gate, each asked once, and with them the lines that they stand in.

Enters: what is fresh in a file; later, the lines of files.  Leaves: what these say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from .sieve import Fresh, FreshLine, Sieved

Telling = TypeVar("Telling")


class TagFacts(Generic[Telling]):
    """``read`` makes of a tag a fact, or something empty where it says nothing."""

    def __init__(self, read: Callable[[str], Telling]) -> None:
        self._read = read
        self._facts: dict[bytes, Telling] = {}
        self._saying: set[bytes] = set()
        self._lines: dict[bytes, list[Telling]] = {}
        self._telling: set[bytes] = set()

    def learn(self, fresh: Fresh) -> dict[bytes, Telling]:
        """What new tags say; those that are mute say nothing to anyone."""
        said = ((tag.data, self._read(tag.text)) for tag in fresh.new_tags if tag.speaks)
        facts = {tag: fact for tag, fact in said if fact}
        self._facts.update(facts)
        self._saying.update(facts)
        lines = {line.data: self._of(line) for line in fresh.short if self._is_saying(line)}
        self._lines.update(lines)
        self._telling.update(lines)
        return facts

    def by(self, sieved: Sieved) -> list[Telling]:
        """What the tags of a file say, in no order."""
        said = [fact for line in self._telling & sieved.lines for fact in self._lines[line]]
        return said + [fact for line in sieved.fresh.long for fact in self._of(line)]

    def _is_saying(self, line: FreshLine) -> bool:
        return not self._saying.isdisjoint(line.tags)

    def _of(self, line: FreshLine) -> list[Telling]:
        return [self._facts[tag] for tag in self._saying & line.tags]
