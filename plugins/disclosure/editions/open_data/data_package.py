"""All published tables as one data package (Frictionless), with the columns of each.

Enters: an ``Edition``.  Leaves: ``datapackage.json`` at the root of the portal, beside
which all paths in it lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from ...basics.output import File, as_json
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import NUMBERS, ColumnKind, LedgerColumn
from ..edition import Edition
from ..ledgers import ledger_files
from ..parts import urls
from ..parts.addresses import base_of
from .data_tables import DataColumn, DataTable, published

_DAY, _NUMBER = "date", "number"
Described = dict[str, object]


def files(edition: Edition) -> Iterator[File]:
    """The package."""
    yield File(urls.DATA_PACKAGE, partial(_package, edition))


def _package(edition: Edition) -> bytes:
    county = edition.site.county
    base = base_of(county)
    told: Described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"disclosure-{county.area_code}",
        "id": base + urls.DATA_PACKAGE,
        "title": f"{county.name}权力公开数据",
        "homepage": base + urls.DATA,
        "contributors": [{"title": county.portal.sponsor, "roles": ["publisher"]}],
        "resources": [*_of_catalogues(edition), *map(_of_ledger, ledgers(edition))],
    }
    return as_json(told)


def ledgers(edition: Edition) -> list[Ledger]:
    """The ledgers of which anything has been published."""
    return [ledger for ledger in edition.site.ledgers.values() if ledger.sheets]


def _of_catalogues(edition: Edition) -> Iterator[Described]:
    held = [table for data in published(edition) for table in data.held(edition)]
    known = {table.record.title: table for table in held if table.key}
    for table in held:
        path = urls.data_file(table.name, "csv")
        yield _resource(table.name, table.title, path, _schema(table, known))


def _resource(name: str, title: str, path: str, schema: Described) -> Described:
    return {
        "name": name, "title": title, "type": "table", "path": path, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _schema(table: DataTable, known: Mapping[str, DataTable]) -> Described:
    links = [
        {"fields": [column.head], "reference": {"resource": to.name, "fields": [to.key]}}
        for column in table.columns
        if (to := known.get(column.refers))
    ]
    key: Described = {"primaryKey": [table.key]} if table.key else {}
    return {
        "fields": [_field(column) for column in table.columns],
        **key,
        **({"foreignKeys": links} if links else {}),
    }


def _field(column: DataColumn) -> Described:
    limits: Described = {"required": True} if column.required else {}
    limits |= {"enum": list(column.choices)} if column.choices else {}
    told: Described = {"name": column.head, "type": column.sort, "description": column.doc}
    return told | ({"constraints": limits} if limits else {})


def _of_ledger(ledger: Ledger) -> Described:
    heads = ledger_files.heads(ledger)
    sorts = ("string", *map(_sort, ledger.columns))
    fields = [{"name": head, "type": sort} for head, sort in zip(heads, sorts, strict=True)]
    path = urls.ledger_period(ledger.code, ledger_files.EVERY_PERIOD, suffix="csv")
    return _resource(ledger_name(ledger), ledger.name, path, {"fields": fields})


def _sort(column: LedgerColumn) -> str:
    return _NUMBER if column.kind in NUMBERS else _DAY if column.kind is ColumnKind.DAY else "string"


def ledger_name(ledger: Ledger) -> str:
    """What programs call a ledger's table."""
    return f"ledger_{ledger.code.lower()}"
