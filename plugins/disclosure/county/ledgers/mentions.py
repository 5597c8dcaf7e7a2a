"""Which lines of ledgers speak of a record.

Enters: ledgers.  Leaves: ``LedgerMention`` values by the title and code of the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...basics.values import dataclass
from ...schema.compound import Ref
from ...schema.records.ledgers.ledger import Ledger
from .ledger_lines import UNIT, LedgerLine, by_period


@dataclass(frozen=True, slots=True)
class LedgerMention:
    """The lines of a ledger, without its sheets, that point to one record."""

    ledger: Ledger
    lines: tuple[LedgerLine, ...]


def mentions(ledgers: Iterable[Ledger]) -> Mapping[str, tuple[LedgerMention, ...]]:
    """What the ledgers say of each record that a line points to, and of each unit that has lines."""
    found: dict[str, list[LedgerMention]] = defaultdict(list)
    for ledger in ledgers:
        bare = replace(ledger, sheets=())
        for name, lines in _pointing(ledger).items():
            found[name].append(LedgerMention(bare, tuple(lines)))
    return {name: tuple(held) for name, held in found.items()}


def _pointing(ledger: Ledger) -> Mapping[str, Sequence[LedgerLine]]:
    """Lines by the title and code of each record that they point to, and of the unit whose they are."""
    found: dict[str, list[LedgerLine]] = defaultdict(list)
    for lines in by_period(ledger).values():
        for line in lines:
            names = {f"{value.to} {value.code}" for value in line.line.cells if isinstance(value, Ref)}
            if line.unit != ledger.unit.code:
                names.add(f"{UNIT} {line.unit}")
            for name in names:
                found[name].append(line)
    return found
