"""The signs within a line of prose: bold, struck out, links; all else is what it is.

Enters: one line.  Leaves: escaped HTML.  A single ``*`` or ``_``, and three in a row, are signs of
arithmetic, masks and blanks to fill in, never emphasis.  Every line is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from ....basics.values import dataclass, regex
from ....schema.phones import IN_WORDS, dialled
from ....schema.source.prose_signs import LINK

Follow = Callable[[str], str | None]
"""Where a link shall lead, or None to leave its words without one."""

_TAGS = {"**": "strong", "~~": "del"}
_TOKEN = regex(rf"{LINK.pattern}|(?<!\*)\*\*(?!\*)|(?<!~)~~(?!~)")
_CLOSING = frozenset("，。、；：？！）》”’】〉」』…,.;:?!)]}|")
_OPENING = frozenset("（《“‘【〈「『([{|")
_WORD = regex(r"[0-9A-Za-z]")


@dataclass(slots=True)
class _Mark:
    """A sign that may begin or end a span: its place among the pieces, and which it can do."""

    place: int
    sign: str
    begins: bool
    ends: bool


def html(line: str, follow: Follow) -> str:
    """A line as HTML."""
    pieces, marks = list[str](), list[_Mark]()
    read = 0
    for token in _TOKEN.finditer(line):
        pieces.append(_plain(line[read : token.start()], follow))
        if token[1]:
            pieces.append(_link(token[1], token[2], follow))
        else:
            marks.append(_mark(line, token, len(pieces)))
            pieces.append(token[0])
        read = token.end()
    for begin, end in _pairs(marks):
        tag = _TAGS[begin.sign]
        pieces[begin.place], pieces[end.place] = f"<{tag}>", f"</{tag}>"
    return "".join((*pieces, _plain(line[read:], follow)))


def _plain(words: str, follow: Follow) -> str:
    """Words without signs; a telephone among them can be dialled."""
    told, end = "", 0
    for found in IN_WORDS.finditer(words):
        href = follow(f"tel:{dialled(found[0])}")
        told += escape(words[end : found.start()])
        told += f'<a href="{href}">{found[0]}</a>' if href else found[0]
        end = found.end()
    return told + escape(words[end:])


def _link(words: str, target: str, follow: Follow) -> str:
    inner, href = html(words, lambda _: None), follow(target)
    return inner if href is None else f'<a href="{escape(href)}">{inner}</a>'


def _mark(line: str, token: re.Match[str], place: int) -> _Mark:
    """Between two letters or digits it is text: 2**3."""
    start, end = token.span()
    left, right = line[start - 1] if start else " ", line[end] if end < len(line) else " "
    within = _WORD.match(left) and _WORD.match(right)
    begins = not (within or right.isspace() or right in _CLOSING)
    return _Mark(place, token[0], begins, not (within or left.isspace() or left in _OPENING))


def _pairs(marks: list[_Mark]) -> Iterator[tuple[_Mark, _Mark]]:
    """Beginnings and ends that belong together; one span may stand in another, never across it."""
    begun: list[_Mark] = []
    for mark in marks:
        own = next((n for n, other in enumerate(begun) if other.sign == mark.sign), None)
        if own is not None and mark.ends and mark.place > begun[own].place + 1:
            yield begun[own], mark
            del begun[own:]
        elif own is None and mark.begins:
            begun.append(mark)
