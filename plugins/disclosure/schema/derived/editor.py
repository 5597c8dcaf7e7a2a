"""JSON Schemas for editors: completion and explanation of every key while the clerk types.

Enters: the declared records.  Leaves: one JSON Schema text per shelf, stable byte for byte.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from ..catalogue import Shelf
from ..declare import JsonSchema, Key, Record


def schema_text(shelf: Shelf) -> str:
    """The JSON Schema of the files on a shelf: one record, or a list of records."""
    title = shelf.record.title
    record: JsonSchema = {"$ref": f"#/$defs/{title}"}
    schema: JsonSchema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "if": {"type": "array"},
        "then": {"items": record},
        "else": record,
        "$defs": {
            r.title: _record(r) for r in sorted(set(records_below(shelf.record)), key=lambda r: r.title)
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _record(record: type[Record]) -> JsonSchema:
    return {
        "type": "object",
        "description": (record.__doc__ or "").split(":", 1)[0].strip(" ."),
        "properties": {key.name: _property(key) for key in record.keys().values()},
        "required": [key.name for key in record.keys().values() if key.required],
        "additionalProperties": False,
    }


def _property(key: Key) -> JsonSchema:
    schema = key.kind.json_schema()
    words = f"{key.doc}。写法：{key.kind.label()}" + (f"。出处：{key.source}" if key.source else "")
    explained: JsonSchema = {"description": words, "markdownDescription": words}
    return {"allOf": [schema], **explained} if "$ref" in schema else {**schema, **explained}


def records_below(record: type[Record]) -> Iterator[type[Record]]:
    """The record and every record that can stand inside it."""
    pending, seen = [record], set()
    while pending:
        here = pending.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        for key in here.keys().values():
            pending += records_in(key.kind)


def records_in(kind: object) -> list[type[Record]]:
    """The record classes that a type of value can hold."""
    if isinstance(kind, type):
        return [kind] if issubclass(kind, Record) else []
    if dataclasses.is_dataclass(kind):
        held = [r for f in dataclasses.fields(kind) for r in records_in(getattr(kind, f.name))]
        return held + list(getattr(kind, "holds", lambda: ())())
    return []
