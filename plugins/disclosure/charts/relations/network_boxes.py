"""What stands in a box of a county graph: its lines, its size, and its drawing as a link.

Enters: a ``NetworkNode``.  Leaves: a ``NetworkFace``, and SVG once its place is known.  No text is
smaller than 16 px, the floor of a phone; a kiosk shows the same drawing larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from ...basics.text_width import chinese, wrapped
from ...basics.values import dataclass, regex
from ...schema.records.powers.flow_terms import StepKind
from ..grid.pixels import Size
from ..grid.step_boxes import NAME, PAD, PILL_INDENT, PILL_MARK, TextLine, footed, written
from ..ink import svg
from ..ink.links import link
from ..ink.palette import Palette
from ..model.geometry import Box, even
from ..model.network import Network, NetworkNode

SMALL = 16.0
"""px: the size of all words that are no names."""
_LEAST_HIGH = 44
"""px: no box is lower, so that a finger finds it."""
_NOTE_EMS = 1
"""Characters by which a note may be longer than a name's line."""
_PADS_HIGH, _SLACK = 1.2, 4
"""Paddings above and below the words together, and px by which a box is wider than we measure."""
# a name is best broken behind the office that a post belongs to
_GOOD_BREAK = regex("(股|科|办(?!公)|局|室|组|中心|大队|窗口|部(?!门)|委(?![员会常])|委员会)(?=[^|]{2})")


@dataclass(frozen=True, slots=True)
class NetworkFace:
    """Lines and size of a box."""

    node: NetworkNode
    lines: tuple[TextLine, ...]
    size: Size


def faces(network: Network) -> dict[str, NetworkFace]:
    """A face for every node; boxes of one rank are as deep as the deepest of them."""
    lines = {node.id: tuple(_lines(node)) for node in network.nodes}
    sizes = {node.id: _size(node, lines[node.id]) for node in network.nodes}
    deepest: dict[int, float] = {}
    for node in network.nodes:
        size = sizes[node.id]
        depth = size.w if network.sideways else size.h
        deepest[node.rank] = max(depth, deepest.get(node.rank, 0.0))
    return {
        node.id: NetworkFace(
            node, lines[node.id], _levelled(network, sizes[node.id], deepest[node.rank])
        )
        for node in network.nodes
    }


def _levelled(network: Network, size: Size, depth: float) -> Size:
    return Size(depth, size.h) if network.sideways else Size(size.w, depth)


def _lines(node: NetworkNode) -> Iterator[TextLine]:
    item = node.item
    if item.look == StepKind.FINISH:
        yield TextLine(chinese(item.label), NAME, name=True)
        return
    if item.kind:
        yield TextLine(chinese(item.kind), SMALL, name=False)
    for words in wrapped(_GOOD_BREAK.sub(r"\1|", item.label), item.ems):
        yield TextLine(words, NAME, name=True)
    for note in item.notes:
        for words in wrapped(note, (item.ems + _NOTE_EMS) * NAME / SMALL):
            yield TextLine(words, SMALL, name=False)


def _size(node: NetworkNode, lines: tuple[TextLine, ...]) -> Size:
    if node.item.look == StepKind.FINISH:
        return Size(even(lines[0].wide + NAME * PILL_INDENT + PILL_MARK), _LEAST_HIGH)
    high = fsum(line.high for line in lines) + _PADS_HIGH * PAD
    return Size(even(max(line.wide for line in lines) + 2 * PAD + _SLACK), even(max(high, _LEAST_HIGH)))


def drawn(  # noqa: PLR0913  a box, and how
    network: Network, face: NetworkFace, box: Box, palette: Palette, *, prefix: str, href: str
) -> str:
    """A box as a link that says all that a reader of the drawing would see."""
    body = _pill if face.node.item.look == StepKind.FINISH else _body
    told = spoken(network, face.node)
    return link(f"{prefix}{face.node.id}", href, body(face, box, palette), told)


def spoken(network: Network, node: NetworkNode) -> list[str]:
    """“决定”, “局务会议”, “3项职权”, “连到：办公室主任”."""
    item = node.item
    ways = [network.node(e.target).item.label for e in network.edges if e.source == node.id]
    onward = f"连到：{'、'.join(ways)}" if ways else ""
    band = next((b.name for b in network.bands if b.first <= node.rank <= b.last), "")
    parts = dict.fromkeys((band, item.kind, item.label, *item.notes, onward))
    return [chinese(part) for part in parts if part]


def _pill(face: NetworkFace, box: Box, palette: Palette) -> str:
    return svg.pill(box, face.lines[0].words, NAME, palette, good=face.node.item.good)


def _body(face: NetworkFace, box: Box, palette: Palette) -> str:
    outline = svg.shape(box, face.node.item.look, palette)
    return outline + written(footed(face.lines, box.x, box.y), palette)
