"""A commented starting file for each kind of record: what ``disclosure new`` writes.

Enters: a shelf.  Leaves: YAML (or a notice) in which every key is explained; required keys are
to be filled in, the others stand behind ``#``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue import ALL, NOTICES, Shelf
from ..compound import Many
from ..declare import Key, Record
from .editor import records_in


def starter_text(shelf: Shelf) -> str:
    """A file that says what to write where; ``check`` then names what is still empty."""
    lines = list(_keys(shelf.written, ""))
    if shelf is NOTICES:
        return "\n".join(["---", *lines, "---", "", "在这里写正文，写法见 docs/prose.md。", ""])
    up = "" if shelf.folder.endswith(".yaml") else "../"
    first = f"# yaml-language-server: $schema={up}schemas/{shelf.schema}.schema.json"
    return "\n".join([first, *lines, ""])


def shelf_named(word: str) -> Shelf | None:
    """The shelf of a record title (职权) or schema name (power)."""
    return next((s for s in ALL if word in (s.record.title, s.schema)), None)


def _keys(record: type[Record], indent: str, outer: type[Record] = Record) -> Iterator[str]:
    """Every key; what may be written in ``outer`` as well is explained there."""
    known = [key for key in outer.keys().values() if not key.required]
    keys = [key for key in record.keys().values() if key not in known]
    for key in keys:
        yield f"{indent}# {key.doc}（{key.kind.label()}）"
        lines = [f"{key.name}:", *_inside(record, key)]
        yield from (f"{indent}{'' if key.required else '# '}{line}" for line in lines)
    if len(keys) < len(record.keys()):
        yield f"{indent}# 其余各项，与{outer.title}的写法相同"


def _inside(outer: type[Record], key: Key) -> Iterator[str]:
    """The keys of the one record that a key holds; where it can hold several kinds, none."""
    inner = set(records_in(key.kind))
    if len(inner) != 1:
        return
    listed = isinstance(key.kind, Many)
    if listed:
        yield "  -"
    yield from _keys(inner.pop(), "    " if listed else "  ", outer)
