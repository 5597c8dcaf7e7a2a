"""Working days: the national calendar, counted exactly, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from counties import SOUND, load
from faulty import write
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.calendar import workdays

KNOWN = st.dates(date(workdays.YEARS[0], 1, 1), date(workdays.YEARS[-1], 12, 31))
COUNT = st.integers(1, 60)


@given(KNOWN)
def test_a_working_day_is_what_the_calendar_says(day: date) -> None:
    assert workdays.is_workday(day) == chinese_calendar.is_workday(day)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-09-30", "2026-10-12", 4),  # 国庆放假，10月10日补班
        ("2026-02-13", "2026-02-28", 6),  # 春节放假，2月14日、28日补班
        ("2026-03-13", "2026-03-20", 5),
        ("2026-03-20", "2026-03-20", 0),
        ("2026-03-20", "2026-03-13", 0),
    ],
)
def test_holidays_and_make_up_days_are_counted(start: str, end: str, days: int) -> None:
    assert workdays.between(date.fromisoformat(start), date.fromisoformat(end)) == days


@given(KNOWN, COUNT)
def test_counting_forward_and_counting_between_agree(start: date, count: int) -> None:
    end = workdays.after(start, count)
    if end is not None:
        assert workdays.is_workday(end)
        assert workdays.between(start, end) == count


def test_a_year_that_is_not_known_is_not_guessed() -> None:
    last, beyond = date(workdays.YEARS[-1], 12, 31), date(workdays.YEARS[-1] + 1, 1, 4)
    assert workdays.is_workday(beyond) is None
    assert workdays.between(last, beyond) is None
    assert workdays.after(last, 1) is None
    assert workdays.between(date(1999, 1, 4), date(1999, 1, 5)) is None


@given(KNOWN, COUNT)
def test_the_bounds_hold_from_every_day(start: date, count: int) -> None:
    end = workdays.after(start, count)
    if end is not None:
        assert (end - start).days >= workdays.shortest(count)
    window = start + timedelta(count)
    held = workdays.between(start, window)
    if held is not None:
        assert held >= workdays.fewest_within(count)


@pytest.mark.parametrize(
    ("promised", "legal", "longer"),
    [
        ("20个工作日", "20日", True),  # 20个工作日至少要25日
        ("10个工作日", "15日", False),
        ("60日", "20个工作日", True),  # 60日里至少有34个工作日
        ("30日", "20个工作日", False),  # 遇上长假，30日里不到20个工作日
        ("21个工作日", "20个工作日", True),
        ("20日", "20日", False),
        ("当场", "5日", False),
    ],
)
def test_a_promise_is_compared_across_units(
    promised: str, legal: str, *, longer: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = "catalogues/powers/MZ-JF-001.yaml"
    text = (SOUND / path).read_text(encoding="utf-8")
    text = text.replace("法定时限: 20个工作日", f"法定时限: {legal}")
    text = text.replace("承诺时限: 8个工作日", f"承诺时限: {promised}")
    county = tmp_path_factory.mktemp("promise")
    write(county / path, text)
    for file in SOUND.rglob("*"):
        copy = county / file.relative_to(SOUND)
        if file.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    _, problems = load(county)
    assert ("R11" in {problem.code.id for problem in problems}) == longer
