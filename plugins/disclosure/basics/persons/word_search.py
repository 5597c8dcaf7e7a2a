"""Many words looked for in a text at once.

Enters: words, and a text.  Leaves: those that stand in it.  Their heads are tried first, all in
one pattern that looks at each character once; only behind a head is a whole word compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HEAD = 4
"""Characters of a word below which it says too little to be looked for."""


class Words:
    """Many words to be looked for at once: by their heads first, all heads in one pattern."""

    def __init__(self, words: Iterable[str], head: int = HEAD) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in words:
            self._by_head.setdefault(word[:head], []).append(word)
        self._heads = re.compile(_any_of(self._by_head)) if self._by_head else None

    def within(self, text: str) -> Iterator[str]:
        """Every word at every place in ``text``."""
        match = self._heads.search(text) if self._heads else None
        while match and self._heads:
            at = match.start()
            yield from (word for word in self._by_head[match.group()] if text.startswith(word, at))
            match = self._heads.search(text, at + 1)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words of one length, that tries each character once."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    if set(rest) == {""}:
        return ""
    return "(?:" + "|".join(re.escape(char) + _any_of(tails) for char, tails in rest.items()) + ")"
