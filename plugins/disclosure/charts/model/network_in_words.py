"""A county graph as a nested list: the same words, the same links, for ears, keys and small screens.

Enters: a ``Network`` and an address for every target.  Leaves: ``Branch``es.  A tree is nested as it
stands; other graphs are listed band by band, and every edge is told at the node it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...basics.text_width import chinese
from ...basics.values import dataclass
from .network import Network, NetworkNode, Target

Address = Callable[[Target], str]


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Words, linked where ``href`` is not empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the list and the lines below it; ``ways`` are where the edges of its node lead."""

    anchor: str
    title: LinkedWords
    kind: str = ""
    notes: tuple[str, ...] = ()
    ways: tuple[LinkedWords, ...] = ()
    more: tuple[LinkedWords, ...] = ()
    below: tuple[Branch, ...] = ()


def outline(network: Network, address: Address, prefix: str) -> tuple[Branch, ...]:
    """The list of a drawing whose ids begin with ``prefix``."""
    teller = _Teller(network, address, prefix)
    return tuple(teller.bands() if network.arrows else teller.tree())


def row(prefix: str, node: str) -> str:
    """The id of a node's line."""
    return f"{prefix}row-{node}"


@dataclass(frozen=True, slots=True)
class _Teller:
    network: Network
    address: Address
    prefix: str

    def bands(self) -> Iterator[Branch]:
        for number, band in enumerate(self.network.bands, 1):
            held = [n for n in self.network.nodes if band.first <= n.rank <= band.last]
            below = tuple(self.branch(node, self.led(node)) for node in held)
            yield Branch(anchor=f"{self.prefix}band-{number}", title=LinkedWords(band.name), below=below)

    def led(self, node: NetworkNode) -> list[str]:
        return [edge.target for edge in self.network.edges if edge.source == node.id]

    def tree(self) -> Iterator[Branch]:
        below = {edge.target for edge in self.network.edges}
        yield from (self.limb(node) for node in self.network.nodes if node.id not in below)

    def limb(self, node: NetworkNode) -> Branch:
        """A node and all that hangs on it; what hangs on two is nested under the first."""
        firsts = {edge.target: edge.source for edge in reversed(self.network.edges)}
        led = self.led(node)
        nested = [target for target in led if firsts[target] == node.id]
        below = tuple(self.limb(self.network.node(target)) for target in nested)
        return self.branch(node, [target for target in led if target not in nested], below)

    def branch(self, node: NetworkNode, led: Sequence[str], below: tuple[Branch, ...] = ()) -> Branch:
        item = node.item
        return Branch(
            anchor=row(self.prefix, node.id),
            title=self.words(item.label, item.target),
            kind=chinese(item.kind),
            notes=tuple(map(chinese, item.notes)),
            ways=tuple(self.way(self.network.node(target)) for target in led),
            more=tuple(self.words(text, target) for text, target in item.more),
            below=below,
        )

    def way(self, node: NetworkNode) -> LinkedWords:
        return LinkedWords(chinese(node.item.label), f"#{row(self.prefix, node.id)}")

    def words(self, text: str, target: Target) -> LinkedWords:
        return LinkedWords(chinese(text), self.address(target) if target.record else "")
