"""How wide text is, without asking any font.

Enters: text and a size in px.  Leaves: widths in px and lines.  Chinese glyphs are one em in every
font; the rest is taken a little wide, so that no installed font can overflow a box.
"""

from __future__ import annotations

_CLOSING = set("，。、；：？！）》”’】")


def width(text: str, size: float) -> float:
    """Width of one line in px."""
    return sum(_em(char) for char in text) * size


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """Lines of at most about ``most`` ems, of nearly equal length; no line starts with a stop."""
    total = width(text, 1)
    count = max(1, -(-int(total * 100) // (most * 100)))
    target = total / count
    lines: list[str] = []
    line = ""
    for char in text:
        if line and width(line, 1) >= target - 0.01 and char not in _CLOSING and len(lines) < count - 1:
            lines.append(line)
            line = ""
        line += char
    return (*lines, line)


def _em(char: str) -> float:
    if "\u2e80" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
        return 1.0
    if char >= "\u2000":
        return 1.0
    return 0.95 if char in "MW@%" else 0.72 if char.isupper() else 0.6
