"""What stands in a box of a chart on a grid: its lines of text, its size, and its drawing.

Enters: a ``FlowNode``.  Leaves: a ``StepFace`` (lines and size), and SVG once its place is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import fsum
from typing import NamedTuple

from ...basics.text_width import chinese, width
from ...basics.values import dataclass
from ...county.flows.graph import FlowNode, Graph
from ...county.flows.steps_in_words import anchor, sentence
from ...county.flows.words_in_box import NAME_EMS, words_of
from ...schema.records.powers.flow_terms import StepKind
from ..ink import signs, svg
from ..ink.links import link
from ..ink.palette import Palette
from ..model.geometry import Box, even
from .pixels import Size

NAME, SMALL = 17.0, 14.0
"""px: the size of names, and of all other words; the floor of a desktop is 14 (docs/charts.md)."""
LEADING = 1.4
"""Of a text's size: the height of its line."""
DESCENT = 0.38
"""Of a text's size: how far its baseline is above the foot of its line."""
PAD = 12.0
"""px between a box and its words."""
LEAST_PILL, PILL_INDENT, PILL_MARK = 40, 1.2, 32
"""px of an end's height; of the size, and px, that its round ends and its tick or cross take."""
_SLACK = 8
"""px by which a box is wider than we measure, for fonts wider than we know."""
_NARROWEST = 96
"""px: two badges and a number stand on the edge of the narrowest box."""
_WIDEST_DIAMOND = 236
"""px: a longer question stands in a box with a rhombic number."""
_DIAMOND_TALL, _DIAMOND_SLACK, _DIAMOND_LEADING = 1.75, 6, 0.15
"""A rhombus against the height of its text; px beside each line; of a line's height, what is blank."""
_WAVE = 8
"""px that the wavy foot of a 公示 takes."""
_SHIELD, _SHIELD_GAP, _SHIELD_RISE = 14, 11, 0.75
"""px of the shield of a 制约, px from the words to its middle, and of the size, its rise."""
_SHIELD_ROOM, _SHIELD_ROOM_DIAMOND, _SHIELD_SHIFT = 1.4, 1.6, 0.7
"""Of the size: what the shield adds to a line, in a rhombus, and by how much its words move left."""
_ON_CORNER, _BESIDE_RHOMBUS = (-4, -1), (8, 10)
"""px from a box's corner, or the middle of a rhombus' slanted side, outwards to the middle of a sign."""
_BADGES_APART = 28
"""px between the middles of two signs on the edge of a box."""


class TextLine(NamedTuple):
    """One line of text."""

    words: str
    size: float
    name: bool

    @property
    def wide(self) -> float:
        return width(self.words, self.size)

    @property
    def high(self) -> float:
        return self.size * LEADING


LaidLine = tuple[TextLine, float, float]
"""A line, the x of its middle, and the y of its foot."""


@dataclass(frozen=True, slots=True)
class StepFace:
    """Lines and size of a box; ``guard`` adds the shield of a 制约 behind the last line."""

    node: FlowNode
    lines: tuple[TextLine, ...]
    size: Size
    guard: bool


def face(node: FlowNode, *, posts: bool = True, ems: float = NAME_EMS) -> StepFace:
    """Lines and size; without ``posts`` where a lane's head names them."""
    if node.step is None:
        return StepFace(
            node, (TextLine(chinese(node.label), NAME, name=True),), _pill_size(node), guard=False
        )
    names, notes = words_of(node, name_ems=ems, posts=posts)
    lines = (
        *(TextLine(w, NAME, name=True) for w in names),
        *(TextLine(w, SMALL, name=False) for w in notes),
    )
    guard = bool(node.step.control)
    return StepFace(node, lines, _size(node, lines, guard=guard), guard)


def _pill_size(node: FlowNode) -> Size:
    return Size(even(width(chinese(node.label), NAME) + NAME * PILL_INDENT + PILL_MARK), LEAST_PILL)


def _size(node: FlowNode, lines: tuple[TextLine, ...], *, guard: bool) -> Size:
    high = fsum(line.high for line in lines)
    if node.kind == StepKind.DECISION:
        w, h = _rhombus(lines, high, guard=guard)
        if w <= _WIDEST_DIAMOND:
            return Size(even(w), even(h), diamond=True)
    wide = max(line.wide for line in lines) + (SMALL * _SHIELD_ROOM if guard else 0)
    wave = _WAVE if node.kind == StepKind.PUBLICITY else 0
    return Size(even(max(wide + 2 * PAD + _SLACK, _NARROWEST)), even(high + 2 * PAD + wave))


