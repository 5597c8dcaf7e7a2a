"""Every reference that stands in a record, found by the fields that it declares; and back.

Enters: a record, or any part of one.  Leaves: ``Ref`` values, and records by what they refer to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import TypeVar

from ...basics.problem import Place
from ..compound import Brief, Many, Named, Nested, Ref
from ..declare import Kind, Record
from ..kinds import Choice, Scalar
from ..source.packed import values_of

R = TypeVar("R")
Name = tuple[str, str]
"""What a reference leads to: the title of its kind, and its code."""


def references(value: object) -> list[Ref]:
    """Every reference below a record, however deep."""
    found: list[Ref] = []
    _gather(value, found)
    return found


def names_in(value: object) -> frozenset[Name]:
    """What every reference below a record says."""
    return frozenset(map(name_of, references(value)))


def name_of(ref: Ref) -> Name:
    """What a reference says, without its place."""
    return ref.to, ref.code


def referring(records: Iterable[R], refs: Callable[[R], Iterable[Ref]]) -> Mapping[str, tuple[R, ...]]:
    """Records by the codes of what they refer to."""
    found: dict[str, list[R]] = {}
    for record in records:
        for ref in refs(record):
            found.setdefault(ref.code, []).append(record)
    return {code: tuple(those) for code, those in found.items()}


def _gather(value: object, found: list[Ref]) -> None:
    if isinstance(value, Ref):
        found.append(value)
        return
    for part in value if isinstance(value, tuple) else _PARTS[type(value)](value):
        if type(part) not in PLAIN:
            _gather(part, found)


class _Parts(dict[type, Callable[[object], tuple[object, ...]]]):
    """How to come by the fields of a value that may hold a reference: learnt once a type."""

    def __missing__(self, kind: type) -> Callable[[object], tuple[object, ...]]:
        self[kind] = values_of(_may_refer(kind))
        return self[kind]


def _may_refer(kind: type) -> Sequence[str]:
    """The fields of a type in which a reference may stand."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    keys = kind.keys() if issubclass(kind, Record) else {}
    simple = {name for name, key in keys.items() if _is_simple(key.kind)} | {"origin", "place"}
    return [f.name for f in fields if f.name not in simple]


def _is_simple(kind: Kind[object]) -> bool:
    """Whether a value is written in one text, is a record of such, or a list: no reference stands in
    it."""
    if isinstance(kind, Brief):
        return _is_simple(kind.shortest) and not _may_refer(kind.of)
    if isinstance(kind, Many | Named):
        return _is_simple(kind.of)
    return not _may_refer(kind.of) if isinstance(kind, Nested) else isinstance(kind, Scalar | Choice)


_PARTS = _Parts()
PLAIN = frozenset((str, NoneType, Place, bool, int, float, bytes, date, Decimal))
"""Types of most values: nothing stands in them."""
