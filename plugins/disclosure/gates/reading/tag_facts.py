"""What tags say to a gate, each asked once.

Enters: tags that no file had before; later, the tags of files.  Leaves: what these say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from .sieve import NewTag

Telling = TypeVar("Telling")


class TagFacts(Generic[Telling]):
    """``read`` makes of a tag a fact, or something empty where it says nothing."""

    def __init__(self, read: Callable[[str], Telling]) -> None:
        self._read = read
        self._facts: dict[bytes, Telling] = {}
        self._saying: set[bytes] = set()

    def learn(self, tags: Iterable[NewTag]) -> Mapping[bytes, Telling]:
        """What new tags say; those that are mute say nothing to anyone."""
        said = ((tag.data, self._read(tag.text)) for tag in tags if tag.speaks)
        facts = {tag: fact for tag, fact in said if fact}
        self._facts.update(facts)
        self._saying.update(facts)
        return facts

    def by(self, tags: frozenset[bytes]) -> list[Telling]:
        """What these tags say, in no order."""
        return [self._facts[tag] for tag in self._saying & tags]
