"""What pure functions make of values that this process holds still: made once, for build after build.

Enters: a function, and values that nobody changes.  Leaves: what it makes of them, called or known.
Values are told by their identity, which is theirs as long as they are held here; of what the last build
did not ask for nothing is held.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")

_Made = dict[tuple[object, ...], tuple[tuple[object, ...], Any]]


class MadeOfHeld:
    """For one build, upon what was made for the one ``before``."""

    def __init__(self, before: MadeOfHeld | None = None) -> None:
        self._before: _Made = before.now if before else {}
        self.now: _Made = {}

    def __reduce__(self) -> tuple[type[MadeOfHeld], tuple[()]]:
        """Another process holds other values."""
        return MadeOfHeld, ()

    def __call__(self, function: Callable[..., T], *given: object) -> T:
        """What the function makes of values."""
        asked = (function, *map(id, given))
        made = self.now.get(asked) or self._before.get(asked) or (given, function(*given))
        self.now[asked] = made
        told: T = made[1]
        return told


def alone(site: Any, kind: type) -> Any:
    """The county of nothing but the records of a ``kind``, of no day: the same as long as they are."""
    return site.made(_alone, type(site), kind, *site.records[kind].values())


def _alone(county: Callable[..., T], kind: type, *records: Any) -> T:
    return county({kind: {record.code: record for record in records}}, date.min)


def of_one(kind: type) -> Callable[[Callable[[Any], T]], cached_property[T]]:
    """What the records of one kind decide alone: one and the same value as long as they are held."""

    def of(function: Callable[[Any], T]) -> cached_property[T]:
        return cached_property(lambda site: site.made(function, alone(site, kind)))

    return of
