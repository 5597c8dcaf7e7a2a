"""The board for LED and big screens: the spine wrapped into big tiles, dark, 1920 × 1080.

Enters: a ``Graph`` and the size of the screen.  Leaves: a ``Drawing`` with the largest text that
fits; arrows join tiles that follow one another, every other way is told in its tile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from . import svg
from .cards import Card, Type, card, drawn
from .geometry import Box, Drawing, Plan, Route, half
from .graph import BACKWARD, Graph
from .metrics import chinese, greedy, width
from .tokens import DARK, Palette

FLOOR = 24.0
_MARGIN, _ACROSS, _DOWN = 56.0, 56.0, 40.0
_SIZES = tuple(float(size) for size in range(44, 8, -1))


@dataclass(frozen=True, slots=True)
class _Tiles:
    """A trial: rows of cards in one size."""

    rows: tuple[tuple[Card, ...], ...]
    type: Type
    scale: float

    @property
    def high(self) -> float:
        return sum(max(c.high for c in row) for row in self.rows) + _down(self.scale) * (
            len(self.rows) - 1
        )


def draw(
    graph: Graph, *, wide: int = 1920, high: int = 1080, prefix: str = "b-", palette: Palette = DARK
) -> Drawing:
    """The chart of one flow on one screen."""
    head, top = _head(graph, wide, palette)
    tiles = _fitting(graph, wide, high - top - _MARGIN / 2)
    places = _places(tiles, wide, top)
    routes = tuple(_routes(graph, tiles, places, wide))
    ways = "".join(
        svg.route(r, palette, f"{prefix}e{graph.edges.index(r.edge) + 1}", 2.5) for r in routes
    )
    cards = "".join(
        drawn(c, box, graph, palette, prefix, dash="8 5" if c.node.owner else "")
        for c, box in zip((c for row in tiles.rows for c in row), places, strict=True)
    )
    body = head + f'<g aria-hidden="true">{ways}</g>' + cards
    shown = {route.edge for route in routes}
    listed = tuple(edge for edge in graph.edges if edge not in shown)
    made = svg.document("board", graph.name, wide, high, body, prefix, ground=palette.ground)
    return Drawing(made, "", wide, high, Plan(wide, high, places, routes, (), listed))


def text_size(drawing: Drawing) -> float:
    """The smallest text of a board in px."""
    sizes = [float(part.split('"')[0]) for part in drawing.svg.split('font-size="')[1:]]
    return min(sizes)


def _head(graph: Graph, wide: float, palette: Palette) -> tuple[str, float]:
    size = min(48.0, (wide - 2 * _MARGIN) / max(1.0, width(graph.name, 1)))
    y = size * 1.5
    parts = [svg.text(wide / 2, y, chinese(graph.name), size, palette.ink, bold=True, anchor="middle")]
    facts = "　".join(fact for fact in graph.facts if not fact.startswith("编号"))
    for line in greedy(facts, (wide - 2 * _MARGIN) / 26) if facts else ():
        y += 38
        parts.append(svg.text(wide / 2, y, line, 26, palette.soft, anchor="middle"))
    return "".join(parts), half(y + 28)


def _fitting(graph: Graph, wide: float, high: float) -> _Tiles:
    """The largest text that fits, over two to six columns."""
    for size in _SIZES:
        trials = [_tiles(graph, wide, size, columns) for columns in (2, 3, 4, 5, 6)]
        fits = [trial for trial in trials if trial.high <= high]
        if fits:
            return max(fits, key=lambda trial: len(trial.rows))
    return _tiles(graph, wide, _SIZES[-1], 6)


def _tiles(graph: Graph, wide: float, size: float, columns: int) -> _Tiles:
    scale = min(1.0, size / 32)
    across = _ACROSS * max(0.5, scale)
    room = half((wide - 2 * _MARGIN - across * (columns - 1)) / columns)
    kind = Type(
        float(2 * int(room / 2)), size, max(size * 0.72, min(size, FLOOR)), badge=True, brief=True
    )
    cards = [card(graph, node, kind) for node in graph.nodes if node.step]
    rows = tuple(tuple(cards[n : n + columns]) for n in range(0, len(cards), columns))
    return _Tiles(rows, kind, scale)


def _down(scale: float) -> float:
    return half(_DOWN * max(0.5, scale))


def _places(tiles: _Tiles, wide: float, top: float) -> tuple[Box, ...]:
    boxes, y = [], top
    columns = max(len(tiles.rows[0]), 2)
    across = (wide - 2 * _MARGIN - columns * tiles.type.wide) / max(1, columns - 1)
    for row in tiles.rows:
        high = max(c.high for c in row)
        for n, one in enumerate(row):
            x = _MARGIN + n * (tiles.type.wide + across) + tiles.type.wide / 2
            boxes.append(Box(one.node.id, half(x), half(y + high / 2), tiles.type.wide, high))
        y = half(y + high + _down(tiles.scale))
    return tuple(boxes)


def _routes(graph: Graph, tiles: _Tiles, places: tuple[Box, ...], wide: float) -> Iterator[Route]:
    """Arrows between tiles that follow one another."""
    for a, b in pairwise(places):
        edge = next((e for e in graph.edges_from(a.id) if e.target == b.id and e.kind != BACKWARD), None)
        if edge:
            yield Route(edge, _around(a, b, wide, _down(tiles.scale)))


def _around(a: Box, b: Box, wide: float, down: float) -> tuple[tuple[float, float], ...]:
    if b.x > a.x:
        return (a.right, a.y), (b.left, b.y)
    between = half(b.top - down / 2)
    out, into = wide - _MARGIN / 2, _MARGIN / 2
    return (a.right, a.y), (out, a.y), (out, between), (into, between), (into, b.y), (b.left, b.y)
