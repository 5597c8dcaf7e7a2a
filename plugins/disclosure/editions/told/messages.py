"""What is told these days: only what is open, ahead or fresh, in the order that is asked for.

Enters: the county as it may be told, and what a screen or a programme asks for.  Leaves: ``Message``
values.  A
consultation carries its last day and a telephone, and is told no longer once it is over; nor is what
is in force no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from ...basics.values import dataclass
from ...county.facts.agenda import Event, EventKind, EventStanding, meeting_planned, of_decision
from ...county.facts.histories.in_force import mark
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, UNDECIDED_STATES, Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.shown.screen import (
    AHEAD,
    CONSULTED,
    DECIDED,
    GROUPS,
    MUST,
    NOTICE,
    URGENT,
    Screen,
)
from ...schema.records.unit import Unit
from ..pages.entries import newest
from ..parts import words

_OPEN = (EventKind.CONSULTATION, EventKind.NOTICE, EventKind.HEARING)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatToTell:
    """What is asked for, as a ``Screen`` says it: a list left out lets all through.

    ``valid`` says for how many days it is made; ``days`` how long a thing without a last day is fresh.
    """

    valid: int
    days: int
    contents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    must: frozenset[tuple[str, str]] = frozenset()
    order: tuple[str, ...] = GROUPS

    @classmethod
    def of(cls, screen: Screen) -> WhatToTell:
        """What a screen asks for."""
        return cls(
            valid=screen.valid,
            days=screen.days,
            contents=screen.contents,
            units=tuple(ref.code for ref in screen.units),
            levels=tuple(ref.code for ref in screen.levels),
            categories=screen.categories,
            states=screen.states,
            columns=screen.columns,
            must=frozenset((ref.to, ref.code) for ref in (*screen.must_decide, *screen.must_tell)),
            order=screen.order,
        )


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of a record from a day until another, both included.

    ``facts`` are its date or its last day, and where to call; no line may break one of the ``names``.
    ``last`` is the day until which people can answer or come.
    """

    record: Decision | Notice
    group: str
    label: str
    unit: str
    facts: tuple[str, ...]
    until: date
    start: date
    names: tuple[str, ...] = ()
    last: date | None = None

    @property
    def lead(self) -> str:
        """What it is about, without its facts."""
        return f"【{self.label}】{self.unit}：{self.record.name}"

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.lead}（{'，'.join(self.facts)}）"

    def runs(self, day: date) -> bool:
        """Whether it is to be shown on a day."""
        return self.start <= day <= self.until


def messages(site: Site, asked: WhatToTell) -> tuple[Message, ...]:
    """All that is to be told from the as-of date to the last day, a record once a day.

    Within a group the newest first.
    """
    order = (URGENT, MUST, *asked.order, *GROUPS)
    return tuple(sorted(_all(site, asked), key=lambda message: order.index(message.group)))


def last_day(site: Site, asked: WhatToTell) -> date:
    """The last day on which what is made today may be shown."""
    return site.as_of + timedelta(days=asked.valid - 1)


def _all(site: Site, asked: WhatToTell) -> Iterator[Message]:
    days = [site.as_of + timedelta(days=n) for n in range(asked.valid)]
    records: list[Decision | Notice] = [*site.decisions.values(), *site.notices.values()]
    for record in newest(records):
        unit = site.units.get(record.unit.code)
        is_must = (record.title, record.code) in asked.must
        is_over = isinstance(record, Notice) and not is_must and mark(site, record)
        if unit is None or is_over:
            continue
        call = _call(site, unit)
        said = [
            replace(told, group=MUST) if is_must and told.group != URGENT else told
            for told in _said(record, unit, call, None if is_must else asked.days, site.as_of)
        ]
        let = [told for told in said if told.group in (URGENT, MUST) or _is_for(asked, record, unit)]
        names = tuple(_names(site, f"{unit.label} {record.name}")) if let else ()
        yield from (replace(told, names=names) for told in _in_turn(let, days))


def _in_turn(said: Sequence[Message], days: Sequence[date]) -> Iterator[Message]:
    """Each on the days that are its own, where none before it runs."""
    for told, on in groupby(days, lambda day: next((told for told in said if told.runs(day)), None)):
        shown = list(on)
        if told:
            yield replace(told, start=shown[0], until=shown[-1])


