"""Where the lines of a scalar stand in its file, and no space where Chinese was only wrapped.

Enters: a scalar event and the lines of the file.  Leaves: its value and ``TextSpot`` values.  YAML joins
the lines of an unquoted, quoted or ``>`` text with spaces; Chinese has none, so that the space goes
wherever it has a Chinese character at either side.  A text behind ``|`` keeps its lines, but for
those that were plainly wrapped by hand within a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

import yaml

from ...basics.text_width import width
from ...basics.values import dataclass, regex

_CHINESE = regex("[\u2014\u2018-\u201d\u2026\u2e80-\uffef\U00020000-\U0003ffff]")
_WRAPPED_AT = 60
"""Columns from which on a line that ends within a sentence was wrapped by hand."""
_STOPS = frozenset("。！？；：…”’）》】〉」』.!?;:)|")
_NEW_LINE = regex(
    r"[ \u3000#>|*+•·-]|[（(【]?[0-9一二三四五六七八九十]++[、．.)）】]|第.{1,4}[章节条款项]"
)
_BLANK_LINES = regex(r"\A(?:[^\S\n]*+\n)++")
_START = yaml.Mark("", 0, 0, 0, None, 0)


@dataclass(frozen=True, slots=True)
class TextSpot:
    """A part of a value, from ``offset`` on, starts at this line and column, counted from 1."""

    offset: int
    line: int
    column: int


def at(spots: tuple[TextSpot, ...], offset: int) -> tuple[int, int] | None:
    """The line and column at which a character of the value stands."""
    place = bisect_right(spots, offset, key=lambda spot: spot.offset)
    spot = spots[place - 1] if place else None
    return (spot.line, spot.column + offset - spot.offset) if spot else None


def verbatim(text: str, first_line: int) -> tuple[TextSpot, ...]:
    """The spots of a text that stands in its file as it is, from a line on."""
    starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    return tuple(TextSpot(start, first_line + n, 1) for n, start in enumerate(starts))[:-1]


def trimmed(text: str) -> str:
    """A text without the blank lines around it; the indentation of its first line stays."""
    return _BLANK_LINES.sub("", text).rstrip()


def unwrapped(text: str) -> str:
    """A text of a catalogue with the lines joined that were wrapped by hand within a sentence."""
    lines = text.split("\n")
    parts = [lines[0]]
    for line, following in pairwise(lines):
        gap = "\n" if not _is_wrapped(line, following) else _gap(line, following)
        parts += (gap, following)
    return "".join(parts)


def _is_wrapped(line: str, following: str) -> bool:
    last = line.rstrip(" *~")[-1:]
    ended = not last or last in _STOPS or not following or _NEW_LINE.match(following)
    return not ended and line[0] not in "#|" and width(line, 2) >= _WRAPPED_AT


def _gap(before: str, after: str) -> str:
    """What stands between two lines that are joined."""
    return "" if _CHINESE.match(before[-1:]) or _CHINESE.match(after) else " "


def value_of(
    event: yaml.ScalarEvent, lines: list[str], first_line: int
) -> tuple[str, tuple[TextSpot, ...]]:
    """The value of a scalar, its lines joined as Chinese asks for, and their spots."""
    first, last = event.start_mark or _START, event.end_mark or _START
    if first.line == last.line:
        return event.value, ()
    if event.style == "|":
        return event.value, _kept(event.value, lines, first.line + 1, first_line)
    return _folded(event, lines, first_line)


def _kept(value: str, lines: list[str], first: int, first_line: int) -> tuple[TextSpot, ...]:
    return tuple(
        TextSpot(spot.offset, spot.line, len(lines[number]) - len(line) + 1)
        for spot, line, number in zip(
            verbatim(value, first + first_line),
            value.split("\n"),
            range(first, len(lines)),
            strict=False,
        )
    )


def _folded(
    event: yaml.ScalarEvent, lines: list[str], first_line: int
) -> tuple[str, tuple[TextSpot, ...]]:
    """Line after line looked for in the value; as it is where escapes make it another text."""
    value, read, length = event.value, 0, 0
    parts, spots = [""], list[TextSpot]()
    for number, column, words in _typed(event, lines):
        at = value.find(words, read)
        if at < 0:
            return value, ()
        gap = value[read:at]
        kept = _gap(parts[-1], words) if gap == " " else gap
        spots.append(TextSpot(length + len(kept), number + first_line, column + 1))
        parts += (kept, words)
        length, read = length + len(kept + words), at + len(words)
    return "".join((*parts, value[read:])), tuple(spots)


def _typed(event: yaml.ScalarEvent, lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """The lines of a scalar that are not blank: number, column and words."""
    first, last = event.start_mark or _START, event.end_mark or _START
    quote = event.style in ("'", '"')
    for number in range(first.line + (event.style == ">"), min(last.line + 1, len(lines))):
        start = first.column + quote if number == first.line else 0
        end = last.column - quote if number == last.line else len(lines[number])
        words = lines[number][start:end]
        column = start + len(words) - len(words.lstrip(" \t"))
        if words := words.strip(" \t"):
            yield number, column, words.replace("''", "'") if event.style == "'" else words
