"""Values that are kept from one command to the next: as small as they can be, and soon there again.

Enters: frozen values of slots.  Leaves: how ``pickle`` writes and makes them; how to take their fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any


class _Filled:
    """What makes a value of the class that is asked."""

    def __get__(self, _: object, cls: type[Any]) -> Callable[..., Any]:
        return _SLOTS[cls][1]


class Packed:
    """A frozen value that is pickled as its fields in their order: in half the time, and smaller."""

    __slots__ = ()
    filled = _Filled()

    def __reduce__(self) -> tuple[Any, ...]:
        values_in, filled = _SLOTS[type(self)]
        return filled, values_in(self)


class Whole(Packed):
    """A value that goes as a whole where one reference in it goes: a line of a table."""

    __slots__ = ()


class _Slots(dict[type, tuple[Callable[[object], Any], Callable[..., Any]]]):
    """How to take the fields of a type out of a value, and how to make one of them."""

    def __missing__(self, cls: type[Any]) -> Any:
        names = [part.name for part in dataclasses.fields(cls)]
        self[cls] = values_of(names), _maker_of(cls, names)
        return self[cls]


def _maker_of(cls: type[Any], names: Sequence[str]) -> Callable[..., Any]:
    """What makes a value of its fields in their order.

    Written out it takes two thirds of the time of a loop, and a county has a quarter of a million.
    """
    puts = {f"put_{name}": getattr(cls, name).__set__ for name in names}
    known: dict[str, Any] = {"_new": partial(object.__new__, cls), **puts}
    lines = [f"put_{name}(_made, {name})" for name in names]
    text = "\n ".join((f"def make({', '.join(names)}):", "_made = _new()", *lines, "return _made"))
    exec(text, known)  # noqa: S102  the names of fields, as dataclasses do
    make: Callable[..., Any] = known["make"]
    make.__module__ = cls.__module__
    make.__qualname__ = f"{cls.__qualname__}.filled"  # where a pickle finds it
    return make


def values_of(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    """How to take the values of some attributes; of fewer than two ``attrgetter`` makes no tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda of: (getattr(of, names[0]),)) if names else lambda _: ()


_SLOTS = _Slots()
