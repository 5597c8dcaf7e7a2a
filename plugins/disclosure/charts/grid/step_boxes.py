"""What stands in a box of a chart on a grid: its lines of text, its size, and its drawing.

Enters: a ``FlowNode``.  Leaves: a ``StepFace`` (lines and size), and SVG once its place is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from markupsafe import escape

from ...basics.text_width import chinese, width
from ...county.flows.graph import FlowNode, Graph
from ...county.flows.steps_in_words import anchor, sentence
from ...county.flows.words_in_box import NAME_EMS, words_of
from ...schema.records.powers.flow_terms import StepKind
from ..ink import svg
from ..ink.palette import Palette
from ..model.geometry import Box
from .pixels import Size

NAME, SMALL, LEADING, PAD = 17.0, 14.0, 1.4, 12.0
_WIDE_DIAMOND = 236


@dataclass(frozen=True, slots=True)
class TextLine:
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
    return Size(_even(width(chinese(node.label), NAME) + NAME * 1.2 + 32), 40)


def _size(node: FlowNode, lines: tuple[TextLine, ...], *, guard: bool) -> Size:
    high = fsum(line.high for line in lines)
    if node.kind == StepKind.DECISION:
        w, h = _rhombus(lines, high, guard=guard)
        if w <= _WIDE_DIAMOND:
            return Size(_even(w), _even(h), diamond=True)
    wide = max(line.wide for line in lines) + (SMALL * 1.4 if guard else 0)
    wave = 8 if node.kind == StepKind.PUBLICITY else 0
    return Size(_even(max(wide + 2 * PAD + 8, 96)), _even(high + 2 * PAD + wave))


def _rhombus(lines: tuple[TextLine, ...], high: float, *, guard: bool) -> tuple[float, float]:
    """The smallest rhombus of height 1.75 × text whose slanted sides clear every line."""
    tall = high * 1.75 + PAD
    top, wide = -high / 2, 0.0
    for n, line in enumerate(lines):
        edge = max(abs(top), abs(top + line.high)) - line.high * 0.15
        extra = SMALL * 1.6 if guard and n == len(lines) - 1 else 0
        wide = max(wide, (line.wide + extra + 6) / (1 - edge / (tall / 2)))
        top += line.high
    return wide, tall


def _even(value: float) -> float:
    """Whole even px, so that centres fall on whole px."""
    return float(2 * -int(-value // 2))


def drawn(one: StepFace, box: Box, graph: Graph, palette: Palette, prefix: str) -> str:
    """A box as SVG: a link to its step for steps, a plain group for ends."""
    node = one.node
    inside = _body(one, box, palette)
    if node.step is None:
        kind = "chart-done" if node.good else "chart-bad"
        return f'<g id="{prefix}{node.id}" class="chart-node {kind}">{inside}</g>'
    return (
        f'<a id="{prefix}{node.id}" class="chart-node" href="#{anchor(node)}" '
        f'aria-label="{escape(spoken(graph, node))}">{inside}</a>'
    )


def spoken(graph: Graph, node: FlowNode) -> str:
    """“第7步；判断；符合许可条件？；分管副局长；符合：转第9步”."""
    step = node.step
    limit = f"时限{step.limit}" if step and step.limit else ""
    exits = [sentence(graph, node, edge) for edge in graph.edges_from(node.id)]
    risks = [f"{risk.grade}级风险" for risk in node.risks]
    parts = [
        f"第{node.number}步",
        node.kind,
        chinese(node.label),
        "、".join(node.posts),
        limit,
        *risks,
        *exits,
    ]
    return "；".join(filter(None, parts))


def _body(one: StepFace, box: Box, palette: Palette) -> str:
    node = one.node
    if node.step is None:
        return svg.pill(box, one.lines[0].words, NAME, palette, good=node.good)
    return svg.shape(box, node.kind, palette) + _texts(one, box, palette) + _badges(one, box, palette)


def _texts(one: StepFace, box: Box, palette: Palette) -> str:
    high = fsum(line.high for line in one.lines)
    y = box.y - high / 2 - (4 if one.node.kind == StepKind.PUBLICITY else 0)
    parts = ['<g text-anchor="middle">']
    for n, line in enumerate(one.lines):
        y += line.high
        guarded = one.guard and n == len(one.lines) - 1
        x = box.x - (SMALL * 0.7 if guarded else 0)
        tone = palette.ink if line.name else palette.soft
        parts.append(svg.text(x, y - line.size * 0.38, line.words, line.size, tone, bold=line.name))
        if guarded:
            parts.append(svg.shield(x + line.wide / 2 + 11, y - line.size * 0.75, 14, palette))
    return "".join(parts) + "</g>"


def _badges(one: StepFace, box: Box, palette: Palette) -> str:
    node = one.node
    dx, dy = (box.w / 4 + 8, box.h / 4 + 10) if box.diamond else (box.w / 2 - 4, box.h / 2 - 1)
    out = svg.badge(box.x - dx, box.y - dy, node.number, node.kind, palette)
    grades = sorted({risk.grade for risk in node.risks}, key="一二三".index)
    for n, grade in enumerate(grades):
        out += svg.risk(box.x + dx - 28 * n, box.y - dy, grade, palette)
    return out
