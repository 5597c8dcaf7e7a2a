"""What a county writes: words drawn from a grammar, so that hardly a phrase comes twice.

Enters: a seed and the things that a body has charge of.  Leaves: text, the same for the same seed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")


def _grammar() -> dict[str, list[str]]:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    ways = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {kind: [way.replace("\\n", "\n") for way in shlex.split(said)] for kind, said in ways}


GRAMMAR = _grammar()


class Speaker:
    """One body that writes, and its dice."""

    def __init__(self, seed: str, things: Sequence[str]) -> None:
        self.dice = Random(seed)  # noqa: S311  a made-up county has no secrets
        self._things = things

    def say(self, kind: str, most: int = 10_000) -> str:
        """One way to say it, of at most so many characters."""
        while len(text := self.fill("{" + kind + "}")) > most:
            pass
        return text

    def fill(self, text: str) -> str:
        """The text with its slots filled."""
        return _SLOT.sub(lambda slot: self._drawn(slot[1]), text)

    def several(self, kind: str, least: int, most: int, length: int = 190) -> list[str]:
        """Some of a kind, no two the same."""
        number = self.dice.randint(least, most)
        return list(dict.fromkeys(self.say(kind, length) for _ in range(number)))

    def thing(self) -> str:
        """One thing that the body has charge of, often a particular kind of it."""
        before = self.say("前置") if self.chance(0.35) else ""
        return before + self.pick(self._things)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self.dice.random() * len(items))]

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def number(self, least: int, most: int) -> int:
        return self.dice.randint(least, most)

    def day(self, first: date, last: date) -> date:
        return first + timedelta(self.number(0, (last - first).days))

    def phone(self) -> str:
        """An office's number: no such area exists."""
        return f"0000-555{self.number(0, 9999):04}"

    def _drawn(self, slot: str) -> str:
        if slot == "物":
            return self.thing()
        numbers = _RANGE.fullmatch(slot)
        if numbers:
            return str(self.number(int(numbers[1]), int(numbers[2])))
        return self.fill(self.pick(GRAMMAR[slot]))
