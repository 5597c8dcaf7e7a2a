"""The swimlanes (who does what): a column for each post, or for each duty, and a row for each rank.

Enters: a ``Graph``.  Leaves: a ``Drawing`` that needs no Graphviz, which has no lanes in reading
order: columns are lanes, rows are the longest way from the start, ends stand beside their step.
Lanes are ordered for short ways, the applicant first and the supervisor last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from . import svg
from .faces import NAME, SMALL, face
from .geometry import Box, Drawing, Lane, crossings, half
from .graph import EXIT, MAIN, Edge, Graph, Node
from .grid import Grid, ways
from .metrics import chinese, wrapped
from .sheets import Setting, finish
from .tokens import LIGHT, Palette
from .tracks import Sheet, Size, lay

POST, DUTY = "岗位", "职能"
NOBODY = "未写明"
_EMS, _HEAD_EMS, _PERMUTED, _TRIED = 6.0, 7.0, 6, 8
_CLASSES = {
    "受理": "受理承办", "承办": "受理承办", "审查": "审查", "批准": "定事批准", "定事": "定事批准",
    "办理": "办理发放", "发放": "办理发放", "监督": "监督", "公开": "公开",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a node sits: its lane and its row."""

    lane: str
    row: int


def draw(
    graph: Graph,
    *,
    by: str = POST,
    prefix: str = "l-",
    titled: bool = False,
    palette: Palette = LIGHT,
) -> Drawing:
    """Swimlanes by POST or by DUTY."""
    faces = {node.id: face(node, posts=by != POST, ems=_EMS) for node in graph.nodes}
    sizes = {node: one.size for node, one in faces.items()}
    seats = _seats(graph, by)
    order, columns, sheet = _best(graph, seats, sizes)
    sheet, lanes, behind = _with_heads(graph, seats, order, columns, sheet, by, palette)
    setting = Setting("lanes", palette, prefix, titled)
    return finish(graph, faces, sheet, setting, "", behind, lanes)


def _seats(graph: Graph, by: str) -> dict[str, _Seat]:
    rows, seats = _ranks(graph, by), {}
    for node in graph.nodes:
        if node.step:
            seats[node.id] = _Seat(_lane_of(node, by), rows[node.id])
    for node in graph.nodes:
        if node.step is None:
            before = next(e.source for e in graph.edges if e.target == node.id)
            last = max(rows[e.source] for e in graph.edges if e.target == node.id)
            seats[node.id] = _Seat(seats[before].lane, last + 1 if node.good else rows[before])
    return seats


def _lane_of(node: Node, by: str) -> str:
    if by == POST:
        return node.posts[0] if node.posts else NOBODY
    return _CLASSES.get(node.duty) or ("公开" if node.kind == "公示" else "其他环节")


def _ranks(graph: Graph, by: str) -> dict[str, int]:
    """Longest way from the start, loops left out; a branch in its decision's lane stands beside it."""
    rows = {node.id: 0 for node in graph.nodes}
    for _ in graph.nodes:
        before = dict(rows)
        for edge in graph.forward:
            rows[edge.target] = max(rows[edge.target], rows[edge.source] + _down(graph, edge, by))
        if rows == before:
            break
    return rows


def _down(graph: Graph, edge: Edge, by: str) -> int:
    source, target = graph.node(edge.source), graph.node(edge.target)
    beside = edge.kind == EXIT and target.owner == source.id and target.step is not None
    return 0 if beside and _lane_of(source, by) == _lane_of(target, by) else 1


def _best(
    graph: Graph, seats: Mapping[str, _Seat], sizes: Mapping[str, Size]
) -> tuple[tuple[str, ...], dict[str, range], Sheet]:
    """Of the orders with the shortest ways, the first with the fewest crossings."""
    tries = [
        _tried(graph, seats, sizes, order, mirrored=mirrored)
        for order in _orders(graph, seats)[:_TRIED]
        for mirrored in (False, True)
    ]
    return min(tries, key=lambda tried: crossings(tried[2].routes))


def _tried(
    graph: Graph,
    seats: Mapping[str, _Seat],
    sizes: Mapping[str, Size],
    order: tuple[str, ...],
    *,
    mirrored: bool,
) -> tuple[tuple[str, ...], dict[str, range], Sheet]:
    grid, columns = _grid(graph, seats, order, mirrored=mirrored)
    return order, columns, lay(grid, ways(grid, graph.edges), sizes, SMALL)


def _orders(graph: Graph, seats: Mapping[str, _Seat]) -> list[tuple[str, ...]]:
    """Orders by the length of ways; the first step's lane first, the supervisors' last."""
    seen = tuple(dict.fromkeys(seats[n.id].lane for n in graph.nodes))
    first, last = seen[:1], tuple(lane for lane in seen[1:] if _watches(graph, seats, lane))
    middle = tuple(lane for lane in seen[1:] if lane not in last)
    if len(middle) > _PERMUTED:
        return [(*first, *middle, *last)]
    spans = _spans(graph, seats)
    return sorted(((*first, *o, *last) for o in permutations(middle)), key=lambda o: _span(o, spans))


