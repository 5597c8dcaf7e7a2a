"""What a flow must be to run: reachable, ending, and with duties kept apart.

Enters: a ``Flow`` and its ``Graph``.  Leaves: coded problems at the step they concern.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Code, Problem
from ..schema.flow import Flow, Step
from .graph import BACKWARD, Graph

UNREACHABLE = Code("F10", "走不到的步骤", "请让前面某一步的“去向”通到这里，或删去这一步")
NEVER_ENDS = Code("F11", "流程走不到头", "请让流程能走到办结：检查“去向”是否都退回了前面")
ENDLESS_BACK = Code("F12", "退回没有限次", "请写“次数”，例如 次数: 1", law="一次性告知")
SAME_POST = Code(
    "F20", "应当分开的职能在同一个岗位", "请由不同岗位办理", law="审与批、定事与办事、承办与监督相分离"
)
NO_CONTROL = Code("F21", "一级风险没有制约环节", "请写“制约”：谁与谁分开、怎样留痕")

CODES = (UNREACHABLE, NEVER_ENDS, ENDLESS_BACK, SAME_POST, NO_CONTROL)
APART = (("审查", "批准"), ("定事", "办理"), ("承办", "监督"))


def lint(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Every problem of one flow."""
    yield from _reachable(graph)
    yield from _ending(flow, graph)
    yield from _limited(graph)
    yield from _apart(graph)
    yield from _controlled(graph)


def _reachable(graph: Graph) -> Iterator[Problem]:
    seen = _closure(graph, {"n1"}, forward=True)
    for node in graph.nodes:
        if node.id not in seen and node.step:
            yield Problem(node.place, UNREACHABLE, f"“{node.label}”走不到")


def _ending(flow: Flow, graph: Graph) -> Iterator[Problem]:
    ends = {node.id for node in graph.nodes if node.step is None or node.kind == "结束"}
    if "n1" not in _closure(graph, ends, forward=False):
        yield Problem(flow.at("steps"), NEVER_ENDS, f"“{graph.name}”没有任何一条路走到结束")


def _limited(graph: Graph) -> Iterator[Problem]:
    for edge in graph.edges:
        step = graph.node(edge.source).step
        if edge.kind == BACKWARD and step and step.times is None:
            yield Problem(step.at("exits"), ENDLESS_BACK, f"“{step.label}”可以无限次退回")


def _apart(graph: Graph) -> Iterator[Problem]:
    steps = [node.step for node in graph.nodes if node.step]
    for one, other in APART:
        first = [step for step in steps if step.duty == one]
        for step in (s for s in steps if s.duty == other):
            yield from _shared(step, [f for f in first if set(f.posts) & set(step.posts)], one, other)


def _shared(step: Step, clashing: list[Step], one: str, other: str) -> Iterator[Problem]:
    if clashing:
        who = "、".join(sorted(set(clashing[0].posts) & set(step.posts)))
        what = f"“{clashing[0].label}”{one}、“{step.label}”{other}都是{who}"
        yield Problem(step.at("posts"), SAME_POST, what)


def _controlled(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes:
        step = node.step
        if step and not step.control and any(risk.grade == "一" for risk in step.risks):
            yield Problem(step.at("risks"), NO_CONTROL, f"“{step.label}”有一级风险")


def _closure(graph: Graph, start: set[str], *, forward: bool) -> set[str]:
    seen, pending = set(start), list(start)
    while pending:
        here = pending.pop()
        for edge in graph.edges:
            source, target = (edge.source, edge.target) if forward else (edge.target, edge.source)
            if source == here and target not in seen:
                seen.add(target)
                pending.append(target)
    return seen
