"""A flow as a graph, free of any layout.

Enters: a ``Flow`` as written.  Leaves: a ``Graph`` (nodes in the order of the steps, edges with
their conditions) or problems with line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...schema.common import RiskPoint
from ...schema.declare import nearest
from ...schema.records.powers.flow import Decide, Exit, Finish, Flow, Jump, Parallel, Step
from ...schema.records.powers.flow_terms import BACK, BODY, CITIZENS, END, NEXT, StepKind

NO_TARGET = Code("F01", "去向找不到步骤", "请写已有步骤的名称或代号；“终止 X”表示到此结束")
FEW_EXITS = Code("F02", "判断的出口不够", "判断至少有两个出口，每个写明条件")
SAME_STEP = Code("F03", "步骤重名", "请给其中一个写上不同的“代号”")
TOO_MANY = Code("F04", "流程过大", "请把一部分步骤写成“子流程”，另立一份标准流程")


DONE = "办结"
_ONWARDS = Exit("", None, (), Place(""))
"""The way out of a step for which none is written: to the next one."""
MAIN, EXIT, BACKWARD, ENDING = "main", "exit", "back", "end"
TWO = 2

# Beyond these no one can read a chart any more, and drawing it may take minutes (make trust, 有界).
MOST_NODES, MOST_EDGES, MOST_EXITS, MOST_PARTS = 50, 75, 10, 20


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A box of the chart: a step, or an end (``step`` is None; ``good`` tells 办结 from 终止).

    ``owner`` is the decision whose side branch (or end) this node belongs to, "" on the main line.
    """

    id: str
    number: str
    kind: StepKind
    label: str
    step: Step | None
    place: Place = field(repr=False)
    good: bool = False
    owner: str = ""

    @property
    def is_end(self) -> bool:
        return self.step is None or self.kind == StepKind.FINISH

    @property
    def posts(self) -> tuple[str, ...]:
        return self.step.posts if self.step else ()

    @property
    def duty(self) -> str:
        return self.step.duty if self.step else ""

    @property
    def risks(self) -> tuple[RiskPoint, ...]:
        """Risks of the step and of its parallel branches."""
        if self.step is None:
            return ()
        if not isinstance(self.step, Parallel):
            return self.step.risks
        return (*self.step.risks, *(risk for b in self.step.branches for risk in b.risks))


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; ``label`` is its condition, ``kind`` how it is drawn."""

    source: str
    target: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in reading order; ``n1`` is the start.  ``facts`` are the lines under the title."""

    name: str
    code: str
    nodes: tuple[FlowNode, ...]
    edges: tuple[Edge, ...]
    facts: tuple[str, ...] = ()
    citizens: tuple[str, ...] = ()
    watchers: tuple[str, ...] = ()

    def node(self, node_id: str) -> FlowNode:
        """By id: ids are n1, n2 … in the order of ``nodes``."""
        return self.nodes[int(node_id[1:]) - 1]

    def edges_from(self, node_id: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.source == node_id)

    @property
    def forward(self) -> tuple[Edge, ...]:
        """All edges but those that lead back."""
        return tuple(edge for edge in self.edges if edge.kind != BACKWARD)


def build(flow: Flow, name: str = "", code: str = "") -> tuple[Graph | None, list[Problem]]:
    """The graph, or None and the problems that prevent it."""
    builder = _Builder()
    builder.number(flow.steps)
    builder.connect(flow.steps, after=DONE)
    builder.problems += _too_many(flow, builder)
    if builder.problems:
        return None, builder.problems
    return _graph(flow, flow.name or name, flow.code or code, builder), []


def _too_many(flow: Flow, builder: _Builder) -> Iterator[Problem]:
    """What makes a flow larger than a chart can show."""
    for count, most, what in (
        (len(builder.nodes), MOST_NODES, "个环节"),
        (len(builder.edges), MOST_EDGES, "条去向"),
    ):
        if count > most:
            yield Problem(flow.at("steps"), TOO_MANY, f"流程有 {count} {what}，最多 {most} {what[0]}")
    for step in (node.step for node in builder.nodes if node.step):
        parts = (*step.posts, *step.risks, *branches_of(step))
        for count, most, what in (
            (len(step.exits), MOST_EXITS, "条去向"),
            (len(parts), MOST_PARTS, "项岗位、风险和分支"),
        ):
            if count > most:
                told = f"“{step.label}”有 {count} {what}，最多 {most} {what[0]}"
                yield Problem(step.at(), TOO_MANY, told)


def _graph(flow: Flow, name: str, code: str, builder: _Builder) -> Graph:
    edges = tuple(dict.fromkeys(builder.edges))
    citizens = tuple(who for who, actor in flow.actors if actor.kind in (CITIZENS, BODY))
    watchers = (flow.supervision.post,) if flow.supervision else ()
    return Graph(
        name=name,
        code=code,
        nodes=tuple(builder.nodes),
        edges=_backwards(edges, builder.nodes),
        facts=tuple(_facts(flow, code)),
        citizens=citizens,
        watchers=watchers,
    )


