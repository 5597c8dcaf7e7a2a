"""Which row and column each node of the compact chart gets: Graphviz decides, we snap to a grid.

Enters: a ``Graph``, the sizes of its nodes and a way to lay out DOT.  Leaves: a ``Grid`` and the
DOT.  Only geometry goes into Graphviz: ids n1…, fixed sizes, no text.  The main line is one group;
the first node of every side branch, and every end, shares the rank of its decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, MAIN, Edge, Graph
from ...schema.records.powers.flow_terms import StepKind
from ..model.geometry import POINTS, LayOut
from .lattice import Grid, cell
from .pixels import Size

_SAME_RANK = 4
"""Points by which the middles of one rank may differ: Graphviz rounds."""
_COLUMN_GAP, _ROW_GAP = 30, 34
"""Points between boxes: about what ways, arrows and conditions will take (``pixels``)."""
_LINE_WEIGHT, _WEIGHT = 8, 2
"""How much Graphviz minds an edge that is long or bent: the main line is to be straight."""


@dataclass(frozen=True, slots=True)
class _Point:
    id: str
    x: float
    y: float


def placed(graph: Graph, sizes: Mapping[str, Size], lay_out: LayOut) -> tuple[Grid, str]:
    """The grid, and the DOT it was laid out from."""
    line = main_line(graph)
    dot = dot_of(graph, sizes, line)
    points = [_Point(node, x, y) for node, (x, y) in lay_out(dot).items()]
    rows = _rows(points)
    columns = dict(_columns(graph, points, rows, line))
    low = min(columns.values())
    spots = {n.id: cell(columns[n.id] - low, rows[n.id]) for n in graph.nodes}
    decisions = frozenset(n.id for n in graph.nodes if n.kind == StepKind.DECISION)
    wide = max(columns.values()) - low + 1
    return Grid(spots=spots, rows=max(rows.values()) + 1, columns=wide, decisions=decisions), dot


def main_line(graph: Graph) -> tuple[str, ...]:
    """From the start along the exits written first as 下一步, else the first that leads forward."""
    line, here = ["n1"], "n1"
    while True:
        ways = [e for e in graph.edges_from(here) if e.kind != BACKWARD and e.target not in line]
        ways.sort(key=lambda e: (not _leads_on(graph, e), e.kind != MAIN))
        if not ways:
            return tuple(line)
        here = ways[0].target
        line.append(here)


def _leads_on(graph: Graph, edge: Edge) -> bool:
    node = graph.node(edge.target)
    return node.good or (not node.is_end and node.owner != edge.source)


def dot_of(graph: Graph, sizes: Mapping[str, Size], line: tuple[str, ...]) -> str:
    """DOT with geometry only; no splines: the ways are ours to draw."""
    gaps = f"nodesep={_COLUMN_GAP / POINTS:.4f}, ranksep={_ROW_GAP / POINTS:.4f}"
    lines = [f"digraph {{ graph [rankdir=TB, {gaps}, splines=none, dpi={POINTS}]"]
    lines.append('node [shape=box, fixedsize=true, label=""] edge [arrowsize=0.9]')
    lines += [_node_dot(n.id, sizes[n.id], n.id in line) for n in graph.nodes]
    lines += _edges_dot(graph, line)
    return "\n".join([*lines, "}"]) + "\n"


def _node_dot(node: str, size: Size, on_line: bool) -> str:  # noqa: FBT001
    shape = ", shape=diamond" if size.diamond else ""
    group = ", group=main" if on_line else ""
    return f"{node} [width={size.w / POINTS:.4f}, height={size.h / POINTS:.4f}{shape}{group}]"


def _edges_dot(graph: Graph, line: tuple[str, ...]) -> Iterator[str]:
    beside = beside_decisions(graph, line)
    for edge in graph.edges:
        side = beside.get(edge)
        if side == "left":
            yield f"{edge.target} -> {edge.source} [dir=back, weight={_WEIGHT}]"
        elif edge.kind == BACKWARD:
            yield f"{edge.source} -> {edge.target} [constraint=false]"
        else:
            on_line = edge.source in line and edge.target in line
            yield f"{edge.source} -> {edge.target} [weight={_LINE_WEIGHT if on_line else _WEIGHT}]"
        if side:
            yield f"{{rank=same {edge.source} {edge.target}}}"


def beside_decisions(graph: Graph, line: tuple[str, ...]) -> dict[Edge, str]:
    """Side branches and ends that stand beside their decision, and on which side."""
    sides: dict[Edge, str] = {}
    for node in graph.nodes:
        ways = [e for e in graph.edges_from(node.id) if _stands_beside(graph, e, line)]
        back_first = sorted(ways, key=lambda e: not _comes_back(graph, e))
        for count, edge in enumerate(back_first):
            lone = len(ways) == 1 and not _comes_back(graph, edge)
            sides[edge] = "left" if count % 2 == 0 and not lone else "right"
    return sides


def _stands_beside(graph: Graph, edge: Edge, line: tuple[str, ...]) -> bool:
    node = graph.node(edge.target)
    if edge.kind == BACKWARD or edge.target in line:
        return False
    return node.owner == edge.source and sum(e.target == node.id for e in graph.forward) == 1


def _comes_back(graph: Graph, edge: Edge) -> bool:
    return any(e.kind == BACKWARD for e in graph.edges_from(edge.target))


def _rows(points: list[_Point]) -> dict[str, int]:
    """Nodes of one rank share a row; the topmost is row 0."""
    rows, number, last = {}, -1, float("inf")
    for point in sorted(points, key=lambda p: -p.y):
        if last - point.y > _SAME_RANK:
            number += 1
            last = point.y
        rows[point.id] = number
    return rows


def _columns(
    graph: Graph, points: list[_Point], rows: Mapping[str, int], line: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """The main line is column 0; others stand left or right of it in the order Graphviz found."""
    middle = _middle(points, line)
    given: dict[str, int] = {}
    for number in range(max(rows.values()) + 1):
        row = sorted((p for p in points if rows[p.id] == number), key=lambda p: p.x)
        centre = next((n for n, p in enumerate(row) if p.id in line), None)
        at = centre if centre is not None else sum(p.x < middle for p in row)
        left, right = row[:at][::-1], row[at + (centre is not None) :]
        given.update(_outward(graph, left, -1, given))
        given.update(_outward(graph, right, 1, given))
        if centre is not None:
            given[row[centre].id] = 0
    yield from given.items()


def _outward(
    graph: Graph, row: list[_Point], direction: int, given: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """A node stays in the column of the node before it where that is free."""
    here = 0
    for point in row:
        before = [
            given[e.source] * direction
            for e in graph.forward
            if e.target == point.id and e.source in given
        ]
        here = max([here + 1, *before])
        yield point.id, here * direction


def _middle(points: list[_Point], line: tuple[str, ...]) -> float:
    xs = sorted(p.x for p in points if p.id in line)
    return xs[len(xs) // 2]
