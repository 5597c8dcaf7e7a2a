"""What of a record changes, down to the part of it that does: 公布/2026-Q3, 材料 第 2 项.

Enters: a ``RecordChange``.  Leaves: lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ....schema.source.nodes import Items, Node, Table, Text
from ....tables import trees
from ....tables.merged.aligned import stretches
from ....tables.merged.plan import RecordChange

_WORDS = 40
"""Characters of a text that are shown."""
_BEFORE = 6
"""Of them so many before the first that differs."""


def differences(change: RecordChange) -> Iterator[str]:
    """All of them."""
    for part in change.fields:
        yield from _differences(part.key, part.before, part.after)


def _differences(path: str, before: Node | None, after: Node | None) -> Iterator[str]:
    if isinstance(before, Table) and isinstance(after, Table):
        old, new = trees.entries(before), trees.entries(after)
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(f"{path}/{key}", old.get(key), new.get(key))
    elif isinstance(before, Items) and isinstance(after, Items):
        yield from _of_items(path, before, after)
    elif not _same(before, after):
        yield f"{path}：{_shown_beside(before, after)} → {_shown_beside(after, before)}"


def _of_items(path: str, before: Items, after: Items) -> Iterator[str]:
    said = ([str(trees.plain(item)) for item in items.items] for items in (before, after))
    for part in stretches(*said):
        old, new = before.items[part.old : part.old_end], after.items[part.new : part.new_end]
        for number, (was, now) in enumerate(zip_longest(old, new), part.new + 1):
            yield from _differences(f"{path} 第 {number} 项", was, now)


def _same(before: Node | None, after: Node | None) -> bool:
    if before is None or after is None:
        return before is after
    return trees.plain(before) == trees.plain(after)


def shown(node: Node | None) -> str:
    """A value in a few words."""
    if node is None:
        return "（空）"
    text = _text(node)
    return text if len(text) <= _WORDS else f"{text[:_WORDS]}…"


def _shown_beside(node: Node | None, other: Node | None) -> str:
    """A long text from where it says something else than the other one."""
    if node is None or other is None:
        return shown(node)
    text, against = _text(node), _text(other)
    same = next((n for n, (a, b) in enumerate(zip(text, against, strict=False)) if a != b), len(against))
    start = max(same - _BEFORE, 0) if max(len(text), len(against)) > _WORDS else 0
    end = "…" if len(text) > start + _WORDS else ""
    return f"{'…' if start else ''}{text[start : start + _WORDS]}{end}" or "（空）"


def _text(node: Node) -> str:
    if isinstance(node, Text):
        return node.value.replace("\n", " ")
    parts = node.items if isinstance(node, Items) else trees.entries(node).values()
    return "、".join(map(_text, parts))
