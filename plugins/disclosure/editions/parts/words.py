"""Values in the words a citizen reads: dates, money, periods.

Enters: values of records.  Leaves: short Chinese strings, exact and never rounded.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...schema.common import Waiver

_UNITS = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
"""From large to small; below them is 元."""
_CENT, _FOUR_DIGITS = Decimal("0.01"), 10_000


def day(value: date | None) -> str:
    """``2026-03-10``, or nothing."""
    return value.isoformat() if value else ""


def graded(name: str) -> str:
    """A grade of risk, as the title of what is of it."""
    return f"{name}级风险"


def month(day: date) -> str:
    """A month, as the title of what happened in it."""
    return f"{day.year}年{day.month}月"


def said_day(value: date) -> str:
    """``2026年3月10日``, within a sentence."""
    return f"{value.year}年{month_day(value)}"


def month_day(value: date) -> str:
    """``3月10日``, where the year is told or plain."""
    return f"{value.month}月{value.day}日"


def day_near(value: date, near: date) -> str:
    """``3月10日``, with its year where that is another one than ``near``'s."""
    return month_day(value) if value.year == near.year else said_day(value)


def money(amount: Decimal) -> str:
    """``36800000`` → ``3680万元``: exact, in the largest unit that needs no third decimal.

    The one form of a sum of money for readers, and the one in which clerks write it.
    """
    fitting = ((size, unit) for size, unit in _UNITS if amount >= size and amount % (size / 100) == 0)
    size, unit = next(fitting, (Decimal(1), "元"))
    cents = size == 1 and amount % 1
    return f"{_parted(amount.quantize(_CENT)) if cents else number(amount / size)}{unit}"


def number(value: Decimal) -> str:
    """A number in a sentence, to its last digit: ``3680``, ``15,575.86``."""
    return _parted(exact(value))


def exact(value: Decimal) -> Decimal:
    """The same number without zeros behind it, and never in powers of ten."""
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain


def amount(told: Decimal | None) -> str:
    """The same of an amount that may be missing or nothing: then nothing."""
    return money(told) if told else ""


def full_money(amount: Decimal) -> str:
    """``36,800,000元``: as catalogues write it, for programs."""
    return f"{number(amount)}元"


def waived(waiver: Waiver) -> str:
    """``Z13：没有中间环节（2026-11-20，县政务公开办公室批准）``."""
    approved = f"，{waiver.approver}批准" if waiver.approver else ""
    return f"{waiver.rule}：{waiver.reason}（{day(waiver.day)}{approved}）"


def _parted(value: Decimal) -> str:
    """In threes, but for a whole part of up to four digits (GB/T 15835—2011)."""
    return f"{value:f}" if abs(value) < _FOUR_DIGITS else f"{value:,f}"
