"""The year in spans of so many months: months, quarters, half years, years.

Enters: a day and the length of a span, which divides the year.  Leaves: first days of spans.
"""

from __future__ import annotations

from datetime import date

YEAR = 12


def first_day(day: date, months: int, after: int = 0) -> date:
    """The first day of the span that holds a day, or of the one so many spans after it."""
    number = (day.year * YEAR + day.month - 1) // months + after
    year, month = divmod(number * months, YEAR)
    return date(year, month + 1, 1)