def _facts(flow: Flow, code: str) -> Iterator[str]:
    if flow.code or code:
        yield f"编号 {flow.code or code}"
    if flow.legal:
        yield f"法定时限 {flow.legal}"
    if flow.promised:
        yield f"承诺时限 {flow.promised}"
    if flow.supervision:
        yield f"监督：{flow.supervision}"


def _backwards(edges: tuple[Edge, ...], nodes: list[FlowNode]) -> tuple[Edge, ...]:
    """A jump that closes a loop leads back, whatever word was used for it."""
    order = {node.id: place for place, node in enumerate(nodes)}
    return tuple(
        Edge(e.source, e.target, e.label, BACKWARD)
        if e.kind in (EXIT, MAIN) and _closes(e, edges, order)
        else e
        for e in edges
    )


def _closes(edge: Edge, edges: tuple[Edge, ...], order: dict[str, int]) -> bool:
    return order[edge.target] <= order[edge.source] and edge.source in reached(edges, {edge.target})


def reached(edges: tuple[Edge, ...], start: set[str], *, forward: bool = True) -> set[str]:
    """All nodes on ways from (or, not ``forward``, to) the nodes of ``start``."""
    seen, pending = set(start), list(start)
    while pending:
        here = pending.pop()
        for edge in edges:
            source, target = (edge.source, edge.target) if forward else (edge.target, edge.source)
            if source == here and target not in seen:
                seen.add(target)
                pending.append(target)
    return seen


@dataclass
class _Builder:
    nodes: list[FlowNode] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    by_step: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def number(self, steps: tuple[Step, ...], owner: str = "") -> None:
        """A node for every step, side branches right behind their decision."""
        for step in steps:
            place = len(self.nodes) + 1
            node = FlowNode(
                id=f"n{place}",
                number=str(place),
                kind=StepKind(type(step).title),
                label=step.label,
                step=step,
                place=step.at(),
                good=isinstance(step, Finish) and not owner,
                owner=owner,
            )
            self.nodes.append(node)
            self.by_step[id(step)] = node.id
            self._name(step, node.id)
            for way in step.exits:
                self.number(way.branch, node.id)

    def _name(self, step: Step, node_id: str) -> None:
        for name in sorted({step.code, step.label} - {""}):
            if name in self.by_name and step.code == name:
                self.problems.append(Problem(step.at("code"), SAME_STEP, f"“{name}”已经用过"))
            self.by_name.setdefault(name, node_id)

    def connect(self, steps: tuple[Step, ...], after: str) -> None:
        """Edges; ``after`` is where the last step leads: a node id, or DONE."""
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            next_id = self.by_step[id(following)] if following else after
            self._ways(step, next_id)

    def _ways(self, step: Step, next_id: str) -> None:
        here = self.by_step[id(step)]
        if isinstance(step, Decide) and len({way.label for way in step.exits}) < TWO:
            self.problems.append(Problem(step.at("exits"), FEW_EXITS, f"“{step.label}”只有一个出口"))
        if isinstance(step, Finish):
            return
        for way in step.exits or (_ONWARDS,):
            self._way(here, way, next_id)

    def _way(self, here: str, way: Exit, next_id: str) -> None:
        if way.branch:
            self.edges.append(Edge(here, self.by_step[id(way.branch[0])], way.label, EXIT))
            self.connect(way.branch, next_id)
            return
        target, kind = self._target(here, way.jump, next_id)
        if target:
            self.edges.append(Edge(here, target, way.label, kind))

    def _target(self, here: str, jump: Jump | None, next_id: str) -> tuple[str, str]:
        if jump is None or jump.how == NEXT:
            return (self._done() if next_id == DONE else next_id), MAIN
        if jump.how == END:
            return self._end(jump.to or END, jump.place, owner=here), ENDING
        found = self.by_name.get(jump.to, "")
        if not found:
            what = f"没有“{jump.to}”这一步{nearest(jump.to, self.by_name)}"
            self.problems.append(Problem(jump.place, NO_TARGET, what))
        return found, BACKWARD if jump.how == BACK else EXIT

    def _done(self) -> str:
        known = next((n.id for n in self.nodes if n.step is None and n.good), "")
        return known or self._end(DONE, Place(""), good=True)

    def _end(self, label: str, place: Place, *, good: bool = False, owner: str = "") -> str:
        """Every 终止 has an end of its own, so that it can stand beside its decision."""
        node_id, kind = f"n{len(self.nodes) + 1}", StepKind.FINISH
        end = FlowNode(
            id=node_id, number="", kind=kind, label=label, step=None, place=place, good=good, owner=owner
        )
        self.nodes.append(end)
        return node_id


def branches_of(step: Step | None) -> Iterator[Step]:
    """The steps of a 并行, none for other kinds."""
    if isinstance(step, Parallel):
        yield from step.branches
