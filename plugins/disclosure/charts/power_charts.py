"""Every power's flow in all its drawings, the same as DOT, and the equivalent list of steps.

Enters: a ``Site``.  Leaves: a ``FlowJob`` for every flow, which the drawing stage draws; it ends in a
``PowerChart``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from ..basics.values import dataclass
from ..county.facts.posts.answerable import Leader, responsible_leader
from ..county.flows.graph import Graph, build
from ..county.flows.steps_in_words import StepInWords, listing
from ..county.held import alone
from ..county.site import Site
from ..schema.records.lists.shared_list import SharedList
from ..schema.records.powers.flow import Flow
from ..schema.records.powers.power import Power
from ..schema.records.unit import Unit
from .column import risk_ladder
from .grid import compact_chart, swimlanes
from .grid.step_boxes import SMALL
from .model.geometry import Drawing, LayOut
from .taken_away.flow_in_dot import FREELY, Arrangement, dot_of

_TOUCH_SCREEN, _TOUCH_FLOOR = 956, 18
TOUCH_ROOM = _TOUCH_SCREEN * SMALL / _TOUCH_FLOOR
"""px of a chart that a touch screen shows whole, enlarged until its smallest words are 18 px."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as it is published: SVG, its size in px, and the same in words as DOT ("" if no file).

    ``cuts`` are the px from its top where sheets of A3 begin; () for what is not printed so.
    """

    svg: str
    width: int
    height: int
    cuts: tuple[int, ...] = ()
    dot: str = ""


@dataclass(frozen=True, slots=True)
class PowerChart:
    """The flow of one power, its drawings by their names in ``DRAWINGS``, and the equivalent list."""

    graph: Graph
    rows: tuple[StepInWords, ...]
    pictures: Mapping[str, Picture]

    @property
    def compact(self) -> Picture:
        """In two dimensions, for touch screens and desktops."""
        return self.pictures["compact"]

    @property
    def lanes(self) -> Picture:
        """Who does what, a lane a post."""
        return self.pictures["lanes"]

    @property
    def duties(self) -> Picture | None:
        """A lane a duty, where lanes by post do not fit a touch screen and these do."""
        return self.pictures.get("duties")

    @property
    def ladder(self) -> Picture | None:
        """廉政风险防控图, where a step carries a risk."""
        return self.pictures.get("ladder")


@dataclass(frozen=True, slots=True)
class FlowJob:
    """All that enters the drawings of one flow; its ``repr`` tells apart whatever differs, and so do
    those of its parts.

    ``told`` is what a file says below its title that the graph does not know: whose, of which day.
    """

    graph: Graph
    leaders: tuple[tuple[tuple[str, str], str], ...]
    told: tuple[str, ...] = ()

    def draw(self, lay_out: LayOut) -> str:
        """All drawings as JSON: what a cache keeps, and what workers hand back."""
        made: dict[str, Picture] = {}
        for drawing in DRAWINGS:
            if picture := drawing.draw(self, lay_out, made):
                made[drawing.name] = replace(picture, dot=self._source(drawing))
        return json.dumps({name: asdict(picture) for name, picture in made.items()}, ensure_ascii=False)

    def finished(self, made: str) -> PowerChart:
        """The chart of drawings that ``draw`` made, in whichever process or build."""
        drawn = {name: _read(parts) for name, parts in json.loads(made).items()}
        return PowerChart(self.graph, listing(self.graph), drawn)

    def _source(self, drawing: FlowDrawing) -> str:
        if drawing.part is None:
            return ""
        return dot_of(self.graph, self.told, drawing.arrangement, dict(self.leaders))


Draw = Callable[[FlowJob, LayOut, Mapping[str, Picture]], Picture | None]
"""A drawing of a flow, given those that were made before it; None where there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class FlowDrawing:
    """A drawing that every flow gets.

    As a file it is called ``title``, and ``part`` tells its name apart; None if it is no file.  The DOT
    beside it has the same ``arrangement``.  A drawing of ``risks`` is there where there are any.
    """

    name: str
    draw: Draw
    title: str = ""
    part: str | None = None
    arrangement: Arrangement = FREELY
    risks: bool = False


def flow_jobs(site: Site) -> Iterator[tuple[str, FlowJob]]:
    """The drawings of every power that has a sound flow, by the power's code.

    Bodies that hold an item of a list alike have one job in common; that of most of them stands under
    the item's key as well.
    """
    jobs = dict(_jobs(site))
    alike: dict[str, Counter[int]] = {}
    for code, job in jobs.items():
        yield code, job
        if listed := site.powers[code].listed:
            alike.setdefault(listed.key, Counter())[id(job)] += 1
    by_id = {id(job): job for job in jobs.values()}
    for key, held in alike.items():
        yield key, by_id[held.most_common(1)[0][0]]


def _jobs(site: Site) -> Iterator[tuple[str, FlowJob]]:
    graphs: dict[int, Graph | None] = {}
    known: dict[tuple[object, ...], FlowJob] = {}
    made, bodies, lists = site.made, alone(site, Unit), site.of(SharedList)
    for power in site.powers.values():
        flow = id(power.flow)
        if flow not in graphs:
            graphs[flow] = made(_graph, power)
        if graph := graphs[flow]:
            job = made(_job, bodies, power, graph, power.listed and lists[power.listed.of.code])
            yield power.code, known.setdefault((flow, job.leaders, job.told), job)


