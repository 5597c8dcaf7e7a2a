"""Where a word may stand, however it is written: told by the longest part of it that no writing changes.

Enters: words, and text as it lies in a file.  Leaves: which of them may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...basics.persons.word_search import HEAD, search_for

_CHANGED = re.compile(r"[<>&\"'%\\\s\ufffd]")
"""What HTML, JSON and addresses write otherwise, and where a text may be cut."""
_ASCII, _SPACE = 0x80, 0x20


class Traces:
    """A word of nothing but changed characters may stand anywhere.

    ``usual`` is some of what texts are like.  Codes and figures are looked for apart: their characters
    are in every tag, those of Chinese words in few.
    """

    def __init__(self, words: Iterable[str], usual: str = "") -> None:
        self._of: dict[str, set[str]] = {}
        for word in words:
            self._of.setdefault(max(_CHANGED.split(word), key=len), set()).add(word)
        self._anywhere = self._of.keys() & {""}
        figures = set(filter(str.isascii, self._of)) - {""}
        apart = (figures, self._of.keys() - figures - {""})
        chars = "".join(self._of).encode()
        self._apart = bytes(char if char in chars or char >= _ASCII else _SPACE for char in range(256))
        parts = [(frozenset(some), min(HEAD, *map(len, some), HEAD)) for some in apart]
        self._parts = [search_for(some, head, usual) for some, head in parts]

    def pieces(self, text: bytes) -> frozenset[bytes]:
        """What stands in a text between characters that no trace has: the cells of tables are the same
        in each format."""
        return frozenset(text.translate(self._apart).split())

    def standing_in(self, text: str) -> set[str]:
        """Traces for which a careful reading of ``text`` is asked for."""
        return self._anywhere.union(*(parts.within(text) for parts in self._parts))

    def words_in(self, text: str) -> Iterator[str]:
        """Every word that stands in ``text`` as it is."""
        return (word for part in self.standing_in(text) for word in self._of[part] if word in text)
