"""Many words looked for in a text at once, and a pattern in many texts at once.

Enters: words, and a text; or a pattern, and texts.  Leaves: the words that stand in it; the texts in
which it is found.  A part of each word is tried first, all parts in one pattern that looks at each
character once; only around a part is a whole word compared.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

APART = "\0\0\n\0\0"
"""Stands between texts that are searched together: no pattern of ours goes on behind it by chance."""

HEAD = 4
"""Characters of a word below which it says too little to be looked for."""
_SETS = 3
"""Characters of a word that are held against all that stand there in any."""
_FEW = 24
"""Characters that are tried one after another; of more, some at once are ruled out."""


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
        self._parts = re.compile(_first_of(self._by_part), re.DOTALL) if self._by_part else None

    def within(self, text: str) -> Iterator[str]:
        """Every word at every place in ``text``."""
        match = self._parts.search(text) if self._parts else None
        while match and self._parts:
            at = match.start()
            for word, place in self._by_part[match[1]]:
                if place <= at and text.startswith(word, at - place):
                    yield word
            match = self._parts.search(text, at + 1)


class WordsInSentences:
    """Many words, none shorter than ``HEAD``, to be looked for in sentences, step by step: to make the
    pattern of a thousand words takes longer than to go through hundreds of sentences."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in words:
            self._by_head.setdefault(word[:HEAD], []).append(word)

    def within(self, text: str) -> Iterator[str]:
        """Every word at every place in ``text``."""
        for at in range(len(text) - HEAD + 1):
            beginning = self._by_head.get(text[at : at + HEAD], ())
            yield from (word for word in beginning if text.startswith(word, at))


@lru_cache(maxsize=5)  # those of one build
def search_for(words: frozenset[str], head: int = HEAD, usual: str = "") -> Words:
    """A search for the same words is made once: from one build to the next hardly any are others."""
    return Words(words, head, usual)


def holding(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[str]:
    """Those of many texts in which a pattern is found, each once: a search over all is the quickest."""
    ends = list(accumulate(len(text) + len(APART) for text in texts))
    return map(texts.__getitem__, parts_with(pattern, APART.join(texts), ends))


def parts_with(pattern: re.Pattern[str], whole: str, ends: Sequence[int]) -> Iterator[int]:
    """The numbers of those parts of a text in which a pattern begins; ``ends`` are where they end."""
    found = pattern.search(whole)
    while found:
        number = bisect(ends, found.start())
        yield number
        found = pattern.search(whole, ends[number])


def _first_of(words: Iterable[str]) -> str:
    """A pattern for the place where a word, its only group, begins: a set of characters is passed over
    much sooner than a choice of words, and so are the next ones that any word of these has."""
    listed = list(words)
    sets = [f"[{_set(sorted(set(chars)))}]" for chars in list(zip(*listed, strict=False))[:_SETS]]
    return f"{sets[0]}(?={''.join(sets[1:])})(?<=(?=({_any_of(listed)})).)"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words of one length, that tries each character once."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    if set(rest) == {""}:
        return ""
    if "" in rest or len(rest) <= _FEW:
        return _one_of(rest)
    chars = list(rest)
    heaps = (chars[at : at + _FEW] for at in range(0, len(chars), _FEW))
    apart = (f"(?=[{_set(heap)}]){_one_of({char: rest[char] for char in heap})}" for heap in heaps)
    return f"(?:{'|'.join(apart)})"


def _one_of(rest: Mapping[str, Iterable[str]]) -> str:
    return "(?:" + "|".join(re.escape(char) + _any_of(tails) for char, tails in rest.items()) + ")"


def _set(chars: Iterable[str]) -> str:
    return "".join(map(re.escape, chars))
