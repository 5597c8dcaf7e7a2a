"""The lines of a ledger as they are shown: by period, each with the unit whose it is.

Enters: a ``Ledger``.  Leaves: ``LedgerLine`` values, newest period first, in linear time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from ...basics.values import dataclass
from ...schema.compound import Ref
from ...schema.records.ledgers.ledger import NOBODY, SEVERAL, Ledger, LedgerSheet, SheetLine
from ...schema.records.ledgers.ledger_columns import POINTS, ColumnKind
from ...schema.records.ledgers.ledger_spans import span_of

UNIT = POINTS[ColumnKind.UNIT]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line, its period, the code of its unit, and its number in the period, from 1."""

    period: str
    unit: str
    number: int
    line: SheetLine

    def number_in(self, column: int | None) -> Decimal | None:
        """What a column says, where it says a number."""
        value = self.line.cells[column] if column is not None else None
        return value if isinstance(value, Decimal) else None


def periods(ledger: Ledger) -> tuple[str, ...]:
    """The periods of which there are data, the newest first."""
    codes = {sheet.period for sheet in ledger.sheets}
    return tuple(sorted(codes, key=lambda code: (span_of(ledger.period, code) is not None, code)))[::-1]


def by_period(ledger: Ledger) -> Mapping[str, tuple[LedgerLine, ...]]:
    """All entries, period by period, the newest first."""
    found: dict[str, list[LedgerLine]] = {period: [] for period in periods(ledger)}
    column = next(iter(ledger.of_kind(ColumnKind.UNIT)), None)
    for sheet in ledger.sheets:
        here = found[sheet.period]
        for line in sheet.lines:
            unit = unit_of(ledger, sheet, line, column)
            here.append(LedgerLine(sheet.period, unit, len(here) + 1, line))
    return {period: tuple(entries) for period, entries in found.items()}


def companies(ledger: Ledger) -> Mapping[str, Sequence[str]]:
    """The companies that a ledger names, each with what they are named for, the newest first."""
    found: dict[str, list[str]] = defaultdict(list)
    columns = ledger.of_kind(ColumnKind.COMPANY)
    what = next(iter(ledger.of_kind(ColumnKind.TEXT)), None)
    for held in chain.from_iterable(by_period(ledger).values()) if columns else ():
        cells = held.line.cells
        named = (str(cells[number]).split(SEVERAL) for number in columns if cells[number])
        for name in chain.from_iterable(named):
            found[name].append(str(cells[what]) if what is not None else "")
    return {name: told for name, told in found.items() if name != NOBODY}


def unit_of(ledger: Ledger, sheet: LedgerSheet, line: SheetLine, column: int | None) -> str:
    """Whose a line is: the unit that it names, or that the file is of, or that keeps the ledger."""
    named = line.cells[column] if column is not None else None
    if isinstance(named, Ref):
        return named.code
    return sheet.unit.code if sheet.unit else ledger.unit.code


def sums(ledger: Ledger, entries: Iterable[LedgerLine]) -> Mapping[str, Decimal]:
    """What the columns that are added up come to, by their names."""
    places = [(name, number) for name in ledger.totals if (number := ledger.number_of(name)) is not None]
    found = {name: Decimal(0) for name, _ in places}
    for entry in entries:
        for name, number in places:
            found[name] += entry.number_in(number) or 0
    return found


def parted(entries: Iterable[LedgerLine]) -> Mapping[str, Sequence[LedgerLine]]:
    """Entries by the code of their unit."""
    found: dict[str, list[LedgerLine]] = defaultdict(list)
    for entry in entries:
        found[entry.unit].append(entry)
    return found
