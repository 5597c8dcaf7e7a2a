"""与标准流程的差异: what a power that shares a standard flow does otherwise, in words.

Enters: an ``Edition``, a power and the rows of its chart.  Leaves: a ``Shared``, or None for a flow of
the power's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ....basics.values import dataclass
from ....county.flows.steps_in_words import StepInWords
from ....schema.records.powers.difference import Difference
from ....schema.records.powers.flow import Step
from ....schema.records.powers.power import LIMITS, Departure, Power
from ...edition import Edition
from ...parts import links, urls

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


def shared(edition: Edition, power: Power, rows: Sequence[StepInWords]) -> Shared | None:
    """The standard flow as the power follows it."""
    if power.standard is None:
        return None
    flow = edition.site.flows[power.standard.code]
    anchors = {row.name: f"#{row.anchor}" for row in reversed(rows)}
    said = (*_limits(power), *_departures(power.differences, anchors))
    note = links.prose(edition, power.flow_note, urls.power(power.code), 4)
    return Shared(flow.name, flow.code, said, note)


def marks(power: Power) -> dict[str, str]:
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
