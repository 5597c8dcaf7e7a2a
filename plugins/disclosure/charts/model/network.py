"""A graph of the county, free of any layout: records in ranks, and how they hang together.

Enters: what ``hierarchy``, ``split_powers`` and ``provenance`` found in a ``Site``.  Leaves: a
``Network``, whose nodes are numbered n1, n2 … in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...basics.values import dataclass
from ...county.flows.graph import Edge
from ...schema.records.powers.flow_terms import StepKind

PLAIN, WATCH = "plain", "watch"
"""Kinds of edge: a handover or a belonging, and a supervision (dashed)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a node leads to: the title of a kind of record, its code, and a place on its page.

    Without a record the node leads to its own line in the nested list on the same page.
    """

    record: str = ""
    code: str = ""
    part: str = ""


NOWHERE = Target()


@dataclass(frozen=True, slots=True)
class NetworkItem:
    """A node in the making; ``key`` names it while edges are being drawn up.

    ``look`` is the kind of step whose box it is drawn as (``good`` tells 办结 from 终止 where that is
    an end), and ``kind`` the word above its name that says what it is.  ``ems`` is how wide its name
    may run.  ``more`` are records told in the list only.
    """

    key: str
    rank: int
    label: str
    look: StepKind = StepKind.ACTION
    kind: str = ""
    notes: tuple[str, ...] = ()
    ems: float = 8.0
    target: Target = NOWHERE
    more: tuple[tuple[str, Target], ...] = ()
    good: bool = False


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A box; ``rank`` is its column, or its row in a graph that runs downwards."""

    id: str
    item: NetworkItem

    @property
    def rank(self) -> int:
        return self.item.rank


@dataclass(frozen=True, slots=True)
class Band:
    """Ranks ``first`` to ``last`` under one head; ``apart`` tells it is kept apart from the next."""

    name: str
    first: int
    last: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """A graph: ``name`` and ``told`` are its title and description.

    ``sideways`` when ranks are columns; ``arrows`` when its edges have a direction; without arrows
    it is a tree, and its list is nested.
    """

    name: str
    told: str
    bands: tuple[Band, ...]
    nodes: tuple[NetworkNode, ...]
    edges: tuple[Edge, ...]
    sideways: bool = True
    arrows: bool = True

    def node(self, node_id: str) -> NetworkNode:
        """By id: ids are n1, n2 … in the order of ``nodes``."""
        return self.nodes[int(node_id[1:]) - 1]

    def targets(self) -> Iterator[Target]:
        """Whatever its nodes lead to, in the drawing or in the list."""
        for node in self.nodes:
            yield node.item.target
            yield from (target for _, target in node.item.more)


ItemLink = tuple[str, str, str]
"""Keys of two items, and the kind of the edge between them."""


def network(  # noqa: PLR0913  what a graph consists of
    name: str,
    told: str,
    bands: Iterable[Band],
    items: Iterable[NetworkItem],
    links: Iterable[ItemLink],
    *,
    sideways: bool = True,
    arrows: bool = True,
) -> Network:
    """The graph with its ids; items and links given twice count once, the first time."""
    first: dict[str, NetworkItem] = {}
    for item in items:
        first.setdefault(item.key, item)
    ordered = sorted(first.values(), key=lambda item: item.rank)
    ids = {item.key: f"n{number}" for number, item in enumerate(ordered, 1)}
    nodes = tuple(NetworkNode(ids[item.key], item) for item in ordered)
    edges = dict.fromkeys(Edge(ids[a], ids[b], "", kind) for a, b, kind in links)
    return Network(
        name=name,
        told=told,
        bands=tuple(bands),
        nodes=nodes,
        edges=tuple(edges),
        sideways=sideways,
        arrows=arrows,
    )