def _job(bodies: Site, power: Power, graph: Graph, listed: SharedList | None) -> FlowJob:
    return FlowJob(graph, tuple(_leaders(bodies, power, graph)), _told(bodies, power, listed))


def _graph(power: Power) -> Graph | None:
    return build(_told_of_all(power, power.flow))[0] if power.flow else None


def _told_of_all(power: Power, flow: Flow) -> Flow:
    """The flow as it is drawn: where many share the drawing, who watches stands on each one's page."""
    return replace(flow, supervision=None) if power.listed else flow


def drawn_as(power: Power, jobs: Mapping[str, object]) -> str:
    """The name under which the drawings of a power are published: its code, or the key of its item."""
    key = power.listed.key if power.listed else power.code
    return key if jobs.get(key) is jobs.get(power.code) else power.code


def by_drawing(powers: Iterable[Power], jobs: Mapping[str, object]) -> Mapping[str, Power]:
    """The first power of each drawing, by the name under which that is published."""
    found: dict[str, Power] = {}
    for power in powers:
        if power.code in jobs:
            found.setdefault(drawn_as(power, jobs), power)
    return found


@dataclass(frozen=True, slots=True)
class ShownFlow:
    """The first power that has a flow; of each drawing of it that is a file, its part and name."""

    power: str
    files: tuple[tuple[str, str], ...]
    has_risks: bool


def shown_flows(powers: Iterable[Power], jobs: Mapping[str, FlowJob]) -> Mapping[str, ShownFlow]:
    """The flows of powers, by the name of their drawings: as long as none comes or goes, the same."""
    found: dict[str, ShownFlow] = {}
    for name, power in by_drawing(powers, jobs).items():
        graph = jobs[power.code].graph
        files = tuple((drawing.part or "", drawing.name) for drawing in files_of(graph))
        found[name] = ShownFlow(power.code, files, has_risks(graph))
    return found


def _told(bodies: Site, power: Power, listed: SharedList | None) -> tuple[str, ...]:
    """Whose flow it is, and when the power was published, where that is known."""
    day = f"公布日期 {power.published}" if power.published else ""
    return (listed.name if listed else bodies.units[power.unit.code].name, day)


def _compact(job: FlowJob, lay_out: LayOut, _: object) -> Picture:
    return _published(compact_chart.draw(job.graph, lay_out))


def _lanes(job: FlowJob, *_: object) -> Picture:
    return _published(swimlanes.draw(job.graph))


def _duties(job: FlowJob, _: LayOut, made: Mapping[str, Picture]) -> Picture | None:
    """Lanes by duty, if a touch screen has no room for lanes by post and has for these."""
    if made["lanes"].width <= TOUCH_ROOM or _least_width(job) > TOUCH_ROOM:
        return None
    drawing = swimlanes.draw(job.graph, by=swimlanes.DUTY)
    return _published(drawing) if drawing.width <= TOUCH_ROOM else None


def _least_width(job: FlowJob) -> float:
    return swimlanes.least_width(job.graph, swimlanes.DUTY)


def _ladder(job: FlowJob, *_: object) -> Picture | None:
    if not has_risks(job.graph):
        return None
    return _published(*risk_ladder.on_sheets(job.graph, dict(job.leaders)))


DRAWINGS = (
    FlowDrawing("compact", _compact, "流程图", ""),
    FlowDrawing("lanes", _lanes, "泳道图", "yongdao", Arrangement(lanes=True)),
    FlowDrawing("duties", _duties),
    FlowDrawing(
        "ladder", _ladder, "廉政风险防控图", "fengxian", Arrangement(column=True, risks=True), risks=True
    ),
)
"""Every drawing of a flow.  A new one is a row here and a module that draws."""


def files_of(graph: Graph) -> tuple[FlowDrawing, ...]:
    """The drawings of a flow that are published as files."""
    published = (drawing for drawing in DRAWINGS if drawing.part is not None)
    return tuple(drawing for drawing in published if not drawing.risks or has_risks(graph))


def has_risks(graph: Graph) -> bool:
    """Whether a step carries a risk (廉政风险点)."""
    return any(node.risks for node in graph.nodes)


def _published(drawing: Drawing, cuts: tuple[int, ...] = ()) -> Picture:
    return Picture(svg=drawing.svg, width=drawing.width, height=drawing.height, cuts=cuts)


def _read(parts: dict[str, Any]) -> Picture:
    return Picture(**{**parts, "cuts": tuple(parts["cuts"])})


def _leaders(bodies: Site, power: Power, graph: Graph) -> Iterator[tuple[tuple[str, str], str]]:
    """Who answers for each step's risks, as far as the catalogue knows its posts."""
    for node in graph.nodes:
        posts = [post for name in node.posts if (post := bodies.post_named(power, name))]
        for risk in node.risks if posts else ():
            leader = responsible_leader(bodies, replace(posts[0], grade=risk.grade))
            if leader:
                yield (node.id, risk.grade), _called(leader, power)


def _called(leader: Leader, power: Power) -> str:
    """The leader by name; of an item that many bodies hold without saying whose he is."""
    if not (power.listed and leader.post and leader.unit):
        return leader.name
    return f"{'' if leader.unit.code == power.unit.code else '上级'}{leader.post.name}"
