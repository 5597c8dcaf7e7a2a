"""SVG by hand: the few elements a chart needs, with colours from a palette.

Enters: geometry, texts and a ``Palette``.  Leaves: SVG text, written by ``element``; ids come from
counters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...basics.text_width import chinese
from ...county.flows.graph import BACKWARD
from ...schema.records.powers.flow_terms import StepKind
from ..model.geometry import Box, Point, Route, crossings
from .element import dressed, element, escaped, number, thick, trace, worn
from .looks import STROKE
from .palette import Palette

MIDDLE = 0.36
"""Of a text's size: how far its baseline is below its middle."""
_ROUND = 6
"""px: the radius of a way's corners."""
LineSpot = tuple[float, float, str]
"""Where the baseline of a line begins, or has its middle, and its words."""
TOGETHER = (StepKind.REVIEW, StepKind.PARALLEL)  # several at once: told by a double line


def text(  # noqa: PLR0913  the attributes of the element
    x: float, y: float, words: str, size: float, fill: str, *, bold: bool = False
) -> str:
    """A text of one line, with its baseline at ``y``."""
    return lines(((x, y, words),), size, fill, bold=bold)


def lines(spots: Iterable[LineSpot], size: float, fill: str, *, bold: bool = False) -> str:
    """One text in lines, which who reads it aloud or copies it takes for one.

    Where it is broken at a space another begins: within one, that space would move the line's middle.
    """
    drawn, before = "", " "
    for x, y, words in spots:
        place = f'x="{number(x)}" y="{number(y)}"'
        if before.endswith(" ") or words.startswith(" "):
            drawn += f"</text><text {place}{_letters(size, fill, bold)}>{escaped(words)}"
        else:
            drawn += f"<tspan {place}>{escaped(words)}</tspan>"
        before = words
    return drawn.removeprefix("</text>") + "</text>"


@lru_cache(maxsize=1 << 8)
def _letters(size: float, fill: str, bold: bool) -> str:  # noqa: FBT001
    return worn(font_size=number(size), fill=fill, font_weight="700" if bold else "")


def anchored(inner: str, at: str = "middle") -> str:
    """Drawn parts whose texts have their middle, or their end, where they are put."""
    return dressed("g", inner, "", text_anchor=at)


def rect(  # noqa: PLR0913  the attributes of the element
    box: Box, fill: str, line: str, *, radius: float = 0, stroke: float = STROKE, dash: str = ""
) -> str:
    place = (
        f'x="{number(box.left)}" y="{number(box.top)}" width="{number(box.w)}" height="{number(box.h)}"'
    )
    return dressed(
        "rect",
        "",
        f'{place} rx="{number(radius)}"' if radius else place,
        fill=fill,
        stroke=line,
        stroke_width=thick(stroke),
        stroke_dasharray=dash,
    )


def polygon(points: Iterable[Point], fill: str, line: str = "", stroke: float = STROKE) -> str:
    spots = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    drawn = thick(stroke) if line else ""
    return dressed("polygon", "", f'points="{spots}"', fill=fill, stroke=line, stroke_width=drawn)


def path(d: str, fill: str, line: str = "", stroke: float = STROKE) -> str:
    return dressed(
        "path", "", f'd="{d}"', fill=fill, stroke=line, stroke_width=thick(stroke) if line else ""
    )


def circle(x: float, y: float, radius: float, fill: str, line: str) -> str:
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return dressed("circle", "", place, fill=fill, stroke=line, stroke_width="2")


def diamond(box: Box, fill: str, line: str, stroke: float = STROKE) -> str:
    spots = ((box.x, box.top), (box.right, box.y), (box.x, box.bottom), (box.left, box.y))
    return polygon(spots, fill, line, stroke)


