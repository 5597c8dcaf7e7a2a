"""The board for LED and big screens: the steps as big tiles, dark, screen after screen.

Enters: a ``Graph`` and the size of the screen.  Leaves: ``Drawing`` values with the largest text that
fits; arrows join tiles that follow one another, every other way is told in its tile.  A flow of more
than six steps, or too long for one screen at 24 px, is dealt over as few as it takes (``frames``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from math import fsum

from ...basics.text_width import chinese, greedy, width
from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, FlowNode, Graph
from ..ink import svg
from ..ink.palette import DARK, Palette
from ..model.geometry import Box, Drawing, LayOut, Plan, Route, half
from ..taken_away.flow_in_dot import dot_of_part
from .step_cards import CardType, StepCard, card, drawn

WIDE, HIGH = 1920, 1080
"""px of the screen for which the sizes below are given."""
FLOOR, LEAST = 24.0, 28.0
"""px: the smallest words on a big screen, and the smallest names where a flow is cut into screens."""
FOOT, _FOOT_RISE = 40.0, 12
"""px that the line at the foot takes where the flow goes on, and its baseline above the edge."""
_MARGIN, _LEAST_MARGIN = 56.0, 0.25
"""px around the tiles, and to what part it shrinks on a small screen."""
_ACROSS, _DOWN, _LEAST_GAP = 56.0, 40.0, 0.5
"""px between tiles, and to what part that shrinks with small text."""
_TALL = 640
"""px: a narrower screen may have one column, a lower one tells no facts."""
_STEPS = 6
"""Steps on a screen at most: what can be taken in while it stays."""
_MOST, _NARROWEST = 6, 7
"""Columns at most, and characters of a name that a tile has room for at least."""
_SIZES = tuple(float(size) for size in range(44, 8, -1))
"""px of names, the largest first; below 9 nothing can be read from anywhere."""
_SCALED, _SMALLER = 32, 0.72
"""px of a name beside which gaps are whole; other words against it."""
_TITLE, _TITLE_OF_HIGH, _TITLE_LINE = 48.0, 12, 1.5
"""px of a title at most, in how many parts of the screen's height it is one, its line against it."""
_FACTS, _FACTS_LINE = 26, 38
"""px of the facts below the title, and of their lines."""
_HEAD_GAP, _HEAD_GAP_OF_TITLE = 28.0, 0.6
"""px below the heading at most, and against the title."""
_STROKE = 2.5
"""px: how thick ways are, to be seen from afar."""


@dataclass(frozen=True, slots=True)
class _Tiles:
    """A trial: rows of cards in one size."""

    rows: tuple[tuple[StepCard, ...], ...]
    type: CardType
    scale: float

    @property
    def high(self) -> float:
        return fsum(max(c.high for c in row) for row in self.rows) + _down(self.scale) * (
            len(self.rows) - 1
        )


@dataclass(frozen=True, slots=True)
class _Screen:
    """What one screen shows: its size, its steps, and which of how many it is."""

    wide: int
    high: int
    steps: tuple[FlowNode, ...]
    number: int = 1
    of: int = 1

    @property
    def last(self) -> bool:
        return self.number == self.of


@dataclass(frozen=True, slots=True)
class BoardsJob:
    """All that enters the boards of one flow on one screen, ``wide`` × ``high`` px, and their DOT."""

    graph: Graph
    told: tuple[str, ...]
    wide: int
    high: int

    def draw(self, lay_out: LayOut) -> str:  # noqa: ARG002  boards lay themselves out
        """Every board as JSON: what a cache keeps, and what workers hand back."""
        shown = frames(self.graph, wide=self.wide, high=self.high)
        return json.dumps([(board.svg, self._source(board)) for board in shown], ensure_ascii=False)

    def finished(self, made: str) -> tuple[BoardPicture, ...]:
        """The boards that ``draw`` made."""
        return tuple(BoardPicture(svg, dot) for svg, dot in json.loads(made))

    def _source(self, board: Drawing) -> str:
        return dot_of_part(self.graph, self.told, {box.id for box in board.plan.boxes})


