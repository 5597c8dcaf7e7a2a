"""Who may see what: the county reduced to the records of one audience, or of one edition.

Enters: a ``Site`` and an audience.  Leaves: a smaller ``Site`` without a trace of the rest: hidden
records are gone and references to them with them, before any view runs.  Which records may be
hidden, and what goes with them, stands in the table of kinds (``schema.catalogue``).

The four scopes are a partial order, not a ladder (《中国共产党党务公开条例（试行）》第八条): every
audience sees what is open to society; the whole Party and each unit see their own besides, and
units do not see each other's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

from ..basics.values import dataclass
from ..schema.catalogue import ALL, Scope, Shelf
from ..schema.common import OWN_UNIT, PARTICULAR, PARTY, PUBLIC
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.derived.references import Name, name_of, names_in
from ..schema.records.unit import Post, Unit
from ..schema.source.packed import Whole
from .site import RecordsByKind, Site, code_of

SOCIETY, WHOLE_PARTY, UNIT, PARTICULAR_GROUP = "社会", "全党", "单位", "特定"

Keep = Callable[[Shelf, Any], bool]
"""Whether a record that says itself who may read it stays."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: ``kind`` is 社会, 全党, 单位 or 特定; ``unit`` is the code for the last two."""

    kind: str = SOCIETY
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Audience:
        """``社会``, ``全党``, ``单位:MZJ``, ``特定:MZJ``.  Raises ``ValueError`` for the rest."""
        kind, _, unit = text.partition(":")
        if (kind in (SOCIETY, WHOLE_PARTY) and not unit) or (kind in (UNIT, PARTICULAR_GROUP) and unit):
            return cls(kind, unit)
        raise ValueError(f"没有“{text}”这种受众；可写 社会、全党、单位:<机构编码>、特定:<机构编码>")

    def may_see(self, scope: str, owner: str) -> bool:
        """Whether a scope includes this audience; ``owner`` is the code of the unit it belongs to."""
        reader = {PUBLIC: True, PARTY: self.kind == WHOLE_PARTY}
        reader[OWN_UNIT] = self.kind == UNIT and owner == self.unit
        reader[PARTICULAR] = self.kind == PARTICULAR_GROUP and owner == self.unit
        return reader[scope]


def for_audience(site: Site, audience: Audience) -> Site:
    """Only what ``audience`` may see."""
    return restrict(site, lambda _, record: audience.may_see(record.scope, owner_of(record)))


def for_edition(site: Site, carrier: str) -> Site:
    """Only what is addressed to a carrier of an edition (门户, 触摸屏, 显示屏); units stay."""

    def addressed(shelf: Shelf, record: Any) -> bool:
        if shelf.record is Unit or not shelf.has("carriers"):
            return True
        return any(site.carriers[ref.code].edition == carrier for ref in record.carriers)

    return restrict(site, addressed)


def owner_of(record: Any) -> str:
    """The unit that a record belongs to; a unit belongs to itself."""
    code: str = record.code if isinstance(record, Unit) else record.unit.code
    return code


def restrict(site: Site, keep: Keep) -> Site:
    """The county without the records that ``keep`` refuses, and without references to them.

    With a record goes what cannot be said without it: a record that must name it, a list that is only
    for it, a shared flow that only it runs.
    """
    cutting = _Cutting(site, set(_refused(site, keep)))
    cutting.to_the_end()
    while nobodys := set(cutting.nobodys()):
        cutting.gone |= nobodys
        cutting.to_the_end()
    return site.cut(cutting.left) if cutting.gone else site


def _refused(site: Site, keep: Keep) -> Iterator[Name]:
    """Names of the records that the scope policy of their kind hides."""
    for shelf in ALL:
        for record in site.of(shelf.record).values():
            if shelf.scope is Scope.OFFICE or (shelf.scope is Scope.OWN and not keep(shelf, record)):
                yield from _names(record)


def _names(record: Record) -> Iterator[Name]:
    """What references to a record, or to a part of it, say."""
    yield record.title, code_of(record)
    if isinstance(record, Unit):
        yield from ((Post.title, post.code) for post in record.posts)


