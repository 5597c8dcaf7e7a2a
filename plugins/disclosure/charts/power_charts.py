"""Every power's flow in all its drawings, their DOT, and the equivalent list of steps.

Enters: a ``Site``.  Leaves: a ``FlowJob`` for every flow, which the drawing stage draws; it ends in a
``PowerChart``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..county.facts.answerable import responsible_leader
from ..county.flows.graph import Graph, build
from ..county.flows.steps_in_words import StepInWords, listing
from ..county.site import Site
from ..schema.records.powers.power import Power
from .column import phone_spine, risk_ladder
from .grid import compact_chart, swimlanes
from .grid.step_boxes import SMALL
from .ink.as_dot import dot_of
from .model.geometry import Drawing, LayOut

_TOUCH_SCREEN, _TOUCH_FLOOR = 956, 18
TOUCH_ROOM = _TOUCH_SCREEN * SMALL / _TOUCH_FLOOR
"""px of a chart that a touch screen shows whole, enlarged until its smallest words are 18 px."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as it is published: SVG, its size in px, and the DOT that gives its geometry.

    ``cuts`` are the px from its top where sheets of A3 begin; () for what is not printed so.
    """

    svg: str
    width: int
    height: int
    dot: str
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PowerChart:
    """The flow of one power, its drawings for pages, and the equivalent list of steps.

    ``compact`` is for touch screens and desktops, ``phone`` the spine, ``lanes`` who does what by post.
    ``duties`` is the same by duty where only that fits a touch screen, and ``ladder`` (廉政风险防控图)
    stands where a step carries a risk; else they are None.
    """

    graph: Graph
    rows: tuple[StepInWords, ...]
    compact: Picture
    phone: Picture
    lanes: Picture
    duties: Picture | None
    ladder: Picture | None


@dataclass(frozen=True, slots=True)
class FlowJob:
    """All that enters the drawings of one flow; its ``repr`` tells apart whatever differs."""

    graph: Graph
    leaders: tuple[tuple[tuple[str, str], str], ...]

    def draw(self, lay_out: LayOut) -> str:
        """All drawings as JSON: what a cache keeps, and what workers hand back."""
        graph, leaders = self.graph, dict(self.leaders)
        made = {
            "compact": _published(compact_chart.draw(graph, lay_out)),
            "phone": _published(phone_spine.draw(graph)),
            "lanes": _published(swimlanes.draw(graph)),
        }
        if by_duty := _by_duty(graph, made["lanes"][1]):
            made["duties"] = _published(by_duty)
        if any(node.risks for node in graph.nodes):
            ladder = risk_ladder.draw(graph, leaders=leaders)
            made["ladder"] = _published(ladder, risk_ladder.cuts(graph, leaders))
        return json.dumps(made, ensure_ascii=False)

    def finished(self, made: str) -> PowerChart:
        """The chart of drawings that ``draw`` made, in whichever process or build."""
        drawn = {name: _picture(*parts) for name, parts in json.loads(made).items()}
        return PowerChart(
            graph=self.graph,
            rows=listing(self.graph),
            compact=drawn["compact"],
            phone=drawn["phone"],
            lanes=drawn["lanes"],
            duties=drawn.get("duties"),
            ladder=drawn.get("ladder"),
        )


def flow_jobs(site: Site) -> Iterator[tuple[str, FlowJob]]:
    """The drawings of every power that has a sound flow, by the power's code."""
    for power in site.powers.values():
        graph = build(power.flow)[0] if power.flow else None
        if graph:
            yield power.code, FlowJob(graph, tuple(_leaders(site, power, graph)))


def _by_duty(graph: Graph, wide: int) -> Drawing | None:
    """Lanes by duty, if lanes by post are ``wide``r than a touch screen's room and these are not."""
    if wide <= TOUCH_ROOM or swimlanes.least_width(graph, swimlanes.DUTY) > TOUCH_ROOM:
        return None
    drawing = swimlanes.draw(graph, by=swimlanes.DUTY)
    return drawing if drawing.width <= TOUCH_ROOM else None


def _published(
    drawing: Drawing, cuts: tuple[int, ...] = ()
) -> tuple[str, int, int, str, tuple[int, ...]]:
    return drawing.svg, drawing.width, drawing.height, drawing.dot or dot_of(drawing.plan), cuts


def _picture(svg: str, width: int, height: int, dot: str, cuts: Any) -> Picture:
    return Picture(svg=svg, width=width, height=height, dot=dot, cuts=tuple(cuts))


def _leaders(site: Site, power: Power, graph: Graph) -> Iterator[tuple[tuple[str, str], str]]:
    """Who answers for each step's risks, as far as the catalogue knows its posts."""
    for node in graph.nodes:
        posts = [post for name in node.posts if (post := site.post_named(power, name))]
        for risk in node.risks if posts else ():
            leader = responsible_leader(site, replace(posts[0], grade=risk.grade))
            if leader:
                yield (node.id, risk.grade), leader.name
