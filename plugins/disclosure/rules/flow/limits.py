"""Checks on time: the longest way against the promise, the law and the limits of service.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  Spans marked 不计 count nothing, a 并行
takes as long as its longest branch, loops are not walked twice.  日 and 工作日 are compared by
bounds that hold on any calendar, so that only certain excess is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...basics import workdays
from ...basics.problem import Code, Place, Problem, Severity
from ...county.flows.graph import FlowNode, Graph, branches_of
from ...schema.periods import Period
from ...schema.records.powers.flow import Decide, Flow, Parallel, Publicity, Step, steps_of
from ..registry import flow_rule
from .duties import is_citizen

OVER_PROMISE = Code("F40", "各步加起来超过承诺时限", "请缩短其中几步，或者如实改承诺时限")
OVER_LAW = Code(
    "F41",
    "各步加起来超过法定时限",
    "请缩短其中几步；依法不计入的期间在后面写“(不计)”",
    law="《行政许可法》第四十二条",
)
PROMISE_OVER_LAW = Code(
    "F42", "标准流程的承诺长于法定", "承诺只能比法定更短：请改承诺时限", law="《行政许可法》第四十二条"
)
SLIGHT_CUT = Code(
    "F43",
    "承诺比法定缩短不到三分之一",
    "请看看还能不能缩短；不能的可以不改",
    Severity.REMINDER,
    "各地政务服务承诺时限压缩三分之一以上的要求",
)
OVER_SERVICE = Code(
    "F44",
    "超过便民服务的时限",
    "请缩短，或者核对“层级”写得对不对",
    Severity.REMINDER,
    "便民服务代理：村2、镇5、县10个工作日",
)
NO_LIMIT = Code(
    "F45", "步骤没有写时限", "请写“时限”；立等可办的写 当场，依法不计的写 7天(不计)", Severity.REMINDER
)
NO_PERIOD = Code("F46", "公示没有写多少天", "请写“时限”，例如 5(不计)", Severity.REMINDER)

SERVICE = {"村": 2, "镇": 5, "县": 10}
_CALENDAR = "日"


@dataclass(frozen=True, slots=True)
class SlowestWay:
    """The slowest way through a chart: days in some unit, and the steps that take them."""

    days: int
    steps: tuple[str, ...] = ()


def longest(graph: Graph, unit: str) -> SlowestWay:
    """The slowest way from the first step, in ``unit`` (个工作日 or 日)."""
    done: dict[str, SlowestWay] = {}
    for node in _last_first(graph):
        after = max(
            (done[e.target] for e in graph.forward if e.source == node.id),
            key=lambda way: way.days,
            default=SlowestWay(0),
        )
        days = _days(node.step, unit)
        done[node.id] = SlowestWay(
            days + after.days, ((f"第{node.number}步",) if days else ()) + after.steps
        )
    return done["n1"]


def _last_first(graph: Graph) -> list[FlowNode]:
    """Nodes, each behind all that follow it."""
    ordered: list[FlowNode] = []
    seen: set[str] = set()

    def visit(node: FlowNode) -> None:
        if node.id not in seen:
            seen.add(node.id)
            for edge in graph.forward:
                if edge.source == node.id:
                    visit(graph.node(edge.target))
            ordered.append(node)

    visit(graph.nodes[0])
    return ordered


def _days(step: Step | None, unit: str) -> int:
    if step is None:
        return 0
    return max([_counted(step.limit, unit), *(_days(b, unit) for b in branches_of(step))])


def _counted(limit: Period | None, unit: str) -> int:
    """Days of a span in ``unit``, at least; none where the span does not count."""
    if limit is None or not limit.counted:
        return 0
    if limit.unit == unit or not limit.most:
        return limit.most
    convert = workdays.shortest if unit == _CALENDAR else workdays.fewest_within
    return convert(limit.most)


def within(graph: Graph, limit: Period | None, place: Place, code: Code) -> Iterator[Problem]:
    """Whether the slowest way keeps to a limit."""
    if limit and limit.counted:
        way = longest(graph, limit.unit)
        if way.days > limit.most:
            name = "承诺" if code is OVER_PROMISE else "法定"
            where = f"最长的一条路（{'、'.join(way.steps)}）要 {way.days}{limit.unit}"
            what = f"“{graph.name}”{where}，{name}只有 {limit}"
            yield Problem(place, code, what)


@flow_rule(OVER_PROMISE, OVER_LAW)
def in_time(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """The slowest way keeps the promise and the law."""
    yield from within(graph, flow.promised, flow.at("promised"), OVER_PROMISE)
    yield from within(graph, flow.legal, flow.at("legal"), OVER_LAW)


@flow_rule(PROMISE_OVER_LAW, SLIGHT_CUT)
def promised(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """The promise is a third shorter than the law allows."""
    legal, promise = flow.legal, flow.promised
    if legal and promise and legal.unit == promise.unit:
        if promise.most > legal.most:
            if flow.title == "标准流程":
                what = f"“{graph.name}”承诺 {promise}，法定 {legal}"
                yield Problem(flow.at("promised"), PROMISE_OVER_LAW, what)
        elif promise.most * 3 > legal.most * 2:
            what = f"“{graph.name}”法定 {legal}，承诺 {promise}"
            yield Problem(flow.at("promised"), SLIGHT_CUT, what)


@flow_rule(OVER_SERVICE)
def in_service(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """A service at village, town or county keeps to that level's limit."""
    most = SERVICE.get(flow.service)
    if most is not None:
        days = flow.promised.most if flow.promised else longest(graph, "个工作日").days
        if days > most:
            what = f"“{graph.name}”在{flow.service}办理，要 {days} 天，上限 {most} 个工作日"
            yield Problem(flow.at("service"), OVER_SERVICE, what)


@flow_rule(NO_LIMIT)
def timed(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Where a time is promised, every step of the main line behind the first says how long it takes.

    The clock starts when the first step, an application or a proposal, comes in.
    """
    if not (flow.promised or flow.legal):
        return
    for node in graph.nodes[1:]:
        step = node.step
        if step and not node.owner and not node.is_end and not _is_timed(flow, step):
            yield Problem(step.at(), NO_LIMIT, f"“{step.label}”没有写要多久")


def _is_timed(flow: Flow, step: Step) -> bool:
    """Citizens have no limit, a question without a duty takes no time, a 并行 that of its branches;
    what a publication lacks is told by ``shown``."""
    if step.limit or isinstance(step, Publicity) or (isinstance(step, Decide) and not step.duty):
        return True
    if step.posts and all(is_citizen(flow, post) for post in step.posts):
        return True
    return isinstance(step, Parallel) and all(_is_timed(flow, b) for b in step.branches)


@flow_rule(NO_PERIOD)
def shown(flow: Flow, graph: Graph) -> Iterator[Problem]:  # noqa: ARG001
    """A publication says how long it lasts, or nobody can object in time."""
    for step in steps_of(flow):
        if isinstance(step, Publicity) and step.limit is None:
            yield Problem(step.at(), NO_PERIOD, f"“{step.label}”没有写公示多久")
