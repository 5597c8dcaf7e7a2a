"""Ready-made ledgers (现成的台账), which a county takes by their names.

Enters: the YAML files of ``ready/``, which are a part of the program, and the tree of a ledger that
takes one.  Leaves: the whole tree.  What is taken has its place where it is taken: the county has
written nothing else that could be mended.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from ....basics.problem import Code
from ....basics.values import dataclass
from ...declare import JsonSchema, Report, nearest
from ...kinds import words
from ...source.nodes import Entry, Items, Node, Table, Text
from ...yaml_source import parse

TAKEN, NAME = "用", "名称"
ACCOUNT, LAW = "做法", "法规"
"""Whose practice a ledger serves, and what the law asks of it: told of it, and no part of it."""
NO_SUCH = Code(
    "L40", "没有这本现成的台账", "名称见 docs/ready-ledgers.md；没有现成的，不写“用”，自己写列"
)
FOLDER = Path(__file__).with_name("ready")


@functools.cache
def accounts() -> Mapping[str, str]:
    """Which county's practice each ready-made ledger serves, by its name."""
    return {name: _said(node, ACCOUNT) for name, node in definitions().items()}


@functools.cache
def laws() -> Mapping[str, str]:
    """What the law asks of those of which it asks anything, by their names."""
    return {name: law for name, node in definitions().items() if (law := _said(node, LAW))}


@functools.cache
def definitions() -> Mapping[str, Table]:
    """Every ready-made ledger by its name, in the order of the files."""
    files = sorted(FOLDER.glob("*.yaml"))
    trees = (parse(path.name, path.read_text("utf-8")) for path in files)
    every = (node for tree in trees if isinstance(tree, Items) for node in tree.items)
    return {_said(node, NAME): node for node in every if isinstance(node, Table)}


def completed(node: Node) -> Node:
    """A ledger with all that the one that it takes says of what it does not say itself."""
    lender = definitions().get(_said(node, TAKEN))
    if lender is None or not isinstance(node, Table):
        return node
    written = {entry.key.value for entry in node.entries}
    taken = next(entry.value for entry in node.entries if entry.key.value == TAKEN)
    written |= {ACCOUNT, LAW}
    lent = (entry for entry in lender.entries if entry.key.value not in written)
    return node._replace(entries=(*node.entries, *(_moved_entry(entry, taken) for entry in lent)))


def _said(node: Node, name: str) -> str:
    """What a table says in one word under a key."""
    entries = node.entries if isinstance(node, Table) else ()
    values = (entry.value for entry in entries if entry.key.value == name)
    value = next(values, None)
    return value.value if isinstance(value, Text) else ""


def _moved(node: Node, to: Node) -> Node:
    """A tree with all of it standing at one place."""
    if isinstance(node, Text):
        return node._replace(path=to.path, mark=to.mark, spots=())
    if isinstance(node, Items):
        return Items(tuple(_moved(item, to) for item in node.items), to.path, to.mark)
    return Table(tuple(_moved_entry(entry, to) for entry in node.entries), to.path, to.mark)


def _moved_entry(entry: Entry, to: Node) -> Entry:
    return Entry(entry.key._replace(path=to.path, mark=to.mark, spots=()), _moved(entry.value, to))


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """The name of a ready-made ledger."""

    def read(self, node: Node, report: Report) -> str:
        name = words(node, report)
        if name not in definitions():
            what = f"没有叫“{name[:40]}”的{nearest(name, definitions())}"
            raise report.invalid(node.place, NO_SUCH, what)
        return name

    def json_schema(self) -> JsonSchema:
        return {
            "enum": [*definitions()],
            "errorMessage": f"{NO_SUCH.id} {NO_SUCH.title}。{NO_SUCH.mend}",
        }

    def label(self) -> str:
        return "现成的台账的名称（见 docs/ready-ledgers.md）"
