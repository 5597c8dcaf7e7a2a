"""A county graph as SVG: bands with their heads, ways that curve between them, boxes that link.

Enters: a ``Network``, a way to lay out DOT, and an address for every target.  Leaves: a
``Drawing``.  Ways curve only in the gaps between two ranks, where no box ever stands, and run
straight where they pass a rank, so that none can run through a box.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from ...basics.values import dataclass
from ..grid.step_boxes import NAME
from ..ink import element, svg
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Box, Drawing, Lane, LayOut, Plan, Point, Route, half
from ..model.network import WATCH, Band, Network
from ..model.network_in_words import Address, row
from .network_boxes import NetworkFace, drawn, faces
from .network_places import Chain, Layout, placed

MARGIN, PAD = 6.0, 14.0
"""px around a drawing, and between a band and its boxes."""
_GAP_ACROSS, _GAP_DOWN = 46.0, 56.0
"""px between two ranks, side by side or one below the other: room for ways to bend."""
_HEAD, _SIDE = 40.0, 52.0
"""px that the head of a band takes above its boxes, or left of them."""
_ROUND, _APART = 8, 18
"""px: the radius of a band's corners, and the size of the sign ≠."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """Ranks set apart: where each begins and ends along the graph, and how wide the graph is."""

    network: Network
    layout: Layout
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def point(self, along: float, across: float) -> Point:
        return (along, across) if self.network.sideways else (across, along)

    @property
    def size(self) -> Point:
        return self.point(self.ends[-1], self.layout.wide)


@dataclass(frozen=True, slots=True)
class _Dress:
    """The colours, what begins every id, and where boxes lead."""

    palette: Palette
    prefix: str
    address: Address


def draw(
    network: Network,
    lay_out: LayOut,
    address: Address,
    *,
    prefix: str = "g-",
    palette: Palette = LIGHT,
) -> Drawing:
    """The picture of one graph; ``prefix`` begins every id in it."""
    shown = faces(network)
    layout, dot = placed(network, {node: face.size for node, face in shown.items()}, lay_out)
    stage = _set_apart(network, layout, shown)
    boxes = tuple(_box(stage, face) for face in shown.values())
    routes = tuple(_route(stage, chain) for chain in layout.chains)
    lanes = tuple(_lane(stage, band) for band in network.bands)
    width, height = stage.size
    plan = Plan(width=width, height=height, boxes=boxes, routes=routes, lanes=lanes)
    return _finished(network, shown, plan, _Dress(palette, prefix, address), dot)


def _set_apart(network: Network, layout: Layout, shown: Mapping[str, NetworkFace]) -> _Stage:
    """Each rank is as deep as its deepest box; gaps hold nothing but ways."""
    starts, ends, here = [], [], 0.0
    for rank in range(max(node.rank for node in network.nodes) + 1):
        held = [shown[node.id].size for node in network.nodes if node.rank == rank]
        starts.append(here)
        here += max((size.w if network.sideways else size.h for size in held), default=0.0)
        ends.append(here)
        here += _GAP_ACROSS if network.sideways else _GAP_DOWN
    return _Stage(network, layout, tuple(starts), tuple(ends))


def _box(stage: _Stage, face: NetworkFace) -> Box:
    rank, size = face.node.rank, face.size
    middle = (stage.starts[rank] + stage.ends[rank]) / 2
    x, y = stage.point(half(middle), stage.layout.across[face.node.id])
    return Box(id=face.node.id, x=x, y=y, w=size.w, h=size.h)


def _route(stage: _Stage, chain: Chain) -> Route:
    """Corners: out of the source, in and out of every rank it passes, into the target."""
    first = stage.network.node(chain.edge.source).rank
    ends = [
        stage.point(along[rank], stage.layout.across[stop])
        for rank, stop in enumerate(chain.stops, first)
        for along in (stage.starts, stage.ends)
    ]
    return Route(chain.edge, tuple(ends[1:-1]))


def _lane(stage: _Stage, band: Band) -> Lane:
    held = tuple(n.id for n in stage.network.nodes if band.first <= n.rank <= band.last)
    return Lane(band.name, stage.starts[band.first] - PAD, stage.ends[band.last] + PAD, held)


