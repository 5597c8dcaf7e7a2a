"""Sheets of A4 for notice boards: the accounts of a village, the newest period of each ledger.

Enters: an ``Edition``.  Leaves: ``PaperSheet`` values, one a body whose lines a ledger holds, where the
ledger names a carrier that nobody serves but by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...county.ledgers.ledger_lines import LedgerLine, by_period, parted
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import said
from ..edition import Edition
from ..ledgers import ledger_words
from ..ledgers.ledger_words import LedgerCell
from .paper import PaperSheet, ToPrint, by_hand, imprint
from .table_boards import TableBoard, table_sheet


def account_boards(edition: Edition, wanted: ToPrint) -> Iterator[PaperSheet]:
    """Those that somebody has to put up."""
    for ledger in edition.site.ledgers.values():
        carriers, found = by_hand(edition, ledger), by_period(ledger)
        if not carriers or not found:
            continue
        period, lines = next(iter(found.items()))
        bare = replace(ledger, sheets=())
        for code, own in parted(lines).items():
            unit = edition.site.units[code]
            if wanted(unit):
                body = _board(edition, bare, unit.label, said(ledger.period, period), own)
                mark = imprint(edition, ledger)
                yield table_sheet(f"{ledger.code}-{code}", ledger, mark, body, carriers)


def _board(
    edition: Edition, ledger: Ledger, unit: str, period: str, own: Sequence[LedgerLine]
) -> TableBoard:
    table = ledger_words.lines(edition, ledger, own, "")
    sums = ledger_words.summed(ledger, ("", ""), (), own)
    told = zip(sums.heads[1:], sums.rows[0].cells[1:], strict=True)
    return TableBoard(
        unit=unit,
        name=ledger.name,
        scope=period,
        heads=tuple(head.text for head in table.heads),
        numbers=tuple(head.number for head in table.heads),
        lines=tuple(tuple(map(_words, row.cells)) for row in table.rows),
        facts=tuple((head.text, cell.text) for head, cell in told),
    )


def _words(cell: LedgerCell) -> str:
    badge = (cell.badge.text,) if cell.badge else ()
    return " ".join(filter(None, (cell.text, *badge, *(way.text for way in cell.ways))))
