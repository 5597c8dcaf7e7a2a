"""Short digests that tell whether a value is what it was in an earlier build.

Enters: the whole ``Site``, and values that were looked up in it or made from it.  Leaves: a digest of
each; values that differ in anything a page could show have different ones.

A record that stands in the site as it was read is told by its file and its place there: it is a pure
function of the file's bytes.  Whatever was made of more than one file, or was cut for an audience, is
told by its content.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from types import FunctionType
from typing import Any, cast

from ...basics.digests import digest
from ...basics.values import dataclass
from ...schema.declare import Origin, Record
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ...schema.source.packed import values_of
from ..site import Site

_SHORT = 24
_ALIKE_WRITTEN = frozenset((str, int, bool, date))
"""Types of values that are written alike where they are equal; 1.0 and 1.00 are not."""
_IN_A_ROW = frozenset((str, int, bool, float, type(None)))
"""Types of values that ``marshal`` writes, each as itself: no other type is among them."""
_WORDS = (str, int, float, Decimal, date, Enum)
"""What says in its own words what it is."""
_SAME_EACH_TIME = 2
"""The last version in which ``marshal`` writes equal values as equal bytes, whoever else holds them."""
_CHANGEABLE = frozenset((list, dict, set))
_OF_SEVERAL_FILES = (Notice, Ledger)
"""Kinds of which a record is made of the files beside it as well, by rules that stand elsewhere."""

ToldBy = dict[int, tuple[Record, str]]
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
            id(part): part
            for kind, found in whole.records.items()
            for record in (found.values() if kind not in _OF_SEVERAL_FILES else ())
            for part in _told_by_file(record)
        }
        self.told: ToldBy = {}

    def of(self, value: object) -> str:
        """The digest of a value, or all that it says where that is no longer; nothing that is written
        reads as a digest does.  Raises ``TypeError`` for what cannot be told from another."""
        if isinstance(value, Record):
            return self._record(value)
        if type(value) not in _IN_A_ROW:
            return _digest(self._row(value))
        written = repr(value)
        return written if len(written) < _SHORT else _digest(written.encode())

    def _row(self, value: object) -> bytes:
        """A value with all that is in it, one after the other: what has parts says what it is, and how
        many, before them.  Only that is bytes."""
        row: list[object] = []
        rest, in_a_row, told = [value], _IN_A_ROW, self.told
        while rest:
            now: Any = rest.pop()
            kind = type(now)
            if kind in in_a_row:
                row.append(now)
                continue
            if kind is tuple:
                name, parts = b"(%d" % len(now), now
            elif (anatomy := _ANATOMIES[kind]) is None:
                name, parts = self._rare(now)
            elif anatomy.is_record:
                known = told.get(id(now))
                row.append((known[1] if known else self._record(now)).encode())
                continue
            else:
                name, parts = anatomy.name, anatomy.of(now)
            row.append(name)
            if in_a_row.issuperset(map(type, parts)):
                row += parts
            else:
                rest += parts[::-1]
        return marshal.dumps(row, _SAME_EACH_TIME)

    def _rare(self, value: object) -> tuple[bytes, Sequence[object]]:
        """What a value is that has no fields, and its parts."""
        if isinstance(value, _WORDS):
            return f"w{value!r}".encode(), ()
        if isinstance(value, tuple | list):
            return b"(%d" % len(value), value
        if isinstance(value, bytes):
            return f"b{digest(value)}".encode(), ()
        if isinstance(value, Mapping):
            return b"{%d" % len(value), [part for item in value.items() for part in item]
        if isinstance(value, AbstractSet):
            return b"".join((b"s", *sorted(blake2b(self._row(part)).digest() for part in value))), ()
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:
            return f"f{value.__module__}.{value.__qualname__}".encode(), ()
        raise TypeError(f"{type(value).__name__} cannot be told from another")

    def _record(self, record: Record) -> str:
        known = self.told.get(id(record)) or self._before.get(id(record))
        if known is None:
            known = (record, f"r{self._place(record) or _digest(self._row(_fields_of(record)))}")
        self.told[id(record)] = known
        return known[1]

    def _place(self, record: Record) -> str:
        """Which files a record was read from, and where it stands there, if it says what they do; one
        that a list was written out to says one item of it."""
        power = record if isinstance(record, Power) else None
        if not self._sources or id(record) not in self._as_read or (power and power.listed):
            return ""
        of_flow = f" {self._sources[power.flow.origin.path][:_SHORT]}" if power and power.flow else ""
        own = self._sources[record.origin.path][:_SHORT]
        return f"{record.title} {record.origin.mark} {own}{of_flow}"


def _told_by_file(record: Record) -> Iterator[Record]:
    """A record and, of a body, its posts and their risks: thousands, each asked for by itself."""
    yield record
    for post in record.posts if isinstance(record, Unit) else ():
        yield post
        yield from post.risks


def alike(value: Any, other: Any) -> bool:
    """Whether two values are seen to have one digest before that is made: what cannot be changed is the
    same value, or is made of the same."""
    kind = type(value)
    if kind is not type(other) or kind in _CHANGEABLE:
        return False
    if value is other:
        return True
    if kind in _ALIKE_WRITTEN:
        return bool(value == other)
    if kind is tuple:
        return _all_alike(value, other)
    parts = _ANATOMIES[kind]
    return parts is not None and not parts.is_record and _all_alike(parts.of(value), parts.of(other))


def _all_alike(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(alike, some, others))


def _digest(written: bytes) -> str:
    """No one but the next build reads it: it may hold digits."""
    return blake2b(written, digest_size=_SHORT // 2).hexdigest()


@dataclass(frozen=True, slots=True)
class _Anatomy:
    """What a type is called in a row, and how to come by the fields of its values."""

    name: bytes
    of: Callable[[object], tuple[object, ...]]
    is_record: bool


class _Anatomies(dict[type, "_Anatomy | None"]):
    """The fields of values of a type, learnt once; None of one that has none."""

    def __missing__(self, kind: type) -> _Anatomy | None:
        self[kind] = self._learnt(kind)
        return self[kind]

    def _learnt(self, kind: type) -> _Anatomy | None:
        if not dataclasses.is_dataclass(kind):
            return None
        names = [field.name for field in dataclasses.fields(kind)]
        if kind is Origin:  # which fields were written: not where, which no page shows
            names = ["names"]
        return _Anatomy(f"d{kind.__qualname__}".encode(), values_of(names), issubclass(kind, Record))


_ANATOMIES = _Anatomies()


def _fields_of(record: Record) -> tuple[object, ...]:
    """All that a record says, and of which kind it is."""
    anatomy = cast(_Anatomy, _ANATOMIES[type(record)])
    return anatomy.name.decode(), *anatomy.of(record)
