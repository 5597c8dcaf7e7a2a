"""Rules on flows: every flow can be drawn, ends, and keeps duties apart; see ``rules.flow``."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.flows.graph import FEW_EXITS, NO_TARGET, SAME_STEP, TOO_MANY, build
from ...county.lookups.written_once import of_each_flow
from ...county.read import Remember, SourceFile
from ...county.site import Site
from ...schema.records.powers.flow import Flow, StandardFlow, SubFlow, steps_of
from ...schema.records.powers.power import LIMITS, Power
from ..flow import risks
from ..registry import flow_rule, remembering_rule, rule

UNKNOWN_POST = Code(
    "R20",
    "风险环节的岗位没有登记",
    "请写本机构“岗位”里的名称，或在流程的“岗位”里用“代码”指明是哪个岗位",
    law="廉政风险定到岗位",
)

STATED_OTHERWISE = Code("R21", "流程和职权写的不一致", "时限、监督只写一处：请删去流程里的，或改成一样")

UNKNOWN_SUBFLOW = Code(
    "R22",
    "子流程的链接找不到",
    "请写 catalogues/flows/ 里标准流程的编号，或者删去“链接”",
    Severity.REMINDER,
)

OTHER_LIMIT = Code(
    "R27",
    "时限和标准流程的不同，没有说明",
    "公布的以职权写的为准：请在“流程差异”里写明时限为什么不同，或者改成一样",
    Severity.REMINDER,
)
EXPLAINED = "时限"


@remembering_rule(NO_TARGET, FEW_EXITS, SAME_STEP, TOO_MANY, runs=(flow_rule,))
def flows_are_sound(site: Site, remember: Remember) -> Iterator[Problem]:
    """Standard flows and the powers' own flows are built and linted, each once."""
    for code, standard in site.flows.items():
        yield from _remembered(standard, _file_of(site, standard, code), remember)
    for power, flow in _own_flows(site):
        alone = b"" if power.listed else _file_of(site, power, power.code)
        yield from _remembered(flow, alone, remember)


def _file_of(site: Site, record: Power | StandardFlow, code: str) -> bytes:
    """The code of a record that nothing but its file decides, and the digest of that file."""
    digest = site.sources.get(record.origin.path)
    return f"{digest} {code}".encode() if digest else b""


def _remembered(flow: Flow, alone: bytes, remember: Remember) -> tuple[Problem, ...]:
    """Nothing but the flow itself decides what is wrong with it: it is known by what ``alone`` decides
    it, or by all of it."""

    def judged(_: SourceFile) -> tuple[Problem, ...]:
        return tuple(problems_of(flow))

    return remember(judged, SourceFile(flow.origin.path, alone or pickle.dumps(flow)))


def _own_flows(site: Site) -> Iterator[tuple[Power, Flow]]:
    """Flows written in a power."""
    yield from ((p, p.flow) for p in of_each_flow(site) if p.flow and not p.standard)


def problems_of(flow: Flow) -> Iterator[Problem]:
    """What keeps a flow from being drawn, or all that is wrong with it once it can be."""
    graph, problems = build(flow)
    yield from problems
    if graph:
        yield from flow_rule.check(flow, graph)


@rule(STATED_OTHERWISE)
def own_flow_agrees(site: Site) -> Iterator[Problem]:
    """What is written both in a power and in its own flow is the same in both."""
    for power in site.powers.values():
        for said in () if power.standard else power.overruled:
            what = f"“{power.name}”{said.name}写的是 {said.counts}，流程里却是 {said.stated}"
            yield Problem(said.place, STATED_OTHERWISE, what)


@rule(OTHER_LIMIT)
def standard_limits_explained(site: Site) -> Iterator[Problem]:
    """A power whose limit is not that of the standard flow it follows says why."""
    for power in site.powers.values():
        for said in power.overruled if power.standard and EXPLAINED not in power.flow_note else ():
            if said.attribute in LIMITS:
                what = f"“{power.name}”{said.name}写的是 {said.counts}，标准流程是 {said.stated}"
                yield Problem(power.at(said.attribute), OTHER_LIMIT, what)


@rule(UNKNOWN_POST)
def risky_steps_have_posts(site: Site) -> Iterator[Problem]:
    """A step that carries a risk is done by a registered post, so that a leader answers for it."""
    for power in site.powers.values():
        for step in steps_of(power.flow):
            if step.risks and not any(site.post_named(power, name) for name in step.posts):
                written = step.at("posts").path == power.at().path
                place = step.at("posts") if written else power.at("flow")
                whose = f"{site.unit(power.unit).label}：" if power.listed else ""
                what = (
                    f"{whose}“{step.label}”有风险点，岗位“{'、'.join(step.posts) or '未写'}”却没有登记"
                )
                yield Problem(place, UNKNOWN_POST, what)


@rule(risks.NO_MEASURE, risks.NOT_WATCHED, risks.NO_KIND, risks.WATCHES_HIMSELF)
def risk_points_are_complete(site: Site) -> Iterator[Problem]:
    """Risk points outside the flow, of a body and of its posts say as much as those in a flow."""
    for power in site.powers.values():
        for risk in power.risks:
            yield from risks.complete(risk, risk.stage or power.name)
    for unit in site.units.values():
        for risk in unit.risks:
            yield from risks.complete(risk, unit.label)
        for post in unit.posts:
            for risk in post.risks:
                yield from risks.complete(risk, post.name)
                if risk.watcher == post.name:
                    what = f"{unit.label}“{post.name}”的风险点由他自己监督"
                    yield Problem(risk.at("watcher"), risks.WATCHES_HIMSELF, what)


@rule(UNKNOWN_SUBFLOW)
def subflows_exist(site: Site) -> Iterator[Problem]:
    """The link of a 子流程 names a standard flow."""
    flows = (*site.flows.values(), *(flow for _, flow in _own_flows(site)))
    differences = (departure.of for power in site.powers.values() for departure in power.differences)
    added = (step for difference in differences for step in (*difference.before, *difference.after))
    for step in (*(step for flow in flows for step in steps_of(flow)), *added):
        if isinstance(step, SubFlow) and step.link and step.link not in site.flows:
            yield Problem(step.at("link"), UNKNOWN_SUBFLOW, f"没有编号为“{step.link}”的标准流程")
