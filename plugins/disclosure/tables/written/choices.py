"""What a cell may be chosen from: the words of a kind of value, or what the county has registered.

Enters: a layout and what is registered.  Leaves: the words for each column that has such.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...schema.compound import Reference
from ...schema.derived.editor import Registered
from ...schema.kinds import Choice
from ..declared import Column, TableLayout, Way

_MOST = 2_000


def choices(layout: TableLayout, registered: Registered) -> Mapping[str, tuple[str, ...]]:
    """Words by the head of their column; of a column of several values none: a cell takes one choice."""
    found = {column.head: _of(column, registered) for column in layout.columns}
    if layout.owner and layout.owner_head:
        found[layout.owner_head] = _registered(layout.owner.record.title, registered)
    return {head: words for head, words in found.items() if 0 < len(words) <= _MOST}


def _of(column: Column, registered: Registered) -> tuple[str, ...]:
    kind = column.key.kind
    if isinstance(kind, Choice):
        return kind.values
    is_word = isinstance(kind, Reference) and column.way is Way.SINGLE
    return _registered(kind.to, registered) if is_word and isinstance(kind, Reference) else ()


def _registered(title: str, registered: Registered) -> tuple[str, ...]:
    return tuple(name for name, _ in registered.get(title, ()))