def _rhombus(lines: tuple[TextLine, ...], high: float, *, guard: bool) -> tuple[float, float]:
    """The smallest rhombus of its height whose slanted sides clear every line."""
    tall = high * _DIAMOND_TALL + PAD
    top, wide = -high / 2, 0.0
    for n, line in enumerate(lines):
        edge = max(abs(top), abs(top + line.high)) - line.high * _DIAMOND_LEADING
        extra = SMALL * _SHIELD_ROOM_DIAMOND if guard and n == len(lines) - 1 else 0
        wide = max(wide, (line.wide + extra + _DIAMOND_SLACK) / (1 - edge / (tall / 2)))
        top += line.high
    return wide, tall


def drawn(face: StepFace, box: Box, graph: Graph, palette: Palette, prefix: str) -> str:
    """A box as SVG: a link to its step for steps, a plain group for ends."""
    node = face.node
    inside = _body(face, box, palette)
    if node.step is None:
        return f'<g id="{prefix}{node.id}">{inside}</g>'
    return link(f"{prefix}{node.id}", f"#{anchor(node)}", inside, spoken(graph, node))


def spoken(graph: Graph, node: FlowNode) -> list[str]:
    """“第7步”, “判断”, “分管副局长”, “二级风险”, “符合：转第9步”.

    Its name, its duty and its limit are written in every box.
    """
    kind = "" if node.kind == StepKind.ACTION else node.kind
    exits = [sentence(graph, node, edge) for edge in graph.edges_from(node.id)]
    risks = [f"{risk.grade}级风险" for risk in node.risks]
    return [
        f"第{node.number}步",
        kind,
        "、".join(node.posts),
        *risks,
        *exits,
    ]


def _body(face: StepFace, box: Box, palette: Palette) -> str:
    node = face.node
    if node.step is None:
        return svg.pill(box, face.lines[0].words, NAME, palette, good=node.good)
    return svg.shape(box, node.kind, palette) + _texts(face, box, palette) + _badges(face, box, palette)


def _texts(face: StepFace, box: Box, palette: Palette) -> str:
    wave = _WAVE if face.node.kind == StepKind.PUBLICITY else 0
    placed = footed(face.lines, box.x, box.y - wave / 2)
    if not face.guard:
        return written(placed, palette)
    line, middle, foot = placed[-1]
    x = middle - SMALL * _SHIELD_SHIFT
    shield = x + line.wide / 2 + _SHIELD_GAP, foot - line.size * _SHIELD_RISE
    return written([*placed[:-1], (line, x, foot)], palette) + signs.shield(*shield, _SHIELD, palette)


def footed(lines: Sequence[TextLine], x: float, middle: float) -> list[LaidLine]:
    """Lines one below the other about a point."""
    foot, placed = middle - fsum(line.high for line in lines) / 2, []
    for line in lines:
        foot += line.high
        placed.append((line, x, foot))
    return placed


def written(lines: Sequence[LaidLine], palette: Palette) -> str:
    """Lines of a box as SVG: its name is one text, every other line one of its own."""
    parts = []
    for name, group in groupby(lines, key=lambda placed: placed[0].name):
        held = list(group)
        size = held[0][0].size
        spots = [(x, foot - size * DESCENT, line.words) for line, x, foot in held]
        if name:
            parts.append(svg.lines(spots, size, palette.ink, bold=True))
        else:
            parts += [svg.text(*spot, size, palette.soft) for spot in spots]
    return "".join(parts)


def _badges(face: StepFace, box: Box, palette: Palette) -> str:
    node = face.node
    right, down = _BESIDE_RHOMBUS if box.diamond else _ON_CORNER
    part = 4 if box.diamond else 2
    dx, dy = box.w / part + right, box.h / part + down
    out = signs.badge(box.x - dx, box.y - dy, node.number, node.kind, palette)
    grades = sorted({risk.grade for risk in node.risks}, key="一二三".index)
    for n, grade in enumerate(grades):
        out += signs.risk(box.x + dx - _BADGES_APART * n, box.y - dy, grade, palette)
    return out
