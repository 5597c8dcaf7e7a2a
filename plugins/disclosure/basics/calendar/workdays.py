"""Chinese working days: the national calendar with its holidays and make-up days (调休).

Enters: dates and numbers of days.  Leaves: dates and numbers, or None where a year's calendar is
not published yet; nothing is ever guessed.  Days are counted from the day after the event
(《民法典》第二百零一条), and the calendar is that of 《全国年节及纪念日放假办法》 as the State
Council arranges it each year, kept by the package chinesecalendar.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta, timezone

from chinese_calendar import constants

BEIJING = timezone(timedelta(hours=8))
"""Where a county's day begins: one zone in the whole country, without summer time since 1991."""

YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
"""Years whose calendar is known."""

SATURDAY = 5


def day_at(instant: datetime) -> date:
    """The county's day at an instant, in whichever zone a machine stands."""
    return instant.astimezone(BEIJING).date()


def is_known(day: date) -> bool:
    """Whether the calendar of the day's year is known."""
    return day.year in YEARS


def is_workday(day: date) -> bool | None:
    """Whether people work on that day; None where the year is not known."""
    return _is_worked(day) if is_known(day) else None


def _is_worked(day: date) -> bool:
    """Monday to Friday but for holidays, and make-up days."""
    return day in constants.workdays or (day.weekday() < SATURDAY and day not in constants.holidays)


def between(start: date, end: date) -> int | None:
    """Working days after ``start`` up to and including ``end``; 0 where ``end`` is not later.

    None where a year in between is not known.
    """
    if not (is_known(start) and is_known(end)):
        return None
    return max(0, bisect_right(_workdays(), end) - bisect_right(_workdays(), start))


def after(start: date, count: int) -> date | None:
    """The ``count``-th working day after ``start``; None where the calendar ends before it."""
    place = bisect_right(_workdays(), start) + count - 1
    if not is_known(start) or place >= len(_workdays()):
        return None
    return _workdays()[place] if count else start


@functools.cache
def shortest(count: int) -> int:
    """The fewest calendar days that ``count`` working days have ever taken, counted alike."""
    days = _workdays()
    pairs = zip(days, days[count - 1 :], strict=False)
    return min(((last - first).days + 1 for first, last in pairs), default=count) if count else 0


@functools.cache
def longest(count: int) -> int:
    """The most calendar days that ``count`` working days have ever taken, counted alike."""
    days = _workdays()
    return max(((last - first).days for first, last in zip(days, days[count:], strict=False)), default=0)


@functools.cache
def fewest_within(days: int) -> int:
    """The fewest working days that have ever fallen within ``days`` calendar days in a row."""
    worked, last = _workdays(), date(YEARS[-1], 12, 31)
    starts = (day + timedelta(1) for day in worked if day + timedelta(days) <= last)
    counts = (bisect_left(worked, s + timedelta(days)) - bisect_left(worked, s) for s in starts)
    return min(counts, default=0)


@functools.cache
def _workdays() -> tuple[date, ...]:
    """All working days of the known years, in order."""
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(day for day in days if _is_worked(day))
