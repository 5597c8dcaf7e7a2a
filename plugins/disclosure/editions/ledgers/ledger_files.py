"""Ledgers to take away: CSV and JSON, a file a period and one of everything.

Enters: an ``Edition``.  Leaves: ``File`` values; records stand in them by name, in JSON by code as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...basics.files import tables
from ...basics.output import File, in_line
from ...county.ledgers.ledger_lines import LedgerLine, by_period
from ...schema.compound import Ref
from ...schema.records.ledgers.ledger import BY_PERIOD, CellValue, Ledger
from ..edition import Edition
from ..parts import urls
from .ledger_words import words_of

EVERY_PERIOD = "all"


def files(edition: Edition) -> Iterator[File]:
    for ledger in edition.site.ledgers.values():
        bare = replace(ledger, sheets=())
        found = by_period(ledger)
        whole = tuple(line for lines in found.values() for line in lines)
        for period, lines in (*found.items(), *(((EVERY_PERIOD, whole),) if found else ())):
            for suffix, make in _FORMATS.items():
                path = urls.ledger_period(ledger.code, period, suffix=suffix)
                yield File(path, partial(make, edition, bare, lines))


def _csv(edition: Edition, ledger: Ledger, lines: tuple[LedgerLine, ...]) -> bytes:
    rows = ((line.period, *(_plain(edition, v) for v in line.line.cells)) for line in lines)
    return tables.text(heads(ledger), rows)


def heads(ledger: Ledger) -> tuple[str, ...]:
    """The heads of its tables: the period, then each column with what its numbers count."""
    return (BY_PERIOD, *(f"{c.name}（{c.measure}）" if c.measure else c.name for c in ledger.columns))


def _plain(edition: Edition, value: CellValue) -> str:
    """A cell as a spreadsheet reckons with it."""
    return f"{value:f}" if isinstance(value, Decimal) else words_of(edition, value)


def _json(edition: Edition, ledger: Ledger, lines: tuple[LedgerLine, ...]) -> bytes:
    columns = [{"name": c.name, "kind": c.kind, "measure": c.measure} for c in ledger.columns]
    head = {"format": "disclosure ledger 1", "code": ledger.code, "name": ledger.name}
    head |= {"unit": ledger.unit.code, "published": ledger.published.isoformat()}
    rows = ",\n".join(in_line(_told(edition, ledger, line)) for line in lines)
    parts = [f'"{key}": {in_line(value)}' for key, value in head.items()]
    parts += [f'"columns": {in_line(columns)}', f'"rows": [\n{rows}\n]']
    return "{{\n{}\n}}\n".format(",\n".join(parts)).encode()


def _told(edition: Edition, ledger: Ledger, line: LedgerLine) -> dict[str, object]:
    told: dict[str, object] = {BY_PERIOD: line.period}
    for column, value in zip(ledger.columns, line.line.cells, strict=True):
        told[column.name] = _valued(edition, value)
    return told


def _valued(edition: Edition, value: CellValue) -> object:
    """Numbers exactly, as text: a decimal is no binary fraction."""
    if isinstance(value, Ref):
        return {"code": value.code, "name": words_of(edition, value)}
    if value is None:
        return None
    return _plain(edition, value)


_FORMATS = {"csv": _csv, "json": _json}
SUFFIXES = tuple(_FORMATS)
