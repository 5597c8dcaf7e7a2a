"""A county that notes what is looked up in it: a page that would read the same need not be made again.

Enters: a ``Site``.  Leaves: ``WatchedSite``, which answers as the site does, and ``Reads``: the names
and keys that were asked for meanwhile.  Whatever a ``Site`` can be asked is watched, a mapping key by
key, or which keys there are, anything else as a whole; nothing can be asked that is not.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar, cast

from ...basics.law.resolve import Provision
from ...schema.declare import Record
from ..site import Site

K = TypeVar("K")
V = TypeVar("V")

Read = tuple[str, str | None]
"""What was asked: the name of a thing, and a key in it; None for all of it."""
KEYS = "\0"
"""In place of a key, which keys there are, in their order: no code or name is written so."""


class Reads:
    """Notes what is asked between the beginning and the end of one page; at other times nothing."""

    def __init__(self) -> None:
        self._noted: set[Read] | None = None
        self._made: dict[str, tuple[object, set[Read]]] = {}

    @contextmanager
    def noted(self) -> Iterator[set[Read]]:
        """All that is asked meanwhile."""
        found: set[Read] = set()
        before, self._noted = self._noted, found
        try:
            yield found
        finally:
            self._noted = before

    @property
    def are_noted(self) -> bool:
        """Whether somebody notes what is asked now."""
        return self._noted is not None

    def once(self, name: str, make: Callable[[], V]) -> V:
        """What is made under a name for the first who asks; whoever asks later has asked all that was
        asked to make it."""
        if name not in self._made:
            with self.noted() as asked:
                self._made[name] = make(), asked
        made, asked = self._made[name]
        self.add(asked)
        return cast(V, made)

    def add(self, asked: AbstractSet[Read]) -> None:
        """All that was asked to make what somebody takes over has been asked."""
        if self._noted is not None:
            self._noted |= asked

    def note(self, name: str, key: object = None) -> None:
        """Somebody asked for a key, or for the whole; what is no word is told from the whole."""
        if self._noted is not None:
            self._noted.add((name, key if isinstance(key, str) else None))


class Watched(Mapping[K, V]):
    """A mapping that notes each key that is looked up; whoever goes through its values has read all of
    it, through its keys these."""

    def __init__(self, name: str, of: Mapping[K, V], reads: Reads) -> None:
        self._name, self._of, self._reads = name, of, reads

    def __getitem__(self, key: K) -> V:
        self._reads.note(self._name, key)
        return self._of[key]

    def get(self, key: K, default: Any = None) -> Any:
        """Sooner than by an error for each key that is not there."""
        self._reads.note(self._name, key)
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._name, key)
        return key in self._of

    def __iter__(self) -> Iterator[K]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def keys(self) -> KeysView[K]:
        """Sooner the same than all that stands under them."""
        self._reads.note(self._name, KEYS)
        return self._of.keys()

    def values(self) -> ValuesView[V]:
        return self._whole().values()

    def items(self) -> ItemsView[K, V]:
        return self._whole().items()

    def _whole(self) -> Mapping[K, V]:
        self._reads.note(self._name)
        return self._of


class WatchedSite(Site):
    """A ``Site`` that notes what is asked of ``plain``."""

    plain: Site
    reads: Reads
    _by_title: Mapping[str, Mapping[str, Record]]

    def __init__(self, plain: Site, reads: Reads) -> None:
        kinds = {kind: Watched(kind.title, found, reads) for kind, found in plain.records.items()}
        by_title = {kind.title: found for kind, found in plain.records.items()}
        self.__dict__.update(plain=plain, reads=reads, records=kinds, _by_title=by_title)

    def cited(self, words: str) -> tuple[Provision, ...]:
        self.reads.note("cited", words)
        return self.plain.cited(words)

    def answer(self, read: Read) -> object:
        """What the answer to a question is now; None where there is nothing under a key."""
        name, key = read
        if name == "cited":
            return self.plain.cited(str(key))
        found = self._by_title[name] if name in self._by_title else getattr(self.plain, name)
        if key == KEYS:
            return tuple(cast(Mapping[str, object], found))
        return found if key is None else cast(Mapping[str, object], found).get(key)


class _Answer:
    """What ``plain`` says: a mapping that is watched, which stands there from then on, or a whole."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, site: WatchedSite | None, _: type) -> object:
        if site is None:
            return self
        value = getattr(site.plain, self._name)
        if isinstance(value, Mapping):
            value = vars(site)[self._name] = Watched(self._name, value, site.reads)
        else:
            site.reads.note(self._name)
        return value


_OWN = {name for name, thing in vars(Site).items() if isinstance(thing, property | cached_property)}
_PLAIN = {field.name for field in fields(Site)} - {"records"}
for _name in _OWN | _PLAIN:
    setattr(WatchedSite, _name, _Answer(_name))
