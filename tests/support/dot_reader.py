"""DOT as others read it: a small reader of our own, and Graphviz.  Neither knows how we write.

Enters: DOT text.  Leaves: what a person sees of it: words in lines, ways, frames.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from disclosure.charts.graphviz import dot

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|->|[A-Za-z0-9_.]+|[{}\[\];,=]|(\S)', re.DOTALL)
_PLAIN = re.compile(r'"(?:[^"\\]|\\.)*"|\S+', re.DOTALL)

Lines = tuple[str, ...]
Way = tuple[str, str]


@dataclass
class Seen:
    """A graph as it is opened: ``attributes`` are the names of all that are set."""

    title: Lines = ()
    nodes: dict[str, Lines] = field(default_factory=dict)
    ways: dict[Way, Lines] = field(default_factory=dict)
    frames: dict[str, list[str]] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)


def shown(quoted: str, plain: Callable[[str], str] = html.unescape) -> Lines:
    """The lines of a label: entities and escapes as Graphviz has them."""
    text = plain(quoted[1:-1].replace('\\"', '"')) if quoted.startswith('"') else quoted
    pieces = re.findall(r"\\n|\\\\|[^\\]+", text)
    assert "".join(pieces) == text, f"an escape that means something else: {text}"
    meant = {"\\n": "\n", "\\\\": "\\"}
    return tuple("".join(meant.get(piece, piece) for piece in pieces).split("\n"))


def read(text: str) -> Seen:
    """By our own reader; invisible ways are left out."""
    found = [*_TOKEN.finditer(text)]
    assert not [t[0] for t in found if t[1]], "signs that belong to no word"
    tokens = [t[0] for t in found]
    assert tokens[:2] == ["digraph", "{"]
    seen, place, frame = Seen(), 2, ""
    while tokens[place] != "}" or frame:
        head, after = tokens[place], tokens[place + 1]
        if head == "subgraph":
            assert tokens[place + 2 : place + 5 : 2] == ["{", "="]
            frame = "\n".join(shown(tokens[place + 5]))
            seen.frames[frame], place = [], place + 7
        elif head == "}":
            frame, place = "", place + 1
        elif after == "->":
            looks, end = _looks(tokens, place + 3)
            seen.attributes |= looks.keys()
            if looks.get("style") != "invis":
                seen.ways[head, tokens[place + 2]] = shown(looks.get("label", '""'))
            place = end
        elif frame:
            seen.frames[frame].append(head)
            place += 1 + (after == ";")
        else:
            looks, place = _looks(tokens, place + 1)
            seen.attributes |= looks.keys()
            if head == "graph":
                seen.title = shown(looks["label"])
            elif head not in {"node", "edge"}:
                seen.nodes[head] = shown(looks["label"])
    return seen


def _looks(tokens: list[str], place: int) -> tuple[dict[str, str], int]:
    if tokens[place] != "[":
        return {}, place
    end = tokens.index("]", place)
    parts = tokens[place + 1 : end]
    assert parts[1::4] == ["="] * len(parts[1::4])
    assert set(parts[3::4]) <= {","}
    return dict(zip(parts[::4], parts[2::4], strict=True)), end + 1


def read_by_graphviz(text: str) -> tuple[dict[str, Lines], dict[Way, Lines]]:
    """Nodes and ways with their words, from the plain text that Graphviz writes of its layout.

    Entities are read there already.
    """
    nodes: dict[str, Lines] = {}
    ways: dict[Way, Lines] = {}
    plain = dot.engine().plain(text).replace("\\\n", "")
    for row in re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^"\n])+', plain):
        words = _PLAIN.findall(row)
        if words[0] == "node":
            nodes[words[1]] = shown(words[6], str)
        elif words[0] == "edge" and words[-2] != "invis":
            label = words[4 + 2 * int(words[3]) : -2]
            ways[words[1], words[2]] = shown(label[0], str) if label else ("",)
    return nodes, ways
