"""Trees of a catalogue file: built of cells, compared, and written as YAML.

Enters: nodes.  Leaves: nodes, plain values, lines of YAML.  A node made of a cell has the cell for
its place, so that whatever reads it speaks of ``清单.xlsx!目录!C17``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from ..basics.problem import Place
from ..schema.source.nodes import Entry, Items, Node, Table, Text
from ..schema.yaml_source import SourceError, parse

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A tree without its places."""


def text(value: str, place: Place) -> Text:
    """A text that stands at a place; it is never taken for YAML's null or true."""
    return Text(value, place.path, place.mark, plain=False)


def items(nodes: Sequence[Node], place: Place) -> Items:
    return Items(tuple(nodes), place.path, place.mark)


def table(values: Mapping[str, Node], place: Place) -> Table:
    """A table of values under their keys; a key stands where its value does."""
    entries = (Entry(text(key, value.place), value) for key, value in values.items())
    return Table(tuple(entries), place.path, place.mark)


def shortened(node: Node, alone: str) -> Node:
    """A record that says nothing but one value, as that value, where a key may stand ``alone``."""
    values = entries(node)
    return values[alone] if alone and list(values) == [alone] else node


def entries(node: Node | None) -> dict[str, Node]:
    """The values of a table by their keys; of anything else none."""
    return {e.key.value: e.value for e in node.entries} if isinstance(node, Table) else {}


def inside(node: Node | None, path: Sequence[str]) -> Node | None:
    """What a path of keys leads to."""
    for key in path:
        node = entries(node).get(key)
    return node


def plain(node: Node) -> Plain:
    """The tree without its places."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {entry.key.value: plain(entry.value) for entry in node.entries}


def placed(value: Plain, place: Place) -> Node:
    """The tree with one place for all of it."""
    if isinstance(value, str):
        return text(value, place)
    if isinstance(value, list):
        return items([placed(item, place) for item in value], place)
    return table({key: placed(inner, place) for key, inner in value.items()}, place)


def parsed(written: str, place: Place) -> Node:
    """The tree that a cell spells out, all of it at the cell.

    Raises:
        SourceError: it is no YAML; a text alone is itself.
    """
    if "\n" not in written and ": " not in written and not written.startswith(("[", "{", "- ")):
        return text(written, place)
    return placed(plain(parse(place.path, written)), place)


class _Dumper(yaml.SafeDumper):
    """Writes as the catalogue is written: lists indented, long lines whole, many lines behind ``|``."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  the library's own
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  the library's own
        return True


class _Quoting(_Dumper):
    """Writes every text in double quotation marks."""


def _plainly(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    lines = value.split("\n")
    block = len(lines) > 1 and not any(line != line.rstrip() or "\t" in line for line in lines)
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if block else None)


def _quoted(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')


_Dumper.add_representer(str, _plainly)
_Quoting.add_representer(str, _quoted)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


class TooMuchForAFile(Exception):
    """What was to be written is more than our own reader takes of one file."""


def dumped(value: Plain) -> str:
    """YAML that our own reader reads as this very value.  Raises ``TooMuchForAFile``."""
    for dumper in (_Dumper, _Quoting):
        told = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1 << 30)
        if isinstance(value, str) or _reads_back(told, value):
            return told
    raise TooMuchForAFile


def in_one_line(value: Plain) -> str:
    """The same between brackets on one line; "" where it would not be read as this value."""
    wide = 1 << 30
    told = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=wide, default_flow_style=True
    ).rstrip("\n")
    return told if "\n" not in told and _reads_back(f"- {told}", [value]) else ""


def _reads_back(told: str, value: Plain) -> bool:
    try:
        return plain(parse("", told)) == value
    except SourceError:
        return False
