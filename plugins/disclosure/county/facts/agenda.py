"""What citizens can come to or answer to: consultations, hearings, meetings, public notices.

Enters: decisions.  Leaves: ``Event`` values with dates of the data only.  A meeting is an event
where it is announced beforehand or was held with observers (两开放); a decision that stopped
before an event came leaves it cancelled, so that a subscriber's calendar says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from ...basics.values import dataclass
from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    APPOINTMENT,
    STOPPED_STATES,
    UNDECIDED_STATES,
    AnyMeeting,
    Decision,
)
from ...schema.records.decisions.meetings import WAITING
from ..site import Site
from .histories.changes import stopped_on

PUBLIC_NOTICE = "公示"


class EventKind(StrEnum):
    """Kinds of event."""

    CONSULTATION = "征求意见"
    HEARING = "听证会"
    MEETING = "决策会议"
    NOTICE = "公示"


class EventStanding(StrEnum):
    """How sure an event is."""

    SET = "确定"
    PLANNED = "拟定"
    CANCELLED = "取消"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a decision: from ``start`` to ``until``, both days included.

    ``number`` counts the events of a kind within the decision, from 1.
    """

    decision: Decision
    kind: EventKind
    number: int
    name: str
    start: date
    until: date
    place: str = ""
    note: str = ""
    standing: EventStanding = EventStanding.SET

    def running(self, as_of: date) -> bool:
        """Whether the event is on, on that day."""
        return self.standing is not EventStanding.CANCELLED and self.start <= as_of <= self.until

    def coming(self, as_of: date) -> bool:
        """Whether the event is still to come."""
        return self.standing is not EventStanding.CANCELLED and as_of < self.start

    def days_left(self, as_of: date) -> int:
        """Days from that day to the last one; 0 on the last day itself."""
        return (self.until - as_of).days


def events(decisions: Iterable[Decision]) -> list[Event]:
    """Every event, from the earliest; by the decision's code where the dates are equal."""
    found = [event for decision in decisions for event in of_decision(decision)]
    return sorted(found, key=lambda e: (e.start, e.until, e.decision.code, e.kind, e.number))


def of_kind(site: Site, kind: EventKind) -> list[Event]:
    """The events of one kind, from the earliest."""
    return [event for event in events(site.decisions.values()) if event.kind is kind]


def open_now(site: Site) -> list[Event]:
    """Consultations that run on the as-of date, the first to end first."""
    running = (e for e in of_kind(site, EventKind.CONSULTATION) if e.running(site.as_of))
    return sorted(running, key=lambda e: (e.until, e.decision.code))


def planned(site: Site) -> list[Decision]:
    """Matters announced and not yet decided, by the date of the meeting."""
    waiting = (d for d in site.decisions.values() if d.state in UNDECIDED_STATES)
    return sorted(waiting, key=lambda d: (meeting_planned(d) or date.max, d.code))


def meeting_planned(decision: Decision) -> date | None:
    """The day on which a meeting is to decide."""
    return decision.steps.forecast.planned if decision.steps.forecast else None


def carried_out(site: Site) -> list[Decision]:
    """Adopted matters that are being carried out or are done, newest first."""
    found = (d for d in site.decisions.values() if d.state in ADOPTED_STATES and d.execution)
    return sorted(sorted(found, key=lambda d: d.code), key=lambda d: d.published, reverse=True)


def of_decision(decision: Decision) -> Iterator[Event]:
    """The events of one decision."""
    yield from _consultation(decision)
    yield from _hearing(decision)
    yield from _meeting(decision)
    yield from _notices(decision)


def _consultation(decision: Decision) -> Iterator[Event]:
    step = decision.steps.consult
    if step:
        note = step.take_part or "、".join(step.means)
        standing = _standing(decision, step.until)
        yield Event(
            decision=decision,
            kind=EventKind.CONSULTATION,
            number=1,
            name="征求意见",
            start=step.start,
            until=step.until,
            place="",
            note=note,
            standing=standing,
        )


def _hearing(decision: Decision) -> Iterator[Event]:
    step = decision.statutory.hearing if decision.statutory else None
    if step:
        standing = _standing(decision, step.day)
        yield Event(
            decision=decision,
            kind=EventKind.HEARING,
            number=1,
            name="听证会",
            start=step.day,
            until=step.day,
            place=step.place,
            note=step.result,
            standing=standing,
        )


def _meeting(decision: Decision) -> Iterator[Event]:
    meetings, forecast = decision.steps.meetings, decision.steps.forecast
    for number, meeting in enumerate(meetings, 1):
        if meeting.observers:
            yield Event(
                decision=decision,
                kind=EventKind.MEETING,
                number=number,
                name=meeting.body,
                start=meeting.day,
                until=meeting.day,
                place="",
                note=f"列席旁听：{meeting.observers}",
            )
    if forecast and forecast.planned and not any(_settles(m, forecast.planned) for m in meetings):
        day = forecast.planned
        stopped = decision.state in STOPPED_STATES
        standing = EventStanding.CANCELLED if stopped else EventStanding.PLANNED
        note = forecast.take_part
        yield Event(
            decision=decision,
            kind=EventKind.MEETING,
            number=len(meetings) + 1,
            name="拟决策会议",
            start=day,
            until=day,
            place="",
            note=note,
            standing=standing,
        )


def _settles(meeting: AnyMeeting, planned: date) -> bool:
    """Whether no other meeting is to be expected: not where the matter was put off until ``planned``."""
    return meeting.outcome not in WAITING or planned <= meeting.day


def _notices(decision: Decision) -> Iterator[Event]:
    announce, number = decision.steps.announce, 0
    for stage in decision.stages:
        if PUBLIC_NOTICE in stage.name and stage.until:
            number += 1
            yield Event(
                decision=decision,
                kind=EventKind.NOTICE,
                number=number,
                name=stage.name,
                start=stage.day,
                until=stage.until,
                place="",
                note=stage.result,
            )
    if announce and announce.until:
        name = "任前公示" if decision.category == APPOINTMENT else "决议公示"
        yield Event(
            decision=decision,
            kind=EventKind.NOTICE,
            number=number + 1,
            name=name,
            start=announce.day,
            until=announce.until,
            place="",
            note=announce.result,
        )


def _standing(decision: Decision, last: date) -> EventStanding:
    """Cancelled where the decision is known to have stopped before the last day."""
    stopped = stopped_on(decision)
    return EventStanding.CANCELLED if stopped and stopped <= last else EventStanding.SET
