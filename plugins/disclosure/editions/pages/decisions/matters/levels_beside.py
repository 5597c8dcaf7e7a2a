"""The records of a matter side by side: what each level published, when, and how it decided.

Enters: an ``Edition`` and a ``Matter``.  Leaves: a ``LevelTable``: a column a record, a row a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from .....basics.values import dataclass
from .....county.facts.checks_due import CheckStanding, checks_due
from .....county.facts.matters.matter import Matter
from .....county.facts.step_standing import standings
from .....schema.records.decisions.decision import SIX_STEPS, Decision
from .....schema.records.decisions.steps import Consultation
from ....edition import Edition
from ....parts import urls, words
from ....parts.blocks import Anchor
from .answers import votes_said

NOWHERE = "未见公开"


@dataclass(frozen=True, slots=True)
class LevelColumn:
    """Whose record a column tells of; ``record`` leads nowhere where the level published none."""

    level: str
    unit: str
    record: Anchor


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What each record says to one question; ``differs`` where they should say the same and do not."""

    name: str
    cells: tuple[str, ...]
    differs: bool = False

    @property
    def alike(self) -> bool:
        """Whether all of several records say the same: a narrow screen need not say it again."""
        return len(self.cells) > 1 and len(set(self.cells)) == 1


@dataclass(frozen=True, slots=True)
class LevelTable:
    """The levels side by side; ``missing`` are those at which the matter must appear and does not."""

    columns: tuple[LevelColumn, ...]
    rows: tuple[LevelRow, ...]
    missing: tuple[str, ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """The questions to which the records should say the same and do not."""
        return tuple(row.name for row in self.rows if row.differs)


def levels_beside(edition: Edition, matter: Matter) -> LevelTable:
    site = edition.site
    shown = [site.unit(of.unit).level.code for of in matter.records]
    asked = dict.fromkeys(ref.code for of in matter.records for ref in of.concerned)
    return LevelTable(
        columns=tuple(_column(edition, of) for of in matter.records),
        rows=tuple(_rows(edition, matter)),
        missing=tuple(level for level in asked if level not in shown),
    )


def _column(edition: Edition, of: Decision) -> LevelColumn:
    unit = edition.site.unit(of.unit)
    return LevelColumn(unit.level.code, unit.label, Anchor(of.name, urls.decision(of.code)))


def _rows(edition: Edition, matter: Matter) -> Iterator[LevelRow]:
    """Questions to which some record has an answer."""
    for name, ask in _questions(edition):
        cells = tuple(ask(of) for of in matter.records)
        if any(cells):
            same = name not in ("公布日期", "金额") or len(set(filter(None, cells))) < 2  # noqa: PLR2004
            yield LevelRow(name, cells, not same)


def _questions(edition: Edition) -> Iterator[tuple[str, Callable[[Decision], str]]]:
    yield "现在怎样", lambda of: of.state
    yield "公布日期", lambda of: words.day(of.published)
    yield "文号", lambda of: of.steps.announce.number if of.steps.announce else ""
    for number, name in enumerate(SIX_STEPS, 1):
        yield f"{number} {name}", lambda of, name=name: _step(edition, of, name)  # type: ignore[misc]
    yield "表决", lambda of: votes_said(of.steps.meeting) if of.steps.meeting else ""
    yield "金额", lambda of: words.amount(of.amount)
    yield "其中本级", lambda of: words.money(of.own_amount) if of.own_amount is not None else ""
    yield "一名领导", lambda of: of.execution.leader if of.execution else ""
    yield "一个责任人", lambda of: of.execution.responsible if of.execution else ""
    yield "一套工作班子", lambda of: of.execution.team if of.execution else ""
    yield "一个实施方案", lambda of: of.execution.plan if of.execution else ""
    yield "谁监督", lambda of: of.execution.supervisor if of.execution else ""
    yield "调度督查观摩兑现", lambda of: _checks(edition, of)
    yield "最近进展", _latest
    yield "公开载体", lambda of: "、".join(carrier.code for carrier in of.carriers)


def _step(edition: Edition, of: Decision, name: str) -> str:
    """When a step was taken, or how it stands."""
    attributes = {declared.name: attribute for attribute, declared in of.steps.keys().items()}
    step = getattr(of.steps, attributes[name])
    if step is None:
        return str(standings(edition.site, of)[name])
    if isinstance(step, Consultation):
        return f"{words.day(step.start)} 至 {words.day(step.until)}"
    return words.day(step.day)


def _checks(edition: Edition, of: Decision) -> str:
    stands = Counter(check.standing for check in checks_due(of, edition.site.as_of))
    told = (CheckStanding.HELD, CheckStanding.OVERDUE)
    return "，".join(f"{standing}{stands[standing]}次" for standing in told if stands[standing])


def _latest(of: Decision) -> str:
    last = max(of.progress, key=lambda progress: progress.day, default=None)
    return f"{words.day(last.day)} {last.content}" if last else ""