class _Cutting:
    """The records that are ``left`` of a site when ``gone`` ones are cut out of it."""

    def __init__(self, site: Site, gone: set[Name]) -> None:
        self.site, self.gone = site, gone
        self.left: RecordsByKind = site.records
        self.emptied: set[Name] = set()

    def to_the_end(self) -> None:
        """Cuts until nothing more falls: every record that cannot stand takes others with it."""
        lost = self.gone
        while lost:
            lost = set(self._cut_once())
            self.gone |= lost

    def _cut_once(self) -> Iterator[Name]:
        """One cut through the whole records; yields the names that newly fall."""
        left: dict[type[Record], dict[str, Record]] = {}
        for kind, found in self.site.records.items():
            mentioned, left[kind] = self.site.mentions[kind], {}
            for code, record in found.items():
                if (kind.title, code) in self.gone:
                    continue
                kept = record if mentioned[code].isdisjoint(self.gone) else self._cut(record)
                if kept is None:
                    yield from _names(record)
                else:
                    left[kind][code] = kept
        self.left = left

    def _cut(self, record: Record) -> Record | None:
        kept, emptied = _cut_table(record, self.gone)
        if emptied:
            self.emptied.add((record.title, code_of(record)))
        return kept

    def nobodys(self) -> Iterator[Name]:
        """What follows others, or was for hidden ones only, and nothing that is left refers to."""
        follow = (shelf.record for shelf in ALL if shelf.scope is Scope.FOLLOWS)
        followers = {(kind.title, code) for kind in follow for code in self.left[kind]}
        doubtful = (followers | self.emptied) - self.gone
        if doubtful:
            yield from doubtful.difference(*self._mentioned())

    def _mentioned(self) -> Iterator[frozenset[Name]]:
        """What each record that is left refers to."""
        for kind, found in self.left.items():
            yield from (self.site.mentioned(kind, code, record) for code, record in found.items())


def _cut_table(table: Record, gone: set[Name]) -> tuple[Record | None, bool]:
    """A table without its references to ``gone``, and whether a list that narrows it was emptied.

    None where the table cannot stand without one of them.
    """
    changed: dict[str, object] = {}
    narrowing = {name for name, key in table.keys().items() if key.narrows}
    emptied = False
    for part in dataclasses.fields(table):
        if part.name == "origin":
            continue
        before = getattr(table, part.name)
        after = _cut_value(before, gone)
        if after is _GONE and part.default is dataclasses.MISSING:
            return None, False
        if after is not before:
            changed[part.name] = after = part.default if after is _GONE else after
            emptied |= not after and part.name in narrowing
    return replace(table, **cast(Any, changed)) if changed else table, emptied


def _cut_value(value: object, gone: set[Name]) -> object:
    """A value without references to ``gone``; the same value where there are none in it."""
    if isinstance(value, Ref):
        return _GONE if name_of(value) in gone else value
    if isinstance(value, Whole):
        return value if gone.isdisjoint(names_in(value)) else _GONE
    if isinstance(value, Record):
        table, emptied = _cut_table(value, gone)
        return _GONE if table is None or emptied else table
    if isinstance(value, tuple):
        return _cut_tuple(value, gone)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name != "place"}
        cut = {name: _cut_value(part, gone) for name, part in parts.items()}
        changed = {name: part for name, part in cut.items() if part is not parts[name]}
        return _GONE if _GONE in changed.values() else replace(value, **changed) if changed else value
    return value


def _cut_tuple(values: tuple[object, ...], gone: set[Name]) -> object:
    """A list without what is gone; a pair of a name and a value goes with its value."""
    cut = [_cut_value(value, gone) for value in values]
    if all(after is before for after, before in zip(cut, values, strict=True)):
        return values
    if len(values) == 2 and isinstance(values[0], str):  # noqa: PLR2004  of a table of named values
        return _GONE if cut[1] is _GONE else tuple(cut)
    return tuple(value for value in cut if value is not _GONE)


_GONE = object()
