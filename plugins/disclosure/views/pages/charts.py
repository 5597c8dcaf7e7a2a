"""The flow of a power as a page shows it: the drawing, and the same steps as a list.

Enters: an ``Edition`` and a power.  Leaves: a ``ChartView``, or None where no flow is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...flow.listing import Row
from ...schema.power import Power
from .. import links, urls
from ..edition import Edition


@dataclass(frozen=True, slots=True)
class ChartView:
    """A drawing to stand in the page, its files, and the equivalent list."""

    svg: Markup
    rows: tuple[Row, ...]
    note: Markup
    svg_href: str
    dot_href: str


def chart_view(edition: Edition, power: Power) -> ChartView | None:
    chart = edition.charts.get(power.code)
    if not chart:
        return None
    return ChartView(
        svg=Markup(chart.svg),  # noqa: S704  drawn by our own flow package, which escapes
        rows=chart.rows,
        note=links.prose(edition, power.flow_note, urls.power(power.code), 3),
        svg_href=urls.chart(power.code, "svg"),
        dot_href=urls.chart(power.code, "dot"),
    )
