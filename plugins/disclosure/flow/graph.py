"""A flow as a graph, free of any layout.

Enters: a ``Flow`` as written.  Leaves: a ``Graph`` (nodes in the order of the steps, edges with
their conditions) or problems with line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..problem import Code, Place, Problem
from ..schema.declare import nearest
from ..schema.flow import BACK, END, NEXT, Decide, Exit, Finish, Flow, Jump, Parallel, Step

NO_TARGET = Code("F01", "去向找不到步骤", "请写已有步骤的名称或代号；“终止 X”表示到此结束")
FEW_EXITS = Code("F02", "判断的出口不够", "判断至少有两个出口，每个写明条件")
SAME_STEP = Code("F03", "步骤重名", "请给其中一个写上不同的“代号”")

CODES = (NO_TARGET, FEW_EXITS, SAME_STEP)

DONE = "办结"
MAIN, EXIT, BACKWARD = "main", "exit", "back"


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the chart: a step, or an end (``step`` is None; ``good`` tells 办结 from 终止)."""

    id: str
    number: str
    kind: str
    label: str
    step: Step | None
    place: Place
    good: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; ``label`` is its condition, ``kind`` how it is drawn."""

    source: str
    target: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in reading order; ``n1`` is the start."""

    name: str
    code: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, node_id: str) -> Node:
        return next(node for node in self.nodes if node.id == node_id)

    def edges_from(self, node_id: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.source == node_id)


def build(flow: Flow, name: str = "", code: str = "") -> tuple[Graph | None, list[Problem]]:
    """The graph, or None and the problems that prevent it."""
    builder = _Builder()
    builder.number(flow.steps)
    builder.connect(flow.steps, after=DONE)
    if builder.problems:
        return None, builder.problems
    nodes = tuple(builder.nodes)
    return Graph(flow.name or name, flow.code or code, nodes, tuple(dict.fromkeys(builder.edges))), []


@dataclass
class _Builder:
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    by_step: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def number(self, steps: tuple[Step, ...]) -> None:
        """A node for every step, side branches right behind their decision."""
        for step in steps:
            node_id = f"n{len(self.nodes) + 1}"
            kind = type(step).title
            self.nodes.append(Node(node_id, str(len(self.nodes) + 1), kind, step.label, step, step.at()))
            self.by_step[id(step)] = node_id
            self._name(step, node_id)
            for way in step.exits:
                self.number(way.branch)

    def _name(self, step: Step, node_id: str) -> None:
        for name in {step.code, step.label} - {""}:
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
        if isinstance(step, Decide) and len({way.label for way in step.exits}) < 2:  # noqa: PLR2004
            self.problems.append(Problem(step.at("exits"), FEW_EXITS, f"“{step.label}”只有一个出口"))
        if isinstance(step, Finish):
            return
        for way in step.exits or (Exit("", None, (), step.at()),):
            self._way(here, way, next_id)

    def _way(self, here: str, way: Exit, next_id: str) -> None:
        if way.branch:
            self.edges.append(Edge(here, self.by_step[id(way.branch[0])], way.label, EXIT))
            self.connect(way.branch, next_id)
            return
        target, kind = self._target(way.jump, next_id)
        if target:
            self.edges.append(Edge(here, target, way.label, kind))

    def _target(self, jump: Jump | None, next_id: str) -> tuple[str, str]:
        if jump is None or jump.how == NEXT:
            return (self._end(DONE, good=True) if next_id == DONE else next_id), MAIN
        if jump.how == END:
            return self._end(jump.to or "终止", good=False), EXIT
        found = self.by_name.get(jump.to, "")
        if not found:
            what = f"没有“{jump.to}”这一步{nearest(jump.to, self.by_name)}"
            self.problems.append(Problem(jump.place, NO_TARGET, what))
        return found, BACKWARD if jump.how == BACK else EXIT

    def _end(self, name: str, *, good: bool) -> str:
        known = next((n.id for n in self.nodes if n.step is None and n.label == name), "")
        if known:
            return known
        node_id = f"n{len(self.nodes) + 1}"
        self.nodes.append(Node(node_id, "", "结束", name, None, Place(""), good))
        return node_id


def branches_of(step: Step) -> Iterator[Step]:
    """The steps of a 并行, none for other kinds."""
    if isinstance(step, Parallel):
        yield from step.branches
