"""Checks on time: the longest way against the promise, the law and the limits of service.

Enters: a ``Flow`` and its ``Graph``.  Leaves: problems.  Spans marked 不计 count nothing, a 并行
takes as long as its longest branch, loops are not walked twice.  What is written in another
unit than the limit is counted by bounds that hold on any calendar: only certain excess is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial

from ...basics.problem import Code, Problem, Severity
from ...basics.values import dataclass
from ...county.flows.doers import is_citizen
from ...county.flows.graph import FlowNode, Graph, branches_of
from ...schema.periods import DAYS, WORKDAYS, Period
from ...schema.records.powers.flow import Decide, Flow, Parallel, Publicity, Step, steps_of
from .. import spans
from ..registry import flow_rule
from ..spans import Compared, at_least, compared

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
UNSURE_PROMISE = Code(
    "F47",
    "标准流程的承诺和法定单位不同，有的日子会超过",
    "没有假日的平常日子里也会超过法定：请把承诺改短，或者与法定用同一个单位",
    Severity.REMINDER,
    "《行政许可法》第四十二条",
)
NO_PERIOD = Code("F46", "公示没有写多少天", "请写“时限”，例如 5(不计)", Severity.REMINDER)

SERVICE = {"村": 2, "镇": 5, "县": 10}


@dataclass(frozen=True, slots=True)
class SlowestWay:
    """The slowest way through a chart: days in some unit, and the steps that take them."""

    days: Fraction
    steps: tuple[str, ...] = ()


def longest(graph: Graph, unit: str) -> SlowestWay:
    """The slowest way from the first step, in ``unit`` (个工作日 or 日)."""
    done: dict[str, SlowestWay] = {}
    onward = _onward(graph)
    for node in _last_first(graph, onward):
        after = max(
            (done[target] for target in onward[node.id]),
            key=lambda way: way.days,
            default=SlowestWay(Fraction(0)),
        )
        days = _days(node.step, unit)
        done[node.id] = SlowestWay(
            days + after.days, ((f"第{node.number}步",) if days else ()) + after.steps
        )
    return done["n1"]


def _onward(graph: Graph) -> dict[str, list[str]]:
    """Where the ways lead from each node that do not lead back."""
    onward: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.forward:
        onward[edge.source].append(edge.target)
    return onward


def _last_first(graph: Graph, onward: Mapping[str, Sequence[str]]) -> list[FlowNode]:
    """Nodes, each behind all that follow it."""
    ordered: list[FlowNode] = []
    seen: set[str] = set()

    def visit(node: FlowNode) -> None:
        if node.id not in seen:
            seen.add(node.id)
            for target in onward[node.id]:
                visit(graph.node(target))
            ordered.append(node)

    visit(graph.nodes[0])
    return ordered


def _days(step: Step | None, unit: str) -> Fraction:
    if step is None:
        return Fraction(0)
    return max([_counted(step.limit, unit), *(_days(b, unit) for b in branches_of(step))])


def _counted(limit: Period | None, unit: str) -> Fraction:
    """Days of a span in ``unit``, at least; none where the span does not count."""
    return at_least(limit, unit) if limit and limit.counted else Fraction(0)


@flow_rule(OVER_PROMISE, OVER_LAW)
def in_time(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """The slowest way keeps the promise and the law."""
    slowest = cache(partial(longest, graph))  # both are mostly in one unit
    for name, attribute, code in (("承诺", "promised", OVER_PROMISE), ("法定", "legal", OVER_LAW)):
        limit: Period | None = getattr(flow, attribute)
        if limit is None or not limit.counted:
            continue
        unit = WORKDAYS if limit.unit == WORKDAYS else DAYS
        way = slowest(unit)
        if way.days > (limit.most if limit.unit == unit else spans.longest(limit)):
            where = f"最长的一条路（{'、'.join(way.steps)}）要 {float(way.days):g}{unit}"
            yield Problem(flow.at(attribute), code, f"“{graph.name}”{where}，{name}只有 {limit}")


_OF_STANDARD = {Compared.LONGER: PROMISE_OVER_LAW, Compared.UNSURE: UNSURE_PROMISE}


@flow_rule(PROMISE_OVER_LAW, SLIGHT_CUT, UNSURE_PROMISE)
def promised(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """The promise is a third shorter than the law allows."""
    legal, promise = flow.legal, flow.promised
    if legal is None or promise is None:
        return
    found = compared(promise, legal)
    code = _OF_STANDARD.get(found) if flow.title == "标准流程" else None
    slight = legal.unit == promise.unit and promise.most * 3 > legal.most * 2
    if found is Compared.WITHIN and slight:
        code = SLIGHT_CUT
    if code:
        what = f"“{graph.name}”{spans.told(promise, legal)}"
        yield Problem(flow.at("promised"), code, what)


@flow_rule(OVER_SERVICE)
def in_service(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """A service at village, town or county keeps to that level's limit."""
    most = SERVICE.get(flow.service)
    if most is not None:
        days = at_least(flow.promised, WORKDAYS) if flow.promised else longest(graph, WORKDAYS).days
        if days > most:
            needs = flow.promised or f"{float(days):g}个工作日"
            what = f"“{graph.name}”在{flow.service}办理，要 {needs}，上限 {most} 个工作日"
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
