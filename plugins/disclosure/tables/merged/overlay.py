"""A record as it stands, and what a sheet says of it, made one.

Enters: nodes.  Leaves: nodes: what the sheet does not speak of is kept, and so is what it says in
other words but to the same effect.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping

from ...basics.problem import Place
from ...schema.compound import Many, Nested
from ...schema.declare import Invalid, Kind, Record, Report
from ...schema.source.nodes import Items, Node, Table
from .. import trees
from ..declared import row_record
from ..understood.put_together import KeyPath


def overlaid(
    record: type[Record], old: Node | None, fields: Mapping[KeyPath, Node | None], place: Place
) -> Table:
    """The record with these fields; None takes one away, but a list that is empty already stays."""
    values = trees.entries(old)
    for key in dict.fromkeys(path[0] for path in fields):
        parts = {path[1:]: node for path, node in fields.items() if path[0] == key}
        node = parts[()] if () in parts else _inner(record, key, values.get(key), parts, place)
        if node is None or (isinstance(node, Table) and not node.entries):
            held = values.get(key)
            if not (isinstance(held, Items) and not held.items):
                values.pop(key, None)
        else:
            values[key] = node
    made = trees.table(_in_order(record, old, values), old.place if old is not None else place)
    return _table(record, old, made) if isinstance(old, Table) else made


def _inner(
    record: type[Record], key: str, old: Node | None, parts: Mapping[KeyPath, Node | None], place: Place
) -> Node:
    kind = next(declared.kind for declared in record.keys().values() if declared.name == key)
    below = kind.of if isinstance(kind, Nested) else Record
    first = next((node.place for node in parts.values() if node is not None), place)
    return overlaid(below, old, parts, first)


def _in_order(record: type[Record], old: Node | None, values: Mapping[str, Node]) -> dict[str, Node]:
    """Keys of before in their order, new ones where they are declared to stand."""
    rank = {key.name: number for number, key in enumerate(record.keys().values())}
    ordered = [key for key in trees.entries(old) if key in values]
    for key in [key for key in values if key not in ordered]:
        behind = (n for n, other in enumerate(ordered) if rank.get(other, -1) > rank.get(key, -1))
        ordered.insert(next(behind, len(ordered)), key)
    return {key: values[key] for key in ordered}


def settled(kind: Kind[object], old: Node | None, new: Node) -> Node:
    """The new value; the old one wherever both mean the same, so that no line changes for nothing."""
    if old is None or trees.plain(old) == trees.plain(new) or _same(kind, old, new):
        return new if old is None else old
    if isinstance(kind, Nested) and isinstance(old, Table) and isinstance(new, Table):
        return _table(kind.of, old, new)
    if isinstance(kind, Many) and isinstance(old, Items) and isinstance(new, Items):
        return _list(kind, old, new)
    return new


def _table(record: type[Record], old: Table, new: Table) -> Table:
    kinds = {key.name: key.kind for key in record.keys().values()}
    before = trees.entries(old)
    values = {
        key: settled(kinds[key], before.get(key), value) if key in kinds else value
        for key, value in trees.entries(new).items()
    }
    return trees.table(values, new.place)


def _list(kind: Many[object], old: Items, new: Items) -> Items:
    """Items that were there before, wherever they stand now, are those of before."""
    record = row_record(kind)
    inner: Kind[object] = Nested(record) if record and isinstance(kind.of, Nested) else kind.of
    left = defaultdict[Hashable, deque[Node]](deque)
    for item in old.items:
        left[_meaning(inner, item)].append(item)
    found = []
    for number, item in enumerate(new.items):
        same = left[_meaning(inner, item)]
        twin = same.popleft() if same else None
        if twin is None and len(old.items) == len(new.items):
            twin = old.items[number]
        found.append(settled(inner, twin, item) if twin is not None else item)
    return trees.items(found, new.place)


def _meaning(kind: Kind[object], node: Node) -> Hashable:
    """What an item is read as; where it cannot be read, its words."""
    try:
        value = kind.read(node, Report())
    except Invalid:
        return str(trees.plain(node))
    return value if isinstance(value, Hashable) else repr(value)


def _same(kind: Kind[object], old: Node, new: Node) -> bool:
    """Whether both are read as the same value."""
    try:
        return kind.read(old, Report()) == kind.read(new, Report())
    except Invalid:
        return False