def shape(box: Box, kind: StepKind, palette: Palette) -> str:
    """The outline of a step, by kind (GB/T 1526: rhombus = decision, side bars = sub-process)."""
    look = palette.look(kind)
    if box.diamond:
        return diamond(box, look.fill, look.line)
    if kind == StepKind.PUBLICITY:
        return _document(box, look.fill, look.line)
    outer = rect(box, look.fill, look.line, radius=3 if kind == StepKind.SUBFLOW else 8)
    if kind == StepKind.SUBFLOW:
        return outer + _bars(box, look.line)
    if kind in TOGETHER:
        return outer + rect(box.within(8), "none", look.line, radius=5, stroke=1)
    return outer


def _bars(box: Box, line: str) -> str:
    d = "".join(
        f"M{number(x)},{number(box.top)}V{number(box.bottom)}" for x in (box.left + 6, box.right - 6)
    )
    return path(d, "none", line)


def _document(box: Box, fill: str, line: str) -> str:
    """A sheet with a wavy lower edge."""
    low, quarter = box.bottom - 5, box.w / 4
    d = (
        f"M{number(box.left)},{number(box.top)}H{number(box.right)}V{number(low)}"
        f"Q{number(box.right - quarter)},{number(low - 8)} {number(box.x)},{number(low)}"
        f"Q{number(box.left + quarter)},{number(low + 8)} {number(box.left)},{number(low)}Z"
    )
    return path(d, fill, line)


def pill(box: Box, words: str, size: float, palette: Palette, *, good: bool) -> str:
    """An end: filled with a tick for 办结, double outline with a cross for 终止.

    Its words, as those of every sign with a number or a grade, are ``anchored`` by what holds them.
    """
    radius, mark = box.h / 2, half_mark(box, size, good=good)
    tone = palette.on_done if good else palette.bad
    if good:
        outline = rect(box, palette.done, palette.done, radius=radius)
    else:
        outline = rect(box, palette.ground, palette.bad, radius=radius)
        outline += rect(box.within(7), "none", palette.bad, radius=radius - 3)
    x, y = box.x + size * 0.6, box.y + size * MIDDLE
    label = text(x, y, words, size, tone, bold=True)
    return outline + trace(mark, tone) + label


def half_mark(box: Box, size: float, *, good: bool) -> str:
    """A tick or a cross at the left end of a pill."""
    x, y, s = box.left + size * 0.9, box.y, size * 0.3
    if good:
        spots = ((x - s, y), (x - s / 3, y + s * 0.8), (x + s, y - s * 0.8))
        return "M" + "L".join(f"{number(a)},{number(b)}" for a, b in spots)
    return crossed(x, y, s)


def crossed(x: float, y: float, s: float) -> str:
    """The path of a cross of half width ``s``."""
    return (
        f"M{number(x - s)},{number(y - s)}L{number(x + s)},{number(y + s)}"
        f"M{number(x + s)},{number(y - s)}L{number(x - s)},{number(y + s)}"
    )


def routes(ways: Sequence[Route], palette: Palette, wide: float = STROKE) -> str:
    """All ways in their order, one that crosses an earlier one with a halo; then their arrows."""
    over = {max(pair) for pair in crossings(ways)}
    lines = "".join(_route(way, palette, wide, halo=n in over) for n, way in enumerate(ways))
    ground = dressed("g", lines, "", fill="none", stroke=palette.edge, stroke_width=thick(wide))
    return ground + _arrows(ways, palette, 4 + wide)


def _arrows(ways: Sequence[Route], palette: Palette, size: float) -> str:
    """Those of one tone as one shape."""
    heads: dict[str, str] = {}
    for way in ways:
        tone = palette.back if _back(way) else palette.edge
        heads[tone] = heads.get(tone, "") + _arrow(way.points[-2], way.points[-1], size)
    return "".join(path(d, tone) for tone, d in heads.items())


def _back(way: Route) -> bool:
    return way.edge.kind == BACKWARD


