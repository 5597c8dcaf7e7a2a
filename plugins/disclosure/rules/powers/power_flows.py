"""Rules on flows: every flow can be drawn, ends, and keeps duties apart; see ``rules.flow``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...basics.problem import Code, Problem, Severity
from ...county.flows.graph import FEW_EXITS, NO_TARGET, SAME_STEP, TOO_MANY, build
from ...county.site import Site
from ...schema.common import Placed
from ...schema.compound import Ref
from ...schema.records.powers.flow import Flow, SubFlow, steps_of
from ...schema.records.powers.power import Power
from ..flow import limits, risks
from ..registry import flow_rule, rule

UNKNOWN_POST = Code(
    "R20",
    "风险环节的岗位没有登记",
    "请写本机构“岗位”里的名称，或在流程的“岗位”里用“代码”指明是哪个岗位",
    law="廉政风险定到岗位",
)

LIMITS_DISAGREE = Code("R21", "流程和职权的时限不一致", "时限只写一处：请删去流程里的，或改成一样")

UNKNOWN_SUBFLOW = Code(
    "R22",
    "子流程的链接找不到",
    "请写 catalogues/flows/ 里标准流程的编号，或者删去“链接”",
    Severity.REMINDER,
)


@rule(NO_TARGET, FEW_EXITS, SAME_STEP, TOO_MANY, runs=(flow_rule,))
def flows_are_sound(site: Site) -> Iterator[Problem]:
    """Standard flows and the powers' own flows are built and linted, each once."""
    for standard in site.flows.values():
        yield from _problems(standard, standard.name, standard.code)
    for power, own in _own_flows(site):
        yield from _problems(_completed(power, own), power.name, power.code)


def _completed(power: Power, own: Flow) -> Flow:
    """A power's own flow with what stands in the power and need not be written twice."""
    bases = tuple(Placed(basis.cite, basis.at("cite")) for basis in power.basis)
    return replace(
        own,
        legal=own.legal or power.legal,
        promised=own.promised or power.promised,
        supervision=own.supervision or power.supervision,
        basis=(*own.basis, *bases),
    )


def _own_flows(site: Site) -> Iterator[tuple[Power, Flow]]:
    for power in site.powers.values():
        if power.flow and not isinstance(power.flow, Ref):
            yield power, power.flow


def _problems(flow: Flow, name: str, code: str) -> Iterator[Problem]:
    graph, problems = build(flow, name, code)
    yield from problems
    if graph:
        yield from flow_rule.check(flow, graph)


@rule(LIMITS_DISAGREE)
def limits_agree(site: Site) -> Iterator[Problem]:
    """A limit written both in a power and in its own flow is the same in both."""
    for power, own in _own_flows(site):
        for attribute, name in (("legal", "法定时限"), ("promised", "承诺时限")):
            outside, inside = getattr(power, attribute), getattr(own, attribute)
            if outside and inside and outside != inside:
                what = f"“{power.name}”{name}写的是 {outside}，流程里却是 {inside}"
                yield Problem(own.at(attribute), LIMITS_DISAGREE, what)


@rule(UNKNOWN_POST)
def risky_steps_have_posts(site: Site) -> Iterator[Problem]:
    """A step that carries a risk is done by a registered post, so that a leader answers for it."""
    for power in site.powers.values():
        for step in steps_of(site.flow_of(power)):
            if step.risks and not any(site.post_named(power, name) for name in step.posts):
                written = step.at("posts").path == power.at().path
                place = step.at("posts") if written else power.at("flow")
                what = f"“{step.label}”有风险点，岗位“{'、'.join(step.posts) or '未写'}”却没有登记"
                yield Problem(place, UNKNOWN_POST, what)


@rule(limits.OVER_PROMISE, limits.OVER_LAW)
def standards_keep_promises(site: Site) -> Iterator[Problem]:
    """A standard flow, with the differences a power states, is quick enough for that power."""
    for power in site.powers.values():
        flow = site.flow_of(power) if isinstance(power.flow, Ref) else None
        graph = build(flow)[0] if flow else None
        if flow and graph:
            own = flow if power.differences else power
            place = power.at("differences" if power.differences else "flow")
            for limit, code in (
                (power.promised or own.promised, limits.OVER_PROMISE),
                (power.legal or own.legal, limits.OVER_LAW),
            ):
                yield from limits.within(graph, limit, place, code)


@rule(risks.NO_MEASURE, risks.NOT_WATCHED, risks.NO_KIND)
def risk_points_are_complete(site: Site) -> Iterator[Problem]:
    """Risk points outside the flow say as much as those in it."""
    for power in site.powers.values():
        for risk in power.risks:
            yield from risks.complete(risk, risk.stage or power.name)


@rule(UNKNOWN_SUBFLOW)
def subflows_exist(site: Site) -> Iterator[Problem]:
    """The link of a 子流程 names a standard flow."""
    flows = (*site.flows.values(), *(own for _, own in _own_flows(site)))
    added = [s for p in site.powers.values() for d in p.differences for s in (*d.before, *d.after)]
    for step in (*(step for flow in flows for step in steps_of(flow)), *added):
        if isinstance(step, SubFlow) and step.link and step.link not in site.flows:
            yield Problem(step.at("link"), UNKNOWN_SUBFLOW, f"没有编号为“{step.link}”的标准流程")
