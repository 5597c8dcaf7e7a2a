"""Rules on 步骤差异: each names a step of the shared flow, says what differs, and breaks no check.

Enters: a ``Site``.  Leaves: problems.  The flow with its differences is checked as any other; what
the standard flow already suffers from is told there and not again for every power that follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...basics.problem import Code, Problem
from ...county.flows.graph import FEW_EXITS, NO_TARGET, SAME_STEP, TOO_MANY
from ...county.lookups.written_once import of_each_flow
from ...county.site import Site
from ...schema.declare import nearest
from ...schema.records.powers.difference import Difference
from ...schema.records.powers.flow import Flow, steps_of
from ...schema.records.powers.power import Departure, Power
from ..flow import clarity, limits
from ..registry import flow_rule, rule
from .power_flows import problems_of

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

# faults of a standard flow that are none of a power that leaves a post or a step of it unused
_ITS_OWN = (clarity.IDLE_POST, limits.NO_LIMIT)
# told of the power itself (R11)
_OF_POWER = (limits.PROMISE_OVER_LAW,)


@rule(NO_STANDARD, NO_SUCH_STEP)
def differences_name_steps(site: Site) -> Iterator[Problem]:
    """Every difference belongs to a shared flow and to one of its steps."""
    for power in site.powers.values():
        if power.standard:
            yield from _named(site.flows[power.standard.code], power.differences)
        elif power.differences:
            what = f"“{power.name}”没有采用标准流程，无从说起差异"
            yield Problem(power.at("differences"), NO_STANDARD, what)


def _named(flow: Flow, differences: Sequence[Departure]) -> Iterator[Problem]:
    known = [name for step in steps_of(flow) for name in (step.label, step.code) if name]
    for written in (departure.of.step for departure in differences if not departure.step):
        what = f"标准流程“{flow.name}”没有“{written}”这一步{nearest(written.text, known)}"
        yield Problem(written.place, NO_SUCH_STEP, what)


@rule(NO_DIFFERENCE)
def differences_differ(site: Site) -> Iterator[Problem]:
    """A difference says one thing, once, and a step left out has nothing else to say."""
    for power in site.powers.values():
        seen: set[int] = set()
        for departure in power.differences:
            what = _muddled(departure.of, twice=id(departure.step) in seen)
            if departure.step and what:
                yield Problem(departure.of.at("step"), NO_DIFFERENCE, f"“{departure.of.step}”{what}")
            seen.add(id(departure.step))


def _muddled(difference: Difference, *, twice: bool) -> str:
    if twice:
        return "写了两项差异"
    if difference.omitted and difference.changes:
        return "既写不适用，又写了怎样办"
    return "" if difference.omitted or difference.changes or difference.note else "没有写哪里不同"


@rule(NOTHING_LEFT)
def some_step_is_left(site: Site) -> Iterator[Problem]:
    """Some step of the shared flow is left."""
    for power in site.powers.values():
        if power.standard and power.flow and power.differences:
            flow = site.flows[power.standard.code]
            if power.flow.steps is flow.steps:
                what = f"标准流程“{flow.name}”的每一步都写了不适用"
                yield Problem(power.at("differences"), NOTHING_LEFT, what)


@rule(NO_TARGET, FEW_EXITS, SAME_STEP, TOO_MANY, runs=(flow_rule,))
def flows_stay_sound(site: Site) -> Iterator[Problem]:
    """As a power runs it, a shared flow still ends, keeps duties apart and keeps the power's limits."""
    known = {code: tuple(problems_of(flow)) for code, flow in site.flows.items()}
    for power in of_each_flow(site):
        if power.standard and power.flow:
            yield from _brought(power, power.flow, known[power.standard.code])


def _brought(power: Power, flow: Flow, known: Sequence[Problem]) -> Iterator[Problem]:
    """Problems that the standard flow alone does not have."""
    places = {(p.code, p.place) for p in known}
    words = {(p.code, p.what) for p in known}
    for problem in problems_of(flow):
        old = (problem.code, problem.place) in places or (problem.code, problem.what) in words
        if old or problem.code in _OF_POWER:
            continue
        if problem.place.path == power.at().path:
            yield problem
        elif problem.code not in _ITS_OWN:
            yield replace(problem, place=power.at("differences" if power.differences else "flow"))
