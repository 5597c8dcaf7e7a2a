"""Every power's flow as a chart, its DOT, and the equivalent list of steps.

Enters: a ``Site`` and a way to lay out DOT.  Leaves: ``PowerChart`` by the power's code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .flow import compact
from .flow.graph import build
from .flow.listing import Row, listing
from .schema.power import Power
from .site import Site

LayOut = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PowerChart:
    """The flow of one power: drawing, its DOT, and the equivalent list of steps."""

    svg: str
    dot: str
    rows: tuple[Row, ...]


def draw(site: Site, lay_out: LayOut) -> Mapping[str, PowerChart]:
    """Charts of all powers that have a sound flow."""
    drawn = ((power.code, _chart(site, power, lay_out)) for power in site.powers.values())
    return {code: chart for code, chart in drawn if chart}


def _chart(site: Site, power: Power, lay_out: LayOut) -> PowerChart | None:
    flow = site.flow_of(power)
    graph = build(flow, power.name, power.code)[0] if flow else None
    if graph is None:
        return None
    drawing = compact.draw(graph, lay_out)
    return PowerChart(drawing.svg, drawing.dot, listing(graph))
