"""A flow as DOT: its steps in words, who does them and how long they take, and the ways between them.

Enters: a ``Graph``.  Leaves: DOT without places; what opens it lays it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from ...basics.values import dataclass
from ...county.facts.posts.answerable import LEADERS
from ...county.flows.graph import BACKWARD, Edge, FlowNode, Graph
from ...county.flows.steps_in_words import branch_texts, sentence
from ...schema.records.powers.flow_terms import StepKind
from ..grid.swimlanes import POST, lane_of
from .dot_text import DASHED, cluster, digraph, statement

Answering = Mapping[tuple[str, str], str]
"""Who answers for risks, by a step's id and their grade."""
_SHAPES = {
    StepKind.DECISION: "shape=diamond",
    StepKind.REVIEW: "shape=octagon",
    StepKind.PARALLEL: "shape=component",
    StepKind.SUBFLOW: "peripheries=2",
    StepKind.PUBLICITY: "shape=note",
    StepKind.FINISH: "style=rounded",
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How steps stand, and whether their risks and controls are told."""

    column: bool = False
    lanes: bool = False
    risks: bool = False


FREELY = Arrangement()


def dot_of(
    graph: Graph, told: tuple[str, ...], how: Arrangement = FREELY, leaders: Answering | None = None
) -> str:
    """The whole flow; ``told`` stands under its title."""
    nodes = [
        statement(node.id, _lines(node, how, leaders or {}), "" if how.column else _shape(node))
        for node in graph.nodes
    ]
    ways = [_way(graph, edge, loose=how.column) for edge in graph.edges]
    column = [f"{a.id} -> {b.id} [style=invis]" for a, b in pairwise(graph.nodes) if how.column]
    lanes = _lanes(graph) if how.lanes else ()
    return digraph((*_title(graph), *told), (*nodes, *lanes, *column, *ways))


def dot_of_part(graph: Graph, told: tuple[str, ...], steps: Collection[str]) -> str:
    """Some of a flow's steps, and dashed, those to which they lead."""
    edges = [edge for edge in graph.edges if edge.source in steps]
    beyond = {edge.target for edge in edges} - set(steps)
    nodes = [
        statement(node.id, _lines(node, FREELY, {}), DASHED if node.id in beyond else _shape(node))
        for node in graph.nodes
        if node.id in beyond or node.id in steps
    ]
    ways = [_way(graph, edge) for edge in edges]
    return digraph((*_title(graph), *told), (*nodes, *ways))


def _title(graph: Graph) -> tuple[str, str]:
    return graph.name, "　".join(graph.facts)


def _shape(node: FlowNode) -> str:
    return _SHAPES.get(node.kind, "")


def _lines(node: FlowNode, how: Arrangement, leaders: Answering) -> Iterator[str]:
    """“3 入户调查”, its branches, who, which duty within which limit; its risks and controls."""
    yield f"{node.number} {node.label}".strip()
    yield from branch_texts(node)
    if node.step:
        yield "、".join(node.posts)
        yield "・".join(filter(None, (node.duty, str(node.step.limit) if node.step.limit else "")))
        if how.risks:
            yield from _guarded(node, leaders)


def _guarded(node: FlowNode, leaders: Answering) -> Iterator[str]:
    if node.step and node.step.control:
        yield f"制约：{node.step.control}"
    for risk in node.risks:
        who = leaders.get((node.id, risk.grade)) or LEADERS[risk.grade]
        yield f"{risk.grade}级风险{'・' if risk.kind else ''}{risk.kind}：{risk.sign}"
        answers = (("措施", risk.measure), ("监督", risk.watcher), ("责任领导", who))
        yield from (f"{answer}：{words}" for answer, words in answers if words)


def _way(graph: Graph, edge: Edge, *, loose: bool = False) -> str:
    """A way and its condition; one that leads back says so, and moves no step."""
    back = edge.kind == BACKWARD
    words = sentence(graph, graph.node(edge.source), edge) if back else edge.label
    looks = (DASHED if back else "", "constraint=false" if back or loose else "")
    return statement(f"{edge.source} -> {edge.target}", (words,), *looks)


def _lanes(graph: Graph) -> Iterator[str]:
    """A frame for each post, in the order of the steps; ends stand outside."""
    held: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.step:
            held.setdefault(lane_of(node, POST), []).append(node.id)
    for number, (name, nodes) in enumerate(held.items(), 1):
        yield cluster(name, number, nodes)
