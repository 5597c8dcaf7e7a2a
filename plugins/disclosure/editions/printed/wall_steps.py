"""The steps of a flow as they stand on a wall, a card each.

Enters: a flow's graph.  Leaves: ``WallStep`` values in reading order, with all that the chart says in
words: who, how long, what else may follow, and the risks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...basics.values import dataclass
from ...charts.ink.palette import LOOKS, PLAIN
from ...charts.power_charts import FlowJob
from ...county.flows.steps_in_words import StepInWords, listing
from ...schema.common import RiskPoint

_SIGNS = {"exit": ("→", "edge"), "main": ("↓", "edge"), "back": ("←", "back"), "end": ("■", "bad"),
          "done": ("■", "done")}  # fmt: skip
_ONWARD = ("next", "main")


@dataclass(frozen=True, slots=True)
class CardRisk:
    """A risk of a step, and who answers for it."""

    grade: str
    kind: str
    sign: str
    measure: str
    watcher: str
    leader: str


@dataclass(frozen=True, slots=True)
class CardWay:
    """Where else a step may lead, with a sign and the name of its colour."""

    sign: str
    ink: str
    text: str


@dataclass(frozen=True, slots=True)
class WallStep:
    """A step; ``depth`` tells side branches, ``arrow`` that the next card follows it."""

    number: str
    name: str
    kind: str
    who: str
    limit: str
    control: str
    branches: tuple[str, ...]
    ways: tuple[CardWay, ...]
    risks: tuple[CardRisk, ...]
    fill: str
    line: str
    depth: int
    arrow: bool


def cards(job: FlowJob) -> tuple[WallStep, ...]:
    """All steps of a flow."""
    found, leaders = listing(job.graph), dict(job.leaders)
    ids = {node.number: node.id for node in job.graph.nodes}
    depths: dict[str, int] = {}
    for row in found:
        depths[row.anchor] = depths[row.owner] + 1 if row.owner else 0
    return tuple(_card(row, depths[row.anchor], ids[row.number], leaders) for row in found)


def _card(row: StepInWords, depth: int, node: str, leaders: Mapping[tuple[str, str], str]) -> WallStep:
    look = LOOKS.get(row.kind, PLAIN)
    return WallStep(
        number=row.number,
        name=row.name,
        kind=row.told_kind,
        who="、".join(filter(None, (*row.posts, row.duty))),
        limit=row.limit,
        control=row.control,
        branches=row.branches,
        ways=tuple(_ways(row)),
        risks=tuple(_risk(risk, leaders.get((node, risk.grade), "")) for risk in row.risks),
        fill=f"{look}-fill",
        line=f"{look}-line",
        depth=depth,
        arrow=row.on and any(way.kind in _ONWARD for way in row.ways),
    )


def _ways(row: StepInWords) -> Iterator[CardWay]:
    """All but the one that the arrow tells."""
    for way in row.ways:
        if way.kind != "next" or way.condition:
            sign, ink = _SIGNS.get(way.kind, _SIGNS["exit"])
            yield CardWay(sign, ink, way.words)


def _risk(risk: RiskPoint, leader: str) -> CardRisk:
    return CardRisk(
        grade=risk.grade, kind=risk.kind, sign=risk.sign, measure=risk.measure,
        watcher=risk.watcher, leader=leader,
    )  # fmt: skip
