"""The checks of execution that are due: 一月一调度、一季一督查、半年一观摩、年底总兑现.

Enters: a decision and the as-of date.  Leaves: one ``CheckDue`` for each period that lies wholly
within the execution.  A check of a higher kind stands for the lower ones of its period: a 季督查
in March is also March's 月调度.  Year ends are settled from December to the end of January.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from ...basics.calendar.month_spans import first_day
from ...basics.values import dataclass
from ...schema.records.decisions.decision import CHECKS, DONE, RUNNING, Decision

MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY = CHECKS
MONTHS = {MONTHLY: 1, QUARTERLY: 3, HALF_YEARLY: 6}
DECEMBER = 12


class CheckStanding(StrEnum):
    """How a check stands as of a date."""

    HELD = "已开展"
    OVERDUE = "逾期"
    WAITING = "待开展"


@dataclass(frozen=True, slots=True)
class CheckDue:
    """One check: its kind, its period (both days included) and the day it was held."""

    check: str
    start: date
    due: date
    held: date | None
    standing: CheckStanding


def checks_due(decision: Decision, as_of: date) -> tuple[CheckDue, ...]:
    """Every check from the start of execution to its end or the as-of date, kind by kind."""
    start = started(decision)
    if start is None or start > as_of or decision.state not in (RUNNING, DONE):
        return ()
    end = min(finished(decision, as_of), as_of)
    return tuple(
        _check(decision, check, first, last, as_of)
        for check in CHECKS
        for first, last in _periods(check, start, end)
        if decision.state == RUNNING or last <= end
    )


def started(decision: Decision) -> date | None:
    """The first day of execution: as stated, or the day the decision was announced."""
    stated = decision.execution.started if decision.execution else None
    announced = decision.steps.announce.day if decision.steps.announce else None
    return stated or announced


def finished(decision: Decision, as_of: date) -> date:
    """The last day of execution so far."""
    if decision.state != DONE:
        return as_of
    stated = decision.execution.finished if decision.execution else None
    return stated or max((p.day for p in decision.progress), default=as_of)


def _check(decision: Decision, check: str, first: date, last: date, as_of: date) -> CheckDue:
    rank = CHECKS.index(check)
    fits = (p.day for p in decision.progress if CHECKS.index(p.check) >= rank)
    held = min((day for day in fits if first <= day <= last), default=None)
    late = CheckStanding.OVERDUE if as_of > last else CheckStanding.WAITING
    return CheckDue(check, first, last, held, CheckStanding.HELD if held else late)


def _periods(check: str, start: date, end: date) -> Iterator[tuple[date, date]]:
    """The periods that begin within the execution and, but for the current one, end in it."""
    if check == YEARLY:
        ends = (date(year, DECEMBER, 1) for year in range(start.year, end.year + 1))
        yield from ((day, date(day.year + 1, 1, 31)) for day in ends if start <= day <= end)
        return
    first = first_day(start, MONTHS[check], after=1)
    while first <= end:
        following = first_day(first, MONTHS[check], after=1)
        yield first, following - timedelta(1)
        first = following
