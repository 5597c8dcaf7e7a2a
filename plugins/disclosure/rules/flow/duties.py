"""Checks on who does what: duties apart, joint reviews joint, someone outside to watch.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  Two names that a flow declares for one
post (``代码``) are one post.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.flows.doers import is_body, is_citizen
from ...county.flows.graph import Graph, reached
from ...schema.records.powers.flow import Finish, Flow, Parallel, Publicity, Review, Step, steps_of
from ...schema.records.powers.flow_terms import DUTIES_APART
from ..registry import flow_rule

SAME_POST = Code(
    "F20", "应当分开的职能在同一个岗位", "请由不同岗位办理", law="审与批、定事与办事、承办与监督相分离"
)
LONE_REVIEW = Code(
    "F22",
    "会审只有一个岗位",
    "请写上参加会审的各个岗位；由集体作决定的，在流程的“岗位”里写明 类: 集体",
)
ONE_FOR_ALL = Code(
    "F23", "一个岗位从头办到尾", "请把受理、审查、决定分给不同岗位", Severity.REMINDER, "分权制衡"
)
WATCHER_ACTS = Code(
    "F24", "监督岗位自己参与办理", "监督的人只监督：请换一个岗位办理", law="承办与监督相分离"
)
NO_POST = Code("F25", "步骤没有写岗位", "请写“岗位”：由谁办", Severity.REMINDER)
NO_WATCHER = Code("F26", "流程没有监督岗位", "请写“监督: {岗位: …, 电话: …}”", Severity.REMINDER)
NO_PHONE = Code("F27", "没有监督电话", "请在“监督”里写上群众能打通的电话", Severity.REMINDER)
NOT_PUBLISHED = Code(
    "F28", "流程没有公开环节", "请写“公示”一步，或给公开结果的那一步写 职能: 公开", Severity.REMINDER
)
BYPASSED = Code(
    "F29",
    "有一条路绕过了批准",
    "请核对去向：办成之前应当经过批准（定事）；依法不用批准的，请在那条路上写“依据”或“说明”",
    Severity.REMINDER,
    "未经批准不得办理",
)

_MANY = 3


@flow_rule(SAME_POST)
def apart(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """审查≠批准, 定事≠办理, 承办≠监督: never in one hand."""
    steps = list(steps_of(flow))
    for duty, other in DUTIES_APART:
        first = [step for step in steps if step.duty == duty]
        for step in (s for s in steps if s.duty == other):
            yield from _shared(flow, step, first)


def _shared(flow: Flow, step: Step, first: list[Step]) -> Iterator[Problem]:
    mine = hands(flow, step)
    clash = next((other for other in first if mine.keys() & hands(flow, other).keys()), None)
    if clash:
        who = "、".join(sorted(name for hand, name in mine.items() if hand in hands(flow, clash)))
        what = f"“{clash.label}”{clash.duty}、“{step.label}”{step.duty}都是{who}"
        yield Problem(step.at("posts"), SAME_POST, what)


def hands(flow: Flow, step: Step) -> dict[str, str]:
    """The posts of a step as written, by what tells them apart: the declared code or the name."""
    declared = dict(flow.actors)
    return {(declared[p].post if p in declared else "") or p: p for p in step.posts}


@flow_rule(LONE_REVIEW)
def joint(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A joint review takes several posts, or one body."""
    for step in steps_of(flow):
        if isinstance(step, Review) and len(step.posts) == 1 and not is_body(flow, step.posts[0]):
            what = f"“{step.label}”只有{step.posts[0]}一个岗位"
            yield Problem(step.at("posts"), LONE_REVIEW, what)


@flow_rule(ONE_FOR_ALL)
def shared_out(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Three steps or more are not all done by one person."""
    inside = [step.posts for step in steps_of(flow) if step.posts and not _outside(flow, step)]
    who = {post for posts in inside for post in posts}
    if len(who) == 1 and len(inside) >= _MANY and not is_body(flow, *who):
        what = f"“{graph.name}”的 {len(inside)} 个环节都由{'、'.join(who)}办"
        yield Problem(flow.at("steps"), ONE_FOR_ALL, what)


def _outside(flow: Flow, step: Step) -> bool:
    return all(is_citizen(flow, post) for post in step.posts)


@flow_rule(NO_WATCHER, NO_PHONE, WATCHER_ACTS)
def watched(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Someone watches, can be reached, and takes no part."""
    if flow.supervision is None:
        yield Problem(flow.at("steps"), NO_WATCHER, f"“{graph.name}”没有写由谁监督")
        return
    if not flow.supervision.phones:
        yield Problem(flow.supervision.at(), NO_PHONE, f"“{flow.supervision.post}”没有写电话")
    for step in steps_of(flow):
        if flow.supervision.post in step.posts and step.duty not in ("", "监督", "公开"):
            what = f"{flow.supervision.post}监督这个流程，又在“{step.label}”里{step.duty}"
            yield Problem(step.at("posts"), WATCHER_ACTS, what)


@flow_rule(NO_POST)
def manned(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """Every step says who does it; a 并行 says so in its branches."""
    for step in steps_of(flow):
        if not step.posts and not isinstance(step, Finish | Parallel):
            yield Problem(step.at(), NO_POST, f"“{step.label}”没有写由谁办")


@flow_rule(NOT_PUBLISHED)
def published(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Somewhere the result is made public."""
    if not any(isinstance(step, Publicity) or step.duty == "公开" for step in steps_of(flow)):
        yield Problem(flow.at("steps"), NOT_PUBLISHED, f"“{graph.name}”从头到尾没有公开")


@flow_rule(BYPASSED)
def approved(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Where something is approved (批准, 定事), no way leads to 办结 without, unless it says why."""
    deciding = {node.id for node in graph.nodes if _decides(node.step)}
    excused = {node.id for node in graph.nodes if node.step and (node.step.note or node.step.basis)}
    ways = tuple(edge for edge in graph.edges if edge.source not in deciding | excused)
    seen = reached(ways, {"n1"})
    if deciding and any(graph.node(node).good for node in seen):
        names = "、".join(f"“{graph.node(node).label}”" for node in sorted(deciding, key=_number))
        yield Problem(flow.at("steps"), BYPASSED, f"“{graph.name}”不经过{names}也能办结")


def _decides(step: Step | None) -> bool:
    inner = step.branches if isinstance(step, Parallel) else ()
    return step is not None and any(part.duty in ("批准", "定事") for part in (step, *inner))


def _number(node_id: str) -> int:
    return int(node_id[1:])
