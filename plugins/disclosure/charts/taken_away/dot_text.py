"""Words as DOT: quoted so that Graphviz, and whatever else reads DOT, shows each as it was typed.

Enters: words and statements.  Leaves: one digraph.  Every label is a quoted string, never HTML, and
nothing leads anywhere: a hostile word stays a word.
"""

from __future__ import annotations

from collections.abc import Iterable

DASHED = "style=dashed"
_NOTHING = '""'
_FONTS = "Microsoft YaHei,PingFang SC,Noto Sans CJK SC,WenQuanYi Micro Hei,sans-serif"


def digraph(title: Iterable[str], statements: Iterable[str], *, sideways: bool = False) -> str:
    """A graph under its title, a line for each part of it; one statement a line."""
    font = f'fontname="{_FONTS}"'
    head = f"label={label(*title)}, labelloc=t, rankdir={'LR' if sideways else 'TB'}"
    lines = (
        f'graph [charset="UTF-8", {font}, {head}]',
        f"node [shape=box, {font}]",
        f"edge [{font}]",
        *statements,
    )
    return "digraph {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def cluster(name: str, number: int, nodes: Iterable[str]) -> str:
    """Nodes in a frame that bears a name."""
    return f"subgraph cluster_{number} {{ label={label(name)}; {'; '.join(nodes)} }}"


def statement(what: str, lines: Iterable[str], *looks: str) -> str:
    """A node or a way, what is written on it, and how it looks."""
    words = label(*lines)
    told = [f"label={words}"] if words != _NOTHING else []
    shown = ", ".join([*told, *filter(None, looks)])
    return f"{what} [{shown}]" if shown else what


def label(*lines: str) -> str:
    """Lines as one quoted label; empty ones are left out."""
    return '"' + "\\n".join(_escaped(line) for line in lines if line) + '"'


def _escaped(words: str) -> str:
    """No word is an entity, an escape, or the end of its string or line."""
    plain = words.replace("&", "&amp;").replace("\\", "\\\\")
    return plain.replace('"', '\\"').replace("\n", "\\n")
