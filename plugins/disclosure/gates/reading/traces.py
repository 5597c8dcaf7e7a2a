"""Where a word may stand, however it is written: told by the longest part of it that no writing changes.

Enters: words, and text as it lies in a file.  Leaves: whether any of them may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...basics.persons.word_search import HEAD, Words

_CHANGED = re.compile(r"[<>&\"'%\\\s\ufffd]")
"""What HTML, JSON and addresses write otherwise, and where a text may be cut."""


class Traces:
    """A word of nothing but changed characters may stand anywhere.

    ``usual`` is some of what texts are like.  Codes and figures are looked for apart: their characters
    are in every tag, those of Chinese words in few.
    """

    def __init__(self, words: Iterable[str], usual: str = "") -> None:
        parts = {max(_CHANGED.split(word), key=len) for word in words}
        self._anywhere = "" in parts
        figures = set(filter(str.isascii, parts)) - {""}
        apart = (figures, parts - figures - {""})
        self._words = [Words(some, min(HEAD, *map(len, some), HEAD), usual) for some in apart]

    def stand_in(self, text: str) -> bool:
        """Whether a careful reading of ``text`` is asked for."""
        return self._anywhere or any(next(words.within(text), None) for words in self._words)
