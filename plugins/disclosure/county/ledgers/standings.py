"""How a line stands: in time or late, and whether a number has passed a threshold.

Enters: a ``Ledger``, a line, the as-of date.  Leaves: a ``LimitStanding`` or nothing, the due date, and
what a line lacks of the parts that it should have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ...basics.calendar import workdays
from ...basics.calendar.month_spans import months_after
from ...schema.compound import Ref
from ...schema.periods import MONTHS_IN, WORKDAYS, Period
from ...schema.records.ledgers.ledger import SEVERAL, CellValue, Ledger, SheetLine
from ...schema.records.ledgers.ledger_checks import LedgerLimit, Threshold


class LimitStanding(StrEnum):
    """Where a matter stands as of a day."""

    DONE = "按时办结"
    DONE_LATE = "超时办结"
    RUNNING = "在办"
    SOON = "快到期"
    OVERDUE = "已超时"


TONES: Mapping[LimitStanding, str] = {
    LimitStanding.DONE: "done", LimitStanding.DONE_LATE: "deferred", LimitStanding.RUNNING: "live",
    LimitStanding.SOON: "soon", LimitStanding.OVERDUE: "stop",
}  # fmt: skip


def due(ledger: Ledger, limit: LedgerLimit, line: SheetLine) -> date | None:
    """The last day; None where the ledger does not say, or no calendar reaches so far."""
    if limit.due:
        return _day(_said(ledger, line, limit.due))
    start, by = _day(_said(ledger, line, limit.start)), _said(ledger, line, limit.by)
    word = by.code if isinstance(by, Ref) else str(by or "")
    within = dict(limit.each).get(word, limit.within)
    return end_of(within, start) if start and within else None


def end_of(period: Period, start: date, *, longest: bool = True) -> date | None:
    """The last day of a period that began on the day before; None where no calendar reaches so far."""
    count = int(period.most if longest else period.least)
    if period.unit == WORKDAYS:
        return workdays.after(start, count)
    if period.unit in MONTHS_IN:
        return months_after(start, count * MONTHS_IN[period.unit])
    return start + timedelta(count)


def standing(ledger: Ledger, line: SheetLine, as_of: date) -> LimitStanding | None:
    """How a line stands against its limit; None where there is none."""
    limit = ledger.limit
    last = due(ledger, limit, line) if limit else None
    if limit is None or last is None:
        return None
    done = _day(_said(ledger, line, limit.done))
    if done:
        return LimitStanding.DONE if done <= last else LimitStanding.DONE_LATE
    if last < as_of:
        return LimitStanding.OVERDUE
    return LimitStanding.SOON if last <= as_of + timedelta(limit.soon) else LimitStanding.RUNNING


def tone(threshold: Threshold, number: Decimal) -> str:
    """``stop`` for red, ``soon`` for yellow, "" where a number gives no cause."""
    many_is_bad = threshold.red >= threshold.yellow
    for name, line in (("stop", threshold.red), ("soon", threshold.yellow)):
        if number >= line if many_is_bad else number <= line:
            return name
    return ""


def lacking(asked: Sequence[str], value: CellValue) -> tuple[str, ...]:
    """The parts that a cell does not say are there."""
    held = value.split(SEVERAL) if isinstance(value, str) else ()
    return tuple(part for part in asked if part not in held)


def _said(ledger: Ledger, line: SheetLine, name: str) -> CellValue:
    number = ledger.number_of(name) if name else None
    return None if number is None else line.cells[number]


def _day(value: CellValue) -> date | None:
    return value if isinstance(value, date) else None