def _finished(
    network: Network, shown: Mapping[str, NetworkFace], plan: Plan, dress: _Dress, dot: str
) -> Drawing:
    places = {box.id: box for box in plan.boxes}
    ways = "".join(_way(network, route, dress, n) for n, route in enumerate(plan.routes, 1))
    palette, prefix = dress.palette, dress.prefix
    boxes = "".join(
        drawn(network, face, places[node], palette, prefix=prefix, href=_href(dress, face))
        for node, face in shown.items()
    )
    left, top = MARGIN + PAD, MARGIN + PAD
    if network.sideways:
        top += _HEAD
    else:
        left += _SIDE
    body = element.dressed(
        "g",
        f'<g aria-hidden="true">{_bands(network, plan, palette)}{ways}</g>{boxes}',
        f'transform="translate({element.number(left)} {element.number(top)})"',
        text_anchor="middle",
    )
    wide, high = round(left + plan.width + PAD + MARGIN), round(top + plan.height + PAD + MARGIN)
    made = svg.sheet(
        kind="graph",
        title=network.name,
        told=network.told,
        width=wide,
        height=high,
        body=body,
        prefix=prefix,
    )
    return Drawing(svg=made, dot=dot, width=wide, height=high, plan=plan)


def _href(dress: _Dress, face: NetworkFace) -> str:
    target = face.node.item.target
    return dress.address(target) if target.record else f"#{row(dress.prefix, face.node.id)}"


def _bands(network: Network, plan: Plan, palette: Palette) -> str:
    """A tinted ground for every band, its head, and ≠ between bands that are kept apart."""
    parts = []
    for band, lane in zip(network.bands, plan.lanes, strict=True):
        ground = _ground(network, plan, lane)
        parts.append(svg.rect(ground, palette.band, "none", radius=_ROUND, stroke=0))
        x, y = _head_spot(network, lane)
        parts.append(svg.text(x, y, band.name, NAME, palette.ink, bold=True))
        if band.apart:
            parts.append(_apart(lane.right - PAD + _GAP_ACROSS / 2, palette))
    return "".join(parts)


def _ground(network: Network, plan: Plan, lane: Lane) -> Box:
    long, middle = lane.right - lane.left, (lane.left + lane.right) / 2
    if network.sideways:
        high = plan.height + 2 * PAD + _HEAD
        return Box(x=middle, y=(plan.height - _HEAD) / 2, w=long, h=high)
    return Box(x=(plan.width - _SIDE) / 2, y=middle, w=plan.width + 2 * PAD + _SIDE, h=long)


def _head_spot(network: Network, lane: Lane) -> Point:
    middle = (lane.left + lane.right) / 2
    if network.sideways:
        return middle, NAME * svg.MIDDLE - PAD / 2 - _HEAD / 2
    return -_SIDE / 2 - PAD / 2, middle + NAME * svg.MIDDLE


def _apart(x: float, palette: Palette) -> str:
    y = NAME * svg.MIDDLE - PAD / 2 - _HEAD / 2
    return svg.text(x, y, "≠", _APART, palette.guard, bold=True)


def _way(network: Network, route: Route, dress: _Dress, number: int) -> str:
    """A line, dashed where it supervises; it bends in the gaps and is straight in the ranks."""
    watch = route.edge.kind == WATCH
    tone = dress.palette.guard if watch else dress.palette.edge
    tip, before = route.points[-1], _before(network, route.points[-1])
    head = svg.arrow(before, tip, tone) if network.arrows else ""
    line = element.dressed(
        "path",
        "",
        f'id="{dress.prefix}e{number}" d="{_curve(network, route.points)}"',
        fill="none",
        stroke=tone,
        stroke_dasharray="7 5" if watch else "",
    )
    return line + head


def _before(network: Network, tip: Point) -> Point:
    return (tip[0] - 1, tip[1]) if network.sideways else (tip[0], tip[1] - 1)


def _curve(network: Network, points: tuple[Point, ...]) -> str:
    d = f"M{_spot(points[0])}"
    for number, (a, b) in enumerate(pairwise(points)):
        level = a[1] == b[1] if network.sideways else a[0] == b[0]
        d += f"L{_spot(b)}" if number % 2 or level else f"C{_bend(network, a, b)}{_spot(b)}"
    return d


def _bend(network: Network, a: Point, b: Point) -> str:
    """Control points half way along the gap, so that the curve leaves and arrives straight."""
    if network.sideways:
        middle = (a[0] + b[0]) / 2
        return f"{_spot((middle, a[1]))} {_spot((middle, b[1]))} "
    middle = (a[1] + b[1]) / 2
    return f"{_spot((a[0], middle))} {_spot((b[0], middle))} "


def _spot(point: Point) -> str:
    return f"{element.number(point[0])},{element.number(point[1])}"
