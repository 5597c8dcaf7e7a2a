"""The list of all ledgers: what each is about, how fresh it is, and by when it is due next.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``LedgersPage``; nothing in a county without ledgers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...basics.output import Html
from ...basics.values import dataclass
from ...county.ledgers.freshness import Freshness, next_due
from ...county.ledgers.ledger_lines import periods
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import said
from ..edition import Edition
from ..parts import links, urls
from ..parts.blocks import Anchor, Badge, Head, Tile
from .ledger_words import LedgerCell, LedgerHead, LedgerRow, LedgerTable

NOTE = "一张一直更新的表就是一本台账：一行一件事、一笔钱，数对得上，晚了看得见。"
TONES = {Freshness.WAITING: "plain", Freshness.OVERDUE: "stop"}
_HEADS = ("台账", "管理单位", "周期", "最近一期", "下一期最晚")


@dataclass(frozen=True, slots=True)
class LedgersPage:
    """All ledgers."""

    head: Head
    note: str
    table: LedgerTable
    files: tuple[Anchor, ...]


def pages(edition: Edition) -> Iterator[Html]:
    if edition.site.ledgers:
        yield Html(urls.LEDGERS, "ledgers/index.html", partial(_page, edition), hub=True)


def ways(edition: Edition) -> tuple[Tile, ...]:
    """The way to the ledgers; none in a county without them."""
    count = len(edition.site.ledgers)
    note = "三公经费、村级账目、承诺事项……一直更新的表"
    return (Tile("台账", urls.LEDGERS, note, count, "本"),) if count else ()


def _page(edition: Edition) -> LedgersPage:
    head = links.head(edition, "台账", "ledgers", Anchor("台账"), description=NOTE, column="台账")
    rows = tuple(_row(edition, ledger) for ledger in edition.site.ledgers.values())
    table = LedgerTable("全部台账", tuple(map(LedgerHead, _HEADS)), rows)
    taken = (Anchor("日历", urls.DUE_CALENDAR), Anchor("JSON", urls.DUES))
    return LedgersPage(head, NOTE, table, () if edition.medium.touch else taken)


def _row(edition: Edition, ledger: Ledger) -> LedgerRow:
    unit, due = links.unit(edition, ledger.unit), next_due(ledger, edition.site.as_of)
    newest = next(iter(periods(ledger)), "")
    badge = Badge(due.standing, TONES.get(due.standing, "plain"))
    return LedgerRow((
        LedgerCell(ledger.name, urls.ledger(ledger.code)),
        LedgerCell(unit.text if unit else "", unit.href if unit else ""),
        LedgerCell(ledger.period),
        LedgerCell(said(ledger.period, newest) if newest else "还没有数据"),
        LedgerCell(f"{due.label} {due.last} ", badge=badge),
    ))  # fmt: skip
