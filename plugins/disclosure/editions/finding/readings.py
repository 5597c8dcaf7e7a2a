"""How names are read aloud, in letters without tones: what a visitor types who types no characters.

Enters: the county's own readings (读音), and names.  Leaves: every syllable with a capital in front, so
that one text holds the initials and the whole: 低保 is ``DiBao``.  What is not read in letters, such as
figures and marks, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

_LETTERS = re.compile("[a-z]+")
MOST = 1 << 13
"""Names that are remembered: those of a file, which two editions say one after the other."""


class Readings:
    """Reads names: a word that the county gives a reading of as it says, the rest as usual."""

    def __init__(self, own: Sequence[tuple[str, str]]) -> None:
        self._own = dict(own)
        longest = sorted(map(re.escape, self._own), key=len, reverse=True)
        self._parts = re.compile(f"({'|'.join(longest)})") if longest else None

    @classmethod
    @cache
    def by(cls, own: Sequence[tuple[str, str]]) -> Readings:
        """Those of a county, made once."""
        return cls(own)

    def of(self, name: str) -> str:
        parts = self._parts.split(name) if self._parts else (name,)
        return "".join(_in_letters(syllable) for part in parts for syllable in self._syllables(part))

    def _syllables(self, part: str) -> Sequence[str]:
        return self._own[part].split() if part in self._own else _usual()(part)


@cache
def _in_letters(syllable: str) -> str:
    """With a capital in front; a county has thousands of names and hundreds of syllables."""
    letters = _LETTERS.findall(syllable.lower()) if syllable.isascii() else ()
    return "".join(map(str.capitalize, letters))


@cache
def _usual() -> Callable[[str], list[str]]:
    """Reads as usual; a word that stands in many names is looked up once."""
    from pypinyin.converter import DefaultConverter  # noqa: PLC0415  half a second, wanted by a build alone
    from pypinyin.core import Pinyin  # noqa: PLC0415  as above

    class RememberingConverter(DefaultConverter):
        convert = cache(DefaultConverter.convert)

    read: Callable[[str], list[str]] = Pinyin(RememberingConverter()).lazy_pinyin
    return lru_cache(maxsize=MOST)(read)