def _names(site: Site, text: str) -> Iterator[str]:
    """Names of bodies that stand in a text."""
    for unit in site.units.values():
        yield from (name for name in (unit.name, unit.short) if name and name in text)


def _is_for(asked: WhatToTell, record: Decision | Notice, unit: Unit) -> bool:
    """Whether the lists let a record through."""
    lists = [
        (asked.units, unit.code),
        (asked.levels, unit.level.code),
        (asked.contents, record.title),
    ]
    if isinstance(record, Decision):
        lists += [(asked.categories, record.category), (asked.states, record.state)]
    else:
        lists.append((asked.columns, record.column))
    return all(not wanted or own in wanted for wanted, own in lists)


def _said(
    record: Decision | Notice, unit: Unit, call: tuple[str, ...], days: int | None, today: date
) -> Iterator[Message]:
    """What may be said of a record, the foremost first; fresh for ``days``, or for ever.

    A day is said with its year where that is not the year of ``today``.
    """
    if isinstance(record, Notice):
        yield from _of_notice(record, unit, call, days, today)
    else:
        yield from _of_decision(record, unit, call, days, today)


def _of_notice(
    notice: Notice, unit: Unit, call: tuple[str, ...], days: int | None, today: date
) -> Iterator[Message]:
    told = Message(
        notice, NOTICE, notice.column, unit=unit.label, facts=(), until=date.max, start=notice.published
    )
    if notice.urgent:
        facts = (_until(notice.urgent, today), *call)
        yield replace(told, group=URGENT, label="紧急", facts=facts, until=notice.urgent)
    if notice.deadline:
        facts = (_until(notice.deadline, today), *call)
        yield replace(told, facts=facts, until=notice.deadline)
        return
    facts = (f"{words.day_near(notice.published, today)}发布", *call)
    yield replace(told, facts=facts, until=_fresh(notice.published, days))


def _of_decision(
    decision: Decision, unit: Unit, call: tuple[str, ...], days: int | None, today: date
) -> Iterator[Message]:
    """What is open to everybody before what is ahead, and that before what was decided."""
    told = Message(
        decision,
        DECIDED,
        "决策公告",
        unit=unit.label,
        facts=(),
        until=date.max,
        start=decision.published,
    )
    for event in of_decision(decision):
        if event.kind in _OPEN and event.standing is not EventStanding.CANCELLED:
            facts, last = (_when(event, today), *call), event.until
            told_of = replace(
                told, group=CONSULTED, label=event.kind, facts=facts, until=last, last=last
            )
            is_held = event.kind is EventKind.HEARING  # and told of before it begins
            yield told_of if is_held else replace(told_of, start=max(event.start, told.start))
    planned = meeting_planned(decision)
    if decision.state in UNDECIDED_STATES and planned:
        facts = (f"拟{words.day_near(planned, today)}决定", *call)
        yield replace(told, group=AHEAD, label="决策预告", facts=facts, until=planned)
    if decision.state in ADOPTED_STATES:
        day = _decided_on(decision)
        fresh = _fresh(max(day, decision.published), days)
        yield replace(told, facts=(f"{words.day_near(day, today)}决定", *call), until=fresh)


def _fresh(since: date, days: int | None) -> date:
    return date.max if days is None else since + timedelta(days=days)


def _call(site: Site, unit: Unit) -> tuple[str, ...]:
    """Where to call: the body's telephone, or that of the nearest one above it."""
    if unit.phones:
        return (f"电话{unit.phones[0]}",)
    above = site.units.get(unit.parent.code) if unit.parent else None
    return _call(site, above) if above else ()


def _when(event: Event, today: date) -> str:
    held = event.kind is EventKind.HEARING
    return f"{words.day_near(event.start, today)}举行" if held else _until(event.until, today)


def _until(day: date, today: date) -> str:
    return f"{words.day_near(day, today)}止"


def _decided_on(decision: Decision) -> date:
    meeting, announce = decision.steps.meeting, decision.steps.announce
    return meeting.day if meeting else announce.day if announce else decision.published
