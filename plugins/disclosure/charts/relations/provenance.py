"""决策来龙去脉图: the powers a decision exercises, their flows, the decision, how it is carried out.

Enters: a ``Site``, a decision, and the codes of the powers whose flows are drawn.  Leaves: a
``Network``, or None where there is nothing to tell but the decision itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from ...county.facts import applied_procedure
from ...county.site import Site
from ...schema.records.decisions.decision import CHECKS, DONE, STOPPED_STATES, Decision
from ...schema.records.powers.flow import steps_of
from ...schema.records.powers.flow_terms import StepKind
from ...schema.records.powers.power import Power
from ..model.network import PLAIN, WATCH, Band, ItemLink, Network, NetworkItem, Target, network

ROWS = ("来源", "流程", "决策", "执行", "检查", "结果")
POWER, FLOW, DECISION, ONES, CHECK, END = range(len(ROWS))
TOLD = (
    "从上到下：谁提出、行使哪些职权、按什么流程、作出什么决策、谁来执行、怎样检查、结果怎样；虚线表示监督。"
    "与下面的文字说明内容相同。"
)
_FEWEST, _WIDE = 3, 16.0
_DECISION, _RESPONSIBLE, _CHECKS, _END = "decision", "responsible", "checks", "end"


def of(site: Site, decision: Decision, charted: Collection[str]) -> Network | None:
    """Where the decision comes from and what became of it."""
    items = (*_sources(site, decision, charted), _decided(site, decision), *_carried_out(decision))
    if len(items) < _FEWEST:
        return None
    links = tuple(_links(site, decision, {item.key: item for item in items}))
    bands, packed = _packed(items)
    return network(f"“{decision.name}”来龙去脉图", TOLD, bands, packed, links, sideways=False)


def _packed(items: tuple[NetworkItem, ...]) -> tuple[tuple[Band, ...], tuple[NetworkItem, ...]]:
    """Rows that hold something, one below the other."""
    rows = sorted({item.rank for item in items})
    bands = tuple(Band(name=ROWS[row], first=rank, last=rank) for rank, row in enumerate(rows))
    return bands, tuple(replace(item, rank=rows.index(item.rank)) for item in items)


def _sources(site: Site, decision: Decision, charted: Collection[str]) -> Iterator[NetworkItem]:
    sponsor = site.units.get(decision.sponsor.code) if decision.sponsor else None
    if sponsor:
        target = Target("机构", sponsor.code)
        yield NetworkItem("sponsor", POWER, sponsor.label, kind="提出单位", target=target)
    for power in _powers(site, decision):
        unit = site.units[power.unit.code].label
        target = Target("职权", power.code)
        yield NetworkItem(
            f"p {power.code}", POWER, power.name, kind="职权", notes=(unit,), target=target
        )
        yield from _flow(site, power, charted)
    procedure = applied_procedure.procedure_of(site, decision)
    if procedure:
        target = Target("程序", procedure.code)
        yield NetworkItem(
            "procedure", FLOW, procedure.name, look=StepKind.SUBFLOW, kind="决策程序", target=target
        )


def _powers(site: Site, decision: Decision) -> Iterator[Power]:
    codes = dict.fromkeys(ref.code for ref in decision.powers)
    yield from (site.powers[code] for code in codes if code in site.powers)


def _flow(site: Site, power: Power, charted: Collection[str]) -> Iterator[NetworkItem]:
    if power.flow is None:
        return
    steps = f"共{sum(1 for _ in steps_of(power.flow))}步"
    target = Target("职权", power.code, "flow" if power.code in charted else "")
    if power.standard:
        yield NetworkItem(
            _flow_key(power),
            FLOW,
            site.flows[power.standard.code].name,
            look=StepKind.SUBFLOW,
            kind="标准流程",
            notes=(steps,),
            target=target,
        )
        return
    notes = (steps, f"承诺时限{power.promised}") if power.promised else (steps,)
    yield NetworkItem(
        _flow_key(power), FLOW, "运行流程", look=StepKind.SUBFLOW, notes=notes, target=target
    )


def _flow_key(power: Power) -> str:
    return f"f {power.standard.code if power.standard else power.code}"


def _decided(site: Site, decision: Decision) -> NetworkItem:
    meeting, announced = decision.steps.meeting, decision.steps.announce
    notes = (
        site.units[decision.unit.code].label,
        f"{meeting.day}　{meeting.body}" if meeting else "",
        f"{announced.day}　{announced.number or '公告'}" if announced else "",
    )
    return NetworkItem(
        _DECISION,
        DECISION,
        decision.name,
        look=StepKind.DECISION,
        kind=decision.category,
        notes=tuple(filter(None, notes)),
        ems=_WIDE,
        target=Target("决策", decision.code),
    )


def _carried_out(decision: Decision) -> Iterator[NetworkItem]:
    if decision.execution:
        yield from _ones(decision)
    if decision.progress:
        held = Counter(progress.check for progress in decision.progress)
        told = (f"{name}{held[name]}次" for name in CHECKS if held[name])
        last = max(progress.day for progress in decision.progress)
        notes = (*told, f"最近{last}")
        target = Target("决策", decision.code, "execution")
        label = f"检查{len(decision.progress)}次"
        yield NetworkItem(_CHECKS, CHECK, label, kind="执行进展", notes=notes, target=target)
    yield _state(decision)


def _ones(decision: Decision) -> Iterator[NetworkItem]:
    """五个一, and who watches over the one who answers for it."""
    run = decision.execution
    if run is None:
        return
    target = Target("决策", decision.code, "ones")
    ones = (
        ("leader", "一名领导", run.leader),
        (_RESPONSIBLE, "一个责任人", run.responsible),
        ("team", "一套工作班子", run.team),
        ("plan", "一个实施方案", run.plan),
    )
    for key, kind, label in ones:
        yield NetworkItem(key, ONES, label, kind=kind, target=target)
    if run.supervisor:
        yield NetworkItem("supervisor", CHECK, run.supervisor, kind="监督", target=target)


def _state(decision: Decision) -> NetworkItem:
    target = Target("决策", decision.code)
    if decision.state in STOPPED_STATES:
        return NetworkItem(_END, END, decision.state, look=StepKind.FINISH, target=target)
    if decision.state == DONE:
        return NetworkItem(_END, END, decision.state, look=StepKind.FINISH, target=target, good=True)
    run = decision.execution
    notes = (f"完成时限{run.deadline}",) if run and run.deadline else ()
    return NetworkItem(_END, END, decision.state, kind="目前状态", notes=notes, target=target)


def _links(site: Site, decision: Decision, items: dict[str, NetworkItem]) -> Iterator[ItemLink]:
    for power in _powers(site, decision):
        flow = _flow_key(power)
        yield f"p {power.code}", flow if flow in items else _DECISION, PLAIN
    for key, item in items.items():
        if item.rank == FLOW or key == "sponsor":
            yield key, _DECISION, PLAIN
        if item.rank == ONES:
            yield _DECISION, key, PLAIN
    yield from _onwards(items)


def _onwards(items: dict[str, NetworkItem]) -> Iterator[ItemLink]:
    """From whoever answers for it through the checks to the state of today."""
    answering = _RESPONSIBLE if _RESPONSIBLE in items else _DECISION
    if "supervisor" in items:
        yield answering, "supervisor", WATCH
    if _CHECKS in items:
        yield answering, _CHECKS, PLAIN
        answering = _CHECKS
    yield answering, _END, PLAIN
