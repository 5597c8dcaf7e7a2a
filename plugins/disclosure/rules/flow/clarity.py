"""Advice on what reads well: short questions and names, few steps and lanes, known bases.

Enters: a ``Flow`` and its ``Graph``.  Leaves: reminders.  The lengths are those at which a chart
still fits its medium at the floor of its text size (docs/charts.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.flows.graph import Graph
from ...county.flows.words_in_box import words_of
from ...schema.records.powers.flow import Decide, Flow, Parallel, steps_of
from ..registry import flow_rule

LONG_QUESTION = Code("F60", "判断太长", "请压缩到12个字以内，细节写到“说明”里", Severity.REMINDER)
LONG_NAME = Code("F61", "步骤名称太长", "请压缩到20个字以内，细节写到“说明”里", Severity.REMINDER)
LONG_FLOW = Code("F62", "步骤太多", "请压缩到20步以内，或把一段写成子流程", Severity.REMINDER)
MANY_POSTS = Code(
    "F63", "岗位太多", "泳道图最多排6列：请合并岗位，或把一段写成子流程", Severity.REMINDER
)
STRAY_BASIS = Code(
    "F64", "步骤的依据不在职权的依据里", "请补进职权的“依据”，或核对名称", Severity.REMINDER
)
LONG_CONDITION = Code("F65", "条件太长", "请压缩到10个字以内", Severity.REMINDER)
NO_QUESTION = Code("F66", "判断没有写成问句", "请写成问句，例如 符合条件？", Severity.REMINDER)
CROWDED = Code(
    "F67",
    "一个框里的字太多",
    "请压缩到6行以内：名称写短，岗位写牵头的，其余写到“说明”里",
    Severity.REMINDER,
)
IDLE_POST = Code(
    "F68", "登记的岗位没有用到", "请核对步骤里的岗位是不是写错了字，或者删去", Severity.REMINDER
)

QUESTION, NAME, STEPS, LANES, CONDITION, LINES = 12, 20, 20, 6, 10, 6
_ASKS = ("?", "？", "吗", "否", "没有", "呢")
# laws on procedure bind every power of their kind without being its basis
_GENERAL = (
    "《行政许可法》",
    "《行政处罚法》",
    "《行政强制法》",
    "《行政复议法》",
    "《政府信息公开条例》",
)
_TITLE = re.compile("《[^》]+》")


@flow_rule(LONG_QUESTION, LONG_NAME, LONG_CONDITION)
def short(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Questions, names and conditions that can be read at a glance."""
    for step in steps_of(flow):
        most, code = (QUESTION, LONG_QUESTION) if isinstance(step, Decide) else (NAME, LONG_NAME)
        words = step.label.rstrip("?？")
        if len(words) > most:
            yield Problem(step.at("name"), code, f"“{words}”有 {len(words)} 个字")
        for way in step.exits:
            if len(way.label) > CONDITION:
                yield Problem(way.place, LONG_CONDITION, f"“{way.label}”有 {len(way.label)} 个字")


@flow_rule(NO_QUESTION)
def asked(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A decision is a question."""
    for step in steps_of(flow):
        if isinstance(step, Decide) and not step.label.endswith(_ASKS):
            yield Problem(step.at("name"), NO_QUESTION, f"“{step.label}”看不出在问什么")


@flow_rule(LONG_FLOW, MANY_POSTS)
def small(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """A chart that fits on a page."""
    steps = sum(node.step is not None for node in graph.nodes)
    if steps > STEPS:
        yield Problem(flow.at("steps"), LONG_FLOW, f"“{graph.name}”有 {steps} 步")
    posts = {post for node in graph.nodes for post in node.posts}
    if len(posts) > LANES:
        yield Problem(flow.at("steps"), MANY_POSTS, f"“{graph.name}”有 {len(posts)} 个岗位")


@flow_rule(STRAY_BASIS)
def based(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A step rests on what the power rests on."""
    known = {_law(basis.text) for basis in flow.basis}
    if not known:
        return
    known.update(_GENERAL)
    for step in steps_of(flow):
        for basis in step.basis:
            if _law(basis.text) not in known:
                yield Problem(basis.place, STRAY_BASIS, f"“{step.label}”依据{basis.text}")


def _law(cite: str) -> str:
    """The name of the law alone, where it stands in 《》."""
    found = _TITLE.search(cite)
    return found[0] if found else cite


@flow_rule(CROWDED)
def roomy(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A box holds a few lines; only a 并行 is a list, of its branches."""
    for node in graph.nodes:
        lines = sum(map(len, words_of(node)))
        if node.step and lines > LINES and not isinstance(node.step, Parallel):
            yield Problem(node.step.at("name"), CROWDED, f"“{node.label}”画出来有 {lines} 行")


@flow_rule(IDLE_POST)
def used(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A post declared in the flow acts or watches in it."""
    known = {flow.supervision.post} if flow.supervision else set()
    for step in steps_of(flow):
        known.update(step.posts, (risk.watcher for risk in step.risks))
    for name, actor in flow.actors:
        if name not in known:
            yield Problem(actor.at(), IDLE_POST, f"流程里没有哪一步由“{name}”办")
