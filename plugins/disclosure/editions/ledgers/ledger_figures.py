"""The figures on top of a ledger's page: what is due, lines, sums, the change in a year, what is late.

Enters: an ``Edition``, a ``Ledger`` without its sheets, lines by period.  Leaves: ``KeyFact`` values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...county.ledgers.freshness import Due, Freshness
from ...county.ledgers.last_again import last_again
from ...county.ledgers.ledger_lines import LedgerLine, sums
from ...county.ledgers.standings import LimitStanding, standing
from ...schema.records.ledgers.ledger import SEVERAL, Ledger
from ...schema.records.ledgers.ledger_spans import said, span_of
from ..edition import Edition
from ..parts.blocks import KeyFact
from .ledger_words import measured

_HUNDRED = Decimal(100)


def fresh(due: Due) -> Iterator[KeyFact]:
    """By when the next period is to be published, and whether it is late."""
    late = due.standing is Freshness.OVERDUE
    yield KeyFact("下一期最晚", f"{due.last}", f"{due.label}{'，已经逾期' if late else ''}")


def keys(
    edition: Edition, ledger: Ledger, found: Mapping[str, Sequence[LedgerLine]], period: str
) -> tuple[KeyFact, ...]:
    """The figures on top: lines, sums with the change from a year before, and what is late."""
    lines = found.get(period, ())
    span = span_of(ledger.period, period)
    before = replace(span, year=span.year - 1).code if span else ""
    now, then = sums(ledger, lines), sums(ledger, found.get(before, ()))
    told = [KeyFact(said(ledger.period, period), f"{len(lines)}行")] if period else []
    for name, total in now.items():
        column = ledger.columns[ledger.number_of(name) or 0]
        told.append(KeyFact(name, measured(column, total), _change(total, then.get(name))))
    return (*told, *_late(edition, ledger, lines), *_last(edition, ledger, found))


def _change(now: Decimal, then: Decimal | None) -> str:
    if not then:
        return ""
    change = ((now - then) / then * _HUNDRED).quantize(Decimal("0.1"))
    return f"比上年同期{'增加' if change > 0 else '减少'}{abs(change)}%" if change else "与上年同期持平"


def _last(
    edition: Edition, ledger: Ledger, found: Mapping[str, Sequence[LedgerLine]]
) -> Iterator[KeyFact]:
    """Who stands among the last of a ranking two periods in a row."""
    again = last_again(ledger, found)
    if again and ledger.ranking:
        units = (edition.site.units.get(code) for code in again.units)
        told = SEVERAL.join(unit.label for unit in units if unit)
        last = f"连续两期后{ledger.ranking.last}位"
        yield KeyFact(last, told or "没有", f"{again.before.label}、{again.newest.label}")


def _late(edition: Edition, ledger: Ledger, lines: Sequence[LedgerLine]) -> Iterator[KeyFact]:
    """How many matters of some lines stand where, as of the day of the site."""
    if ledger.limit is None:
        return
    stands = [standing(ledger, line.line, edition.site.as_of) for line in lines]
    for kind in LimitStanding:
        if count := stands.count(kind):
            yield KeyFact(kind, f"{count}件")
