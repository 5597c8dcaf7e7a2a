"""Every power's flow as a chart, its DOT, and the equivalent list of steps.

Enters: a ``Site`` and a way to lay out DOT.  Leaves: ``PowerChart`` by the power's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from .accountability import responsible_leader
from .flow import compact, ladder, spine
from .flow.graph import Graph, build
from .flow.listing import Row, listing
from .schema.power import Power
from .site import Site

LayOut = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PowerChart:
    """The flow of one power in its drawings, its DOT, and the equivalent list of steps.

    ``svg`` is the compact chart and ``phone`` the spine, which stand on one page; ``ladder``
    (廉政风险防控图) is "" where no step carries a risk.  ``width`` is that of the compact chart, in px.
    """

    svg: str
    width: int
    phone: str
    ladder: str
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
    phone, guarded = spine.draw(graph).svg, _ladder(site, power, graph)
    return PowerChart(drawing.svg, drawing.width, phone, guarded, drawing.dot, listing(graph))


def _ladder(site: Site, power: Power, graph: Graph) -> str:
    if not any(node.risks for node in graph.nodes):
        return ""
    return ladder.draw(graph, leaders=dict(_leaders(site, power, graph))).svg


def _leaders(site: Site, power: Power, graph: Graph) -> Iterator[tuple[tuple[str, str], str]]:
    """Who answers for each step's risks, as far as the catalogue knows its posts."""
    for node in graph.nodes:
        posts = [post for name in node.posts if (post := site.post_named(power, name))]
        for risk in node.risks if posts else ():
            leader = responsible_leader(site, replace(posts[0], grade=risk.grade))
            if leader:
                yield (node.id, risk.grade), leader.name
