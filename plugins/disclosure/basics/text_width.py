"""How wide text is, without asking any font.

Enters: text and a size in px.  Leaves: widths in px and lines.  Chinese glyphs are one em in every
font; the rest is taken a little wide, so that no installed font can overflow a box.  Ranges of code
points are fixed here: the tables of ``unicodedata`` change with the version of Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, pairwise

from .values import regex

_CLOSING = frozenset("，。、；：？！）》”’】〉」』…—,.;:?!)]}%")
_OPENING = frozenset("（《“‘【〈「『([{")
_AFTER = frozenset("，。、；：？！")
_HALF = str.maketrans(",;:?!()", "，；：？！（）")
_CHINESE = r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]"
_BESIDE = regex(rf"(?<={_CHINESE})[,;:?!()]|[,;:?!()](?={_CHINESE})")
_LONE = regex(r"[(（]([^()（）]*)[)）]")
_LATIN_END, _FULL_START = "\u02ff", "\u2e80"
_LATIN = regex(rf"[\x00-{_LATIN_END}]")
_UNBROKEN = regex(r"[A-Za-z0-9.\-/]$")
_WORDY = regex(r"[A-Za-z0-9.\-/个%]")


def width(text: str, size: float) -> float:
    """Width of one line in px."""
    return _ems(text) * size


@lru_cache(maxsize=8192)
def _ems(text: str) -> float:
    latin = _LATIN.findall(text)
    return (sum(map(_hundredths, latin)) + 100 * (len(text) - len(latin))) / 100


@lru_cache(maxsize=4096)
def chinese(text: str) -> str:
    """Half-width punctuation beside Chinese as full-width."""
    text = _LONE.sub(lambda m: f"（{m[1]}）" if re.search(_CHINESE, m[0]) else m[0], text)
    return _BESIDE.sub(lambda m: m[0].translate(_HALF), text)


@lru_cache(maxsize=4096)
def wrapped(text: str, most: float) -> tuple[str, ...]:
    """As few lines of at most ``most`` ems as possible, of nearly equal length.

    ``|`` marks a good place to break; no line starts with a stop or splits a number.
    """
    plain, hints = _hints(chinese(text))
    total = width(plain, 1)
    if total <= most:
        return (plain,)
    ends = _ends(plain)
    places = tuple(place for place in range(1, len(plain)) if _breakable(plain, place))
    pieces = pairwise((0, *places, len(plain)))
    if all((ends[end] - ends[start]) / 100 <= most for start, end in pieces):
        bonus = {place: _bonus(plain, hints, place) for place in places}
        for count in range(max(2, -int(-total // most)), len(plain) + 1):
            breaks = _balanced(ends, bonus, count, most)
            if breaks:
                return tuple(plain[start:end] for start, end in pairwise((0, *breaks, len(plain))))
    return tuple(plain)


def greedy(text: str, most: float) -> tuple[str, ...]:
    """Running text: every line as full as it can be."""
    plain, _ = _hints(chinese(text))
    if width(plain, 1) <= most:
        return (plain,)
    ends = _ends(plain)
    lines, start = [], 0
    while (ends[-1] - ends[start]) / 100 > most:
        end = start + 1
        while end < len(plain) and (ends[end + 1] - ends[start]) / 100 <= most:
            end += 1
        good = next((i for i in range(end, start + 1, -1) if _breakable(plain, i)), end)
        lines.append(plain[start:good])
        start = good
    return (*lines, plain[start:])


def _ends(plain: str) -> tuple[int, ...]:
    """How far the text goes up to each place, in hundredths of an em."""
    return tuple(accumulate(map(_hundredths, plain), initial=0))


def _hints(text: str) -> tuple[str, frozenset[int]]:
    if "|" not in text:
        return text, frozenset()
    parts = text.split("|")
    places = [sum(len(p) for p in parts[:n]) for n in range(1, len(parts))]
    return "".join(parts), frozenset(places)


def _balanced(
    ends: tuple[int, ...], bonus: Mapping[int, float], count: int, most: float
) -> tuple[int, ...]:
    """Break after break, each near its share of what is left; () when a line grows too long.

    ``ends`` is how far the text goes up to each place, in hundredths of an em; ``bonus`` says where it
    may be broken, and how good each place is.
    """
    breaks = [0]
    for left in range(count, 1, -1):
        share = (ends[-1] - ends[breaks[-1]]) / 100 / left
        place = _break(ends, bonus, breaks[-1], share, most)
        if not place:
            return ()
        breaks.append(place)
    return tuple(breaks[1:]) if (ends[-1] - ends[breaks[-1]]) / 100 <= most else ()


def _break(
    ends: tuple[int, ...], bonus: Mapping[int, float], start: int, share: float, most: float
) -> int:
    best, cost = 0, float("inf")
    for place in range(start + 1, len(ends) - 1):
        here = ends[place] - ends[start]
        if here > most * 100:
            break
        if place in bonus:
            off = abs(here / 100 - share) - bonus[place]
            if off < cost:
                best, cost = place, off
    return best


def _bonus(text: str, hints: frozenset[int], place: int) -> float:
    return 3 if place in hints else 1.6 if text[place - 1] in _AFTER else 0


def _breakable(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _CLOSING or before in _OPENING:
        return False
    return not (_UNBROKEN.match(before) and _WORDY.match(after))


@lru_cache(maxsize=8192)
def _hundredths(char: str) -> int:
    """Of an em: whole numbers, because Python 3.12 adds floats up in another way than 3.11."""
    if char > _LATIN_END:
        return 100
    if char in "MW@%mw":
        return 95
    return 72 if char.isupper() else 62