def _watches(graph: Graph, seats: Mapping[str, _Seat], lane: str) -> bool:
    duties = {n.duty for n in graph.nodes if n.step and seats[n.id].lane == lane}
    return lane in graph.watchers or duties == {"监督"}


def _spans(graph: Graph, seats: Mapping[str, _Seat]) -> list[tuple[str, str, int]]:
    return [
        (seats[e.source].lane, seats[e.target].lane, 3 if e.kind == MAIN else 2)
        for e in graph.edges
        if seats[e.source].lane != seats[e.target].lane
    ]


def _span(order: tuple[str, ...], spans: list[tuple[str, str, int]]) -> int:
    place = {lane: n for n, lane in enumerate(order)}
    return sum(abs(place[a] - place[b]) * weight for a, b, weight in spans)


def _grid(
    graph: Graph, seats: Mapping[str, _Seat], order: tuple[str, ...], *, mirrored: bool
) -> tuple[Grid, dict[str, range]]:
    """Nodes of one lane and row stand in sub-columns side by side."""
    taken: dict[_Seat, int] = {}
    within = {}
    for node in sorted(graph.nodes, key=lambda n: n.step is None):
        seat = seats[node.id]
        within[node.id] = taken.get(seat, 0)
        taken[seat] = within[node.id] + 1
    columns, start = {}, 0
    for lane in order:
        wide = max(count for seat, count in taken.items() if seat.lane == lane)
        columns[lane] = range(start, start + wide)
        start += wide
    if mirrored:
        within = {node: len(columns[seats[node].lane]) - 1 - n for node, n in within.items()}
    spots = {
        node.id: (
            2 * (columns[seats[node.id].lane].start + within[node.id]) + 1,
            2 * seats[node.id].row + 1,
        )
        for node in graph.nodes
    }
    rows = max(seat.row for seat in seats.values()) + 1
    return Grid(spots, rows, start, frozenset(n.id for n in graph.nodes if n.kind == "判断")), columns


def _with_heads(  # noqa: PLR0913, PLR0917  one step of draw, split off for length
    graph: Graph,
    seats: Mapping[str, _Seat],
    order: tuple[str, ...],
    columns: Mapping[str, range],
    sheet: Sheet,
    by: str,
    palette: Palette,
) -> tuple[Sheet, tuple[Lane, ...], str]:
    """Bands behind, heads above; the sheet grows upwards by the height of the heads."""
    heads = [wrapped(chinese(lane), _HEAD_EMS) for lane in order]
    high = max(map(len, heads)) * 22 + 58
    lanes = []
    for lane in order:
        left = sheet.gutters[columns[lane].start] if lane != order[0] else 0.0
        right = sheet.gutters[columns[lane].stop] if lane != order[-1] else sheet.width
        nodes = tuple(n.id for n in graph.nodes if seats[n.id].lane == lane)
        lanes.append(Lane(lane, left, right, nodes))
    parts = [_band(lane, n, -16, sheet.height + 12, palette) for n, lane in enumerate(lanes)]
    parts += [
        _head(lane, heads[n], high, _duties(graph, lane, by), palette) for n, lane in enumerate(lanes)
    ]
    return (
        sheet.moved(half(high)),
        tuple(lanes),
        f'<g transform="translate(0 {high})">{"".join(parts)}</g>',
    )


def _duties(graph: Graph, lane: Lane, by: str) -> str:
    if by != POST:
        return ""
    return "・".join(dict.fromkeys(graph.node(n).duty for n in lane.nodes if graph.node(n).duty))


def _band(lane: Lane, number: int, top: float, bottom: float, palette: Palette) -> str:
    box = Box("", (lane.left + lane.right) / 2, (top + bottom) / 2, lane.right - lane.left, bottom - top)
    return svg.rect(box, palette.band if number % 2 else palette.ground, palette.rule, 0, 0.5)


def _head(lane: Lane, lines: tuple[str, ...], high: float, duties: str, palette: Palette) -> str:
    x, wide = (lane.left + lane.right) / 2, lane.right - lane.left
    parts = [
        svg.rect(
            Box("", x, -16 - (high - 24) / 2, wide, high - 24), palette.number, palette.rule, 0, 0.5
        )
    ]
    y = -high + 12.0
    for words in lines:
        y += 22
        parts.append(svg.text(x, y, words, NAME - 1, palette.on_number, bold=True, anchor="middle"))
    if duties:
        parts.append(svg.text(x, y + 18, duties, SMALL - 1, palette.on_number, anchor="middle"))
    return f'<g class="chart-lane">{"".join(parts)}</g>'
