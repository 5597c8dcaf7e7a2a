"""Cards one below the other on a rail: the middle of the ladder (A3).

Enters: a ``Graph`` and sizes.  Leaves: a ``Rail``: cards with their places, the ways drawn on the
rail and, dashed, back along the right edge; every other way is told in its card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...basics.text_width import chinese, width
from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, Edge, FlowNode, Graph
from ...schema.records.powers.flow_terms import StepKind
from ..grid.step_boxes import PILL_INDENT, PILL_MARK
from ..ink import signs, svg
from ..ink.element import dressed
from ..ink.palette import Palette
from ..model.geometry import Box, Plan, Route, half
from .step_cards import PAD, CardType, StepCard, card, drawn, narrower

INDENT, MOST_DEPTH = 28.0, 2
"""px by which a side branch stands further right, and how often: deeper ones stay there."""
TRACK, _MOST_TRACKS = 11.0, 8
"""px between two loops at the right edge, and how many the cards make room for."""
_NUMBER_GAP, _NUMBER_SLACK = 14, 4
"""px between the numbers on the rail and the cards, and by how much a card is taller than its number."""
_RIGHT = 8
"""px right of the cards and their loops that the cards keep free."""
_END_HIGH, _END_DOWN, _END_ROOM = 42, 22, 46
"""px: how high 办结 is, how far its middle is below the last gap, and what it takes in all."""
_FIRST_LINE = 0.75
"""Of the size: from the top of a name down to the middle of its first line."""
_LOOP_RISE, _LOOP_STEP = 12, 9
"""px above a card's foot at which its first loop leaves, and between loops that share a card."""
_Placed = tuple[tuple[StepCard, Box], ...]


@dataclass(frozen=True, slots=True)
class RailSizes:
    """Sizes of a rail: left edge, card type, radius of the numbers, gap between two cards."""

    left: float
    type: CardType
    radius: float
    gap: float

    @property
    def cards(self) -> float:
        """Where cards start."""
        return self.left + 2 * self.radius + _NUMBER_GAP


@dataclass(frozen=True, slots=True)
class Stack:
    """Cards placed one below the other; ``foot`` is where one more would begin."""

    cards: _Placed
    foot: float


@dataclass(frozen=True, slots=True)
class Rail:
    """Cards and ends placed; ``bottom`` is where the rail stops."""

    graph: Graph
    measures: RailSizes
    cards: _Placed
    ends: tuple[tuple[FlowNode, Box], ...]
    routes: tuple[Route, ...]
    bottom: float

    def plan(self, wide: float, high: float) -> Plan:
        shown = {route.edge for route in self.routes}
        listed = tuple(edge for edge in self.graph.edges if edge not in shown)
        boxes = (*(box for _, box in self.cards), *(box for _, box in self.ends))
        return Plan(width=wide, height=high, boxes=boxes, routes=self.routes, listed=listed)


def cards_wide(graph: Graph, wide: float, radius: float) -> float:
    """How wide cards may be beside their rail and their loops, in ``wide`` px."""
    loops = min(sum(edge.kind == BACKWARD for edge in graph.edges), _MOST_TRACKS)
    return float(2 * int((wide - 2 * radius - _NUMBER_GAP - loops * TRACK - _RIGHT) / 2))


def cards_of(graph: Graph, measures: RailSizes) -> tuple[StepCard, ...]:
    """The cards of all steps, those of side branches narrower."""
    return tuple(
        card(graph, node, narrower(measures.type, INDENT * depth(graph, node)))
        for node in graph.nodes
        if node.step
    )


def stacked(
    cards: Sequence[StepCard], measures: RailSizes, top: float, least: Mapping[str, float]
) -> Stack:
    """Cards from top to bottom; ``least`` gives rows of the ladder their height."""
    placed, y = [], top
    for held in cards:
        wide, high = held.type.wide, max(held.high, 2 * measures.radius + _NUMBER_SLACK)
        x = half(measures.cards + measures.type.wide - wide / 2)
        placed.append((held, Box(id=held.node.id, x=x, y=half(y + high / 2), w=wide, h=high)))
        y = half(y + max(high, least.get(held.node.id, 0.0)) + measures.gap)
    return Stack(tuple(placed), y)


def rail(graph: Graph, measures: RailSizes, stack: Stack) -> Rail:
    """All steps in their places, the ways that join them, and the end."""
    cards = stack.cards
    ends = _ends(graph, measures, stack.foot)
    return Rail(
        graph=graph,
        measures=measures,
        cards=cards,
        ends=ends,
        routes=(*_on_rail(graph, measures, cards, ends), *_backs(graph, measures, cards)),
        bottom=stack.foot + (_END_ROOM if ends else 0),
    )


def depth(graph: Graph, node: FlowNode) -> int:
    """How deep in side branches a step lies."""
    count = 0
    while node.owner and count < MOST_DEPTH:
        node, count = graph.node(node.owner), count + 1
    return count


def _ends(graph: Graph, measures: RailSizes, y: float) -> tuple[tuple[FlowNode, Box], ...]:
    """办结 stands at the foot of the rail; every 终止 is told in the card that leads to it."""
    size = measures.type.name
    return tuple(
        (
            node,
            Box(
                id=node.id,
                x=half(measures.cards + _pill(node, size) / 2),
                y=y + _END_DOWN,
                w=_pill(node, size),
                h=_END_HIGH,
            ),
        )
        for node in graph.nodes
        if node.step is None and node.good
    )


