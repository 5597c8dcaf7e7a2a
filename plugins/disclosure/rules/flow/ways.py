"""Checks on ways and ends: every step is reached and leads to an end, every exit means something.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  That a decision has two labelled exits,
that targets exist and that no step lacks a way on is seen to when the graph is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...basics.values import regex
from ...county.flows.graph import BACKWARD, Edge, FlowNode, Graph, branches_of, reached
from ...schema.records.powers.flow import Decide, Finish, Flow, Parallel, Step, steps_of
from ...schema.records.powers.flow_terms import BACK, GOTO
from ..registry import flow_rule

SAME_CONDITION = Code("F05", "两个出口的条件一样", "请写清楚两个条件的区别")
SAME_TARGET = Code("F06", "判断的出口都到同一步", "判断不改变去处就不必判断：请改去向，或改写成步骤")
ALL_BACK = Code("F07", "判断的出口全是退回", "请至少留一个往下走的出口")
LONE_CONDITION = Code(
    "F08", "只有一个带条件的出口", "请写出其他情形往哪里去，或改写成判断", Severity.REMINDER
)
EXITS_IN_BRANCH = Code(
    "F09", "并行分支里写了去向", "各分支都到汇合为止：请把判断和去向写到并行之后，或另立子流程"
)
UNREACHABLE = Code("F10", "走不到的步骤", "请让前面某一步的“去向”通到这里，或删去这一步")
NEVER_ENDS = Code("F11", "流程走不到头", "请让流程能走到办结：检查“去向”是否都退回了前面")
ENDLESS_BACK = Code("F12", "退回没有限次", "请写“次数”，例如 次数: 1", law="一次性告知")
TRAPPED = Code("F13", "走进去出不来", "请给这一步一个通向结束的出口")
NEVER_DONE = Code("F14", "流程没有办结", "每条路都终止就没有人能办成：请让一条路走到办结")
AFTER_END = Code("F15", "结束之后还有去向", "结束就是终点：请删去“去向”，或改写成步骤")
LONE_BRANCH = Code("F16", "并行只有一个分支", "请写两个以上同时进行的分支，或改写成步骤")
NO_TIMES = Code("F17", "次数写成了0", "0次就是不能退回：请写 1 以上的数，或删去这个出口")
IDLE_TIMES = Code(
    "F18", "写了次数却没有退回", "“次数”限制退回：请删去，或写明退回到哪一步", Severity.REMINDER
)
UNCLEAR_TARGET = Code(
    "F19", "去向指的步骤不止一步", "几步同名，看不出去哪一步：请给要去的那一步写“代号”，去向里写代号"
)

_NOISE = regex(r"[\s，。、；：？！,.;:?!“”\"'（）()]")
_START = "n1"


@flow_rule(UNREACHABLE)
def reachable(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Every step can be reached from the first."""
    seen = reached(graph.edges, {_START})
    for node in graph.nodes:
        if node.id not in seen and node.step:
            yield Problem(node.place, UNREACHABLE, f"“{node.label}”走不到")


