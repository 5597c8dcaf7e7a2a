"""What tells what a record says from what it said before: the digest that stands on every carrier.

Enters: the records that an audience may see, before any edition cuts them.  Leaves: for a record a
short digest, the same on the web, on a touch screen, on a display and on paper.  It is made of the words
under their keys and of nothing else: not of places, or of what these readers may not see.  What a record
does not say counts for nothing, so a new key leaves the digests of old records as they were.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple, cast

from ...basics.digests import digest
from ...schema.compound import Ref
from ...schema.declare import Record
from ...schema.derived.references import Name
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ...schema.source.packed import values_of
from ..site import RecordsByKind, code_of

LONG = 16
"""Letters: few enough to be compared by eye, enough that no two records agree."""


class ContentDigests:
    """Digests by the title of the kind and the code, each worked out when it is asked for."""

    def __init__(self, records: RecordsByKind | None = None) -> None:
        self._records = {kind.title: found for kind, found in (records or {}).items()}
        self._made: dict[Name, str] = {}

    def of(self, record: Record) -> str:
        """The digest of the record of that name as the audience sees it, whatever is left of it here."""
        name = record.title, code_of(record)
        if name not in self._made:
            whole = self.record(*name)
            self._made[name] = content_digest(whole) if whole else ""
        return self._made[name]

    def record(self, kind: str, code: str) -> Record | None:
        """The whole record as the audience sees it; None where there is none."""
        return self._records.get(kind, {}).get(code)

    def of_all(self, records: Iterable[Record]) -> str:
        """Of what is told of several records in one place: none of them changes without it."""
        return digest("".join(map(self.of, records)).encode())[:LONG]

    def body(self, code: str) -> Sequence[Record]:
        """A body and all powers that it leads, as one sheet tells of them; nothing where it has none."""
        unit, powers = self.record(Unit.title, code), self._led.get(code, ())
        return (unit, *powers) if unit and powers else ()

    @cached_property
    def _led(self) -> Mapping[str, Sequence[Record]]:
        found: dict[str, list[Record]] = {}
        for power in self._records.get(Power.title, {}).values():
            found.setdefault(cast(Power, power).unit.code, []).append(power)
        return found


def content_digest(record: Record) -> str:
    """Of all that a record says."""
    return digest(_written(_said(record)).encode())[:LONG]


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _said(value: Any) -> Any:
    """A value as JSON has it; a record, and whatever else has fields, by the keys that say something."""
    kind: type = type(value)
    if kind is str or kind is int:
        return value
    if isinstance(value, tuple | list):
        return [_said(item) for item in value]
    parts = _parts(kind)
    if parts:
        told = zip(parts.keys, parts.of(value), strict=True)
        return {key: _said(item) for key, item in told if item or _is_told(item)}
    if isinstance(value, Mapping):
        return {str(key): _said(item) for key, item in value.items()}
    return _said_alone(value)


def _said_alone(value: Any) -> str | int:
    if isinstance(value, Ref):
        return f"{value.to} {value.code}"
    if isinstance(value, bytes):
        return digest(value)
    return value if isinstance(value, str | int) else str(value)


def _is_told(nothing: object) -> bool:
    """A number is told though it be 0."""
    return not (nothing is None or nothing is False or nothing in ("", ()))


class _ToldFields(NamedTuple):
    """The keys of the fields of a type that may be told, and how to come by these."""

    keys: Sequence[str]
    of: Callable[[object], tuple[object, ...]]


@cache
def _parts(kind: type) -> _ToldFields | None:
    """None of a type that has none, or that is told by what it refers to."""
    if kind is Ref or not dataclasses.is_dataclass(kind):
        return None
    keys = kind.keys() if issubclass(kind, Record) else {}
    names = [field.name for field in dataclasses.fields(kind) if field.compare and field.repr]
    told = [keys[name].name if name in keys else name for name in names]
    return _ToldFields(told, values_of(names)) if names else None