def _pill(node: FlowNode, size: float) -> float:
    return float(round(width(chinese(node.label), size) + size * PILL_INDENT + PILL_MARK))


def _on_rail(
    graph: Graph,
    measures: RailSizes,
    cards: _Placed,
    ends: tuple[tuple[FlowNode, Box], ...],
) -> tuple[Route, ...]:
    """From each step to the next step of its depth, and from a decision into its first branch."""
    rows = [(held.node, box) for held, box in cards]
    routes = []
    for n, (node, box) in enumerate(rows):
        shown: set[str] = set()
        for edge in graph.edges_from(node.id):
            if edge.kind == BACKWARD or edge.target in shown:
                continue
            found = _follows(graph, rows, n, edge.target)
            if found:
                shown.add(edge.target)
                routes.append(_down(graph, measures, (node, box), found, edge))
            elif ends and edge.target == ends[0][0].id and _last(graph, rows, n):
                routes.append(_to_end(measures, (node, box), ends[0][1], edge, graph))
    return tuple(routes)


def _follows(
    graph: Graph, rows: list[tuple[FlowNode, Box]], n: int, target: str
) -> tuple[FlowNode, Box] | None:
    """The next row at the same depth, unless a shallower one lies between; or the row right below."""
    here = depth(graph, rows[n][0])
    for later, (node, box) in enumerate(rows[n + 1 :], n + 1):
        level = depth(graph, node)
        if node.id == target and (level == here or (level == here + 1 and later == n + 1)):
            return node, box
        if level <= here:
            return None
    return None


def _last(graph: Graph, rows: list[tuple[FlowNode, Box]], n: int) -> bool:
    return depth(graph, rows[n][0]) == 0 and all(depth(graph, node) for node, _ in rows[n + 1 :])


def _axis(graph: Graph, measures: RailSizes, node: FlowNode) -> float:
    return half(measures.left + measures.radius + INDENT * depth(graph, node))


def centre(measures: RailSizes, box: Box) -> float:
    """The y of a step's number: beside the first line of its name."""
    return half(box.top + max(measures.radius, PAD + measures.type.name * _FIRST_LINE) + 1)


def _down(
    graph: Graph, measures: RailSizes, start: tuple[FlowNode, Box], end: tuple[FlowNode, Box], edge: Edge
) -> Route:
    x = _axis(graph, measures, end[0])
    tip = centre(measures, end[1]) - _reach(measures, end[0])
    if depth(graph, start[0]) == depth(graph, end[0]):
        return Route(edge, ((x, centre(measures, start[1]) + _reach(measures, start[0])), (x, tip)))
    inside = start[1].left <= x <= start[1].right
    return Route(edge, ((x, start[1].bottom if inside else centre(measures, start[1])), (x, tip)))


def _reach(measures: RailSizes, node: FlowNode) -> float:
    return half(measures.radius * (signs.RHOMBUS / 2 if node.kind == StepKind.DECISION else 1))


def _to_end(
    measures: RailSizes, start: tuple[FlowNode, Box], end: Box, edge: Edge, graph: Graph
) -> Route:
    x = _axis(graph, measures, start[0])
    y = centre(measures, start[1]) + _reach(measures, start[0])
    return Route(edge, ((x, y), (x, end.y), (end.left, end.y)))


def _backs(graph: Graph, measures: RailSizes, cards: _Placed) -> tuple[Route, ...]:
    """Loops along the right edge, the shorter the nearer, each on a track of its own."""
    places = {held.node.id: box for held, box in cards}
    loops = [e for e in graph.edges if e.kind == BACKWARD and e.source != e.target]
    loops.sort(key=lambda e: (places[e.source].y - places[e.target].y, e.source, e.target))
    edge_x = measures.cards + measures.type.wide
    leaving: dict[str, int] = {}
    entering: dict[str, int] = {}
    routes = []
    for n, edge in enumerate(loops):
        a, b = places[edge.source], places[edge.target]
        x = edge_x + TRACK * (n + 1)
        out = half(a.bottom - _LOOP_RISE - _LOOP_STEP * leaving.get(a.id, 0))
        into = half(b.top + b.h / 2 + _LOOP_STEP * entering.get(b.id, 0))
        leaving[a.id] = leaving.get(a.id, 0) + 1
        entering[b.id] = entering.get(b.id, 0) + 1
        routes.append(Route(edge, ((a.right, out), (x, out), (x, into), (b.right, into))))
    return tuple(routes)


def rail_svg(laid: Rail, palette: Palette, prefix: str) -> str:
    """Ways and numbers, which the cards tell, then cards in the order of the steps, then the end."""
    graph, measures = laid.graph, laid.measures
    ways = svg.routes(laid.routes, palette)
    numbers = "".join(_numbered(graph, measures, c.node, box, palette) for c, box in laid.cards)
    cards = "".join(drawn(c, box, graph, palette, prefix) for c, box in laid.cards)
    ends = "".join(
        f'<g id="{prefix}{node.id}">'
        f"{svg.pill(box, chinese(node.label), measures.type.name, palette, good=True)}</g>"
        for node, box in laid.ends
    )
    hidden = dressed("g", ways + numbers, 'aria-hidden="true"', text_anchor="middle")
    return hidden + cards + svg.anchored(ends)


def _numbered(graph: Graph, measures: RailSizes, node: FlowNode, box: Box, palette: Palette) -> str:
    x, y = _axis(graph, measures, node), centre(measures, box)
    return signs.badge(x, y, node.number, node.kind, palette, size=measures.radius)
