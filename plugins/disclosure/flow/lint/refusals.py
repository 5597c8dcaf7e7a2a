"""Checks on refusals: who is refused is told why, and where to turn.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  《行政许可法》第三十八条 asks for both;
what is asked by law of permits is good practice for every power.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problem import Code, Problem, Severity
from ...schema.flow import Flow, Step
from ..graph import ENDING, Edge, Graph
from .duties import is_citizen

NOT_TOLD = Code(
    "F55", "终止之前没有告知理由", "请在终止之前写一步“书面告知理由和救济途径”", Severity.REMINDER,
    "拒绝要说明理由、告知救济：《行政许可法》第三十八条",
)  # fmt: skip
NO_REMEDY = Code(
    "F56",
    "没有告知救济途径",
    "请在名称、产出或说明里写明可以复议、诉讼、申诉还是投诉",
    Severity.REMINDER,
    "拒绝要说明理由、告知救济：《行政许可法》第三十八条",
)

CODES = (NOT_TOLD, NO_REMEDY)
# 转办、移送 and 了结 end a flow without refusing anyone
_REFUSAL = re.compile("不|未|驳|否|搁置|撤销|取消|终止|暂缓|退")
_REASONS = re.compile("告知|理由|答复|通知|公告|反馈|公示|公开|公布|宣布")
_REMEDIES = re.compile("救济|复议|诉讼|起诉|申诉|申辩|投诉|反映|复核|复查|异议|仲裁|听证")


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


CHECKS = (told,)
