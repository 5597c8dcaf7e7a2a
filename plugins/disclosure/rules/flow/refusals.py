"""Checks on refusals: who is refused is told why, and where to turn.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  《行政许可法》第三十八条 asks for both;
what is asked by law of permits is good practice for every power.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...basics.values import regex
from ...county.flows.doers import is_citizen
from ...county.flows.graph import ENDING, Edge, Graph, reached
from ...schema.records.powers.flow import Flow, Step
from ..registry import flow_rule

NOT_TOLD = Code(
    "F55",
    "终止之前没有告知理由",
    "请在终止之前写一步“书面告知理由和救济途径”",
    Severity.REMINDER,
    "《行政许可法》第三十八条：拒绝要说明理由、告知救济",
)
NO_REMEDY = Code(
    "F56",
    "没有告知救济途径",
    "请在名称、产出或说明里写明可以复议、诉讼、申诉还是投诉",
    Severity.REMINDER,
    "《行政许可法》第三十八条：拒绝要说明理由、告知救济",
)
NO_CORRECTION = Code(
    "F57",
    "材料不齐就不办了",
    "请写一步“一次性告知补正”，再退回申请",
    Severity.REMINDER,
    "《行政许可法》第三十二条：材料不齐应当一次告知补正",
)

# 转办、移送 and 了结 end a flow without refusing anyone
_REFUSAL = regex("不|未|驳|否|搁置|撤销|取消|终止|暂缓|退")
# 逾期仍不补正的 may be refused
_INCOMPLETE = regex("不齐|不全|缺件|缺少|不符合(法定)?形式")
_REASONS = regex("告知|理由|答复|通知|公告|反馈|公示|公开|公布|宣布")
_REMEDIES = regex("救济|复议|诉讼|起诉|申诉|申辩|投诉|反映|复核|复查|异议|仲裁|听证")


@flow_rule(NOT_TOLD, NO_REMEDY)
def told(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Before every 终止 the reasons are told and, to a citizen who applied, the remedies."""
    applied = any(is_citizen(flow, post) for post in graph.nodes[0].posts)
    for edge in graph.edges:
        step = graph.node(edge.source).step
        if edge.kind == ENDING and step and _REFUSAL.search(graph.node(edge.target).label):
            yield from _refusal(graph, edge, step, applied=applied)


def _refusal(graph: Graph, edge: Edge, step: Step, *, applied: bool) -> Iterator[Problem]:
    place = next((way.place for way in step.exits if way.label == edge.label), step.at("exits"))
    words, name = f"{step.label} {step.product} {step.note}", graph.node(edge.target).label
    if not _REASONS.search(words):
        yield Problem(place, NOT_TOLD, f"“{step.label}”之后就“{name}”，没有说明理由")
    elif applied and not _REMEDIES.search(words):
        yield Problem(place, NO_REMEDY, f"“{step.label}”没有写对“{name}”不服怎么办")


@flow_rule(NO_CORRECTION)
def corrected(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Whose papers are incomplete may complete them: that exit does not only lead to a refusal."""
    for edge in graph.edges:
        step = graph.node(edge.source).step
        asks = _INCOMPLETE.search(edge.label) and not edge.label.startswith("仍")
        if step and asks and _done(graph, edge.source) and not _done(graph, edge.target):
            place = next((way.place for way in step.exits if way.label == edge.label), step.at())
            yield Problem(place, NO_CORRECTION, f"“{step.label}”答“{edge.label}”就终止了")


def _done(graph: Graph, start: str) -> bool:
    """Whether some way leads from here to 办结."""
    return any(graph.node(node).good for node in reached(graph.edges, {start}))
