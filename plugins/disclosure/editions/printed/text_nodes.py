"""The prose of a page as nodes that a template sets: paragraphs, lists, tables, strong words.

Enters: HTML that ``parts.prose`` made: sound, and of few tags.  Leaves: nested ``TextNode`` values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from html.parser import HTMLParser

from ...basics.values import dataclass

_ALONE = ("br", "hr", "img")
_CELLS = ("td", "th")


@dataclass(slots=True)
class TextNode:
    """A tag with what it holds, or a ``text``; a table has ``rows`` of cells of nodes."""

    tag: str
    text: str = ""
    parts: list[TextNode] = field(default_factory=list)
    rows: list[list[list[TextNode]]] = field(default_factory=list)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [TextNode("all")]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        node = TextNode(tag)
        self.open[-1].parts.append(node)
        if tag not in _ALONE:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _ALONE:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self.open[-1].tag not in ("all", "ul", "ol", "table", "tr"):
            self.open[-1].parts.append(TextNode("text", data))


def nodes(html: str) -> tuple[TextNode, ...]:
    """What a page says, to be set on paper."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return tuple(map(_tabled, reader.open[0].parts))


def _tabled(node: TextNode) -> TextNode:
    if node.tag != "table":
        return TextNode(node.tag, node.text, list(map(_tabled, node.parts)))
    return TextNode("table", rows=[_cells(row) for row in _rows(node.parts)])


def _rows(parts: Sequence[TextNode]) -> list[TextNode]:
    found = []
    for part in parts:
        found += [part] if part.tag == "tr" else _rows(part.parts)
    return found


def _cells(row: TextNode) -> list[list[TextNode]]:
    return [list(map(_tabled, cell.parts)) for cell in row.parts if cell.tag in _CELLS]