@flow_rule(NEVER_ENDS, TRAPPED, NEVER_DONE)
def ending(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """From every step some way leads to an end, and one of the ends is good."""
    ends = {node.id for node in graph.nodes if node.is_end}
    escaping = reached(graph.edges, ends, forward=False)
    seen = reached(graph.edges, {_START})
    if _START not in escaping:
        yield Problem(flow.at("steps"), NEVER_ENDS, f"“{graph.name}”没有任何一条路走到结束")
        return
    for node in _outermost(graph, seen - escaping):
        yield Problem(node.place, TRAPPED, f"走到“{node.label}”就再也走不到结束")
    if not any(graph.node(node).good for node in ends & seen):
        yield Problem(flow.at("steps"), NEVER_DONE, f"“{graph.name}”的每条路都是终止")


def _outermost(graph: Graph, trapped: set[str]) -> Iterator[FlowNode]:
    """The steps by which one walks into a trap, not those further inside."""
    entries = {e.target for e in graph.edges if e.target in trapped and e.source not in trapped}
    return (node for node in graph.nodes if node.id in entries)


@flow_rule(ENDLESS_BACK, NO_TIMES, IDLE_TIMES)
def limited(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """A loop says how often; a number of times belongs to a loop."""
    looping = {edge.source for edge in graph.edges if edge.kind == BACKWARD}
    for node in graph.nodes:
        if node.step and node.id in looping:
            yield from _times(node.step)
    loops = {id(graph.node(node).step) for node in looping}
    for step in steps_of(flow):
        if step.times is not None and id(step) not in loops:
            yield Problem(step.at("times"), IDLE_TIMES, f"“{step.label}”没有退回的出口")


def _times(step: Step) -> Iterator[Problem]:
    if step.times is None:
        yield Problem(step.at("exits"), ENDLESS_BACK, f"“{step.label}”可以无限次退回")
    elif step.times == 0:
        yield Problem(step.at("times"), NO_TIMES, f"“{step.label}”写着退回，次数却是0")


@flow_rule(SAME_CONDITION, LONE_CONDITION, ALL_BACK, SAME_TARGET)
def telling_exits(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Exits differ in their conditions and in where they lead."""
    for node in graph.nodes:
        if node.step:
            yield from _exits(graph, node, node.step, graph.edges_from(node.id))


def _exits(graph: Graph, node: FlowNode, step: Step, ways: tuple[Edge, ...]) -> Iterator[Problem]:
    yield from _same_conditions(step)
    if len(step.exits) == 1 and step.exits[0].label and not isinstance(step, Decide):
        what = f"“{step.label}”只写了“{step.exits[0].label}”往哪里去"
        yield Problem(step.exits[0].place, LONE_CONDITION, what)
    if isinstance(step, Decide) and len(ways) > 1:
        if all(way.kind == BACKWARD for way in ways):
            yield Problem(step.at("exits"), ALL_BACK, f"“{step.label}”无论怎样都退回")
        elif len({_spot(graph, way) for way in ways}) == 1:
            yield Problem(step.at("exits"), SAME_TARGET, f"“{node.label}”无论怎样都一样")


def _spot(graph: Graph, way: Edge) -> str:
    """Where a way leads; two ends of the same name are one."""
    target = graph.node(way.target)
    return target.id if target.step else target.label


def _same_conditions(step: Step) -> Iterator[Problem]:
    plain = [_NOISE.sub("", way.label) for way in step.exits]
    for way, words in zip(step.exits, plain, strict=True):
        if Counter(plain)[words] > 1 and plain.index(words) != step.exits.index(way):
            yield Problem(way.place, SAME_CONDITION, f"“{step.label}”有两个“{way.label}”")


@flow_rule(AFTER_END, LONE_BRANCH, EXITS_IN_BRANCH)
def sound_steps(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Nothing is written where the chart would leave it out."""
    for step in steps_of(flow):
        if isinstance(step, Finish) and step.exits:
            yield Problem(step.at("exits"), AFTER_END, f"“{step.label}”已经结束")
        if isinstance(step, Parallel) and len(step.branches) == 1:
            yield Problem(step.at("branches"), LONE_BRANCH, f"“{step.label}”没有可以并行的")
        for branch in branches_of(step):
            if branch.exits or isinstance(branch, Parallel):
                yield Problem(branch.at(), EXITS_IN_BRANCH, f"分支“{branch.label}”里的去向画不出来")


@flow_rule(UNCLEAR_TARGET)
def clear_targets(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A way that leads to a step by its name leads to the only step of that name."""
    steps = [node.step for node in graph.nodes if node.step]
    codes = {step.code for step in steps}
    named = Counter(step.label for step in steps)
    for jump in (way.jump for step in steps for way in step.exits if way.jump):
        if jump.how in (BACK, GOTO) and named[jump.to] > 1 and jump.to not in codes:
            yield Problem(jump.place, UNCLEAR_TARGET, f"有 {named[jump.to]} 步都叫“{jump.to}”")
