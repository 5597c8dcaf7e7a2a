"""The JSON Schema of the file in which all that a ledger says is published.

Enters: an ``Edition``.  Leaves: a ``File`` for each ledger, below ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...basics.output import File, as_json
from ...schema.declare import JsonSchema
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_checks import BY_PERIOD
from ...schema.records.ledgers.ledger_columns import NUMBERS, POINTS, ColumnKind, LedgerColumn
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from .data_package import ledger_name, ledgers
from .table_files import SCHEMA

_POINTS: JsonSchema = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "name": {"type": "string"}},
    "required": ["code", "name"],
}
_FILES: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "path": {"type": "string"}},
        "required": ["name", "path"],
    },
}


def files(edition: Edition) -> Iterator[File]:
    """One a ledger."""
    for ledger in ledgers(edition):
        make = partial(
            _schema, base_of(edition.site.county), ledger_name(ledger), ledger.name, ledger.columns
        )
        yield File(path_of(ledger), make)


def path_of(ledger: Ledger) -> str:
    """Where the schema of a ledger lies."""
    return urls.data_file(ledger_name(ledger), SCHEMA)


def _schema(base: str, name: str, title: str, columns: tuple[LedgerColumn, ...]) -> bytes:
    told = {BY_PERIOD: {"type": "string"}, **{column.name: _value(column) for column in columns}}
    row = {"type": "object", "properties": told, "required": [*told], "additionalProperties": False}
    schema: JsonSchema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": base + urls.data_file(name, SCHEMA),
        "title": title,
        "type": "object",
        "properties": {"rows": {"type": "array", "items": row}},
        "required": ["code", "name", "columns", "rows"],
    }
    return as_json(schema)


def _value(column: LedgerColumn) -> JsonSchema:
    """A value, or none; a number is told as text, so that nothing of it is lost."""
    if column.kind in POINTS:
        return {"anyOf": [_POINTS, {"type": "null"}]}
    if column.kind is ColumnKind.FILE:
        return {"anyOf": [_FILES, {"type": "null"}]}
    form: JsonSchema = {"pattern": r"^-?\d+(\.\d+)?$"} if column.kind in NUMBERS else {}
    form |= {"format": "date"} if column.kind is ColumnKind.DAY else {}
    return {"type": ["string", "null"], **form}
