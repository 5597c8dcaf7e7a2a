"""A finished drawing as DOT with fixed positions, so that any Graphviz redraws what we placed.

Enters: a ``Plan``.  Leaves: DOT with geometry only: ids, sizes, positions and ways, no text.
``layout=nop2`` tells Graphviz to take all of them as they are (``dot -Tsvg`` shows the chart).
"""

from __future__ import annotations

from itertools import pairwise

from ..model.geometry import POINTS, Box, Lane, Plan, Point, Route

_ARROW = 10
"""px of a way's end that its arrow takes."""


def dot_of(plan: Plan) -> str:
    """One node, lane or way a line; y grows upwards in Graphviz and downwards on a page."""
    lines = ['digraph { graph [layout=nop2] node [shape=box, fixedsize=true, label=""]']
    lines += [_lane(lane, number, plan.height) for number, lane in enumerate(plan.lanes)]
    lines += [_node(box, plan.height) for box in plan.boxes]
    lines += [_way(route, plan.height) for route in plan.routes]
    lines += [f"// {edge.source} -> {edge.target}: told in words" for edge in plan.listed]
    return "\n".join([*lines, "}"]) + "\n"


def _lane(lane: Lane, number: int, high: float) -> str:
    members = "; ".join(lane.nodes)
    return f'subgraph cluster_{number} {{ bb="{lane.left:g},0,{lane.right:g},{high:g}"; {members} }}'


def _node(box: Box, high: float) -> str:
    shape = ", shape=diamond" if box.diamond else ""
    size = f"width={box.w / POINTS:.4f}, height={box.h / POINTS:.4f}"
    return f'{box.id} [pos="{_at((box.x, box.y), high)}", {size}{shape}]'


def _way(route: Route, high: float) -> str:
    """Stretches as Bézier curves whose control points are their ends; the arrow is the last px."""
    *points, tip = route.points
    first, *others = [_at(point, high) for point in (*points, _base(points[-1], tip))]
    curve = " ".join([first, *(f"{a} {b} {b}" for a, b in pairwise([first, *others]))])
    return f'{route.edge.source} -> {route.edge.target} [pos="e,{_at(tip, high)} {curve}"]'


def _base(before: Point, tip: Point) -> Point:
    """Where the arrow begins on an upright or level stretch."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    back = min(_ARROW, (abs(dx) + abs(dy)) / 2)
    return tip[0] - back * ((dx > 0) - (dx < 0)), tip[1] - back * ((dy > 0) - (dy < 0))


def _at(point: Point, high: float) -> str:
    return f"{point[0]:g},{high - point[1]:g}"
