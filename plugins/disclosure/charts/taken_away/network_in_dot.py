"""A county graph as DOT: its boxes in words, its bands as frames with names, and what joins them.

Enters: a ``Network``.  Leaves: DOT without places; what opens it lays it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.network import WATCH, Network, NetworkNode
from .dot_text import DASHED, cluster, digraph, label, statement


def dot_of(network: Network, told: tuple[str, ...]) -> str:
    """The whole graph; ``told`` stands under its title."""
    statements = (*map(_node, network.nodes), *_bands(network), *_ways(network))
    return digraph((network.name, *told), statements, sideways=network.sideways)


def _node(node: NetworkNode) -> str:
    """What it is, its name, its notes; pointing at it shows the records that only the list tells."""
    item = node.item
    more = f"tooltip={label(*(words for words, _ in item.more))}" if item.more else ""
    return statement(node.id, (item.kind, item.label, *item.notes), more)


def _bands(network: Network) -> Iterator[str]:
    """≠ stands in the name of a band that is kept apart from the next."""
    following = [*network.bands[1:], None]
    for number, (band, beside) in enumerate(zip(network.bands, following, strict=True), 1):
        held = [node.id for node in network.nodes if band.first <= node.rank <= band.last]
        name = f"{band.name}（≠ {beside.name}）" if beside and band.apart else band.name
        yield cluster(name, number, held)


def _ways(network: Network) -> Iterator[str]:
    for edge in network.edges:
        watch = edge.kind == WATCH
        looks = (DASHED if watch else "", "" if network.arrows else "dir=none")
        yield statement(f"{edge.source} -> {edge.target}", ("监督",) if watch else (), *looks)
