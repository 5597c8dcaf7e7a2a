"""Periods, quorum and majority as rules measure them.

Enters: dates, numbers and the requirement as a procedure writes it.  Leaves: numbers of days
(None where the calendar of a year is not known) and yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..basics import workdays
from ..basics.problem import Code, Place, Problem, Severity
from ..schema.periods import Period
from ..schema.records.decisions.procedure import ProcedureStep

UNKNOWN_YEAR = Code(
    "R97",
    "这一年的放假调休安排还不知道，没有核对工作日期限",
    "请自己按国务院办公厅公布的放假安排核对；升级程序后会自动核对",
    Severity.REMINDER,
    "《全国年节及纪念日放假办法》第七条",
    binding=True,
)


CALENDAR_DAYS = "日"


def elapsed(start: date, end: date, unit: str) -> int | None:
    """Days or working days after ``start`` up to ``end``; None where a year is not known."""
    return (end - start).days if unit == CALENDAR_DAYS else workdays.between(start, end)


def unknown(place: Place, start: date, end: date) -> Iterator[Problem]:
    """The reminder that a span could not be measured."""
    years = f"{workdays.YEARS[0]}—{workdays.YEARS[-1]}"
    what = f"{start} 至 {end} 超出了已知的工作日历（{years}年）"
    yield Problem(place, UNKNOWN_YEAR, what)


def own_law(step: ProcedureStep | None) -> str:
    """The law that the procedure's step itself gives for its requirement."""
    return step.basis if step else ""


def is_shorter(days: int | None, asked: Period) -> bool:
    """Whether a measured span falls short of a period."""
    return days is not None and days < asked.least


def has_quorum(quorum: str, due: int, present: int) -> bool:
    """``quorum`` is one of ``schema.procedure.QUORUMS``."""
    return present * 3 >= due * 2 if quorum.startswith("三分之二") else present * 2 > due


def has_passed(passes: str, votes: int, due: int, present: int) -> bool:
    """``passes`` is one of ``schema.procedure.PASSES``."""
    base = due if passes.startswith("应到") else present
    return votes * 3 >= base * 2 if passes.endswith("三分之二以上") else votes * 2 > base