def _route(way: Route, palette: Palette, wide: float, *, halo: bool) -> str:
    """A way with rounded corners, in a group that says what most look like."""
    d = f'd="{_rounded(way.points)}"'
    under = dressed("path", "", d, stroke=palette.ground, stroke_width=f"{wide + 4:g}") if halo else ""
    if _back(way):
        return under + dressed("path", "", d, stroke=palette.back, stroke_dasharray="6 4")
    return under + dressed("path", "", d)


def arrow(before: Point, tip: Point, fill: str, size: float = 5.5) -> str:
    return path(_arrow(before, tip, size), fill)


def _arrow(before: Point, tip: Point, size: float) -> str:
    """From the tip to one end of the foot, along it, and back."""
    dx = (tip[0] > before[0]) - (tip[0] < before[0])
    dy = (tip[1] > before[1]) - (tip[1] < before[1])
    long = size * 1.8
    side = f"{number(-dx * long - dy * size)},{number(-dy * long + dx * size)}"
    foot = f"h{number(2 * dy * size)}" if dy else f"v{number(-2 * dx * size)}"
    return f"M{number(tip[0])},{number(tip[1])}l{side}{foot}z"


def _rounded(points: tuple[Point, ...]) -> str:
    """The path through corners that follow one another across and down by turns."""
    d = f"M{number(points[0][0])},{number(points[0][1])}"
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        before, after = _towards(b, a), _towards(b, c)
        d += f"{_straight(a, before)}q{_step(before, b)} {_step(before, after)}"
    return d + _straight(points[-2], points[-1])


def _straight(a: Point, b: Point) -> str:
    if a[0] == b[0]:
        return f"V{number(b[1])}"
    return f"H{number(b[0])}" if a[1] == b[1] else f"L{number(b[0])},{number(b[1])}"


def _step(a: Point, b: Point) -> str:
    return f"{number(b[0] - a[0])},{number(b[1] - a[1])}"


def _towards(a: Point, b: Point) -> Point:
    """A point on a horizontal or vertical stretch, a corner's radius away from ``a``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    reach = min(_ROUND, (abs(dx) + abs(dy)) / 2)
    return a[0] + reach * ((dx > 0) - (dx < 0)), a[1] + reach * ((dy > 0) - (dy < 0))


def chip(box: Box, words: str, size: float, palette: Palette) -> str:
    """A condition in a box with round ends."""
    label = text(box.x, box.y + size * MIDDLE, words, size, palette.ink, bold=True)
    return rect(box, palette.ground, palette.rule, radius=min(10, box.h / 2), stroke=1) + label


def document(  # noqa: PLR0913  the attributes of the element
    *, kind: str, title: str, width: float, height: float, body: str, prefix: str, ground: str = ""
) -> str:
    """The drawing of a flow."""
    told = "与分步说明内容相同；每一步链接到分步说明中的同一步。"
    return sheet(
        kind=kind,
        title=f"{title}流程图",
        told=told,
        width=width,
        height=height,
        body=body,
        prefix=prefix,
        ground=ground,
    )


def sheet(  # noqa: PLR0913  the attributes of the element
    *,
    kind: str,
    title: str,
    told: str,
    width: float,
    height: float,
    body: str,
    prefix: str,
    ground: str = "",
) -> str:
    """The whole drawing; ``prefix`` keeps ids unique where several drawings share a page."""
    w, h = number(width), number(height)
    parts = (
        element("title", escaped(chinese(title)), id=f"{prefix}title"),
        element("desc", escaped(told), id=f"{prefix}desc"),
        dressed("rect", "", f'width="{w}" height="{h}"', fill=ground) if ground else "",
        body,
    )
    return element(
        "svg",
        "".join(parts),
        class_=f"chart chart-{kind}",
        width=w,
        height=h,
        viewBox=f"0 0 {w} {h}",
        role="graphics-document document",
        aria_labelledby=f"{prefix}title {prefix}desc",
    )
