"""Short digests that tell whether a value is what it was in an earlier build.

Enters: the whole ``Site``, and values that were looked up in it or made from it.  Leaves: a digest of
each; values that differ in anything a page could show have different ones.

A record that stands in the site as it was read is told by its file: it is a pure function of the file's
bytes.  Whatever was made of more than one file, or was cut for an audience, is told by its content.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from types import FunctionType
from typing import Any, cast

from ...basics.digests import digest
from ...schema.declare import Origin, Record
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ...schema.source.packed import values_of
from ..site import Site, code_of

_SHORT = 24
_PLAIN = (str, int, bool, float, Decimal, date, Enum, type(None))
_SCALARS = frozenset(_PLAIN)
_COMPARED = frozenset((str, int, bool, date))
"""Types of values that are written alike where they are equal; 1.0 and 1.00 are not."""
_CHANGEABLE = frozenset((list, dict, set))
_OF_SEVERAL_FILES = (Notice, Ledger)
"""Kinds of which a record is made of the files beside it as well, by rules that stand elsewhere."""


ToldBy = dict[int, tuple[object, str]]
"""What told records from others, by their identity while they are held here."""


class Prints:
    """Digests of values of one build.

    ``told`` are those of its records; a record that was told ``before``, in this process, is the same
    value still.
    """

    def __init__(self, whole: Site, before: ToldBy | None = None) -> None:
        self._before = before or {}
        self._sources = whole.sources
        self._as_read = {
            id(record): record
            for kind, found in whole.records.items()
            for record in (found.values() if kind not in _OF_SEVERAL_FILES else ())
        }
        self.told: ToldBy = {}

    def of(self, value: object) -> str:
        """The digest of a value, or all that it says where that is no longer; nothing that is written
        reads as a digest does.  Raises ``TypeError`` for what cannot be told from another."""
        written = self._written(value)
        return written if len(written) < _SHORT else _digest(written)

    def _written(self, value: Any) -> str:
        """The value in words that no other has."""
        kind = type(value)
        if kind in _SCALARS:
            return repr(value)
        if kind is tuple or kind is list:
            return self._in_turn(value)
        return (
            self._record(value) if isinstance(value, Record) else self._fields(value, _ANATOMIES[kind])
        )

    def _fields(self, value: Any, parts: _Anatomy | None) -> str:
        if parts is None:
            return self._rare(value)
        return f"{parts.name}{self._in_turn(parts.of(value))}"

    def _in_turn(self, values: Iterable[Any]) -> str:
        scalars, written = _SCALARS, self._written
        told = [repr(value) if type(value) in scalars else written(value) for value in values]
        return f"({','.join(told)})"

    def _rare(self, value: object) -> str:
        if isinstance(value, _PLAIN):
            return repr(value)
        if isinstance(value, tuple):
            return self._in_turn(value)
        if isinstance(value, bytes):
            return f"b{digest(value)}"
        if isinstance(value, Mapping):
            return f"{{{','.join(map(self._written, value.items()))}}}"
        if isinstance(value, AbstractSet):
            return f"{{{','.join(sorted(map(self._written, value)))}}}"
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:
            return f"{value.__module__}.{value.__qualname__}"
        raise TypeError(f"{type(value).__name__} cannot be told from another")

    def _record(self, record: Record) -> str:
        known = self.told.get(id(record)) or self._before.get(id(record))
        if known is None:
            files = tuple(self._files(record)) if self._is_as_read(record) else ()
            told = repr((*files, record.title, code_of(record))) if files else self._all_of(record)
            known = (record, f"r{_digest(told)}")
        self.told[id(record)] = known
        return known[1]

    def _is_as_read(self, record: Record) -> bool:
        """Whether it says what its file does; one that a list was written out to says one item of it."""
        is_item = isinstance(record, Power) and record.listed
        return bool(self._sources) and id(record) in self._as_read and not is_item

    def _files(self, record: Record) -> Iterator[str]:
        """Digests of the files that a record was read from, and of that of its standard flow."""
        yield self._sources[record.origin.place.path]
        if isinstance(record, Power) and record.flow:
            yield self._sources[record.flow.origin.place.path]

    def _all_of(self, record: Record) -> str:
        return self._fields(record, _ANATOMIES[type(record)])


def alike(value: object, other: object) -> bool:
    """Whether two values are seen to have one digest before that is made: what cannot be changed is the
    same value, or is made of the same."""
    kind = type(value)
    if kind is not type(other) or kind in _CHANGEABLE:
        return False
    if value is other:
        return True
    if kind in _COMPARED:
        return value == other
    if kind is tuple:
        return _all_alike(cast(tuple[object, ...], value), cast(tuple[object, ...], other))
    parts = None if isinstance(value, Record) else _ANATOMIES[kind]
    return parts is not None and _all_alike(parts.of(value), parts.of(other))


def _all_alike(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(alike, some, others))


def _digest(written: str) -> str:
    """No one but the next build reads it: it may hold digits."""
    return blake2b(written.encode(), digest_size=_SHORT // 2).hexdigest()


@dataclass(frozen=True, slots=True)
class _Anatomy:
    """The name of a type, and how to come by the fields of its values."""

    name: str
    of: Callable[[object], tuple[object, ...]]


class _Anatomies(dict[type, "_Anatomy | None"]):
    """The fields of values of a type, learnt once; None of one that has none."""

    def __missing__(self, kind: type) -> _Anatomy | None:
        self[kind] = self._learnt(kind)
        return self[kind]

    def _learnt(self, kind: type) -> _Anatomy | None:
        if kind is Origin:  # which fields were written: not where, which no page shows
            return _Anatomy("", values_of(["names"]))
        if not dataclasses.is_dataclass(kind):
            return None
        return _Anatomy(kind.__qualname__, values_of([field.name for field in dataclasses.fields(kind)]))


_ANATOMIES = _Anatomies()
