"""Periods in different units are compared as they fall on real days, whatever the day they start."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.calendar import workdays
from disclosure.rules import spans
from disclosure.rules.measures import elapsed
from disclosure.rules.spans import Compared
from disclosure.schema.periods import DAYS, HOURS, MINUTES, MONTHS, WORKDAYS, YEARS, Period

STARTS = st.dates(date(2005, 1, 1), date(2023, 12, 31))
WHOLE = st.integers(1, 60)
PERIODS = st.builds(
    lambda count, unit: Period(count, count, unit),
    WHOLE,
    st.sampled_from((DAYS, WORKDAYS, HOURS, MINUTES)),
) | st.builds(lambda count: Period(count, count, MONTHS), st.integers(1, 24))


def end(start: date, period: Period, *, holidays: bool = True) -> Fraction:
    """The days after ``start`` on which the period is over, counted day by day."""
    if period.unit in (HOURS, MINUTES):
        return Fraction(period.most) / {HOURS: 24, MINUTES: 1440}[period.unit]
    if period.unit == DAYS:
        return Fraction(period.most)
    if period.unit in (MONTHS, YEARS):
        months = int(period.most * {MONTHS: 1, YEARS: 12}[period.unit])
        return Fraction((start + relativedelta(months=months) - start).days)
    left, day = ceil(period.most), start
    while left:
        day += timedelta(1)
        left -= bool(workdays.is_workday(day)) if holidays else day.weekday() < 5
    return Fraction((day - start).days)


@given(STARTS, PERIODS)
def test_the_bounds_hold_from_every_day(start: date, period: Period) -> None:
    assert spans.shortest(period) <= end(start, period) <= spans.longest(period)


@given(STARTS, PERIODS, PERIODS)
def test_a_verdict_holds_from_every_working_day(start: date, promised: Period, legal: Period) -> None:
    found = spans.compared(promised, legal)
    if found is Compared.LONGER:
        assert end(start, promised) > end(start, legal)
    if found is Compared.WITHIN and start.weekday() < 5:
        ordinary = end(start, promised, holidays=False), end(start, legal, holidays=False)
        assert ordinary[0] <= ordinary[1]


@pytest.mark.parametrize(
    ("promised", "legal", "verdict"),
    [
        (Period(20, 20), Period(30, 30, DAYS), Compared.WITHIN),
        (Period(22, 22), Period(30, 30, DAYS), Compared.UNSURE),
        (Period(31, 31), Period(30, 30, DAYS), Compared.LONGER),
        (Period(7, 7, DAYS), Period(5, 5), Compared.WITHIN),
        (Period(30, 30, DAYS), Period(1, 1, MONTHS), Compared.UNSURE),
        (Period(28, 28, DAYS), Period(1, 1, MONTHS), Compared.WITHIN),
        (Period(1, 1, MONTHS), Period(20, 20), Compared.UNSURE),
        (Period(2, 2, MONTHS), Period(20, 20), Compared.LONGER),
        (Period(12, 12, MONTHS), Period(1, 1, YEARS), Compared.WITHIN),
        (Period(13, 13, MONTHS), Period(1, 1, YEARS), Compared.LONGER),
        (Period(24, 24, HOURS), Period(1, 1, DAYS), Compared.WITHIN),
        (Period(25, 25, HOURS), Period(1, 1, DAYS), Compared.LONGER),
        (Period(48, 48, HOURS), Period(1, 1), Compared.UNSURE),
        (Period(0.5, 0.5), Period(1, 1), Compared.WITHIN),
        (Period(0.5, 0.5), Period(1, 1, DAYS), Compared.UNSURE),
        (Period(0, 0), Period(2, 2, HOURS), Compared.WITHIN),
        (Period(1, 1, HOURS), Period(0, 0), Compared.LONGER),
        (Period(5, 10), Period(8, 8), Compared.LONGER),
    ],
)
def test_promises_beside_the_law(promised: Period, legal: Period, verdict: Compared) -> None:
    assert spans.compared(promised, legal) is verdict


@given(STARTS, st.integers(-40, 40))
def test_months_end_on_the_day_of_the_same_number(start: date, months: int) -> None:
    assert spans.months_after(start, months) == start + relativedelta(months=months)


@given(STARTS, st.integers(0, 900), st.sampled_from((MONTHS, YEARS)))
def test_what_lies_between_two_dates_is_whole_months_and_a_rest(
    start: date, days: int, unit: str
) -> None:
    stop = start + timedelta(days)
    found = elapsed(start, stop, unit)
    assert found
    assert found.told == f"{days} 日"
    step = 12 if unit == YEARS else 1
    full = int(found.count)
    assert (
        start + relativedelta(months=full * step)
        <= stop
        < start + relativedelta(months=(full + 1) * step)
    )
    assert (found.count == full) is (start + relativedelta(months=full * step) == stop)
