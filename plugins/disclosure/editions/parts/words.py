"""Values in the words a citizen reads: dates, money, periods.

Enters: values of records.  Leaves: short Chinese strings, exact and never rounded.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...schema.common import Waiver

WAN, YI = Decimal(10_000), Decimal(100_000_000)


def day(value: date | None) -> str:
    """``2026-03-10``, or nothing."""
    return value.isoformat() if value else ""


def said_day(value: date) -> str:
    """``2026年3月10日``, within a sentence."""
    return f"{value.year}年{month_day(value)}"


def month_day(value: date) -> str:
    """``3月10日``, where the year is told or plain."""
    return f"{value.month}月{value.day}日"


def money(amount: Decimal) -> str:
    """``36800000`` → ``3,680万元``; the exact amount in the largest unit that reads well."""
    if amount >= YI:
        return f"{_plain(amount / YI)}亿元"
    return f"{_plain(amount / WAN)}万元" if amount >= WAN else f"{_plain(amount)}元"


def amount(told: Decimal | None) -> str:
    """The same of an amount that may be missing or nothing: then nothing."""
    return money(told) if told else ""


def full_money(amount: Decimal) -> str:
    """``36,800,000元``."""
    return f"{_plain(amount)}元"


def waived(waiver: Waiver) -> str:
    """``Z13：没有中间环节（2026-11-20，县政务公开办公室批准）``."""
    approved = f"，{waiver.approver}批准" if waiver.approver else ""
    return f"{waiver.rule}：{waiver.reason}（{day(waiver.day)}{approved}）"


def _plain(number: Decimal) -> str:
    whole = number.normalize()
    return f"{whole.quantize(Decimal(1)) if whole == whole.to_integral() else whole:,f}"
