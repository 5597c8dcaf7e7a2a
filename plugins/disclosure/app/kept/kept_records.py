"""What was made of each source file, kept from one command to the next: records, numbers of persons,
what is wrong with a flow.

Enters: pure functions of one source file, or of something that is told by a path and bytes as one is
(``county.read.Remember``).  Leaves: what they return, called or known.  An entry is found by the digest
of all that decides it: function, path and bytes of the file; the whole store by that of the rooms that
read, of Python and of the libraries that they use.  One that is damaged, or of another program, counts
as absent.

Entries are pickles, so none is read that another user could have written (``kept_store.read``), and
none that holds anything but plain values and values of our own.  A store is a file for each county, in
the user's cache; it holds what the county's own folder holds, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import field
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import yaml

from ...basics.problem import known_as
from ...basics.values import dataclass
from ...county.held import MadeOfHeld
from ...county.read import SourceFile
from ...schema.source.packed import Packed
from . import kept_store, program

T = TypeVar("T")
FileQuestion = tuple[Callable[[SourceFile], object], SourceFile]
KeptEntries = Mapping[str, bytes]
HaveDone = Callable[[Callable[[], KeptEntries]], AbstractContextManager[Callable[[], KeptEntries]]]
"""Has something made meanwhile by a copy of this process."""

MUCH = 500
"""What is made of so many files takes longer than a copy of this process takes to begin."""
MOST_BYTES = 1 << 30
"""Of all counties together; the latest written stay."""

READ_BY = ("basics", "schema", "county", "rules")
"""Rooms whose change may change what is made of a file."""

_PLAIN = frozenset((("datetime", "date"), ("decimal", "Decimal")))


class KeptRecords:
    """Remembers what functions made of files; ``now`` is what the next command may rely on.

    ``values`` are the same at hand, for whoever reads again in this process.
    """

    def __init__(self, before: KeptEntries, values: Mapping[str, Any] | None = None) -> None:
        self._before, self._values = before, values or {}
        self._beside: KeptEntries = {}
        self.now: dict[str, bytes] = {}
        self.values: dict[str, Any] = {}

    def __call__(self, function: Callable[[SourceFile], T], file: SourceFile, /) -> T:
        name = _name(function, file)
        if name not in self.values:
            self.values[name] = self._value(name, function, file)
        value: T = self.values[name]
        return value

    def ahead(self, asked: Iterable[FileQuestion], beside: HaveDone) -> None:
        """What will be asked for, where much of it is new: half is made by a copy of this process."""
        known = self._before.keys() | self._values.keys()
        new = [(function, file) for function, file in asked if _name(function, file) not in known]
        if len(new) < MUCH:
            return
        with beside(partial(_made, new[1::2])) as theirs:
            for function, file in new[::2]:
                self(function, file)
            self._beside = theirs()

    def _value(self, name: str, function: Callable[[SourceFile], T], file: SourceFile) -> T:
        if name not in self._values:
            return self._out_of_store(name, function, file)
        self.now |= {name: self._before[name]} if name in self._before else {}
        value: T = self._values[name]
        return value

    def _out_of_store(self, name: str, function: Callable[[SourceFile], T], file: SourceFile) -> T:
        data = self._before.get(name) or self._beside.get(name)
        if data is not None:
            with suppress(Exception):  # whatever is wrong with it, it counts as absent
                value: T = _Unpickler(io.BytesIO(data)).load()
                self.now[name] = data
                return value
        made = function(file)
        with suppress(Exception):  # what cannot be kept is made again by the next command
            self.now[name] = _packed(made)
        return made

    @property
    def is_new(self) -> bool:
        """Whether anything has been made, or is no longer needed."""
        return self.now != self._before


@dataclass
class HeldRecords:
    """What a process remembers of the county that it read last, and what it made of the records;
    nothing where it has read none."""

    last: KeptRecords = field(default_factory=lambda: KeptRecords({}))
    made: MadeOfHeld = field(default_factory=MadeOfHeld)


class _Unpickler(pickle.Unpickler):
    """Makes nothing but plain values, and values of the rooms that read."""

    def find_class(self, module: str, name: str) -> Any:
        return _named(module, name)


@cache
def _named(module: str, name: str) -> Any:
    """A class, or what makes values of one.  Raises ``UnpicklingError`` for anything else."""
    is_plain = (module, name) in _PLAIN
    if is_plain or _is_ours(module):
        kind, _, filled = name.partition(".")
        found = getattr(import_module(module), kind)
        is_class = isinstance(found, type) and _is_ours(found.__module__)
        if filled == "filled" and is_class and issubclass(found, Packed):
            return found.filled
        if not filled and (is_plain or is_class or found is known_as):
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def _is_ours(module: str) -> bool:
    return module.startswith(tuple(f"{program.PACKAGE.name}.{room}." for room in READ_BY))


def opened(county: Path, held: HeldRecords) -> KeptRecords:
    """What is remembered of a county, and what will be learnt of it."""
    before = held.last.now or _entries(kept_store.read(kept_store.place("records", county), _program()))
    held.last = KeptRecords(before, held.last.values)
    return held.last


def keep(county: Path, kept: KeptRecords) -> None:
    """Keep what has been learnt of a county."""
    if kept.is_new:
        place = kept_store.place("records", county)
        kept_store.write(place, _program(), _stored(kept.now))
        kept_store.prune(place.parent, MOST_BYTES)


def _made(asked: Iterable[FileQuestion]) -> KeptEntries:
    """What functions make of files, as it is kept."""
    found: dict[str, bytes] = {}
    for function, file in asked:
        with suppress(Exception):  # whoever asks for it meets the same
            found[_name(function, file)] = _packed(function(file))
    return found


def _packed(made: object) -> bytes:
    return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)


def _name(function: Callable[[SourceFile], object], file: SourceFile) -> str:
    about = f"{function.__module__}.{function.__qualname__}\n{file.path}\n{file.digest}"
    return hashlib.sha256(about.encode()).hexdigest()


def _stored(entries: KeptEntries) -> bytes:
    """Names and lengths on the first line, behind it the entries as they are."""
    listed = [(name, len(data)) for name, data in entries.items()]
    return b"".join((json.dumps(listed).encode(), b"\n", *entries.values()))


def _entries(stored: bytes | None) -> dict[str, bytes]:
    """The entries, where any were stored."""
    stored = stored or b"[]\n"
    entries, start = dict[str, bytes](), stored.index(b"\n") + 1
    for name, length in json.loads(stored[:start]):
        entries[name] = stored[start : start + length]
        start += length
    return entries


def _program() -> str:
    """A digest of everything but a file that decides what is made of it."""
    return f"{program.of_rooms(READ_BY)} {program.libraries()} {yaml.__with_libyaml__}"
