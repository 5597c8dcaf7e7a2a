"""The chart of a ledger: a column added up by another or by period, and the table of it.

Enters: a ``Ledger`` without its sheets, lines by period.  Leaves: a ``LedgerChart``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...basics.values import dataclass
from ...county.ledgers.ledger_lines import LedgerLine
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_checks import BY_PERIOD
from ...schema.records.ledgers.ledger_columns import LedgerColumn
from ...schema.records.ledgers.ledger_spans import said
from ..edition import Edition
from ..parts import plots
from ..parts.plots import Amount, PlotView
from .ledger_words import (
    LedgerCell,
    LedgerHead,
    LedgerRow,
    LedgerTable,
    head_of,
    measured,
    number,
    words_of,
)

MOST = 20
"""Bars in a chart; the others are added up in one more."""
FEW = 6
"""So many columns have room beside each other on a phone."""
PERIODS = 12


@dataclass(frozen=True, slots=True)
class LedgerChart:
    """A drawing, and the same numbers as a table, where no other table of the page says them."""

    plot: PlotView
    table: LedgerTable | None


def chart(
    edition: Edition, ledger: Ledger, found: Mapping[str, Sequence[LedgerLine]]
) -> LedgerChart | None:
    """The chart that a ledger asks for; None where it asks for none, or its columns are not there."""
    asked = ledger.chart
    place = ledger.number_of(asked.column) if asked else None
    if asked is None or place is None or not found:
        return None
    column = ledger.columns[place]
    by = ledger.number_of(asked.by)
    newest = next(iter(found))
    if asked.by == BY_PERIOD:
        held = dict(reversed(list(found.items())[:PERIODS]))
        sums = [(said(ledger.period, code), _sum(lines, place)) for code, lines in held.items()]
        drawn = _drawn(column, sums, "各期", BY_PERIOD)
        return replace(drawn, table=None) if column.name in ledger.totals else drawn
    if by is None:
        return None
    sums = list(_grouped(edition, found[newest], place, by))
    return _drawn(column, sums, f"按{asked.by}", asked.by)


def _grouped(
    edition: Edition, lines: Sequence[LedgerLine], place: int, by: int
) -> Iterator[tuple[str, Decimal]]:
    """Sums by what a column says, the largest first; those beyond ``MOST`` in one."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        word = words_of(edition, line.line.cells[by]) or "没有写"
        sums[word] = sums.get(word, Decimal(0)) + (line.number_in(place) or 0)
    ordered = sorted(sums.items(), key=lambda pair: -pair[1])
    yield from ordered[:MOST]
    if rest := ordered[MOST:]:
        yield f"其余{len(rest)}个", sum((amount for _, amount in rest), Decimal(0))


def _sum(lines: Sequence[LedgerLine], place: int) -> Decimal:
    return sum((line.number_in(place) or Decimal(0) for line in lines), Decimal(0))


def _drawn(
    column: LedgerColumn, sums: Sequence[tuple[str, Decimal]], how: str, first: str
) -> LedgerChart:
    title = f"{column.name}，{how}"
    amounts = [Amount(word, max(0.0, float(total)), measured(column, total)) for word, total in sums]
    draw = plots.columns if first == BY_PERIOD and len(amounts) <= FEW else plots.bars
    rows = tuple(LedgerRow((LedgerCell(word), LedgerCell(number(total)))) for word, total in sums)
    heads = (LedgerHead(first), head_of(column))
    return LedgerChart(PlotView(title, draw(title, amounts)), LedgerTable(title, heads, rows))