@dataclass(frozen=True, slots=True)
class BoardPicture:
    """One board as it is published: SVG, and DOT with the words of its steps."""

    svg: str
    dot: str


def draw(
    graph: Graph, *, wide: int = WIDE, high: int = HIGH, prefix: str = "b-", palette: Palette = DARK
) -> Drawing:
    """The chart of one flow on one screen, however small the text."""
    steps = tuple(node for node in graph.nodes if node.step)
    return _drawn(graph, _Screen(wide=wide, high=high, steps=steps), prefix, palette)


def frames(
    graph: Graph, *, wide: int = WIDE, high: int = HIGH, prefix: str = "b-", palette: Palette = DARK
) -> tuple[Drawing, ...]:
    """The flow on as few screens as show it at 24 px or more, at most six steps on each.

    None if a step alone is too much.
    """
    steps = tuple(node for node in graph.nodes if node.step)
    if not all(
        _holds(graph, _Screen(wide=wide, high=high, steps=(step,), number=1, of=2)) for step in steps
    ):
        return ()
    fewest = -(-len(steps) // _STEPS)
    counts = (_dealt(steps, count, wide, high) for count in range(fewest, len(steps) + 1))
    screens = next((all_ for all_ in counts if all(_holds(graph, screen) for screen in all_)), ())
    return tuple(_drawn(graph, screen, f"{prefix}{screen.number}-", palette) for screen in screens)


def _holds(graph: Graph, screen: _Screen) -> bool:
    """Whether a screen can show its steps without text below the floor."""
    room = _room(screen, _head(graph, screen, DARK)[1])
    return bool(_trials(graph, screen, LEAST, room))


def _dealt(steps: tuple[FlowNode, ...], count: int, wide: int, high: int) -> tuple[_Screen, ...]:
    """Steps in ``count`` runs of nearly the same length."""
    ends = [round(len(steps) * n / count) for n in range(count + 1)]
    return tuple(
        _Screen(wide=wide, high=high, steps=steps[a:b], number=n, of=count)
        for n, (a, b) in enumerate(pairwise(ends), 1)
    )


def _drawn(graph: Graph, screen: _Screen, prefix: str, palette: Palette) -> Drawing:
    wide, high = screen.wide, screen.high
    head, top = _head(graph, screen, palette)
    tiles = _fitting(graph, screen, _room(screen, top))
    places = _places(tiles, wide, top)
    routes = tuple(_routes(graph, tiles, places, wide))
    ways = svg.routes(routes, palette, _STROKE)
    cards = "".join(
        drawn(c, box, graph, palette, prefix, dash="8 5" if c.node.owner else "")
        for c, box in zip((c for row in tiles.rows for c in row), places, strict=True)
    )
    body = head + f'<g aria-hidden="true">{ways}</g>' + cards + _foot(screen, palette)
    shown = {route.edge for route in routes}
    held = {node.id for node in screen.steps}
    listed = tuple(edge for edge in graph.edges if edge not in shown and edge.source in held)
    made = svg.document(
        kind="board",
        title=graph.name,
        width=wide,
        height=high,
        body=body,
        prefix=prefix,
        ground=palette.ground,
    )
    return Drawing(
        svg=made,
        width=wide,
        height=high,
        plan=Plan(width=wide, height=high, boxes=places, routes=routes, listed=listed),
    )


def _room(screen: _Screen, top: float) -> float:
    """The height left for tiles."""
    return screen.high - top - _edge(screen.wide) / 2 - (0 if screen.last else FOOT)


def _edge(wide: float) -> float:
    """The margin of a screen, less on a small one."""
    return half(_MARGIN * min(1.0, max(_LEAST_MARGIN, wide / WIDE)))


def _foot(screen: _Screen, palette: Palette) -> str:
    """Where the flow goes on, at the foot of every screen but the last."""
    if screen.last:
        return ""
    words = f"接下一屏：第{int(screen.steps[-1].number) + 1}步"
    x, y = screen.wide - _edge(screen.wide), screen.high - _FOOT_RISE
    return svg.anchored(svg.text(x, y, words, FLOOR, palette.soft, bold=True), "end")


def _head(graph: Graph, screen: _Screen, palette: Palette) -> tuple[str, float]:
    wide = screen.wide - 2 * _edge(screen.wide)
    part = "" if screen.of == 1 else f"（{screen.number}/{screen.of}）"
    name = chinese(graph.name + part)
    size = max(FLOOR, min(_TITLE, screen.high / _TITLE_OF_HIGH, wide / max(1.0, width(name, 1))))
    facts = "　".join(fact for fact in graph.facts if not fact.startswith("编号"))
    told = facts and screen.number == 1 and screen.high >= _TALL
    names = greedy(name, wide / size)
    x, y = screen.wide / 2, size * _TITLE_LINE * len(names)
    spots = [(x, size * _TITLE_LINE * n, line) for n, line in enumerate(names, 1)]
    head = svg.lines(spots, size, palette.ink, bold=True)
    if told:
        lines = greedy(facts, wide / _FACTS)
        spots = [(x, y + _FACTS_LINE * n, line) for n, line in enumerate(lines, 1)]
        y += _FACTS_LINE * len(lines)
        head += svg.lines(spots, _FACTS, palette.soft)
    return svg.anchored(head), half(y + min(_HEAD_GAP, size * _HEAD_GAP_OF_TITLE))


def _fitting(graph: Graph, screen: _Screen, high: float) -> _Tiles:
    """The largest text that fits."""
    for size in _SIZES:
        fits = _trials(graph, screen, size, high)
        if fits:
            return max(fits, key=lambda trial: len(trial.rows))
    return _tiles(graph, screen, _SIZES[-1], _MOST)


def _trials(graph: Graph, screen: _Screen, size: float, high: float) -> list[_Tiles]:
    """Deals over one to six columns that fit in this size, with room for six characters in a tile."""
    tries = range(1 if screen.wide < _TALL else 2, min(_MOST, max(2, len(screen.steps))) + 1)
    wide = [columns for columns in tries if _type(screen, size, columns).wide >= size * _NARROWEST]
    return [trial for trial in (_tiles(graph, screen, size, n) for n in wide) if trial.high <= high]


def _tiles(graph: Graph, screen: _Screen, size: float, columns: int) -> _Tiles:
    kind = _type(screen, size, columns)
    cards = [card(graph, node, kind) for node in screen.steps]
    rows = tuple(tuple(cards[n : n + columns]) for n in range(0, len(cards), columns))
    return _Tiles(rows, kind, _scale(size))


def _type(screen: _Screen, size: float, columns: int) -> CardType:
    across = _ACROSS * max(_LEAST_GAP, _scale(size)) * (columns - 1)
    room = half((screen.wide - 2 * _edge(screen.wide) - across) / columns)
    small = max(size * _SMALLER, min(size, FLOOR))
    return CardType(wide=float(2 * int(room / 2)), name=size, small=small, badge=True)


def _scale(size: float) -> float:
    """How much room the gaps keep, against names of ``_SCALED`` px."""
    return min(1.0, size / _SCALED)


def _down(scale: float) -> float:
    return half(_DOWN * max(_LEAST_GAP, scale))


def _places(tiles: _Tiles, wide: float, top: float) -> tuple[Box, ...]:
    boxes, y = [], top
    edge, columns = _edge(wide), max(len(tiles.rows[0]), 2)
    across = max(0.0, wide - 2 * edge - columns * tiles.type.wide) / max(1, columns - 1)
    for row in tiles.rows:
        high = max(c.high for c in row)
        for n, tile in enumerate(row):
            x = edge + n * (tiles.type.wide + across) + tiles.type.wide / 2
            boxes.append(
                Box(id=tile.node.id, x=half(x), y=half(y + high / 2), w=tiles.type.wide, h=high)
            )
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
    out, into = wide - _edge(wide) / 2, _edge(wide) / 2
    return (a.right, a.y), (out, a.y), (out, between), (into, between), (into, b.y), (b.left, b.y)
