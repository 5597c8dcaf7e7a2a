"""A changed record written into its file: only the lines of what changed, every other byte as it was.

Enters: the text of a file, its records as they stood and as they should be.  Leaves: the new text.
Comments, blank lines, quotation marks and the order of keys stay; whatever is written anew is
written as the catalogue is.  The result is read again: it must say exactly what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ...schema.source.nodes import Items, Node, Table
from ...schema.yaml_source import SourceError, parse
from .. import trees
from .aligned import stretches
from .comments import Remark, above_all, kept, remarks_in

_WIDEST = 160
"""Characters of a value between brackets: a longer one stands over several lines."""
_DASH = re.compile(r"^( *)- +")


class Edit(NamedTuple):
    """Lines ``first`` to ``end`` (not included, from 0) to be replaced; ``gone`` with remarks."""

    first: int
    end: int
    lines: tuple[str, ...]
    gone: bool = False


class NotPlain(Exception):
    """The lines cannot be changed alone: several things stand on one."""


def spliced(path: str, text: str, old: Sequence[Node], new: Sequence[Node | None]) -> str:
    """The file with its records as they should be; None takes one out.  One record or a list.

    Raises:
        AssertionError: the text would not say what was meant.
    """
    lines = text.split("\n")
    listed = isinstance(parse(path, text), Items)
    ends = (
        [*(_item_line(lines, node) for node in old[1:]), _end_of(lines)] if listed else [_end_of(lines)]
    )
    edits: list[Edit] = []
    for before, after, end in zip(old, new, ends, strict=True):
        if after is None or trees.plain(before) != trees.plain(after):
            edits += _record(lines, before, after, end, listed=listed)
    remarks = remarks_in(text)
    for keep in (kept, above_all):
        told = "\n".join(_applied(lines, edits, remarks, keep))
        if _says(path, told, new, listed=listed):
            return told
    raise AssertionError(path)


def _applied(
    lines: Sequence[str],
    edits: Sequence[Edit],
    remarks: Mapping[int, Remark],
    keep: Callable[..., list[str]],
) -> list[str]:
    made = list(lines)
    for edit in sorted(edits, reverse=True):
        span = edit.first, edit.end
        made[edit.first : edit.end] = edit.lines if edit.gone else keep(lines, remarks, span, edit.lines)
    return made


def _says(path: str, told: str, new: Sequence[Node | None], *, listed: bool) -> bool:
    """Whether a text is read as the records that were meant; where none is left it is not read."""
    meant = [trees.plain(node) for node in new if node is not None]
    try:
        return not meant or trees.plain(parse(path, told)) == (meant if listed else meant[0])
    except SourceError:
        return False


def appended(text: str, records: Sequence[Node]) -> str:
    """A file that is a list, with more records at its end."""
    start = next((found[1] for line in text.split("\n") if (found := _DASH.match(line))), "")
    dumped = trees.dumped([trees.plain(record) for record in records])
    lines = [f"{start}{line}" if line else line for line in dumped.rstrip("\n").split("\n")]
    return "\n".join([*text.rstrip("\n").split("\n"), *lines, ""])


def _record(lines: list[str], old: Node, new: Node | None, end: int, *, listed: bool) -> list[Edit]:
    first = _item_line(lines, old) if listed else _line(old)
    if new is None:
        return [Edit(first, _trimmed(lines, first, end, 0), (), gone=True)]
    try:
        if isinstance(old, Table) and isinstance(new, Table):
            return _table(lines, old, new, end)
    except NotPlain:
        pass
    stop = _trimmed(lines, first, end, 0)
    if listed:
        flow, column = _flow(lines, old, new), _dash_column(lines, old)
        return [Edit(first, stop, _dumped_item(trees.plain(new), column, flow))]
    return [Edit(first, stop, tuple(trees.dumped(trees.plain(new)).rstrip("\n").split("\n")))]


def _table(lines: list[str], old: Table, new: Table, end: int) -> list[Edit]:
    """Edits key by key.  Raises ``NotPlain``."""
    before, after = trees.entries(old), trees.entries(new)
    starts = {entry.key.value: _line(entry.key) for entry in old.entries}
    column = _column(old)
    if len(set(starts.values())) < len(starts) or any(_column(e.key) != column for e in old.entries):
        raise NotPlain
    if lines[_line(old)][column : column + 1] in ("{", "["):
        raise NotPlain
    bounds = [*list(starts.values())[1:], end]
    ends = {
        key: _trimmed(lines, starts[key], bound, column)
        for key, bound in zip(before, bounds, strict=True)
    }
    if next(iter(before)) not in after:
        raise NotPlain  # the line may begin with the dash of its list
    edits: list[Edit] = []
    for key, value in before.items():
        if key not in after:
            edits.append(Edit(starts[key], ends[key], ()))
        elif trees.plain(value) != trees.plain(after[key]):
            edits += _entry(lines, key, (value, after[key]), (starts[key], ends[key]), column)
    return edits + _added(before, after, ends, column)


def _entry(
    lines: list[str], key: str, values: tuple[Node, Node], span: tuple[int, int], column: int
) -> list[Edit]:
    old, new = values
    if _line(old) > span[0]:
        try:
            if isinstance(old, Table) and isinstance(new, Table):
                return _table(lines, old, new, span[1])
            if isinstance(old, Items) and isinstance(new, Items):
                return _items(lines, old, new, span[1])
        except NotPlain:
            pass
    written = _dumped_entry(key, new, column, _flow(lines, old, new))
    head = lines[span[0]][:column]
    return [Edit(span[0], span[1], (head + written[0][column:], *written[1:]))]


def _items(lines: list[str], old: Items, new: Items, end: int) -> list[Edit]:
    """Edits item by item.  Raises ``NotPlain``."""
    starts = [_item_line(lines, item) for item in old.items]
    columns = {_dash_column(lines, item) for item in old.items}
    if len(set(starts)) < len(starts) or len(columns) != 1 or not new.items:
        raise NotPlain
    column, edits = columns.pop(), list[Edit]()
    ends = [
        _trimmed(lines, start, bound, column)
        for start, bound in zip(starts, [*starts[1:], end], strict=True)
    ]
    said = ([str(trees.plain(item)) for item in held.items] for held in (old, new))
    for part in stretches(*said):
        both = min(part.old_end - part.old, part.new_end - part.new)
        for n, m in zip(range(part.old, part.old_end), range(part.new, part.new_end), strict=False):
            edits += _item(lines, old.items[n], new.items[m], (starts[n], ends[n]), column)
        edits += (Edit(starts[n], ends[n], (), gone=True) for n in range(part.old + both, part.old_end))
        where = ends[part.old_end - 1] if part.old_end else starts[0]
        more = [
            _dumped_item(trees.plain(item), column) for item in new.items[part.new + both : part.new_end]
        ]
        edits += [Edit(where, where, tuple(line for item in more for line in item))] if more else []
    return edits


def _item(lines: list[str], old: Node, new: Node, span: tuple[int, int], column: int) -> list[Edit]:
    if isinstance(old, Table) and isinstance(new, Table):
        try:
            return _table(lines, old, new, span[1])
        except NotPlain:
            pass
    return [Edit(span[0], span[1], _dumped_item(trees.plain(new), column, _flow(lines, old, new)))]


def _added(
    before: Mapping[str, Node], after: Mapping[str, Node], ends: Mapping[str, int], column: int
) -> list[Edit]:
    """New keys, each behind the key that stands before it."""
    edits: dict[int, list[str]] = {}
    last = next(iter(before))
    for key, value in after.items():
        if key in before:
            last = key
        else:
            edits.setdefault(ends[last], []).extend(_dumped_entry(key, value, column))
    return [Edit(line, line, tuple(more)) for line, more in edits.items()]


def _flow(lines: Sequence[str], old: Node, new: Node) -> str:
    """The new value in one line, where the old one stands between brackets; else nothing."""
    begins = lines[_line(old)][_column(old) : _column(old) + 1]
    told = trees.in_one_line(trees.plain(new)) if begins in ("{", "[") else ""
    return told if len(told) <= _WIDEST and told.startswith(("{", "[")) else ""


def _dumped_entry(key: str, value: Node, column: int, flow: str = "") -> list[str]:
    dumped = trees.dumped({key: trees.plain(value)}).rstrip("\n").split("\n")
    if flow:
        dumped = [f"{trees.dumped({key: ''}).partition(': ')[0]}: {flow}"]
    return [" " * column + line if line else line for line in dumped]


def _dumped_item(value: trees.Plain, column: int, flow: str = "") -> tuple[str, ...]:
    dumped = [f"- {flow}"] if flow else trees.dumped([value]).rstrip("\n").split("\n")
    return tuple(" " * column + line if line else line for line in dumped)


def _trimmed(lines: list[str], first: int, end: int, column: int) -> int:
    """The end without the blank lines and the comments that belong to what follows."""
    while end > first + 1:
        line = lines[end - 1]
        inner = len(line) - len(line.lstrip()) > column
        if line.strip() and (inner or not line.lstrip().startswith("#")):
            break
        end -= 1
    return end


def _end_of(lines: list[str]) -> int:
    return len(lines)


def _line(node: Node) -> int:
    return node.place.line - 1


def _column(node: Node) -> int:
    return node.place.column - 1


def _item_line(lines: list[str], node: Node) -> int:
    """The line on which an item's dash stands.  Raises ``NotPlain``."""
    number = _line(node)
    for above in (number, number - 1):
        found = _DASH.match(f"{lines[above]} ") if above >= 0 else None
        if found and (above < number or found.end() <= _column(node) + 1):
            return above
    raise NotPlain


def _dash_column(lines: list[str], node: Node) -> int:
    found = _DASH.match(f"{lines[_item_line(lines, node)]} ")
    return len(found[1]) if found else 0
