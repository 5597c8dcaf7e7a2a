"""The flow of a power as a page shows it: the drawing, and the same steps as a list.

Enters: an ``Edition`` and a power.  Leaves: a ``ChartView``, or None where no flow is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...flow.listing import Row
from ...schema.common import RiskPoint
from ...schema.power import Power
from .. import links, urls
from ..edition import Edition
from ..parts import Grade
from ..parts import grade as grade_of

NARROW, MIDDLE, BROAD = "narrow", "middle", "broad"
# the widest charts that a desktop column and a kiosk show whole with names still large enough
_DESKTOP, _KIOSK = 824, 906


@dataclass(frozen=True, slots=True)
class StepRisk:
    """A risk of a step: its grade, and one sentence on sign, measure and watcher."""

    grade: Grade
    text: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the list with its risks ready to print."""

    of: Row
    risks: tuple[StepRisk, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """Drawings to stand in the page, wide and for a phone, their files, and the equivalent list.

    ``room`` says where the wide one fits (NARROW, MIDDLE, BROAD); ``ladder_href`` is "" where no
    step carries a risk.
    """

    svg: Markup
    room: str
    phone: Markup
    rows: tuple[StepRow, ...]
    note: Markup
    svg_href: str
    dot_href: str
    ladder_href: str


def chart_view(edition: Edition, power: Power) -> ChartView | None:
    chart = edition.charts.get(power.code)
    if not chart:
        return None
    return ChartView(
        svg=Markup(chart.svg),  # noqa: S704  drawn by our own flow package, which escapes
        room=NARROW if chart.width <= _DESKTOP else MIDDLE if chart.width <= _KIOSK else BROAD,
        phone=Markup(chart.phone),  # noqa: S704  likewise
        rows=tuple(StepRow(row, tuple(map(_risk, row.risks))) for row in chart.rows),
        note=links.prose(edition, power.flow_note, urls.power(power.code), 3),
        svg_href=urls.chart(power.code, "svg"),
        dot_href=urls.chart(power.code, "dot"),
        ladder_href=urls.ladder(power.code) if chart.ladder else "",
    )


def _risk(risk: RiskPoint) -> StepRisk:
    told = (("防控：", risk.measure), ("监督：", risk.watcher))
    words = [risk.sign, *(f"{label}{text}" for label, text in told if text)]
    return StepRisk(grade_of(risk.grade), "；".join(words))
