"""Limits as laws and promises write them: read for what they are, shown as they were written."""

from __future__ import annotations

import pytest

from disclosure.schema.declare import Report
from disclosure.schema.periods import DAYS, HOURS, MINUTES, MONTHS, WORKDAYS, YEARS, Period, PeriodText
from disclosure.schema.source.nodes import Text


def read(text: str, *, bare: bool = False) -> Period:
    return PeriodText(bare).read(Text(text, "x.yaml"), Report())


@pytest.mark.parametrize(
    ("text", "least", "most", "unit", "shown"),
    [
        ("20个工作日", 20, 20, WORKDAYS, "20个工作日"),
        ("20工作日", 20, 20, WORKDAYS, "20个工作日"),
        ("20 个工作日内", 20, 20, WORKDAYS, "20个工作日"),
        ("3～5个工作日", 3, 5, WORKDAYS, "3-5个工作日"),
        ("3至5个工作日", 3, 5, WORKDAYS, "3-5个工作日"),
        ("30天", 30, 30, DAYS, "30日"),
        ("15个自然日", 15, 15, DAYS, "15日"),
        ("24小时", 24, 24, HOURS, "24小时"),
        ("30分钟", 30, 30, MINUTES, "30分钟"),
        ("6个月", 6, 6, MONTHS, "6个月"),
        ("1年", 1, 1, YEARS, "1年"),
        ("半年", 0.5, 0.5, YEARS, "半年"),
        ("半个工作日", 0.5, 0.5, WORKDAYS, "半个工作日"),
        ("0.5个工作日", 0.5, 0.5, WORKDAYS, "半个工作日"),
        ("1.5个工作日", 1.5, 1.5, WORKDAYS, "1.5个工作日"),
        ("当场", 0, 0, WORKDAYS, "当场"),
        ("即办", 0, 0, WORKDAYS, "即办"),
        ("立等可取", 0, 0, WORKDAYS, "立等可取"),
        ("即办（材料齐全的）", 0, 0, WORKDAYS, "即办（材料齐全的）"),
        ("20个工作日（不含公示期）", 20, 20, WORKDAYS, "20个工作日（不含公示期）"),
        ("20个工作日，可延长10个工作日", 20, 20, WORKDAYS, "20个工作日，可延长10个工作日"),
        (
            "20个工作日(不含公示期),经批准可延长10日",
            20,
            20,
            WORKDAYS,
            "20个工作日(不含公示期),经批准可延长10日",
        ),
    ],
)
def test_limits_as_they_are_written(text: str, least: float, most: float, unit: str, shown: str) -> None:
    period = read(text)
    assert (period.least, period.most, period.unit) == (least, most, unit)
    assert period.counted
    assert str(period) == shown


def test_what_is_not_counted_is_no_aside() -> None:
    period = read("7天(不计)", bare=True)
    assert (period.counted, period.aside, str(period)) == (False, "", "7日（不计入时限）")
    assert str(read("3", bare=True)) == "3个工作日"


def test_an_aside_makes_another_limit_and_a_word_for_at_once_does_not() -> None:
    assert read("20个工作日（不含公示期）") != read("20个工作日")
    assert read("即办") == read("当场")
