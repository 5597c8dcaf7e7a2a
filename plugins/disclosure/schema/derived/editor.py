"""JSON Schemas for editors: completion and explanation of every key while the clerk types.

Enters: the declared records, and what a county has registered.  Leaves: one JSON Schema text per
shelf, stable byte for byte.

A word of a vocabulary must be one that the county has registered; so must a body's code.  Other
codes are only proposed, as they come and go with every day's work: whether they exist is for
``check`` to say.  A form of value is told once in ``$defs``, however many fields take it.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from ..catalogue import Shelf
from ..compound import Reference, Term
from ..declare import JsonSchema, Key, Record
from ..kinds import Scalar
from ..records.element_kind import ElementKind
from ..records.powers.given import DECLARED, GivenKind
from ..records.unit import Unit

Registered = Mapping[str, tuple[tuple[str, str], ...]]
"""What a county has registered, by the title of the record: codes or names, each explained."""

Forms = Mapping[str, JsonSchema]
"""The forms of single values by their names."""

_MOST = 2_000  # proposed to choose from; more would only slow the editor down


def schema_text(
    shelf: Shelf, registered: Registered | None = None, elements: Sequence[ElementKind] = ()
) -> str:
    """The JSON Schema of the files on a shelf: one record, or a list of records.

    ``elements`` are what the county asks of its powers besides.
    """
    title = shelf.written.title
    here: JsonSchema = {"$ref": f"#/$defs/{title}"}
    below = list(_below(shelf.written))
    references = [kind for kind in below if isinstance(kind, Reference)]
    written = (*below, *(kind.written for kind in references))
    forms = {_name(kind): kind.json_schema() for kind in written if isinstance(kind, Scalar)}
    records = {record.title: _record(record, forms) for record in below if _is_record(record)}
    named = {kind.name: _by_name(_named(kind, registered or {}), forms) for kind in references}
    if any(isinstance(kind, GivenKind) for kind in below):
        named[DECLARED] = _by_name(_declared(elements), forms)
        records[title] |= _asked(elements)
    schema: JsonSchema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "if": {"type": "array"},
        "then": {"items": here},
        "else": here,
        "$defs": {name: told for held in (records, named, forms) for name, told in sorted(held.items())},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _name(kind: Scalar[object]) -> str:
    """How ``$defs`` calls a form: letters only, as it stands in an address."""
    return re.sub(r"\W", "", f"{kind.label()}{kind.form.most or ''}")


def _record(record: type[Record], forms: Forms) -> JsonSchema:
    return {
        "type": "object",
        "description": (record.__doc__ or "").split(":", 1)[0].strip(" ."),
        "properties": {key.name: _property(key, forms) for key in record.keys().values()},
        "additionalProperties": False,
        **_required([key for key in record.keys().values() if key.required], record.lender),
    }


def _required(keys: Iterable[Key], lender: str) -> JsonSchema:
    """What must be written; some of it need not where a lender is."""
    names, lent = [key.name for key in keys if not key.lent], [key.name for key in keys if key.lent]
    unless = [{"required": [lender]}, {"required": lent}]
    return {"required": names, **({"anyOf": unless} if lent else {})}


def _property(key: Key, forms: Forms) -> JsonSchema:
    words = f"{key.doc}。写法：{key.kind.label()}" + (f"。出处：{key.source}" if key.source else "")
    told = _by_name(key.kind.json_schema(), forms)
    return {**told, "description": words, "markdownDescription": words}


def _by_name(schema: Any, forms: Forms) -> Any:
    """A schema, or a part of one, with the names of the forms in place of the forms."""
    for name, form in forms.items():
        if schema == form:
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(schema, dict):
        return {key: _by_name(part, forms) for key, part in schema.items()}
    return [_by_name(part, forms) for part in schema] if isinstance(schema, list) else schema


def _named(kind: Reference, registered: Registered) -> JsonSchema:
    """The codes of a kind of record, or the words of a vocabulary, as far as they are known."""
    written = kind.written.json_schema()
    known = registered.get(kind.to, ())
    if not known or len(known) > _MOST:
        return written
    values = [(value, told) for name, told in known for value in _as_typed(name)]
    words: JsonSchema = {
        "enum": [v for v, _ in values],
        "enumDescriptions": [told for _, told in values],
    }
    if isinstance(kind, Term) or kind.to == Unit.title:
        said = f"没有登记这个{kind.to}；刚登记的，运行 disclosure schema 以后编辑器才认得"
        return {**words, "errorMessage": said}
    return {"anyOf": [{**words, "errorMessage": written["errorMessage"]}, written]}


def _declared(elements: Iterable[ElementKind]) -> JsonSchema:
    """What the county has declared of its powers, and nothing else."""
    properties = {element.name: element.json_schema() for element in elements}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _asked(elements: Iterable[ElementKind]) -> JsonSchema:
    """What powers of some categories must give."""
    asked = [
        {
            "if": {"properties": {"类别": {"enum": [ref.code for ref in element.asked]}}},
            "then": {"required": ["要素"], "properties": {"要素": {"required": [element.name]}}},
        }
        for element in elements
        if element.asked
    ]
    return {"allOf": asked} if asked else {}


def _as_typed(name: str) -> Iterator[str | int]:
    """A name, and the number that an editor takes it for."""
    yield name
    if name.isascii() and name.isdigit():
        yield int(name)


def records_below(record: type[Record]) -> Iterator[type[Record]]:
    """The record and every record that can stand inside it."""
    return (kind for kind in _below(record) if _is_record(kind))


def records_in(kind: object) -> list[type[Record]]:
    """The record classes that a kind of value can hold."""
    return [held for held in kinds_in(kind) if _is_record(held)]


def _below(record: type[Record]) -> Iterator[object]:
    """The record, and every record and kind of value that can stand inside it, each once."""
    pending: list[object] = [record]
    seen: set[object] = set()
    while pending:
        here = pending.pop()
        if here not in seen:
            seen.add(here)
            yield here
            keys = here.keys().values() if _is_record(here) else ()
            pending += [held for key in keys for held in kinds_in(key.kind)]


def kinds_in(kind: object) -> list[object]:
    """A kind of value, and those that it holds, down to whole records."""
    if _is_record(kind):
        return [kind]
    if isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return []
    inner = [getattr(kind, f.name) for f in dataclasses.fields(kind)]
    inner += getattr(kind, "holds", tuple)()
    return [kind, *(held for kind in inner for held in kinds_in(kind))]


def _is_record(kind: object) -> TypeGuard[type[Record]]:
    return isinstance(kind, type) and issubclass(kind, Record)
