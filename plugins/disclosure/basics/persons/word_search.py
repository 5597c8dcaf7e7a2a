"""Many words looked for in a text at once.

Enters: words, and a text.  Leaves: those that stand in it.  A part of each is tried first, all parts
in one pattern that looks at each character once; only around a part is a whole word compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

HEAD = 4
"""Characters of a word below which it says too little to be looked for."""


class Words:
    """Many words to be looked for at once: by a part of each first, all parts in one pattern.

    The part is a word's head; where some of what the texts are like is given (``usual``), what begins
    with the most seldom of its characters: where there is none of these, a text is only passed over.
    """

    def __init__(self, words: Iterable[str], head: int = HEAD, usual: str = "") -> None:
        often = Counter(usual)
        self._by_part: dict[str, list[tuple[str, int]]] = {}
        for word in words:
            places = range(max(len(word) - head, 0) + 1)
            place = min(places, key=lambda at: often[word[at]])
            self._by_part.setdefault(word[place : place + head], []).append((word, place))
        self._parts = re.compile(_any_of(self._by_part)) if self._by_part else None

    def within(self, text: str) -> Iterator[str]:
        """Every word at every place in ``text``."""
        match = self._parts.search(text) if self._parts else None
        while match and self._parts:
            at = match.start()
            for word, place in self._by_part[match.group()]:
                if place <= at and text.startswith(word, at - place):
                    yield word
            match = self._parts.search(text, at + 1)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words of one length, that tries each character once."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    if set(rest) == {""}:
        return ""
    return "(?:" + "|".join(re.escape(char) + _any_of(tails) for char, tails in rest.items()) + ")"
