"""Numbers as laws write them: 三十二, 一百零五, 一百一十, 〇, and the digits that clerks type.

Enters: words.  Leaves: numbers from 1 to 9999, and back.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from ..values import regex

NUMERAL = r"[零〇一二三四五六七八九十百千两\d]+"

_DIGITS = "零一二三四五六七八九"
_WORDS = regex(
    r"(?:(?P<k>[一二两三四五六七八九])千)?零?(?:(?P<h>[一二两三四五六七八九])百)?"
    r"零?(?P<t>[一二三四五六七八九]?十)?零?(?P<u>[一二三四五六七八九])?"
)
_VALUE = {word: value for value, word in enumerate(_DIGITS)} | {"两": 2}
MOST = 9999


@functools.lru_cache(4096)
def number(words: str) -> int:
    """The number that is written, or 0 where it is none: ``十二`` 12, ``一百零五`` 105, ``１２`` 12."""
    text = unicodedata.normalize("NFKC", words).replace("〇", "零")
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    if re.fullmatch(r"[一二三四五六七八九][零一二三四五六七八九]{1,3}", text):
        return int("".join(str(_VALUE[digit]) for digit in text))
    match = _WORDS.fullmatch(text)
    return _value(match) if match else 0


def chinese(value: int) -> str:
    """A number from 1 to 9999 as laws write it: 12 十二, 105 一百零五, 110 一百一十."""
    if not 1 <= value <= MOST:
        raise ValueError(f"{value} is not between 1 and {MOST}")
    words, owed = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += ("零" if owed and words else "") + _DIGITS[digit] + name
        owed = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


def _value(match: re.Match[str]) -> int:
    tens = match["t"] or ""
    return (
        1000 * _VALUE.get(match["k"] or "", 0)
        + 100 * _VALUE.get(match["h"] or "", 0)
        + 10 * (_VALUE.get(tens[0], 1) if tens else 0)
        + _VALUE.get(match["u"] or "", 0)
    )
