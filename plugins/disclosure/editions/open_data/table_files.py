"""Catalogues to take away: CSV a table, and for each catalogue XLSX, JSON and the JSON Schema of that.

Enters: an ``Edition``.  Leaves: ``File`` values below ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain

from ...basics.files import tables
from ...basics.output import File, as_json, in_line
from ...schema.declare import JsonSchema, Record
from ...tables.written.deflated import Deflated
from ...tables.written.plain_book import FIRST, PlainSheet, plain_workbook, rows_part
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from .data_tables import CellTexts, DataColumn, DataTable, ToldRows, datasets, published
from .plain_values import plain_record, schema_of

FORMAT = "disclosure data 1"
SCHEMA = "schema.json"
_CELLS = 1 << 13
"""Of a sheet, about so many are deflated together: one record changed, and they are deflated anew; with
fewer, the file is larger."""


def files(edition: Edition) -> Iterator[File]:
    """The files of every catalogue."""
    for data in published(edition):
        name = data.whole.name
        yield File(urls.data_file(name, "xlsx"), partial(_xlsx, edition, name))
        yield File(urls.data_file(name, "json"), partial(_json, edition, name))
        yield File(urls.data_file(name, SCHEMA), partial(_schema, edition, name))
        held = data.held(edition)
        for number, table in enumerate(data.tables):
            if table in held:
                yield File(urls.data_file(table.name, "csv"), partial(_csv, edition, name, number))


def _csv(edition: Edition, name: str, number: int) -> bytes:
    table = datasets()[name].tables[number]
    rows = edition.texts_of(partial(_csv_rows, name, number), table.told(edition))
    return tables.joined(_heads(table), rows)


def _csv_rows(name: str, number: int, *told: *ToldRows) -> bytes:
    rows = datasets()[name].tables[number].rows(*told)
    return tables.lines([[str(cell) for cell in row] for row in rows])


def _xlsx(edition: Edition, name: str) -> bytes:
    data = datasets()[name]
    held = data.held(edition)
    shown = ((number, table) for number, table in enumerate(data.tables) if table in held)
    return plain_workbook([_sheet(edition, name, number, table) for number, table in shown])


def _sheet(edition: Edition, name: str, number: int, table: DataTable) -> PlainSheet:
    parts = edition.texts_of(partial(_sheet_part, name, number), _parts_of(edition, table))
    return PlainSheet(table.title, _heads(table), parts, table.count(edition))


def _parts_of(edition: Edition, table: DataTable) -> Iterator[tuple[int, *tuple[ToldRows, ...]]]:
    """All that decides some rows that follow each other, behind the number of the first of these."""
    most = _CELLS // len(table.columns)
    part, first, after = list[ToldRows](), FIRST, FIRST
    for told, count in table.counted(edition):
        part.append(told)
        after += count
        if after - first >= most:
            yield first, *part
            part, first = [], after
    if part:
        yield first, *part


def _sheet_part(name: str, number: int, first: int, *told: ToldRows) -> Deflated:
    rows = datasets()[name].tables[number].rows
    return rows_part(chain.from_iterable(rows(*of) for of in told), first)


def _heads(table: DataTable) -> list[str]:
    return [column.head for column in table.columns]


def _json(edition: Edition, name: str) -> bytes:
    data = datasets()[name]
    head = (
        f'"format": {in_line(FORMAT)},\n"name": {in_line(name)},\n"title": {in_line(data.whole.title)}'
    )
    rows = edition.texts_of(partial(_item, name), data.whole.told(edition))
    return f'{{\n{head},\n"items": [\n'.encode() + b",\n".join(rows) + b"\n]\n}\n"


def _item(name: str, record: Record, lead: CellTexts, tail: CellTexts) -> bytes:
    """A record in full, between what its row says before and behind its own values."""
    data = datasets()[name]
    heads = _heads(data.whole)
    before = dict(zip(heads, lead, strict=False))
    behind = zip(heads[len(heads) - len(tail) :], tail, strict=True)
    stands = {head: value for head, value in behind if value}
    return in_line({**before, **plain_record(record, data.share), **stands}).encode()


def _schema(edition: Edition, name: str) -> bytes:
    return _schema_at(base_of(edition.site.county) + urls.data_file(name, SCHEMA), name)


@lru_cache(maxsize=32)
def _schema_at(address: str, name: str) -> bytes:
    """No record of a county decides what a file of records may hold."""
    data = datasets()[name]
    item = schema_of(data.whole.record, data.share)
    inner = item.pop("$defs", {})
    added = [c for c in data.whole.columns if c.head not in item["properties"] and "/" not in c.head]
    item["properties"] |= {
        column.head: {"type": "string", "description": column.doc} | _form(column) for column in added
    }
    item["required"] += [column.head for column in added if column.required]
    schema: JsonSchema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": data.whole.title,
        "description": data.about,
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "items": {"type": "array", "items": item}},
        "required": ["format", "items"],
        **({"$defs": inner} if inner else {}),
    }
    return as_json(schema)


def _form(column: DataColumn) -> JsonSchema:
    """What a value may be: a day, or one of a few words."""
    day: JsonSchema = {"format": "date"} if column.sort == "date" else {}
    return {**day, **({"enum": list(column.choices)} if column.choices else {})}
