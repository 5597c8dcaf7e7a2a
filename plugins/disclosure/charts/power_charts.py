"""Every power's flow in all its drawings, their DOT, and the equivalent list of steps.

Enters: a ``Site``, a way to lay out DOT, and a ``map`` that may remember what it drew before and
may work in several processes.  Leaves: ``PowerChart`` by the power's code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..county.facts.answerable import responsible_leader
from ..county.flows.graph import Graph, build
from ..county.flows.steps_in_words import StepInWords, listing
from ..county.site import Site
from ..schema.records.powers.power import Power
from .column import phone_spine, risk_ladder
from .grid import compact_chart, swimlanes
from .ink.as_dot import dot_of
from .model.geometry import Drawing, LayOut


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

    ``compact`` is for kiosk and desktop, ``phone`` the spine, ``lanes`` who does what; ``ladder``
    (廉政风险防控图) is None where no step carries a risk.  Boards, which depend on the pixels of each
    screen, are drawn from ``graph``.
    """

    graph: Graph
    rows: tuple[StepInWords, ...]
    compact: Picture
    phone: Picture
    lanes: Picture
    ladder: Picture | None


@dataclass(frozen=True, slots=True)
class DrawingJob:
    """All that enters the drawings of one flow; its ``repr`` tells apart whatever differs."""

    graph: Graph
    leaders: tuple[tuple[tuple[str, str], str], ...]


Each = Callable[[Callable[[DrawingJob], str], Iterable[DrawingJob]], Iterable[str]]


def draw(site: Site, lay_out: LayOut, each: Each = map) -> Mapping[str, PowerChart]:
    """Charts of all powers that have a sound flow; ``each`` applies a function to all jobs in order."""
    jobs = dict(_jobs(site))
    made = each(partial(pictures, lay_out), jobs.values())
    return {code: _chart(job.graph, text) for (code, job), text in zip(jobs.items(), made, strict=True)}


def _jobs(site: Site) -> Iterator[tuple[str, DrawingJob]]:
    for power in site.powers.values():
        flow = site.flow_of(power)
        graph = build(flow, power.name, power.code)[0] if flow else None
        if graph:
            yield power.code, DrawingJob(graph, tuple(_leaders(site, power, graph)))


def pictures(lay_out: LayOut, job: DrawingJob) -> str:
    """All drawings of one flow as JSON: what a cache keeps, and what workers hand back."""
    graph = job.graph
    made = [
        *map(
            _published,
            (compact_chart.draw(graph, lay_out), phone_spine.draw(graph), swimlanes.draw(graph)),
        )
    ]
    if any(node.risks for node in graph.nodes):
        leaders = dict(job.leaders)
        made.append(
            _published(risk_ladder.draw(graph, leaders=leaders), risk_ladder.cuts(graph, leaders))
        )
    return json.dumps(made, ensure_ascii=False)


def _published(
    drawing: Drawing, cuts: tuple[int, ...] = ()
) -> tuple[str, int, int, str, tuple[int, ...]]:
    return drawing.svg, drawing.width, drawing.height, drawing.dot or dot_of(drawing.plan), cuts


def _chart(graph: Graph, made: str) -> PowerChart:
    wide, phone, duties, *more = (
        Picture(svg=svg, width=width, height=height, dot=dot, cuts=tuple(cuts))
        for svg, width, height, dot, cuts in json.loads(made)
    )
    return PowerChart(
        graph=graph,
        rows=listing(graph),
        compact=wide,
        phone=phone,
        lanes=duties,
        ladder=more[0] if more else None,
    )


def _leaders(site: Site, power: Power, graph: Graph) -> Iterator[tuple[tuple[str, str], str]]:
    """Who answers for each step's risks, as far as the catalogue knows its posts."""
    for node in graph.nodes:
        posts = [post for name in node.posts if (post := site.post_named(power, name))]
        for risk in node.risks if posts else ():
            leader = responsible_leader(site, replace(posts[0], grade=risk.grade))
            if leader:
                yield (node.id, risk.grade), leader.name
