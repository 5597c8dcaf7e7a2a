"""How well one colour is told from another (WCAG 2.2, 1.4.3).

Enters: colours as style sheets write them, ``#173a66``.  Leaves: a ratio between 1 and 21; colours.
"""

from __future__ import annotations

LEAST = 4.5
"""What words need against what they stand on."""
_LOW, _DARK = 0.04045, 12.92


def ratio(ink: str, ground: str) -> float:
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darker(colour: str, share: float) -> str:
    """The colour with so much of its light left."""
    return "#" + "".join(f"{round(part * share):02x}" for part in _parts(colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / _DARK if part <= _LOW else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
