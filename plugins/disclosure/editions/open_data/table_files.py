"""Catalogues to take away: CSV a table, and for each catalogue XLSX, JSON and the JSON Schema of that.

Enters: an ``Edition``.  Leaves: ``File`` values below ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from ...basics.files import tables
from ...basics.output import File, as_json, in_line
from ...schema.declare import JsonSchema
from ...tables.written.plain_book import PlainSheet, plain_workbook
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from .data_tables import ADDRESS, AS_OF, DataColumn, DataSet, DataTable, address, datasets, published
from .plain_values import plain_record, schema_of

FORMAT = "disclosure data 1"
SCHEMA = "schema.json"


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
    return tables.text(_heads(table), ([str(cell) for cell in row] for row in table.rows(edition)))


def _xlsx(edition: Edition, name: str) -> bytes:
    held = datasets()[name].held(edition)
    return plain_workbook([PlainSheet(t.title, _heads(t), t.rows(edition)) for t in held])


def _heads(table: DataTable) -> list[str]:
    return [column.head for column in table.columns]


def _json(edition: Edition, name: str) -> bytes:
    data = datasets()[name]
    head = (
        f'"format": {in_line(FORMAT)},\n"name": {in_line(name)},\n"title": {in_line(data.whole.title)}'
    )
    rows = ",\n".join(map(in_line, _items(edition, data)))
    return f'{{\n{head},\n"items": [\n{rows}\n]\n}}\n'.encode()


def _items(edition: Edition, data: DataSet) -> Iterator[Mapping[str, object]]:
    """Every record in full, behind what its row says of those to which it belongs."""
    table = data.whole
    for lead, record in table.found(edition):
        before = {column.head: cell for column, cell in zip(table.columns, lead, strict=False)}
        where = {ADDRESS: address(edition, record)} if table.paged else {}
        heads = (column.head for column in AS_OF)
        now = zip(heads, table.standing(edition, record), strict=False)
        stands = {head: value for head, value in now if value}
        yield {**before, **plain_record(record, data.share), **stands, **where}


def _schema(edition: Edition, name: str) -> bytes:
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
        "$id": base_of(edition.site.county) + urls.data_file(name, SCHEMA),
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
