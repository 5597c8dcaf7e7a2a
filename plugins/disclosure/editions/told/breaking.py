"""Words into lines: none begins with a stop or ends with an opening mark.

Enters: a text, how much room a line has, names, and how wide a character is.  Leaves: lines.  A
number, a date or a name is broken only where it is longer than a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_CLOSING = frozenset("，。、；：？！）》”’】〉」』〕…—·,.;:?!)]}%％℃°")
_OPENING = frozenset("（《“‘【〈「『〔([{￥¥№第")
_STOPS = frozenset("，。、；：？！）》”】")
_UNITS = (
    "年|月|日|时|分|号|天|周|次|人|户|名|位|件|项|个(?:月|工作日|百分点)?|家|村|组|期|届|级|类|条|款|章|度|倍|元|亩"
    "|米|里|公里|公顷|平方米|立方米|吨|岁|％|%"
)
_NUMBER = rf"[0-9](?:[0-9,.:/-]*[0-9])?(?:[十百千万亿]*(?:{_UNITS})?)"
_UNBROKEN = re.compile(rf"第?(?:{_NUMBER})+|[A-Za-z0-9][A-Za-z0-9.:/_@-]*|——|……")

Wide = Callable[[str], int]


def halves(text: str) -> int:
    """Half cells that a text takes: two a Chinese character, one a letter or a figure."""
    return sum(1 if char.isascii() else 2 for char in text)


def lines(text: str, room: int, names: Iterable[str] = (), wide: Wide = halves) -> tuple[str, ...]:
    """A text in lines at most ``room`` wide; not a character is lost but space at a break."""
    done, start, held = [], 0, _held(text, names)
    while wide(text[start:]) > room:
        end = _end(text, start, _most(text, start, room, wide), held)
        done.append(text[start:end].rstrip())
        start = end + len(text[end:]) - len(text[end:].lstrip())
    return (*done, text[start:]) if text[start:] else tuple(done)


def packed(parts: Sequence[str], room: int) -> tuple[str, ...]:
    """Short facts side by side, as many in a line as it holds; a long one takes lines of its own."""
    done: list[str] = []
    for part in parts:
        first, *more = lines(part, room)
        if done and not more and halves(f"{done[-1]} {first}") <= room:
            done[-1] = f"{done[-1]} {first}"
        else:
            done += [first, *more]
    return tuple(done)


def _held(text: str, names: Iterable[str]) -> frozenset[int]:
    """Places within numbers, dates, words and names."""
    spans = [match.span() for match in _UNBROKEN.finditer(text)]
    for name in names:
        spans += [match.span() for match in re.finditer(re.escape(name), text)]
    return frozenset(place for start, end in spans for place in range(start + 1, end))


def _most(text: str, start: int, room: int, wide: Wide) -> int:
    """Where a line that begins at ``start`` is full; a character at least stands in it."""
    end = start + 1
    while end < len(text) and wide(text[start : end + 1]) <= room:
        end += 1
    return end


def _end(text: str, start: int, most: int, held: frozenset[int]) -> int:
    """Where a line ends: behind a stop if that fills two thirds of it, else as far on as it may."""
    fits = [end for end in range(start + 1, most + 1) if _may_break(text, end)]
    free = [end for end in fits if end not in held]
    behind = [end for end in free if text[end - 1] in _STOPS and (end - start) * 3 >= (most - start) * 2]
    return max(behind or free or fits or [most])


def _may_break(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end] in _CLOSING or text[end - 1] in _OPENING)
