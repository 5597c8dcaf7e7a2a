"""Which tables a kind of record makes, and with which columns: all of it from the declared fields.

Enters: the table of kinds.  Leaves: ``TableLayout`` values: one for the records themselves, and one
for each list of records inside them, whose rows name the record to which they belong.

A field of one value is a column; one record inside another gives a column for each of its fields
(监督/电话); a list of single values is written line by line; a list of records is a sheet of its own.
Whatever is none of these (a flow) stands in its cell as the YAML that it is in the catalogue, so
that no field is ever left out, however it is declared.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum

from ..basics.values import dataclass
from ..schema.catalogue import ALL, NOTICES, SHELF_OF, Shelf
from ..schema.compound import Brief, Many, Named, Nested, Reference
from ..schema.declare import Key, Kind, Record
from ..schema.derived.editor import kinds_in, records_in
from ..schema.kinds import Choice, Prose, Scalar
from ..schema.phones import Phones
from ..schema.records import publicity
from ..schema.records.powers.basis import Basis


class Way(Enum):
    """How a field stands in a cell."""

    SINGLE = "一个值"
    LINES = "一行一项"
    ROWS = "另一张表，一行一项"
    TREE = "照目录里的写法"


@dataclass(frozen=True, eq=False)
class Column:
    """One column: the keys that lead to its field, from the record of a row."""

    path: tuple[str, ...]
    key: Key
    record: type[Record]
    required: bool

    @property
    def head(self) -> str:
        """What stands above it."""
        return "/".join(self.path)

    @property
    def way(self) -> Way:
        return way_of(self.key.kind)


@dataclass(frozen=True, eq=False)
class TableLayout:
    """One table: records of a shelf, or those in one of their lists (``path``)."""

    shelf: Shelf
    record: type[Record]
    columns: tuple[Column, ...]
    path: tuple[str, ...] = ()
    owner: TableLayout | None = None
    alone: str = ""
    """The key of a record that may be written as this value alone."""

    @property
    def title(self) -> str:
        """职权, or 职权.依据: the name of its sheet."""
        return f"{self.owner.title}.{'.'.join(self.path)}" if self.owner else self.record.title

    @property
    def code(self) -> str:
        """The key of its records' codes; "" where they have none."""
        return code_key(self.record)

    @property
    def owner_head(self) -> str:
        """The head of the column that names the record to which a row belongs."""
        return f"{self.owner.record.title}{self.owner.code}" if self.owner and self.owner.code else ""

    @functools.cached_property
    def heads(self) -> tuple[str, ...]:
        """All heads in their order."""
        owned = (self.owner_head,) if self.owner_head else ()
        return (*owned, *(column.head for column in self.columns))


@functools.cache
def layouts() -> tuple[TableLayout, ...]:
    """All tables, those of a shelf behind one another."""
    return tuple(layout for shelf in ALL if shelf is not NOTICES for layout in layouts_of(shelf))


@functools.cache
def layouts_of(shelf: Shelf) -> tuple[TableLayout, ...]:
    """The table of a shelf's records as they are written, and those of the lists in them."""
    return layouts_for(shelf, shelf.written)


def layouts_for(shelf: Shelf, record: type[Record]) -> tuple[TableLayout, ...]:
    """The same for records of the shelf as they are told."""
    whole = TableLayout(shelf, record, tuple(columns_of(record, named=True)))
    return (whole, *_lists(whole))


@functools.cache
def directory_layouts() -> tuple[TableLayout, ...]:
    """How offices write a 公开目录: a row for each matter, with its group; and the bases of a row.

    In the catalogue these rows stand two lists deep, and have no codes.
    """
    shelf = SHELF_OF[publicity.PublicityCatalogue]
    name = publicity.PublicityGroup.keys()["name"]
    group = Column(("分类",), name, publicity.PublicityGroup, required=False)
    own = tuple(columns_of(publicity.PublicityRow, named=True))
    fulfilled = publicity.PublicityRow.keys()["fulfilled"]
    how = Column(("落实",), fulfilled, publicity.PublicityRow, required=False)
    rows = TableLayout(shelf, publicity.PublicityRow, (group, *own, how))
    bases = tuple(columns_of(Basis, named=False))
    return rows, TableLayout(shelf, Basis, bases, ("依据",), owner=rows, alone="引用")


def way_of(kind: Kind[object]) -> Way:
    """How a value of a kind stands in a cell."""
    if _is_single(kind):
        return Way.SINGLE
    if isinstance(kind, Phones):
        return Way.LINES
    if isinstance(kind, Many):
        if _is_single(kind.of) and not isinstance(kind.of, Prose):
            return Way.LINES
        return Way.ROWS if row_record(kind) else Way.TREE
    return Way.TREE


def row_record(kind: Kind[object]) -> type[Record] | None:
    """The record of which a list holds several, in full or by one text each; None for other lists."""
    of = kind.of if isinstance(kind, Many) else None
    return of.of if isinstance(of, Nested | Brief) else None


def key_alone(kind: Kind[object]) -> str:
    """The key whose value may stand for a whole record of a list; "" where none may."""
    return kind.of.by if isinstance(kind, Many) and isinstance(kind.of, Brief) else ""


def code_key(record: type[Record]) -> str:
    """The key under which a kind of record has its code, or nothing."""
    declared = record.keys().get("code")
    return declared.name if declared and declared.required else ""


def _is_single(kind: object) -> bool:
    if isinstance(kind, Scalar | Choice | Reference):
        return True
    inner = kinds_in(kind)[1:]
    plain = bool(inner) and all(isinstance(held, Scalar) for held in inner)
    return plain and not isinstance(kind, Many | Named | Phones) and len(inner) == 1


def columns_of(
    record: type[Record], *, above: tuple[str, ...] = (), named: bool, required: bool = True
) -> Iterator[Column]:
    """Columns of a record's fields, those of a record inside it in their place.

    Where rows of another sheet cannot name the record, it has a column for lists of records too.
    """
    for key in record.keys().values():
        path, needed = (*above, key.name), required and key.required
        if isinstance(key.kind, Nested) and key.kind.of not in records_in_itself(key.kind.of):
            yield from columns_of(key.kind.of, above=path, named=named, required=needed)
        elif way_of(key.kind) is not Way.ROWS or not named:
            yield Column(path, key, record, needed)


def records_in_itself(record: type[Record]) -> frozenset[type[Record]]:
    """The record, where it can stand inside itself: it is written as it stands in the catalogue."""
    held = (inner for key in record.keys().values() for inner in records_in(key.kind))
    return frozenset({record}) if record in held else frozenset()


def _lists(layout: TableLayout) -> Iterator[TableLayout]:
    for path, key in _rows_below(layout.record):
        record = row_record(key.kind)
        if record is not None:
            alone = key_alone(key.kind)
            columns = tuple(columns_of(record, named=bool(code_key(record))))
            inner = TableLayout(layout.shelf, record, columns, path, owner=layout, alone=alone)
            yield inner
            yield from _lists(inner) if inner.code else ()


def _rows_below(
    record: type[Record], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Key]]:
    """The lists of records in a record, and in the records inside it."""
    for key in record.keys().values():
        path = (*above, key.name)
        if isinstance(key.kind, Nested) and key.kind.of not in records_in_itself(key.kind.of):
            yield from _rows_below(key.kind.of, path)
        elif way_of(key.kind) is Way.ROWS:
            yield path, key
