"""Ledgers to take away: CSV and JSON, a file a period; of everything XLSX as well; and what lines name.

Enters: an ``Edition``.  Leaves: ``File`` values; records stand in them by name, in JSON by code as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...basics.digests import digest
from ...basics.files import tables
from ...basics.output import File, in_line, ready
from ...county.ledgers.ledger_lines import LedgerLine, by_period
from ...schema.compound import Ref
from ...schema.records.ledgers.ledger import ALWAYS, CellValue, Ledger, LedgerSheet, NamedFile
from ...schema.records.ledgers.ledger_checks import BY_PERIOD
from ...tables.written.plain_book import PlainSheet, plain_workbook
from ..edition import Edition
from ..parts import urls
from .ledger_words import words_of

EVERY_PERIOD = "all"
_WORKBOOK = "xlsx"


def files(edition: Edition) -> Iterator[File]:
    for ledger in edition.site.ledgers.values():
        bare = replace(ledger, sheets=())
        found = by_period(ledger)
        whole = tuple(line for lines in found.values() for line in lines)
        parts = found.items() if ledger.period != ALWAYS else ()
        for period, lines in (*parts, *(((EVERY_PERIOD, whole),) if found else ())):
            for suffix, make in _FORMATS.items():
                path = urls.ledger_period(ledger.code, period, suffix=suffix)
                yield File(path, partial(make, edition, bare, lines))
        if found:
            path = urls.ledger_period(ledger.code, EVERY_PERIOD, suffix=_WORKBOOK)
            yield File(path, partial(_xlsx, edition, bare, whole))
        yield from _named(ledger)


def _named(ledger: Ledger) -> Iterator[File]:
    """The files that lines name, as they were given."""
    made = {file.mark: file for sheet in ledger.sheets for file in _names_in(sheet)}
    held = (file for sheet in ledger.sheets for file in sheet.files)
    for file in held:
        mark = next((mark for mark in made if digest(file.data).startswith(mark)), "")
        if mark:
            yield File(urls.ledger_file(ledger.code, made.pop(mark)), ready(file.data))


def _names_in(sheet: LedgerSheet) -> Iterator[NamedFile]:
    for line in sheet.lines if sheet.files else ():
        for value in line.cells:
            yield from value if isinstance(value, tuple) else ()


def _xlsx(edition: Edition, ledger: Ledger, lines: tuple[LedgerLine, ...]) -> bytes:
    rows = [(line.period, *(_reckoned(edition, v) for v in line.line.cells)) for line in lines]
    return plain_workbook([PlainSheet.of(ledger.name, heads(ledger), rows)])


def _reckoned(edition: Edition, value: CellValue) -> str | Decimal:
    return value if isinstance(value, Decimal) else words_of(edition, value)


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
        told[column.name] = _valued(edition, ledger, value)
    return told


def _valued(edition: Edition, ledger: Ledger, value: CellValue) -> object:
    """Numbers exactly, as text: a decimal is no binary fraction."""
    if isinstance(value, Ref):
        return {"code": value.code, "name": words_of(edition, value)}
    if isinstance(value, tuple):
        return [{"name": of.name, "path": urls.ledger_file(ledger.code, of)} for of in value]
    return None if value is None else _plain(edition, value)


_FORMATS = {"csv": _csv, "json": _json}
SUFFIXES = tuple(_FORMATS)
OF_EVERYTHING = (_WORKBOOK, *SUFFIXES)
"""The kinds of file that hold all periods together."""
