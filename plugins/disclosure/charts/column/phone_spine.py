"""The spine for phones: one column of cards, 390 px wide, conditions as rows of text.

Enters: a ``Graph``.  Leaves: a ``Drawing`` with names of 18 px and no smaller text than 16 px.
"""

from __future__ import annotations

from ...county.flows.graph import Graph
from ..ink import svg
from ..ink.captions import heading
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Drawing
from .rail import RailSizes, cards_wide, rail, rail_svg
from .step_cards import CardType

WIDE = 374.0
"""px: a phone of 390 px, less a page's margins."""
NAME, SMALL = 18.0, 16.0
"""px: the size of names, and of all other words; the floor of a phone is 16 (docs/charts.md)."""
RADIUS = 14.0
"""px: the radius of a step's number."""
_LEFT, _HEAD_GAP, _FOOT = 6.0, 6, 8
"""px left of the rail, between heading and rail, and below it."""


def draw(graph: Graph, *, prefix: str = "s-", titled: bool = False, palette: Palette = LIGHT) -> Drawing:
    """The chart of one flow for a screen of 390 px."""
    kind = CardType(wide=cards_wide(graph, WIDE - _LEFT, RADIUS), name=NAME, small=SMALL)
    measures = RailSizes(left=_LEFT, type=kind, radius=RADIUS)
    top = heading(graph, WIDE, SMALL, palette, titled=titled)
    spine = rail(graph, measures, top.height + _HEAD_GAP, {})
    wide, high = round(max(WIDE, spine.right)), round(spine.bottom + _FOOT)
    made = svg.document(
        kind="spine",
        title=graph.name,
        width=wide,
        height=high,
        body=top.svg + rail_svg(spine, palette, prefix),
        prefix=prefix,
    )
    return Drawing(svg=made, width=wide, height=high, plan=spine.plan(wide, high))
