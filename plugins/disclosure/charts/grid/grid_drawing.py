"""A laid-out sheet as a drawing: captions around it, lanes behind it, labels above it.

Enters: faces and a ``GridSheet``.  Leaves: a ``Drawing``.  Shared by the compact chart and the lanes.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...basics.text_width import chinese
from ...basics.values import dataclass
from ...county.flows.graph import Graph
from ...schema.records.powers.flow_terms import DUTIES_APART
from ..ink import signs, svg
from ..ink.captions import heading, legend
from ..ink.element import dressed, number
from ..ink.palette import Palette
from ..model.geometry import Box, ConditionLabel, Drawing, Lane, Plan, Route, half
from .pixels import GridSheet
from .step_boxes import SMALL, StepFace, drawn

MARGIN = 20.0
"""px around a drawing."""
_NARROWEST, _NARROWEST_TITLED = 280, 420
"""px: a legend, or a title, breaks badly on less."""
_GATE_RISE, _GATE_ROOM = 17, 24
"""px from an arrow's tip up to the bars across its way, and the stretch that has room for both."""
_GATE_BESIDE, _GATE_ABOVE = 9, 5
"""px: half the width and height of the bars, which no condition may cover."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a sheet is dressed: palette, prefix of ids, whether its title stands on it."""

    kind: str
    palette: Palette
    prefix: str
    titled: bool


def finish(  # noqa: PLR0913  all that makes a sheet a drawing
    graph: Graph,
    faces: Mapping[str, StepFace],
    sheet: GridSheet,
    setting: Setting,
    *,
    dot: str = "",
    behind: str = "",
    lanes: tuple[Lane, ...] = (),
) -> Drawing:
    """The drawing; ``behind`` is drawn in the sheet's own coordinates."""
    wide = max(sheet.width, _NARROWEST_TITLED if setting.titled else _NARROWEST)
    top = heading(graph, wide, SMALL, setting.palette, titled=setting.titled)
    shift_x, shift_y = half(MARGIN + (wide - sheet.width) / 2), half(MARGIN + top.height)
    low = shift_y + sheet.height + MARGIN
    shift = f'transform="translate({number(shift_x)} {number(shift_y)})"'
    foot = legend(graph, wide, SMALL, setting.palette)
    body = (
        f'<g transform="translate({MARGIN:g} {MARGIN:g})">{top.svg}</g>'
        f"{dressed('g', behind + content(graph, faces, sheet, setting), shift, text_anchor='middle')}"
        f'<g transform="translate({MARGIN:g} {number(low)})" aria-hidden="true">{foot.svg}</g>'
    )
    width, height = round(wide + 2 * MARGIN), round(low + foot.height + MARGIN / 2)
    plan = Plan(
        width=sheet.width,
        height=sheet.height,
        boxes=sheet.boxes,
        routes=sheet.routes,
        labels=sheet.labels,
        lanes=lanes,
    )
    made = svg.document(
        kind=setting.kind, title=graph.name, width=width, height=height, body=body, prefix=setting.prefix
    )
    return Drawing(svg=made, dot=dot, width=width, height=height, plan=plan)


def content(graph: Graph, faces: Mapping[str, StepFace], sheet: GridSheet, setting: Setting) -> str:
    """Ways below in the order of the edges, boxes in the order of the steps, conditions on top."""
    palette, prefix = setting.palette, setting.prefix
    ways = svg.routes(sheet.routes, palette)
    gates = "".join(_gate(graph, route, sheet.labels, palette) for route in sheet.routes)
    places = {box.id: box for box in sheet.boxes}
    boxes = "".join(drawn(faces[n.id], places[n.id], graph, palette, prefix) for n in graph.nodes)
    chips = "".join(
        svg.chip(label.box, chinese(label.edge.label), SMALL, palette) for label in sheet.labels
    )
    labels = f'<g aria-hidden="true">{chips}</g>' if chips else ""
    return f'<g aria-hidden="true">{ways}{gates}</g>{boxes}{labels}'


def _gate(graph: Graph, route: Route, labels: tuple[ConditionLabel, ...], palette: Palette) -> str:
    """The bars where a step hands over from one declared duty to the duty kept apart from it."""
    source, target = graph.node(route.edge.source), graph.node(route.edge.target)
    if (source.duty, target.duty) not in DUTIES_APART or set(source.posts) & set(target.posts):
        return ""
    (x, y), (x1, y1) = route.points[-1], route.points[-2]
    middle = y - _GATE_RISE
    if x != x1 or abs(y - y1) < _GATE_ROOM or any(_covers(label.box, x, middle) for label in labels):
        return ""
    return signs.gate(x, middle, palette)


def _covers(box: Box, x: float, y: float) -> bool:
    return abs(box.x - x) < box.w / 2 + _GATE_BESIDE and abs(box.y - y) < box.h / 2 + _GATE_ABOVE
