"""Rules on 步骤差异: each names a step of the shared flow, says what differs, and breaks no check.

Enters: a ``Site``.  Leaves: problems.  The flow with its differences is checked as any other; what
the standard flow already suffers from is told there and not again for every power that follows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...basics.problem import Code, Problem
from ...county.flows.graph import FEW_EXITS, NO_TARGET, SAME_STEP, TOO_MANY, build
from ...county.flows.varied import applied, meant
from ...county.site import Site
from ...schema.compound import Ref
from ...schema.declare import nearest
from ...schema.records.powers.difference import Difference
from ...schema.records.powers.flow import Flow, steps_of
from ...schema.records.powers.power import Power
from ..flow import limits
from ..registry import flow_rule, rule

NO_SUCH_STEP = Code("R23", "差异说的环节，标准流程里没有", "请写标准流程里这一步的名称或代号")
NO_STANDARD = Code(
    "R24", "没有采用标准流程，却写了步骤差异", "请在“流程”写标准流程的编号，或者直接改自己的流程"
)
NO_DIFFERENCE = Code(
    "R25",
    "看不出差异在哪里",
    "一步写一项：或者 不适用，或者 岗位、时限、增加材料、增加依据、之前增加、之后增加、说明",
)
NOTHING_LEFT = Code("R26", "每一步都不适用", "这项职权另有流程：请直接写它自己的流程")

_IN_TIME = (limits.OVER_PROMISE, limits.OVER_LAW)


@rule(NO_STANDARD, NO_SUCH_STEP)
def differences_name_steps(site: Site) -> Iterator[Problem]:
    """Every difference belongs to a shared flow and to one of its steps."""
    for power in site.powers.values():
        flow = _shared(site, power)
        if power.differences and flow is None:
            what = f"“{power.name}”没有采用标准流程，无从说起差异"
            yield Problem(power.at("differences"), NO_STANDARD, what)
        elif flow:
            yield from _named(flow, power)


def _named(flow: Flow, power: Power) -> Iterator[Problem]:
    known = [name for step in steps_of(flow) for name in (step.label, step.code) if name]
    for difference in power.differences:
        named = difference.step
        if not meant(flow, named.text):
            what = f"标准流程“{flow.name}”没有“{named}”这一步{nearest(named.text, known)}"
            yield Problem(named.place, NO_SUCH_STEP, what)


@rule(NO_DIFFERENCE)
def differences_differ(site: Site) -> Iterator[Problem]:
    """A difference says one thing, once, and a step left out has nothing else to say."""
    for power in site.powers.values():
        seen: set[int] = set()
        flow = _shared(site, power)
        for difference in power.differences if flow else ():
            step = meant(flow, difference.step.text) if flow else None
            what = _muddled(difference, twice=id(step) in seen)
            if step and what:
                yield Problem(difference.at("step"), NO_DIFFERENCE, f"“{difference.step}”{what}")
            seen.add(id(step))


def _muddled(difference: Difference, *, twice: bool) -> str:
    if twice:
        return "写了两项差异"
    if difference.omitted and difference.changes:
        return "既写不适用，又写了怎样办"
    return "" if difference.omitted or difference.changes or difference.note else "没有写哪里不同"


@rule(NOTHING_LEFT, NO_TARGET, FEW_EXITS, SAME_STEP, TOO_MANY, runs=(flow_rule,))
def flows_stay_sound(site: Site) -> Iterator[Problem]:
    """With its differences, a shared flow still ends and keeps duties apart; ``flows`` sees to time."""
    for power in site.powers.values():
        flow = _shared(site, power)
        if flow and power.differences:
            yield from _brought(flow, power)


def _brought(flow: Flow, power: Power) -> Iterator[Problem]:
    """Problems that the standard flow alone does not have."""
    varied = applied(flow, power.differences)
    if varied is flow:
        if all(
            meant(flow, difference.step.text) and difference.omitted for difference in power.differences
        ):
            what = f"标准流程“{flow.name}”的每一步都写了不适用"
            yield Problem(power.at("differences"), NOTHING_LEFT, what)
        return
    known = list(_problems(flow, power))
    places = {(p.code, p.place) for p in known}
    words = {(p.code, p.what) for p in known}
    for problem in _problems(varied, power):
        old = (problem.code, problem.place) in places or (problem.code, problem.what) in words
        if old or problem.code in _IN_TIME:
            continue
        own = problem.place.path == power.at().path
        yield problem if own else replace(problem, place=power.at("differences"))


def _problems(flow: Flow, power: Power) -> Iterator[Problem]:
    promised, legal = power.promised or flow.promised, power.legal or flow.legal
    whole = replace(flow, promised=promised, legal=legal)
    graph, problems = build(whole, power.name, power.code)
    yield from problems
    if graph:
        yield from flow_rule.check(whole, graph)


def _shared(site: Site, power: Power) -> Flow | None:
    return site.flows.get(power.flow.code) if isinstance(power.flow, Ref) else None
