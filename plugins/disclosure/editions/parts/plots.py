"""Charts of a few numbers, drawn at build time as SVG that stands in the page.

Enters: labels, numbers and the words to print beside them.  Leaves: ``Markup``: plain shapes in the
ink of the charts, coloured by classes of the theme.  A drawing is ``WIDE`` units across, so that
its text is legible on a phone at one unit a pixel, and its label tells all its numbers to those who
do not see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from ...basics.text_width import width, wrapped
from ...basics.values import dataclass
from ...charts.ink.element import element, tenth

WIDE = 340
TEXT = 14
LINE = 20
BAR = 14
GAP = 12
TALL = 120


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar or part: ``size`` sets its length, ``said`` is printed; ``tone`` is a class."""

    label: str
    size: float
    said: str
    tone: str = "brand"


@dataclass(frozen=True, slots=True)
class PlotView:
    """A chart under its heading, with a sentence on how it was counted."""

    title: str
    svg: Markup
    note: str = ""


def bars(title: str, amounts: Sequence[Amount]) -> Markup:
    """Horizontal bars, one below the other, each with its label above it."""
    most = max((amount.size for amount in amounts), default=0) or 1
    parts: list[str] = []
    top = 0
    for amount in amounts:
        lines = wrapped(amount.label, WIDE // TEXT)
        for number, line in enumerate(lines):
            parts.append(_text(0, top + number * LINE + TEXT, line))
        top += len(lines) * LINE
        parts += _bar(amount, top, most)
        top += BAR + GAP
    return _svg(_told(title, amounts), max(top - GAP, BAR), parts)


def columns(title: str, amounts: Sequence[Amount]) -> Markup:
    """Upright bars side by side, with the number above and the label below each."""
    most = max((amount.size for amount in amounts), default=0) or 1
    pitch = WIDE / max(len(amounts), 1)
    parts: list[str] = [_line(TALL + LINE)]
    for number, amount in enumerate(amounts):
        middle = pitch * (number + 0.5)
        tall = _length(amount.size, most, TALL)
        across = min(pitch * 0.6, BAR * 3)
        parts.append(_rect(middle - across / 2, TALL + LINE - tall, across, tall, amount.tone))
        parts.append(_text(middle, TALL + LINE - tall - 5, amount.said, "middle", "plot-number"))
        parts.append(_text(middle, TALL + 2 * LINE - 3, amount.label, "middle"))
    return _svg(_told(title, amounts), TALL + 2 * LINE + 4, parts)


def stacked(title: str, amounts: Sequence[Amount]) -> Markup:
    """One bar divided into parts, with a key below; parts of nothing are only in the key."""
    whole = sum(amount.size for amount in amounts) or 1
    parts: list[str] = []
    start = 0.0
    for amount in amounts:
        across = amount.size / whole * WIDE
        if amount.size:
            parts.append(_rect(start, 0, across, BAR * 2, amount.tone))
        start += across
    keys = tuple(_key(amounts, BAR * 2 + GAP))
    tall = BAR * 2 + GAP + len(amounts) * LINE
    return _svg(_told(title, amounts), tall, [*parts, *keys])


def ticks(title: str, marks: Iterable[str], pitch: int = 18) -> Markup:
    """A row of small marks, one a tone, read from left to right; as wide as it needs to be."""
    shapes = [_tick(number * pitch + pitch / 2, pitch / 2, tone) for number, tone in enumerate(marks)]
    return _svg(title, pitch, shapes, max(len(shapes), 1) * pitch, "ticks")


def _told(title: str, amounts: Iterable[Amount]) -> str:
    """The whole drawing in words, for those who do not see it."""
    return f"{title}：{'；'.join(f'{amount.label} {amount.said}' for amount in amounts)}"


def _bar(amount: Amount, top: float, most: float) -> list[str]:
    said = width(amount.said, TEXT) + GAP
    room = WIDE - said
    long = _length(amount.size, most, room)
    return [
        _rect(0, top, room, BAR, "ground"),
        _rect(0, top, long, BAR, amount.tone),
        _text(WIDE, top + BAR - 2, amount.said, "end", "plot-number"),
    ]


def _key(amounts: Sequence[Amount], top: float) -> Iterator[str]:
    for number, amount in enumerate(amounts):
        y = top + number * LINE
        yield _rect(0, y + 2, BAR, BAR, amount.tone)
        yield _text(BAR + 8, y + TEXT, amount.label)
        yield _text(WIDE, y + TEXT, amount.said, "end", "plot-number")


def _tick(x: float, y: float, tone: str) -> str:
    """Done is a full disc, overdue a cross in a ring, waiting an empty ring: shape says it too."""
    ring = element("circle", class_=f"plot-tick plot-tick-{tone}", cx=tenth(x), cy=tenth(y), r="6")
    if tone != "stop":
        return ring
    return ring + element("path", class_="plot-cross", d=f"M{tenth(x - 3)} {tenth(y - 3)}l6 6m0 -6l-6 6")


def _length(size: float, most: float, room: float) -> float:
    """In proportion, but never so short that something looks like nothing."""
    return max(size / most * room, 2.0) if size else 0.0


def _rect(x: float, y: float, across: float, tall: float, tone: str) -> str:
    return element(
        "rect", class_=f"plot-{tone}", x=tenth(x), y=tenth(y), width=tenth(across), height=tenth(tall)
    )


def _line(y: float) -> str:
    return element("path", class_="plot-axis", d=f"M0 {tenth(y)}H{WIDE}")


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "plot-label") -> str:
    return element("text", escape(words), class_=kind, x=tenth(x), y=tenth(y), text_anchor=anchor)


def _svg(
    title: str, tall: float, shapes: Iterable[str], across: float = WIDE, kind: str = "plot"
) -> Markup:
    w, h = tenth(across), tenth(tall)
    drawn = element(
        "svg",
        "".join(shapes),
        class_=kind,
        viewBox=f"0 0 {w} {h}",
        width=w,
        height=h,
        role="img",
        aria_label=title,
    )
    return Markup(drawn)  # noqa: S704  the ink has escaped every word
