"""The spine for phones: one column of cards, 390 px wide, conditions as rows of text.

Enters: a ``Graph``.  Leaves: a ``Drawing`` with names of 18 px and no smaller text than 16 px.
"""

from __future__ import annotations

from ...county.flows.graph import BACKWARD, Graph
from ..ink import svg
from ..ink.captions import heading
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Drawing
from .rail import TRACK, RailSizes, rail, rail_svg
from .step_cards import CardType

WIDE, NAME, SMALL, RADIUS = 374.0, 18.0, 16.0, 14.0


def draw(graph: Graph, *, prefix: str = "s-", titled: bool = False, palette: Palette = LIGHT) -> Drawing:
    """The chart of one flow for a screen of 390 px."""
    loops = sum(edge.kind == BACKWARD for edge in graph.edges)
    left = 6.0
    cards = WIDE - left - 2 * RADIUS - 14 - min(loops, 8) * TRACK - 8
    measures = RailSizes(
        left=left, type=CardType(wide=float(2 * int(cards / 2)), name=NAME, small=SMALL), radius=RADIUS
    )
    top = heading(graph, WIDE, SMALL, palette, titled=titled)
    spine = rail(graph, measures, top.height + 6, {})
    wide, high = round(max(WIDE, spine.right)), round(spine.bottom + 8)
    made = svg.document(
        kind="spine",
        title=graph.name,
        width=wide,
        height=high,
        body=top.svg + rail_svg(spine, palette, prefix),
        prefix=prefix,
    )
    return Drawing(svg=made, dot="", width=wide, height=high, plan=spine.plan(wide, high))
