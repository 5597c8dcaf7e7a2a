"""How long a period is, whatever its unit, so far as it can be told for every day it may start.

Enters: periods and dates.  Leaves: bounds that hold on any calendar, and verdicts; where a promise
keeps to the law only from some days on, that is said.  Hours, days, months and years are those of
the civil calendar (《民法典》第二百条至第二百零二条); working days are those of ``workdays``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from ..basics.calendar import workdays
from ..basics.calendar.month_spans import months_after
from ..schema.periods import DAYS, HOURS, MINUTES, MONTHS, MONTHS_IN, WORKDAYS, Period

_A_DAY = {DAYS: 1, HOURS: 24, MINUTES: 24 * 60}
_LEAP_CYCLE = range(2000, 2004)


class Compared(Enum):
    """A promise beside the law, both starting on the same working day."""

    LONGER = "longer whatever the day"
    WITHIN = "within it, as long as no holiday comes between"
    UNSURE = "longer from some days on, even in weeks without a holiday"


def compared(promised: Period, legal: Period) -> Compared:
    """Whether a promise is longer than the law allows."""
    if _are_alike(promised, legal):
        return Compared.LONGER if _measure(promised)[1] > _measure(legal)[1] else Compared.WITHIN
    in_workdays = legal.unit == WORKDAYS and at_least(promised, WORKDAYS) > legal.most
    if in_workdays or shortest(promised) > longest(legal):
        return Compared.LONGER
    return Compared.WITHIN if _in_weeks(promised, ceil) <= _in_weeks(legal, floor) else Compared.UNSURE


def told(promised: Period, legal: Period) -> str:
    """Both in words; where their units differ, in days as well."""
    if _are_alike(promised, legal):
        return f"承诺 {promised}，法定 {legal}"
    most, least = (f"{float(_in_weeks(p, way)):g}" for p, way in ((promised, ceil), (legal, floor)))
    return f"承诺 {promised}，平常最多 {most} 天，法定 {legal}，平常最少 {least} 天"


def _are_alike(promised: Period, legal: Period) -> bool:
    """Whether no calendar is needed to compare them."""
    at_once = not promised.most or not legal.most
    return at_once or _measure(promised)[0] == _measure(legal)[0]


def _measure(period: Period) -> tuple[str, Fraction]:
    """Days, working days or months, whichever the period counts, and how many."""
    most = Fraction(period.most)
    if period.unit in MONTHS_IN:
        return MONTHS, most * MONTHS_IN[period.unit]
    return (WORKDAYS, most) if period.unit == WORKDAYS else (DAYS, most / _A_DAY[period.unit])


def _in_weeks(period: Period, rounded: Callable[[Fraction], int]) -> Fraction:
    """The days that it takes in weeks without a holiday: at most (``ceil``), or at least (``floor``)."""
    if period.unit != WORKDAYS:
        return longest(period) if rounded is ceil else shortest(period)
    return Fraction(rounded(Fraction(period.most)) + 2 * rounded(Fraction(period.most) / 5))


def at_least(period: Period, unit: str) -> Fraction:
    """The fewest working days, or days (``unit``), that the period takes at its longest."""
    if period.unit == unit:
        return Fraction(period.most)
    fewest = shortest(period)
    return Fraction(workdays.fewest_within(floor(fewest))) if unit == WORKDAYS else fewest


def shortest(period: Period) -> Fraction:
    """The fewest days that the period takes at its longest."""
    if period.unit == WORKDAYS:
        return Fraction(workdays.shortest(floor(period.most)))
    if period.unit in MONTHS_IN:
        return Fraction(min(_lengths(round(period.most * MONTHS_IN[period.unit]))))
    return Fraction(period.most) / _A_DAY[period.unit]


def longest(period: Period) -> Fraction:
    """The most days that the period takes."""
    if period.unit == WORKDAYS:
        return Fraction(workdays.longest(ceil(period.most)))
    if period.unit in MONTHS_IN:
        return Fraction(max(_lengths(round(period.most * MONTHS_IN[period.unit]))))
    return Fraction(period.most) / _A_DAY[period.unit]


@functools.cache
def _lengths(months: int) -> frozenset[int]:
    """How many days so many months can have."""
    ends = [date(year, month, day) for year in _LEAP_CYCLE for month in range(1, 13) for day in (1, 28)]
    starts = [*ends, *(day - timedelta(1) for day in ends)]
    return frozenset((months_after(day, months) - day).days for day in starts)
