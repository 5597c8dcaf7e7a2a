"""The swimlanes (who does what): a column for each post, or for each duty, and a row for each rank.

Enters: a ``Graph``.  Leaves: a ``Drawing`` that needs no Graphviz, which has no lanes in reading
order: nodes are seated by ``lane_places``, ways are those of the compact chart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from ...basics.text_width import chinese, wrapped
from ...basics.values import dataclass
from ...county.flows.graph import Edge, FlowNode, Graph
from ...schema.records.powers.flow_terms import StepKind
from ..ink import svg
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Box, Drawing, Lane, crossings, half
from .grid_drawing import Setting, finish
from .grid_ways import ways
from .lane_places import Seat, Seating, orders, others, seated, seats
from .lattice import GridWay
from .pixels import GridSheet, Size, lay
from .step_boxes import NAME, SMALL, face

POST, DUTY = "岗位", "职能"
NOBODY = "未写明"
_EMS, _HEAD_EMS = 6.0, 7.0
"""Characters in a line of a step's name, and in one of a lane's head: narrow, for six lanes to fit."""
_ORDERS, _SWAPS = 2, 12
"""Orders of lanes that are laid out, and swaps tried in each: fixed, so that no clock decides."""
_HEAD_LINE, _HEAD_REST = 22, 58
"""px of a line of a lane's head, and of the rest of it: padding, duties, and the gap below."""
_HEAD_PADDING, _DUTIES_DOWN = 12.0, 18
"""px above the first line of a head, and from its last line down to its duties."""
_HEAD_GAP, _BAND_UP, _BAND_DOWN = 24, 16, 12
"""px of the gap below a head, and by how much a lane's band begins above, and ends below, its boxes."""
_HAIRLINE = 0.5
_CLASSES = {
    "受理": "受理承办", "承办": "受理承办", "审查": "审查", "批准": "定事批准", "定事": "定事批准",
    "办理": "办理发放", "发放": "办理发放", "监督": "监督", "公开": "公开",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Trial:
    """One seating laid out, and what is wrong with it."""

    seating: Seating
    ways: tuple[GridWay, ...]
    sheet: GridSheet
    crossings: tuple[tuple[int, int], ...]
    corners: int

    @property
    def cost(self) -> tuple[int, int]:
        return len(self.crossings), self.corners


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
    sizes = {node: shown.size for node, shown in faces.items()}
    best = _best(graph, seats(graph, _lanes_of(graph, by)), sizes)
    sheet, lanes, behind = _with_heads(graph, best.seating, best.sheet, by, palette)
    setting = Setting(kind="lanes", palette=palette, prefix=prefix, titled=titled)
    return finish(graph, faces, sheet, setting, behind=behind, lanes=lanes)


def _lanes_of(graph: Graph, by: str) -> dict[str, str]:
    """The lane of every step; ends follow the step that leads to them."""
    return {node.id: lane_of(node, by) for node in graph.nodes}


def lane_of(node: FlowNode, by: str) -> str:
    """The name of the lane in which a step stands."""
    if by == POST:
        return node.posts[0] if node.posts else NOBODY
    return _CLASSES.get(node.duty) or ("公开" if node.kind == StepKind.PUBLICITY else "其他环节")


def _best(graph: Graph, held: Mapping[str, Seat], sizes: Mapping[str, Size]) -> _Trial:
    """Of the orders with the shortest ways, the first with the fewest crossings."""
    best: _Trial | None = None
    for order in orders(graph, held, _ORDERS):
        trial = _improved(graph, _tried(graph, seated(graph, held, order), sizes), sizes)
        if best is None or trial.cost < best.cost:
            best = trial
        if not best.crossings:
            break
    assert best is not None  # noqa: S101  there is always one order
    return best


def _improved(graph: Graph, best: _Trial, sizes: Mapping[str, Size]) -> _Trial:
    """Where ways cross, the nodes at their ends change places with those that sit beside them."""
    ends = {end for pair in best.crossings for n in pair for end in _ends(graph.edges[n])}
    for places in islice(others(graph, best.seating, ends), _SWAPS):
        if not best.crossings:
            break
        within = {**best.seating.within, **places}
        if within == best.seating.within:
            continue  # all sit as they do: nothing would change
        trial = _tried(graph, replace(best.seating, within=within), sizes, best.ways)
        best = min(best, trial, key=lambda trial: trial.cost)
    return best


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _tried(
    graph: Graph, seating: Seating, sizes: Mapping[str, Size], known: tuple[GridWay, ...] = ()
) -> _Trial:
    grid = seating.grid(graph)
    found = ways(grid, graph.edges, known)
    sheet = lay(grid, found, sizes, SMALL)
    return _Trial(
        seating=seating,
        ways=found,
        sheet=sheet,
        crossings=tuple(crossings(sheet.routes)),
        corners=sum(len(way.corners) for way in found),
    )


def _with_heads(
    graph: Graph, seating: Seating, sheet: GridSheet, by: str, palette: Palette
) -> tuple[GridSheet, tuple[Lane, ...], str]:
    """Bands behind, heads above; the sheet grows upwards by the height of the heads."""
    order, columns = seating.order, seating.columns
    heads = [wrapped(chinese(lane), _HEAD_EMS) for lane in order]
    high = max(map(len, heads)) * _HEAD_LINE + _HEAD_REST
    lanes = []
    for lane in order:
        left = sheet.gutters[columns[lane].start] if lane != order[0] else 0.0
        right = sheet.gutters[columns[lane].stop] if lane != order[-1] else sheet.width
        nodes = tuple(n.id for n in graph.nodes if seating.seats[n.id].lane == lane)
        lanes.append(Lane(lane, left, right, nodes))
    parts = [
        _band(lane, n, -_BAND_UP, sheet.height + _BAND_DOWN, palette) for n, lane in enumerate(lanes)
    ]
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
    box = Box(
        x=(lane.left + lane.right) / 2, y=(top + bottom) / 2, w=lane.right - lane.left, h=bottom - top
    )
    return svg.rect(
        box, palette.band if number % 2 else palette.ground, palette.rule, radius=0, stroke=_HAIRLINE
    )


def _head(lane: Lane, lines: tuple[str, ...], high: float, duties: str, palette: Palette) -> str:
    x, wide = (lane.left + lane.right) / 2, lane.right - lane.left
    parts = [
        svg.rect(
            Box(x=x, y=-_BAND_UP - (high - _HEAD_GAP) / 2, w=wide, h=high - _HEAD_GAP),
            palette.number,
            palette.rule,
            radius=0,
            stroke=_HAIRLINE,
        )
    ]
    top = -high + _HEAD_PADDING
    spots = [(x, top + _HEAD_LINE * n, words) for n, words in enumerate(lines, 1)]
    parts.append(svg.lines(spots, NAME - 1, palette.on_number, bold=True))
    if duties:
        y = top + _HEAD_LINE * len(lines) + _DUTIES_DOWN
        parts.append(svg.text(x, y, duties, SMALL, palette.on_number))
    return "".join(parts)


def least_width(graph: Graph, by: str) -> float:
    """What no sheet can be narrower than: the widest box of each lane, side by side."""
    widest: dict[str, float] = {}
    for node in (n for n in graph.nodes if n.step):
        lane = lane_of(node, by)
        drawn = face(node, posts=by != POST, ems=_EMS)
        widest[lane] = max(widest.get(lane, 0.0), drawn.size.w)
    return sum(widest.values())
