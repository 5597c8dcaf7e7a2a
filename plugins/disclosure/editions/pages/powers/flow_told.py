"""What is told of a flow beside its drawings, in every edition alike: its steps, and 与标准流程的差异.

Enters: an ``Edition``, a power and its chart.  Leaves: a ``FlowTold``, with a ``Shared`` where the power
follows a standard flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from ....basics.values import dataclass
from ....charts.ink.captions import strip
from ....charts.ink.palette import LOOKS
from ....charts.power_charts import PowerChart
from ....county.flows.flow_stages import FlowStage, stages
from ....county.flows.steps_in_words import StepInWords
from ....schema.common import RiskPoint
from ....schema.records.powers.difference import Difference
from ....schema.records.powers.flow import Step
from ....schema.records.powers.power import LIMITS, Departure, Power
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Grade, Passage
from ...parts.blocks import grade as grade_of

CHANGED, ADDED = "与标准流程不同", "本事项增加"


@dataclass(frozen=True, slots=True)
class DepartureView:
    """One step or limit that is otherwise: ``href`` leads to the row of a step that is not left out."""

    name: str
    href: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The standard flow a power follows, its differences, and what else is to be said."""

    name: str
    code: str
    departures: tuple[DepartureView, ...]
    note: Markup


@dataclass(frozen=True, slots=True)
class StepRisk:
    """A risk of a step: its grade, and one sentence on sign, measure and watcher."""

    grade: Grade
    text: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the list ready to print, and under it the ``rows`` of its side branches.

    ``look`` names its outline, "" for a plain step; ``differs`` says that the standard flow has it
    otherwise.
    """

    of: StepInWords
    look: str
    risks: tuple[StepRisk, ...]
    basis: tuple[Passage, ...]
    differs: str
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class FlowTold:
    """``apart`` says which duties are in different hands, ``stages`` what the steps come to, ``done``
    where their list ends."""

    apart: tuple[str, ...]
    stages: tuple[FlowStage, ...]
    done: str
    rows: tuple[StepRow, ...]
    shared: Shared | None


def told(edition: Edition, power: Power, chart: PowerChart) -> FlowTold:
    """All of it."""
    return FlowTold(
        apart=tuple(strip(chart.graph)),
        stages=stages(power.flow, chart.graph) if power.flow else (),
        done=next((node.label for node in chart.graph.nodes if node.step is None and node.good), ""),
        rows=_rows(edition, power, chart),
        shared=_shared(edition, power, chart.rows),
    )


def _rows(edition: Edition, power: Power, chart: PowerChart) -> tuple[StepRow, ...]:
    """The steps of the main line, each with those of its side branches."""
    held: dict[str, list[StepInWords]] = {}
    for row in chart.rows:
        held.setdefault(row.owner, []).append(row)
    return _line(edition, held, "", _marks(power))


def _line(
    edition: Edition, held: Mapping[str, Sequence[StepInWords]], owner: str, other: Mapping[str, str]
) -> tuple[StepRow, ...]:
    return tuple(
        StepRow(
            of=row,
            look=LOOKS.get(row.kind, ""),
            risks=tuple(map(_risk, row.risks)),
            basis=tuple(links.cited(edition, cite) for cite in row.basis),
            differs=other.get(row.name, ""),
            rows=_line(edition, held, row.anchor, other),
        )
        for row in held.get(owner, ())
    )


def _shared(edition: Edition, power: Power, rows: Sequence[StepInWords]) -> Shared | None:
    """The standard flow as the power follows it."""
    if power.standard is None:
        return None
    flow = edition.site.flows[power.standard.code]
    anchors = {row.name: f"#{row.anchor}" for row in reversed(rows)}
    said = (*_limits(power), *_departures(power.differences, anchors))
    note = links.prose(edition, power.flow_note, urls.power(power.code), 4)
    return Shared(flow.name, flow.code, said, note)


def _marks(power: Power) -> dict[str, str]:
    """What to write beside the name of a step that is changed or added."""
    changed = ((departure.step, CHANGED) for departure in power.differences)
    added = (
        (s, ADDED)
        for departure in power.differences
        for s in (*departure.of.before, *departure.of.after)
    )
    return {step.label: mark for step, mark in (*changed, *added) if step}


def _limits(power: Power) -> Iterator[DepartureView]:
    for said in power.overruled:
        if said.attribute in LIMITS:
            yield DepartureView(said.name, "", (f"{said.counts}{_standard(said.stated)}",))


def _departures(differences: Sequence[Departure], anchors: dict[str, str]) -> Iterator[DepartureView]:
    for departure in differences:
        if departure.step:
            href = "" if departure.of.omitted else anchors.get(departure.step.label, "")
            yield DepartureView(departure.step.label, href, tuple(_says(departure.step, departure.of)))


def _says(step: Step, difference: Difference) -> Iterator[str]:
    if difference.omitted:
        yield f"不适用：{difference.omitted}"
    if difference.before:
        yield f"之前增加：{_steps(difference.before)}"
    if difference.posts:
        yield f"由{'、'.join(difference.posts)}办{_standard('、'.join(step.posts))}"
    if difference.limit:
        yield f"时限{difference.limit}{_standard(str(step.limit or ''))}"
    if difference.materials:
        yield f"另需材料：{'、'.join(difference.materials)}"
    if difference.basis:
        yield f"另有依据：{'、'.join(map(str, difference.basis))}"
    if difference.after:
        yield f"之后增加：{_steps(difference.after)}"
    if difference.note:
        yield difference.note


def _steps(steps: Sequence[Step]) -> str:
    return "、".join(f"{step.label}（{_aside(step)}）" if _aside(step) else step.label for step in steps)


def _aside(step: Step) -> str:
    return "，".join(filter(None, ("、".join(step.posts), str(step.limit or ""))))


def _standard(before: str) -> str:
    return f"（标准流程：{before}）" if before else "（标准流程没有写）"


def _risk(risk: RiskPoint) -> StepRisk:
    told = (("防控：", risk.measure), ("监督：", risk.watcher))
    said = [risk.sign, *(f"{label}{text}" for label, text in told if text)]
    return StepRisk(grade_of(risk.grade), "；".join(said))
