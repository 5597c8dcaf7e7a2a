"""What each head means in a table that we have not made ourselves.

Enters: a table's layout.  Leaves: ``FieldTarget`` by head: what is declared, and the words of counties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ...basics.values import dataclass
from ...schema.declare import Key, Record
from ...schema.kinds import Line
from ..declared import Column, TableLayout, directory_layouts, layouts
from .synonyms import HEADS


def readable() -> tuple[TableLayout, ...]:
    """Every table that a sheet can be: those of the catalogue, and those that offices keep instead."""
    return (*layouts(), *directory_layouts())


def name_key(record: type[Record]) -> str:
    """The key under which a kind of record has its name."""
    declared = record.keys().get("name")
    return declared.name if declared and isinstance(declared.kind, Line) else ""


@dataclass(frozen=True, slots=True)
class FieldTarget:
    """What a column holds.

    ``listed`` leads to a list of records: with a ``column``, one field of its items; without, the
    whole list stands in a cell.  ``owner`` is set where the cell names the record to which the row
    belongs, by its code or by its name.
    """

    column: Column | None
    listed: tuple[str, ...] = ()
    key: Key | None = None
    owner: str = ""

    @property
    def told(self) -> str:
        """How a person is told of it."""
        if self.owner:
            return self.owner
        return "/".join((*self.listed, *(self.column.path if self.column else ())))


@cache
def targets(layout: TableLayout) -> Mapping[str, FieldTarget]:
    """What each head means in a table that was not made by us."""
    declared = dict(_declared(layout))
    known = HEADS.get(layout.title, {})
    return {
        **named(layout),
        **{word: declared[head] for head, said in known.items() for word in said.split()},
    }


@cache
def named(layout: TableLayout) -> Mapping[str, FieldTarget]:
    """The fields by their own names."""
    return {name: to for head, to in _declared(layout) for name in (head.replace("/", ""), head)}


@cache
def inside(layout: TableLayout, paths: frozenset[tuple[str, ...]]) -> Mapping[str, FieldTarget]:
    """What heads mean in these lists, by the words of their own sheets; nothing that means two."""
    found: dict[str, FieldTarget | None] = {}
    for inner in readable():
        if inner.owner is layout and inner.path in paths:
            key, known = _key_at(layout, inner.path), HEADS.get(inner.title, {})
            for column in inner.columns:
                to = FieldTarget(column, inner.path, key)
                for word in (column.head, *known.get(column.head, "").split()):
                    found[word] = None if word in found else to
    return {word: to for word, to in found.items() if to}


def _declared(layout: TableLayout) -> Iterator[tuple[str, FieldTarget]]:
    """Every field by its head: of the records, then of the records in their lists."""
    if layout.owner:
        yield layout.owner_head, FieldTarget(None, owner=layout.owner_head)
        yield name_head(layout), FieldTarget(None, owner=name_head(layout))
    for column in layout.columns:
        yield column.head, FieldTarget(column)
    for inner in readable():
        if inner.owner is layout:
            key = _key_at(layout, inner.path)
            yield "/".join(inner.path), FieldTarget(None, inner.path, key)
            for column in inner.columns:
                yield "/".join((*inner.path, *column.path)), FieldTarget(column, inner.path, key)


def name_head(layout: TableLayout) -> str:
    return f"{layout.owner.record.title}名称" if layout.owner else ""


def _key_at(layout: TableLayout, path: tuple[str, ...]) -> Key:
    """The declaration to which a path of keys leads."""
    record = layout.record
    for name in path[:-1]:
        kind = next(key.kind for key in record.keys().values() if key.name == name)
        record = getattr(kind, "of")  # noqa: B009  one record inside another
    return next(key for key in record.keys().values() if key.name == path[-1])
