"""Which records an audience may not read, judged by the records' own words alone.

Enters: the whole county and an audience.  Leaves: its records in two heaps.  This is written apart
from ``county.audience`` on purpose: the gate that looks for leaks must not take its secrets from
the very function that hides them.

Source: 《中国共产党党务公开条例（试行）》第八条.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..county.audience import Audience
from ..county.site import Site
from ..schema.catalogue import ALL, Scope, Shelf
from ..schema.common import OWN_UNIT, PARTICULAR, PARTY, PUBLIC
from ..schema.declare import Record
from ..schema.derived.references import Name
from ..schema.records.unit import Unit

_READ_BY_ALL = frozenset((PUBLIC,))
_READ_BY_PARTY = frozenset((PUBLIC, PARTY))
_READ_INSIDE = {"单位": OWN_UNIT, "特定": PARTICULAR}


def parted(site: Site, audience: Audience) -> tuple[list[Record], list[Record]]:
    """The records that the audience may not read, and those that it may."""
    used = frozenset[Name]().union(*_mentioned(site, audience))
    secret: list[Record] = []
    open_: list[Record] = []
    for shelf in ALL:
        for code, record in site.of(shelf.record).items():
            is_used = (shelf.title, code) in used
            (open_ if _readable(site, audience, shelf, record, used=is_used) else secret).append(record)
    return secret, open_


def _readable(site: Site, audience: Audience, shelf: Shelf, record: Record, *, used: bool) -> bool:
    match shelf.scope:
        case Scope.OWN:
            return _own(site, audience, record)
        case Scope.COUNTY:
            return used or _is_for_some(site, audience, record)
        case Scope.FOLLOWS:
            return used
        case Scope.OFFICE:
            return False


def _mentioned(site: Site, audience: Audience) -> Iterator[frozenset[Name]]:
    """What each record refers to that the audience may read by its own scope."""
    for shelf in ALL:
        if shelf.scope is Scope.OWN:
            for code, record in site.of(shelf.record).items():
                if _own(site, audience, record):
                    yield site.mentions[shelf.record][code]


def _own(site: Site, audience: Audience, record: Any) -> bool:
    """By its own 公开范围, and no wider than its unit's."""
    if isinstance(record, Unit):
        return _includes(record.scope, record.code, audience)
    home = site.units[record.unit.code]
    return _includes(record.scope, home.code, audience) and _own(site, audience, home)


def _includes(scope: str, owner: str, audience: Audience) -> bool:
    if audience.kind == "全党":
        return scope in _READ_BY_PARTY
    return scope in _READ_BY_ALL or (owner == audience.unit and scope == _READ_INSIDE.get(audience.kind))


def _is_for_some(site: Site, audience: Audience, table: Record) -> bool:
    """Whether a table is for everyone or for a unit that the audience may know of."""
    for attribute, key in table.keys().items():
        listed = getattr(table, attribute) if key.narrows else ()
        if listed and not any(_is_open(site, audience, item) for item in listed):
            return False
    return True


def _is_open(site: Site, audience: Audience, listed: Any) -> bool:
    if isinstance(listed, Record):
        return _is_for_some(site, audience, listed)
    unit = site.units.get(listed.code)
    return unit is None or _own(site, audience, unit)
