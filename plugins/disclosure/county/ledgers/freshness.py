"""When a ledger will be late: the day on which its next period, or its next update, is due.

Enters: a ``Ledger`` and the as-of date.  Leaves: ``Due`` values: every period from the first that has
data to the one that is due next, and how each stood.  Nothing is guessed: a period without data that is
past its day is late, whatever the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from ...basics.values import dataclass
from ...schema.records.ledgers.ledger import EVERYTHING, Ledger
from ...schema.records.ledgers.ledger_spans import LedgerSpan, span_of
from .ledger_lines import periods


class Freshness(StrEnum):
    """How a period stands."""

    KEPT = "按期公布"
    LATE = "晚公布"
    WAITING = "未到期"
    OVERDUE = "逾期未公布"


@dataclass(frozen=True, slots=True)
class Due:
    """A period, the day by which it must be published, the day on which it was, and how that stands."""

    period: str
    label: str
    last: date
    posted: date | None
    standing: Freshness


def dues(ledger: Ledger, as_of: date) -> tuple[Due, ...]:
    """Every period that has data or ought to, and the next, from the earliest."""
    return tuple(_dues(ledger, as_of))


def next_due(ledger: Ledger, as_of: date) -> Due:
    """What is due next: the earliest that is late, or else the one to come."""
    open_ = (due for due in dues(ledger, as_of) if due.posted is None)
    return next(open_)


def _dues(ledger: Ledger, as_of: date) -> Iterator[Due]:
    posted, found = dict(ledger.posted), periods(ledger)
    spans = sorted(span for code in found if (span := span_of(ledger.period, code)))
    if not spans:
        last = max((ledger.published, *posted.values()))
        yield _due(EVERYTHING, "下一次更新", last + timedelta(ledger.within), None, as_of)
        return
    span = spans[0]
    while True:
        posted_on = posted.get(span.code) if span.code in found else None
        yield _due(span.code, span.label, due_day(ledger, span), posted_on, as_of)
        if span > spans[-1] and span.last >= as_of:
            return
        span = span.following


def due_day(ledger: Ledger, span: LedgerSpan) -> date:
    """The last day on which a period may be published in time."""
    return span.last + timedelta(ledger.within)


def _due(code: str, label: str, last: date, posted: date | None, as_of: date) -> Due:
    if posted:
        standing = Freshness.KEPT if posted <= last else Freshness.LATE
    else:
        standing = Freshness.WAITING if as_of <= last else Freshness.OVERDUE
    return Due(code, label, last, posted, standing)
