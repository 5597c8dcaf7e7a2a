"""What ledgers say of a record: a block on its own page.

Enters: an ``Edition``, the title and code of a record.  Leaves: a ``Group``, without entries where no
ledger speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...county.ledgers.ledger_lines import UNIT, LedgerLine
from ...county.ledgers.mentions import LedgerMention
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import said
from ..edition import Edition
from ..parts import urls
from ..parts.blocks import Anchor, Group, ListEntry
from ..parts.pager import PER_PAGE
from .ledger_words import words_of

SHOWN = 5
"""So many lines of a ledger stand on the page of a record; the ledger holds the rest."""


def told(edition: Edition, title: str, code: str) -> Group:
    """The lines that point to a record, the newest first; of a unit, the ledgers that are about it."""
    mentions = edition.site.told_in_ledgers.get(f"{title} {code}", ())
    kept = edition.site.ledgers_of[code] if title == UNIT else ()
    entries = [ListEntry(ledger.name, urls.ledger(ledger.code), ("本机构管理",)) for ledger in kept]
    for mention in mentions:
        is_unit = title == UNIT
        own = [line for line in mention.lines if is_unit and line.unit == code]
        if own and mention.ledger.unit.code != code:
            href = urls.ledger_unit(mention.ledger.code, code)
            newest = said(mention.ledger.period, own[0].period)
            entries.append(ListEntry(mention.ledger.name, href, (f"{len(own)}行", f"最近{newest}")))
        others = [line for line in mention.lines if not is_unit or line.unit != code]
        entries += _lines(edition, mention, others)
    return Group("台账", tuple(entries), Anchor("全部台账", urls.LEDGERS) if entries else None)


def _lines(edition: Edition, mention: LedgerMention, lines: list[LedgerLine]) -> Iterator[ListEntry]:
    ledger = mention.ledger
    for line in lines[:SHOWN]:
        page = (line.number - 1) // PER_PAGE + 1
        href = f"{urls.ledger_period(ledger.code, line.period, page)}#r{line.number}"
        title = f"{ledger.name}，{said(ledger.period, line.period)}"
        yield ListEntry(title, href, tuple(_words(edition, ledger, line)))
    if (rest := len(lines) - SHOWN) > 0:
        yield ListEntry(f"{ledger.name}：还有{rest}行", urls.ledger(ledger.code))


def _words(edition: Edition, ledger: Ledger, line: LedgerLine) -> Iterable[str]:
    """What a line says, column by column."""
    for column, value in zip(ledger.columns, line.line.cells, strict=True):
        if text := words_of(edition, value):
            yield f"{column.name} {text}{column.measure}"
