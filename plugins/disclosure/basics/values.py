"""Values: dataclasses of which a method is written when somebody first calls it, and patterns that are
compiled when somebody first searches with them.

Enters: nothing.  Leaves: ``dataclass`` and ``regex``.  mypy takes them for those of the standard
library, so that nothing which would change a frozen value passes.  While the program runs nobody looks
for that: to fill a frozen value takes four times as long as to fill any other, and the pages of a county
are made of millions of them.  The library writes and compiles four methods for each of six hundred kinds
when a command begins, which took a third of that time; most are never called.  Patterns that name whole
ranges of Chinese characters are slow to compile: together they took a quarter of what is left, and a
command searches with few of them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

__all__ = ["compile_all", "dataclass", "regex"]

_ALONE = {
    "__init__": {"repr": False, "eq": False},
    "__repr__": {"init": False, "eq": False},
    "__eq__": {"init": False, "repr": False},
    "__hash__": {"init": False, "repr": False, "eq": False, "unsafe_hash": True},
}
"""How the library is asked for one method and no other."""


class _Pattern:
    """Each of its methods is put in its place when somebody first asks for it."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags
        _PATTERNS.append(self)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


_PATTERNS: list[_Pattern] = []


def compile_all() -> None:
    """Every pattern of the modules that are loaded: for a process of which copies are made again and
    again, each of which would compile its own."""
    for pattern in _PATTERNS:
        _ = pattern.search


if TYPE_CHECKING:
    from dataclasses import dataclass
    from re import compile as regex
else:
    regex = _Pattern

    def dataclass(kind: type | None = None, /, *, frozen: bool = False, **how: Any) -> Any:
        """Equal and hashed by what it holds, where it is frozen; any other is that of the library."""
        if kind is None:
            return partial(dataclass, frozen=frozen, **how)
        if how.keys() & {"eq", "order"}:  # of a handful, written at once
            return dataclasses.dataclass(kind, unsafe_hash=frozen and how.get("eq", True), **how)
        own = {name for name in _ALONE if kind.__dict__.get(name)}
        made = dataclasses.dataclass(kind, init=False, repr=False, eq=False, **how)
        for name in _ALONE.keys() - own:
            setattr(made, name, _later(made, name))
        if not frozen and "__hash__" not in own:
            made.__hash__ = None
        return made


def _later(kind: type[Any], name: str) -> Callable[..., object]:
    """A method that takes the place of this one when it is first called."""

    def first(value: object, /, *given: object, **named: object) -> object:
        setattr(kind, name, _written(kind, name))
        return getattr(kind, name)(value, *given, **named)

    return first


def _written(kind: type[Any], name: str) -> object:
    """The method of a kind as the library writes it, for a twin that has the same fields and no more."""
    fields = {field.name: field for field in dataclasses.fields(kind)}
    about: dict[str, object] = {"__post_init__": None} if hasattr(kind, "__post_init__") else {}
    for attribute in ("__module__", "__qualname__", "__doc__"):
        about[attribute] = getattr(kind, attribute)
    about["__annotations__"] = {field.name: field.type for field in fields.values()}
    twin: type[Any] = type(kind.__name__, (), {**about, **fields})
    return vars(dataclasses.dataclass(**_ALONE[name])(twin))[name]
