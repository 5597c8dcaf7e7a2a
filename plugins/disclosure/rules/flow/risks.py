"""Checks on risk points: classed, prevented, watched by another, and held in check where gravest.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.flows.graph import Graph, branches_of
from ...schema.common import RiskPoint
from ...schema.records.powers.flow import Flow, Step, steps_of
from ..registry import flow_rule

NO_CONTROL = Code("F21", "一级风险没有制约环节", "请写“制约”：谁与谁分开、怎样留痕")
NO_MEASURE = Code("F50", "风险点没有防控措施", "请写“措施”：怎样防、怎样留痕")
NOT_WATCHED = Code("F51", "风险点没有人监督", "请写“监督”：由哪个岗位盯住这个风险点")
NO_KIND = Code(
    "F52",
    "风险点没有分类",
    "请写“类”：思想道德、岗位职责、业务流程、制度机制、外部环境",
    Severity.REMINDER,
)
WATCHES_HIMSELF = Code(
    "F53", "风险点自己监督自己", "“监督”要写办理岗位以外的岗位", law="承办与监督相分离"
)
MILD_APPROVAL = Code(
    "F54", "批准环节只评了三级风险", "批准是权力最集中的一步：请核对等级", Severity.REMINDER
)


@flow_rule(NO_CONTROL)
def held_in_check(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A risk of grade 一 has a check (制约环节) of its own, or that of the 并行 around it."""
    for node in graph.nodes:
        if node.step:
            for step in (node.step, *branches_of(node.step)):
                gravest = any(risk.grade == "一" for risk in step.risks)
                if gravest and not (step.control or node.step.control):
                    yield Problem(step.at("risks"), NO_CONTROL, f"“{step.label}”有一级风险")


@flow_rule(NO_MEASURE, NOT_WATCHED, NO_KIND, WATCHES_HIMSELF)
def guarded(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Every risk point is complete and watched by someone else."""
    for step in steps_of(flow):
        for risk in step.risks:
            yield from complete(risk, step.label)
            if risk.watcher and risk.watcher in step.posts:
                what = f"“{step.label}”由{risk.watcher}办理，又由{risk.watcher}监督"
                yield Problem(risk.at("watcher"), WATCHES_HIMSELF, what)


def complete(risk: RiskPoint, stage: str) -> Iterator[Problem]:
    """A risk point says what prevents it, who watches it, and of which kind it is."""
    asked = (
        (risk.measure, NO_MEASURE, "防控措施"),
        (risk.watcher, NOT_WATCHED, "监督岗位"),
        (risk.kind, NO_KIND, "类别"),
    )
    for answer, code, name in asked:
        if not answer:
            what = f"“{stage}”的风险点“{risk.sign}”没有写{name}"
            yield Problem(risk.at(), code, what)


@flow_rule(MILD_APPROVAL)
def well_graded(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Approving is not rated 三级 only."""
    for step in steps_of(flow):
        if step.duty == "批准" and step.risks and _mildest(step):
            yield Problem(step.at("risks"), MILD_APPROVAL, f"“{step.label}”行使批准职能，风险只评了三级")


def _mildest(step: Step) -> bool:
    return all(risk.grade == "三" for risk in step.risks)
