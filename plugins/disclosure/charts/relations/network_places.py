"""Where each node of a graph stands: Graphviz orders the ranks, we set them apart.

Enters: a ``Network``, the sizes of its boxes and a way to lay out DOT.  Leaves: a ``Layout`` and the
DOT.  Only geometry goes into Graphviz: ids n1…, fixed sizes, no text.  An edge that skips ranks is
cut at each of them, so that a free place is kept where it passes and it never runs through a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ...basics.values import dataclass
from ...county.flows.graph import Edge
from ..grid.pixels import Size
from ..model.geometry import POINTS, LayOut, Positions, half
from ..model.network import Network

_THREAD = 6.0
"""Points that a way takes where it passes a rank."""
NODE_GAP = 16.0
"""Points between boxes of a rank."""
_RANK_GAP = 36
"""Points between ranks for Graphviz' eyes; we set them apart ourselves."""
_WEIGHT = 2
"""How much Graphviz minds an edge that is long or bent, against one that only holds a rank."""


@dataclass(frozen=True, slots=True)
class Chain:
    """An edge and the nodes it passes, one a rank, its own ends included."""

    edge: Edge
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How far across its rank the middle of every box and every stop lies, in px, from 0."""

    across: Mapping[str, float]
    wide: float
    chains: tuple[Chain, ...]


def placed(network: Network, sizes: Mapping[str, Size], lay_out: LayOut) -> tuple[Layout, str]:
    """Places across the ranks, and the DOT they were laid out from."""
    chains = tuple(_chains(network))
    dot = dot_of(network, sizes, chains)
    found = dict(_across(network, lay_out(dot)))
    low = min(found[node.id] - _breadth(network, sizes[node.id]) / 2 for node in network.nodes)
    low = min([low, *(found[stop] for chain in chains for stop in chain.stops)])
    across = {name: half(at - low) for name, at in found.items()}
    wide = max(across[node.id] + _breadth(network, sizes[node.id]) / 2 for node in network.nodes)
    return Layout(across, max([wide, *across.values()]), chains), dot


def dot_of(network: Network, sizes: Mapping[str, Size], chains: tuple[Chain, ...]) -> str:
    """DOT with geometry only, as for flows; n0 is a stake that holds every rank in its place."""
    direction = "LR" if network.sideways else "TB"
    gaps = f"nodesep={NODE_GAP / POINTS:.4f}, ranksep={_RANK_GAP / POINTS:g}"
    lines = [f"digraph {{ graph [rankdir={direction}, {gaps},"]
    lines.append('splines=none, dpi=72] node [shape=box, fixedsize=true, label=""]')
    lines.append("n0 [width=0.01, height=0.01, style=invis]")
    lines += [_node_dot(node.id, sizes[node.id]) for node in network.nodes]
    stops = dict.fromkeys(stop for chain in chains for stop in chain.stops[1:-1])
    lines += [_node_dot(stop, Size(_THREAD, _THREAD)) for stop in stops]
    lines += _edges_dot(network, chains)
    return "\n".join([*lines, "}"]) + "\n"


def _node_dot(node: str, size: Size) -> str:
    return f"{node} [width={size.w / POINTS:.4f}, height={size.h / POINTS:.4f}]"


def _edges_dot(network: Network, chains: tuple[Chain, ...]) -> Iterator[str]:
    # all edges can be as short as they may be, so Graphviz, which wants that, keeps every rank
    legs = dict.fromkeys(leg for chain in chains for leg in pairwise(chain.stops))
    yield from (f"{a} -> {b} [weight={_WEIGHT}]" for a, b in legs)
    reached = {b for _, b in legs}
    for node in network.nodes:
        if node.id not in reached:
            yield f"n0 -> {node.id} [style=invis, minlen={node.rank + 1}]"


def _chains(network: Network) -> Iterator[Chain]:
    """Edges of one source and kind pass a rank together, as one line that fans out behind it."""
    known: dict[tuple[str, str, int], str] = {}
    for edge in network.edges:
        between = range(network.node(edge.source).rank + 1, network.node(edge.target).rank)
        passes = ((edge.source, edge.kind, rank) for rank in between)
        stops = [known.setdefault(key, f"n{len(network.nodes) + len(known) + 1}") for key in passes]
        yield Chain(edge, (edge.source, *stops, edge.target))


def _across(network: Network, found: Positions) -> Iterator[tuple[str, float]]:
    """y grows upwards in Graphviz and downwards on a page."""
    for node, (x, y) in found.items():
        yield node, -y if network.sideways else x


def _breadth(network: Network, size: Size) -> float:
    return size.h if network.sideways else size.w
