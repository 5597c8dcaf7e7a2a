"""How wide text is, without asking any font.

Enters: text and a size in px.  Leaves: widths in px and lines.  Chinese glyphs are one em in every
font; the rest is taken a little wide, so that no installed font can overflow a box.  Ranges of code
points are fixed here: the tables of ``unicodedata`` change with the version of Python.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CLOSING = frozenset("，。、；：？！）》”’】〉」』…—,.;:?!)]}%")
_OPENING = frozenset("（《“‘【〈「『([{")
_AFTER = frozenset("，。、；：？！")
_HALF = str.maketrans(",;:?!()", "，；：？！（）")
_CHINESE = r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]"
_BESIDE = re.compile(rf"(?<={_CHINESE})[,;:?!()]|[,;:?!()](?={_CHINESE})")
_LONE = re.compile(r"[(（]([^()（）]*)[)）]")
_LATIN_END, _FULL_START = "\u02ff", "\u2e80"
_UNBROKEN = re.compile(r"[A-Za-z0-9.\-/]$")
_WORDY = re.compile(r"[A-Za-z0-9.\-/个%]")


def width(text: str, size: float) -> float:
    """Width of one line in px."""
    return _ems(text) * size


@lru_cache(maxsize=8192)
def _ems(text: str) -> float:
    return sum(map(_hundredths, text)) / 100


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
    for count in range(max(2, -int(-total // most)), len(plain) + 1):
        lines = _balanced(plain, hints, count, most)
        if lines:
            return lines
    return tuple(plain)


def greedy(text: str, most: float) -> tuple[str, ...]:
    """Running text: every line as full as it can be."""
    plain, _ = _hints(chinese(text))
    lines, start = [], 0
    while width(plain[start:], 1) > most:
        end = start + 1
        while end < len(plain) and width(plain[start : end + 1], 1) <= most:
            end += 1
        good = next((i for i in range(end, start + 1, -1) if _breakable(plain, i)), end)
        lines.append(plain[start:good])
        start = good
    return (*lines, plain[start:])


def _hints(text: str) -> tuple[str, frozenset[int]]:
    parts = text.split("|")
    places = [sum(len(p) for p in parts[:n]) for n in range(1, len(parts))]
    return "".join(parts), frozenset(places)


def _balanced(text: str, hints: frozenset[int], count: int, most: float) -> tuple[str, ...]:
    """Break after break, each near its share of what is left; () when a line grows too long."""
    lines, rest_start = [], 0
    for left in range(count, 1, -1):
        share = width(text[rest_start:], 1) / left
        place = _break(text, hints, rest_start, share, most)
        if not place:
            return ()
        lines.append(text[rest_start:place])
        rest_start = place
    lines.append(text[rest_start:])
    return tuple(lines) if all(width(line, 1) <= most for line in lines) else ()


def _break(text: str, hints: frozenset[int], start: int, share: float, most: float) -> int:
    best, cost = 0, float("inf")
    here = 0
    for place in range(start + 1, len(text)):
        here += _hundredths(text[place - 1])
        if here > most * 100:
            break
        if not _breakable(text, place):
            continue
        bonus = 3 if place in hints else 1.6 if text[place - 1] in _AFTER else 0
        off = abs(here / 100 - share) - bonus
        if off < cost:
            best, cost = place, off
    return best


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
