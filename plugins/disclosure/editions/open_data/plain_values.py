"""What records say, as JSON has it: by the keys of docs/fields.md, and the JSON Schema of that.

Enters: records and what they declare.  Leaves: plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from ...basics.values import dataclass
from ...schema.compound import Brief, Many, Named, Nested, Ref
from ...schema.declare import JsonSchema, Key, Kind, Record
from ...schema.derived.editor import records_below
from ...schema.kinds import Choice, Count, Date
from ...schema.phones import Phones
from ...schema.records.powers.given import Given, GivenKind
from ...schema.records.powers.power import Power
from ...schema.records.powers.sharing import Role
from ...schema.source.packed import values_of
from ...tables.declared import Way, way_of
from ..parts import words

OWN_FILES = ("flow",)
"""What is published in files of its own."""
_PLAIN = (Way.SINGLE, Way.LINES)
_AS_THEY_ARE = frozenset((str, int))
_MAY_BE_EMPTY = (str, tuple)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a record is told as data: ``whole``, or without the lists of records in it."""

    whole: bool = True

    def keys(self, record: type[Record]) -> Mapping[str, Key]:
        """Declared fields by attribute name."""
        found = record.keys().items()
        return {name: key for name, key in found if name not in OWN_FILES and self.tells(key)}

    def tells(self, key: Key) -> bool:
        return self.whole or is_plain(key) or isinstance(key.kind, Nested)


@cache
def _told_of(
    kind: type[Any], share: Extent
) -> tuple[Sequence[Key], Callable[[object], tuple[object, ...]]]:
    """What is told of a kind of record, and how to take the values of one."""
    keys = share.keys(kind)
    return tuple(keys.values()), values_of(tuple(keys))


def is_plain(key: Key) -> bool:
    """Whether a field holds one value, or several, and no record."""
    return way_of(key.kind) in _PLAIN


WHOLE, HEADED = Extent(), Extent(whole=False)


def plain_record(record: Record, share: Extent = WHOLE) -> dict[str, object]:
    """What a record says, by its keys; what it does not say is left out."""
    kind: type = type(record)
    keys, values = _told_of(kind, share)
    return {
        key.name: told
        for key, value in zip(keys, values(record), strict=True)
        if (value or _is_said(value)) and (told := _plain(key, value, share)) != {}
    } | _shared(record)


def _plain(key: Key, value: Any, share: Extent) -> object:
    return dict(value) if isinstance(key.kind, Named) else plain_value(value, share)


def _is_said(value: object) -> bool:
    return bool(value) if isinstance(value, _MAY_BE_EMPTY) else value is not None


def _shared(record: Record) -> dict[str, object]:
    """The bodies that have a power beside the one that leads, under the name of their role."""
    joint = record.joint if isinstance(record, Power) else ()
    return {str(Role.SHARES): [ref.code for ref in joint]} if joint else {}


def plain_value(value: object, share: Extent = WHOLE) -> object:
    """A reference by its code, a list as one, all others as written."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple):
        return _listed(value)
    if isinstance(value, Record):
        return plain_record(value, share)
    if isinstance(value, Decimal):
        return words.full_money(value)
    return value.code if isinstance(value, Ref) else value if isinstance(value, int) else str(value)


def in_cell(value: object) -> str | int:
    """A value as a cell has it: what is listed stands line by line."""
    if type(value) is str:
        return value
    if not _is_said(value):
        return ""
    plain = plain_value(value)
    return (
        plain
        if isinstance(plain, int)
        else "\n".join(map(str, plain if isinstance(plain, list) else [plain]))
    )


def _listed(values: tuple[object, ...]) -> object:
    given = {value.name.text: value.text for value in values if isinstance(value, Given)}
    return given or [plain_value(value) for value in values]


def schema_of(record: type[Record], share: Extent) -> JsonSchema:
    """The JSON Schema of what ``plain_record`` makes; records inside it stand in ``$defs`` once each."""
    below = [inner for inner in records_below(record) if inner is not record]
    inner = {of.title: _object(of, share) for of in sorted(below, key=lambda of: of.title)}
    return {**_object(record, share), **({"$defs": inner} if inner else {})}


def _object(record: type[Record], share: Extent) -> JsonSchema:
    keys = share.keys(record).values()
    return {
        "type": "object",
        "properties": {key.name: {**value_schema(key.kind), "description": key.doc} for key in keys},
        "required": [key.name for key in keys if key.required],
    }


def value_schema(kind: Kind[object]) -> JsonSchema:
    """The schema of one value."""
    if isinstance(kind, Many):
        return {"type": "array", "items": value_schema(kind.of)}
    if isinstance(kind, Nested | Brief):
        return {"$ref": f"#/$defs/{kind.of.title}"}
    if isinstance(kind, Choice):
        return {"type": "string", "enum": list(kind.values)}
    if isinstance(kind, Count):
        return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
    return next((told for sort, told in _SCHEMAS if isinstance(kind, sort)), {"type": "string"})


_SCHEMAS: tuple[tuple[type, JsonSchema], ...] = (
    (Named, {"type": "object"}),
    (GivenKind, {"type": "object"}),
    (Phones, {"type": "array", "items": {"type": "string"}}),
    (Date, {"type": "string", "format": "date"}),
)
