"""Who stands among the last of a ranking two periods in a row (连续两年排在后三位).

Source: 平凉市灵台县: 连续两年评议排在后三位的单位主要负责人，予以调整.

Enters: a ``Ledger``.  Leaves: codes of units and the two periods; nothing where one of them has no data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...basics.values import dataclass
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import LedgerSpan, span_of
from .ledger_lines import LedgerLine


@dataclass(frozen=True, slots=True)
class LastAgain:
    """The units that stand last in both of two periods."""

    units: tuple[str, ...]
    before: LedgerSpan
    newest: LedgerSpan


def last_again(ledger: Ledger, found: Mapping[str, Sequence[LedgerLine]]) -> LastAgain | None:
    """Units among the last in the newest period and in the one before it."""
    score = ledger.number_of(ledger.ranking.column) if ledger.ranking else None
    spans = {span.following: span for code in found if (span := span_of(ledger.period, code))}
    newest = span_of(ledger.period, next(iter(found), ""))
    before = spans.get(newest) if newest else None
    if ledger.ranking is None or score is None or newest is None or before is None:
        return None
    last = ledger.ranking.last
    both = (_last(found[span.code], score, last) for span in (before, newest))
    return LastAgain(tuple(sorted(frozenset.intersection(*both))), before, newest)


def _last(lines: Sequence[LedgerLine], score: int, count: int) -> frozenset[str]:
    """The units with the lowest scores."""
    ordered = sorted(lines, key=lambda line: line.number_in(score) or 0)
    return frozenset(line.unit for line in ordered[:count])
