"""The year in spans of so many months: months, quarters, half years, years.

Enters: a day, and the length of a span, which divides the year, or a number of months.  Leaves: days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

YEAR = 12


def first_day(day: date, months: int, after: int = 0) -> date:
    """The first day of the span that holds a day, or of the one so many spans after it."""
    number = (day.year * YEAR + day.month - 1) // months + after
    year, month = divmod(number * months, YEAR)
    return date(year, month + 1, 1)


def months_after(start: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, before = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, before + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
