"""Short digests that tell whether a value is what it was in an earlier build.

Enters: the whole ``Site``, and values that were looked up in it or made from it.  Leaves: a digest of
each; values that differ in anything a page could show have different ones.

A record that stands in the site as it was read is told by its file: it is a pure function of the file's
bytes.  Whatever was made of more than one file, or was cut for an audience, is told by its content.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from types import FunctionType
from typing import Any

from ...basics.digests import digest
from ...schema.declare import Origin, Record
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ..site import Site, code_of

_PLAIN = (str, int, bool, float, Decimal, date, Enum, type(None))


class Prints:
    """Digests of values of one build."""

    def __init__(self, whole: Site) -> None:
        self._sources = whole.sources
        self._as_read = {
            id(record): record
            for kind, found in whole.records.items()
            for record in (found.values() if kind is not Notice else ())
        }
        self._told: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> str:
        """The digest of a value.  Raises ``TypeError`` for what cannot be told from another."""
        return digest(repr(self._plain(value)).encode())[:24]

    def _plain(self, value: Any) -> object:
        """The value as nested tuples of plain ones."""
        if isinstance(value, _PLAIN):
            return repr(value)
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, tuple | list):
            return tuple(map(self._plain, value))
        return self._fields(value) if dataclasses.is_dataclass(value) else self._rare(value)

    def _rare(self, value: object) -> object:
        if isinstance(value, bytes):
            return digest(value)
        if isinstance(value, Mapping):
            return tuple((self._plain(key), self._plain(held)) for key, held in value.items())
        if isinstance(value, AbstractSet):
            return tuple(sorted(repr(self._plain(item)) for item in value))
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:
            return f"{value.__module__}.{value.__qualname__}"
        raise TypeError(f"{type(value).__name__} cannot be told from another")

    def _record(self, record: Record) -> str:
        known = self._told.get(id(record))
        if known is None:
            files = tuple(self._files(record)) if id(record) in self._as_read else ()
            told = (*files, record.title, code_of(record)) if files else self._fields(record)
            known = self._told[id(record)] = (record, digest(repr(told).encode())[:24])
        return known[1]

    def _files(self, record: Record) -> Iterator[str]:
        """Digests of the files that a record was read from, and of that of its standard flow."""
        yield self._sources[record.origin.place.path]
        if isinstance(record, Power) and record.flow:
            yield self._sources[record.flow.origin.place.path]

    def _fields(self, value: Any) -> object:
        return type(value).__qualname__, tuple(
            self._written(held) if isinstance(held, Origin) else self._plain(held)
            for held in (getattr(value, field.name) for field in dataclasses.fields(value))
        )

    def _written(self, origin: Origin) -> object:
        """Which fields were written: not where, which no page shows."""
        return origin.names
