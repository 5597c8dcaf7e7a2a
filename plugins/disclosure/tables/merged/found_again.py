"""Records found again by what they say: their name, or the code of an item in one of their lists.

Enters: nodes.  Leaves: codes, names and bodies; and indices, so that thousands of rows are looked up
one by one without looking through the whole catalogue for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...schema.catalogue import Shelf
from ...schema.declare import Record
from ...schema.source.nodes import Items, Node, Text
from .. import trees
from ..declared import TableLayout, code_key
from ..sourced import StoredRecord

RecordKey = tuple[Shelf, str]
"""The shelf and the code of a record."""


def items_of(node: Node | None) -> Sequence[Node]:
    return () if node is None else node.items if isinstance(node, Items) else (node,)


def code_of(node: Node, record: type[Record]) -> str:
    """The code of a record, or of an item that has one."""
    code = trees.entries(node).get(code_key(record))
    return code.value if isinstance(code, Text) else ""


def name_of(node: Node) -> str:
    name = trees.entries(node).get("名称")
    return name.value if isinstance(name, Text) else ""


def bodies_of(node: Node) -> tuple[str, ...]:
    """The codes of the bodies whose record it is."""
    return codes_in(trees.entries(node).get("主体"))


def codes_in(node: Node | None) -> tuple[str, ...]:
    return tuple(item.value for item in items_of(node) if isinstance(item, Text))


def by_name(records: Iterable[StoredRecord]) -> Mapping[RecordKey, Sequence[StoredRecord]]:
    """Records by their shelf and their name."""
    found = defaultdict[RecordKey, list[StoredRecord]](list)
    for kept in records:
        if name := name_of(kept.node):
            found[kept.shelf, name].append(kept)
    return found


def by_item(records: Mapping[RecordKey, Node], owner: TableLayout) -> Mapping[str, RecordKey]:
    """The first record that has an item of a code in a list, by that code."""
    found: dict[str, RecordKey] = {}
    for key, node in records.items():
        if key[0] is owner.shelf:
            for item in items_of(trees.inside(node, owner.path)):
                found.setdefault(code_of(item, owner.record), key)
    return found
