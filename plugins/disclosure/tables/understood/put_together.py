"""Parts of several cells and rows put together: a record of its fields, a list of what is said once.

Enters: nodes by the paths of their keys, rows of one record.  Leaves: nodes, rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...basics.problem import Place
from ...schema.declare import Record
from ...schema.source.nodes import Items, Node, Text
from .. import trees
from ..declared import Column, Way, code_key
from .filled import FilledRow
from .heads import Match

KeyPath = tuple[str, ...]


def built(parts: Mapping[KeyPath, Node | None], place: Place) -> Node:
    """A record of its fields; a record inside it is made of those that begin with its key."""
    firsts = dict.fromkeys(path[0] for path, node in parts.items() if node)
    made: dict[str, Node] = {}
    for key in firsts:
        own = parts.get((key,))
        inner = {path[1:]: node for path, node in parts.items() if path[0] == key and len(path) > 1}
        made[key] = own or built(inner, place)
    return trees.table(made, place)


def once(group: Sequence[FilledRow], matches: Sequence[Match]) -> Iterator[FilledRow]:
    """Rows that say something new: what is merged over several is said in the first.

    So is a whole list in a cell that each row of a record repeats.
    """
    seen: set[tuple[object, ...]] = set()
    for row in group:
        whole = all(match.target and match.target.column is None for match in matches)
        cells = [row.cells[match.number] for match in matches if match.number in row.cells]
        spans = tuple(cell.cell.text if whole else cell.span or cell.place for cell in cells)
        if spans not in seen:
            seen.add(spans)
            yield row


def coded(nodes: Sequence[Node], record: type[Record] | None, owner: str) -> Iterator[Node]:
    """Items that need a code and have none are numbered behind the code of their record."""
    key = code_key(record) if record else ""
    for number, node in enumerate(nodes, 1):
        values = trees.entries(node)
        if not key or key in values:
            yield node
        else:
            yield trees.table({key: trees.text(f"{owner}-{number}", node.place), **values}, node.place)


def nodes_of(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def marked(column: Column, nodes: Sequence[Node]) -> Node:
    """What is ticked: a list, or the words together where the field holds one text."""
    if column.way is Way.LINES:
        return trees.items(nodes, nodes[0].place)
    words = (node.value for node in nodes if isinstance(node, Text))
    return trees.text("、".join(words), nodes[0].place)
