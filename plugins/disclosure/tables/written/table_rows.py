"""Records as rows of cells, by the layouts of their shelf.

Enters: records as trees.  Leaves: for each layout its heads and rows, every cell with its place in the
catalogue, so that what does not fit into a sheet can be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...basics.problem import Place
from ...basics.values import dataclass
from ...schema.catalogue import Shelf
from ...schema.source.nodes import Items, Node, Table, Text
from .. import trees
from ..declared import Column, TableLayout, Way, layouts_of


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """The words of a cell, and where they come from."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet: a layout and its rows."""

    layout: TableLayout
    rows: tuple[tuple[WrittenCell, ...], ...]


def sheets(shelf: Shelf, records: Sequence[Node]) -> tuple[TableSheet, ...]:
    """The sheets of a kind; one without rows is written too, to be filled in."""
    return tuple(TableSheet(layout, tuple(_rows(layout, records))) for layout in layouts_of(shelf))


def _rows(layout: TableLayout, records: Sequence[Node]) -> Iterator[tuple[WrittenCell, ...]]:
    for owner, record in _records(layout, records):
        owned = (owner,) if layout.owner_head else ()
        yield (*owned, *(_cell(record, column) for column in layout.columns))


def _records(layout: TableLayout, records: Sequence[Node]) -> Iterator[tuple[WrittenCell, Node]]:
    """The records of a layout, each with the code of the one to which it belongs."""
    if layout.owner is None:
        for record in records:
            yield WrittenCell("", record.place), record
        return
    for _, owner in _records(layout.owner, records):
        code = trees.entries(owner).get(layout.owner.code)
        named = WrittenCell(code.value if isinstance(code, Text) else "", owner.place)
        for item in _items(trees.inside(owner, layout.path)):
            yield named, item if isinstance(item, Table) else _in_full(layout, item)


def _items(node: Node | None) -> Iterable[Node]:
    if node is None:
        return ()
    return node.items if isinstance(node, Items) else (node,)


def _in_full(layout: TableLayout, item: Node) -> Table:
    """A record that was written as one text."""
    return trees.table({layout.alone: item}, item.place)


def _cell(record: Node, column: Column) -> WrittenCell:
    node = trees.inside(record, column.path)
    if node is None:
        return WrittenCell("", record.place)
    return WrittenCell(_words(node, column.way), node.place)


def _words(node: Node, way: Way) -> str:
    if isinstance(node, Text):
        return node.value
    if way is Way.LINES and isinstance(node, Items):
        return "\n".join(item.value for item in node.items if isinstance(item, Text))
    return trees.dumped(trees.plain(node)).rstrip("\n") if node_says(node) else ""


def node_says(node: Node) -> bool:
    """Whether there is anything in a list or table."""
    return bool(node.items if isinstance(node, Items) else trees.entries(node))
