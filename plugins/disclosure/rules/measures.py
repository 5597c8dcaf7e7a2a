"""Periods, quorum and majority as rules measure them.

Enters: dates, numbers and the requirement as a procedure writes it.  Leaves: numbers of days
(None where the calendar of a year is not known) and yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..basics.calendar import workdays
from ..basics.calendar.month_spans import months_after
from ..basics.problem import Code, Place, Problem, Severity
from ..basics.values import dataclass
from ..schema.periods import DAYS, MONTHS_IN, WORKDAYS, Period
from ..schema.records.decisions.procedure import QUORUMS, ProcedureStep

FOUR_FIFTHS, TWO_THIRDS, _ = QUORUMS

UNKNOWN_YEAR = Code(
    "R97",
    "这一年的放假调休安排还不知道，没有核对工作日期限",
    "请自己按国务院办公厅公布的放假安排核对；升级程序后会自动核对",
    Severity.REMINDER,
    "《全国年节及纪念日放假办法》第七条",
    binding=True,
)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """What lies between two dates: so many units, and half a one for what is left over."""

    count: float
    told: str


def elapsed(start: date, end: date, unit: str) -> Elapsed | None:
    """What lies after ``start`` up to ``end``; None where a year's calendar is not known."""
    days = (end - start).days
    if unit == WORKDAYS:
        worked = workdays.between(start, end)
        return None if worked is None else Elapsed(worked, f"{worked} {unit}")
    if unit == DAYS:
        return Elapsed(days, f"{days} {unit}")
    return Elapsed(_whole(start, end, MONTHS_IN[unit]), f"{days} 日")


def _whole(start: date, end: date, months: int) -> float:
    """How many times so many months, and half of one for the days left over."""
    count = ((end.year - start.year) * 12 + end.month - start.month) // months + 1
    while months_after(start, count * months) > end:
        count -= 1
    return count if months_after(start, count * months) == end else count + 0.5


def unknown(place: Place, start: date, end: date) -> Iterator[Problem]:
    """The reminder that a span could not be measured."""
    years = f"{workdays.YEARS[0]}—{workdays.YEARS[-1]}"
    what = f"{start} 至 {end} 超出了已知的工作日历（{years}年）"
    yield Problem(place, UNKNOWN_YEAR, what)


def own_law(step: ProcedureStep | None) -> str:
    """The law that the procedure's step itself gives for its requirement."""
    return step.basis if step else ""


def is_shorter(found: Elapsed | None, asked: Period) -> bool:
    """Whether a measured span falls short of a period."""
    return found is not None and found.count < asked.least


def has_quorum(quorum: str, due: int, present: int) -> bool:
    """``quorum`` is one of ``schema.procedure.QUORUMS``."""
    if quorum == FOUR_FIFTHS:
        return present * 5 >= due * 4
    return present * 3 >= due * 2 if quorum == TWO_THIRDS else present * 2 > due


def has_passed(passes: str, votes: int, due: int, present: int) -> bool:
    """``passes`` is one of ``schema.procedure.PASSES``."""
    base = due if passes.startswith("应到") else present
    return votes * 3 >= base * 2 if passes.endswith("三分之二以上") else votes * 2 > base
