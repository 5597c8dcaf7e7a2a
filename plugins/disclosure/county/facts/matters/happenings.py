"""All that happened in a matter, at every level, on one line of time.

Enters: the decisions of a matter.  Leaves: ``Happening`` values with dates of the data only, from the
earliest: steps, every meeting, checks, corrections, and what is planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from ....basics.values import dataclass
from ....schema.records.decisions.decision import AnyMeeting, Decision
from ....schema.records.decisions.procedure import EXECUTION
from ....schema.records.decisions.steps import MEETING, SIX_STEPS
from .. import agenda
from ..agenda import EventKind, EventStanding
from ..applied_procedure import StepTaken, all_taken
from ..histories.changes import changes
from ..outcomes import outcome


class HappeningKind(StrEnum):
    """Kinds of what happens in a matter, in the order in which they stand on one day."""

    STEP = "六步"
    STAGE = "程序环节"
    MEETING = "会议"
    EXECUTION = "落实"
    CHECK = "检查"
    CHANGE = "变化"
    AHEAD = "拟定"


_ORDER = tuple(HappeningKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry; ``meeting`` where a body met, with what came of it in ``outcome``."""

    kind: HappeningKind
    day: date
    what: str
    of: Decision
    until: date | None = None
    note: str = ""
    meeting: AnyMeeting | None = None
    outcome: str = ""

    @property
    def place_in_time(self) -> tuple[date, int, int, str]:
        step = SIX_STEPS.index(self.what) if self.what in SIX_STEPS else 0
        return self.day, _ORDER.index(self.kind), step, self.what


def happenings(records: Iterable[Decision]) -> list[Happening]:
    """Everything that the records tell, from the earliest; of one day, the highest level first."""
    found = (happening for of in records for happening in _of(of))
    return sorted(found, key=lambda happening: happening.place_in_time)


def _of(of: Decision) -> Iterator[Happening]:
    for taken in all_taken(of):
        if taken.name == EXECUTION:
            yield from _execution(of)
        elif taken.name != MEETING:
            yield _step(of, taken)
    yield from (_meeting(of, meeting) for meeting in of.steps.meetings)
    for progress in of.progress:
        yield Happening(
            kind=HappeningKind.CHECK, day=progress.day, what=progress.check, of=of, note=progress.content
        )
    for change in changes(of):
        yield Happening(
            kind=HappeningKind.CHANGE, day=change.day, what=change.what, of=of, note=change.content
        )
    for event in agenda.of_decision(of):
        if event.kind is EventKind.MEETING and event.standing is EventStanding.PLANNED:
            yield Happening(
                kind=HappeningKind.AHEAD, day=event.start, what=event.name, of=of, note=event.note
            )


def _step(of: Decision, taken: StepTaken) -> Happening:
    is_one_of_six = taken.name in SIX_STEPS
    return Happening(
        kind=HappeningKind.STEP if is_one_of_six else HappeningKind.STAGE,
        day=taken.day,
        until=taken.until,
        what=taken.name,
        of=of,
        note=taken.result,
    )


def _meeting(of: Decision, meeting: AnyMeeting) -> Happening:
    return Happening(
        kind=HappeningKind.MEETING,
        day=meeting.day,
        what=meeting.body,
        of=of,
        note=meeting.result,
        meeting=meeting,
        outcome=outcome(of, meeting),
    )


def _execution(of: Decision) -> Iterator[Happening]:
    """When carrying out began, where that is told; when it must end, or ended."""
    run = of.execution
    if run is None:
        return
    if run.started:
        yield Happening(
            kind=HappeningKind.EXECUTION, day=run.started, what="开始执行", of=of, note=run.plan
        )
    if run.finished:
        yield Happening(kind=HappeningKind.EXECUTION, day=run.finished, what="办结", of=of)
    elif run.deadline:
        yield Happening(kind=HappeningKind.AHEAD, day=run.deadline, what="完成时限", of=of)
