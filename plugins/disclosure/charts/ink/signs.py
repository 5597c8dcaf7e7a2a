"""The signs on boxes and ways: a step's number, a risk's grade, a check, duties apart, a bad end.

Enters: a place, a size and a ``Palette``.  Leaves: SVG.  Each is told by its shape and its character,
never by colour alone; the numbers within one are its proportions.
"""

from __future__ import annotations

from ...schema.records.powers.flow_terms import StepKind
from ..model.geometry import Box, Point
from . import svg
from .element import number, trace
from .palette import Palette

NUMBER, GRADE = 1.15, 0.95
"""Against the radius of a sign: the size of a number of one or two digits, and of a grade, at least."""
RHOMBUS = 2.7
"""Against the radius of a step's number: how wide and high its rhombus is, if it is a decision."""


def cross(x: float, y: float, s: float, tone: str) -> str:
    """A cross of half width ``s``."""
    return trace(svg.crossed(x, y, s), tone)


def badge(  # noqa: PLR0913  a place, what it says, and how
    x: float, y: float, words: str, kind: StepKind, palette: Palette, *, size: float = 12
) -> str:
    """A step's number: rhombus for a decision, square for a joint review, disc otherwise."""
    box = Box(x=x, y=y, w=size * RHOMBUS, h=size * RHOMBUS)
    if kind == StepKind.DECISION:
        outline = svg.diamond(box, palette.number, palette.ground, 2)
    elif kind in svg.TOGETHER:
        outline = svg.rect(
            Box(x=x, y=y, w=size * 2, h=size * 2), palette.number, palette.ground, radius=3, stroke=2
        )
    else:
        outline = svg.circle(x, y, size, palette.number, palette.ground)
    tall = size * (NUMBER if len(words) < 3 else 0.95)  # noqa: PLR2004  three digits are wide
    low = y + tall * svg.MIDDLE
    return outline + svg.text(x, low, words, tall, palette.on_number, bold=True)


def risk(x: float, y: float, grade: str, palette: Palette, size: float = 13) -> str:
    """Octagon 一, triangle 二, ring 三: told by shape and character, never by colour alway."""
    tone, edge = palette.grade(grade), palette.ground
    if grade == "三":
        ring = svg.circle(x, y, size - 1, edge, tone)
        return ring + svg.text(x, y + size * 0.38, grade, size * 1.05, tone, bold=True)
    k = size * 0.414
    spots: tuple[Point, ...]
    if grade == "一":
        spots = ((x - k, y - size), (x + k, y - size), (x + size, y - k), (x + size, y + k),
                (x + k, y + size), (x - k, y + size), (x - size, y + k), (x - size, y - k))  # fmt: skip
        low = 0.38
    else:
        spots = (
            (x, y - size * 1.15),
            (x + size * 1.2, y + size * 0.95),
            (x - size * 1.2, y + size * 0.95),
        )
        low = 0.72
    tall = size * (1.05 if grade == "一" else GRADE)
    words = svg.text(x, y + size * low, grade, tall, palette.on_grade, bold=True)
    return svg.polygon(spots, tone, edge) + words


def shield(x: float, y: float, size: float, palette: Palette) -> str:
    """The mark of a 制约环节."""
    s = size / 2
    d = (
        f"M{number(x)},{number(y - s)}L{number(x + s)},{number(y - s * 0.6)}V{number(y)}"
        f"Q{number(x + s)},{number(y + s * 0.8)} {number(x)},{number(y + s * 1.2)}"
        f"Q{number(x - s)},{number(y + s * 0.8)} {number(x - s)},{number(y)}V{number(y - s * 0.6)}Z"
    )
    return svg.path(d, palette.guard)


def gate(x: float, y: float, palette: Palette) -> str:
    """Two bars across a way: examining and approving are in different hands."""
    d = "".join(f"M{number(x - 9)},{number(y + off)}H{number(x + 9)}" for off in (-3, 3))
    return trace(d, palette.guard)
