"""What stands around a chart: title, facts, the strip of separated duties, the legend.

Enters: a ``Graph`` and the width at hand.  Leaves: SVG and the height it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...basics.text_width import chinese, greedy, width, wrapped
from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, Graph
from ...schema.records.powers.flow_terms import DUTIES_APART, StepKind
from ..model.geometry import Box
from . import signs, svg
from .element import number, trace
from .palette import Palette

_SEEN = 680.0  # px of a wide drawing that a page shows before it is scrolled
_KINDS = {
    StepKind.ACTION: "办理步骤",
    StepKind.DECISION: "判断",
    StepKind.SUBFLOW: "子流程",
    StepKind.REVIEW: "集体会审",
    StepKind.PARALLEL: "同时办理",
    StepKind.PUBLICITY: "公示公开",
}  # what the legend says of each, in its order; 送达 is drawn as a 步骤


@dataclass(frozen=True, slots=True)
class Caption:
    """A piece of SVG drawn from y = 0, and its height in px."""

    svg: str
    height: float


def heading(graph: Graph, wide: float, size: float, palette: Palette, *, titled: bool) -> Caption:
    """Title and facts in the middle, then the strip of separated duties.

    Without a title the drawing stands in a page and may be scrolled: the strip begins at its left.
    """
    room = wide if titled else min(wide, _SEEN)
    texts = []
    if titled:
        texts.append((wrapped(graph.name, wide / size / 1.5), size * 1.5, palette.ink))
        if graph.facts:
            texts.append((greedy("　｜　".join(graph.facts), wide / size), size, palette.soft))
    texts += [(greedy(words, room / size), size, palette.guard) for words in strip(graph)]
    x, y, parts = wide / 2 if titled else size / 2, 0.0, []
    for lines, tall, tone in texts:
        spots = []
        for words in lines:
            y += tall * 1.45
            spots.append((x, y - tall * 0.35, words))
        parts.append(svg.lines(spots, tall, tone, bold=tall > size))
    drawn = "".join(parts)
    return Caption(svg.anchored(drawn) if titled else drawn, y + (size if texts else 0))


def strip(graph: Graph) -> Iterator[str]:
    """“职责分离：审查（审查股）≠ 批准（分管副局长）✓”, only from duties that are declared."""
    held: dict[str, set[str]] = {}
    for node in graph.nodes:
        held.setdefault(node.duty, set()).update(node.posts)
    for duty, other in DUTIES_APART:
        first, second = held.get(duty), held.get(other)
        if first and second:
            mark = "✗ 未分离" if first & second else "✓"
            yield f"职责分离：{duty}（{_named(first)}）≠ {other}（{_named(second)}）{mark}"


def _named(posts: set[str]) -> str:
    return chinese("、".join(sorted(posts)))


def legend(graph: Graph, wide: float, size: float, palette: Palette) -> Caption:
    """Only the signs this chart uses, wrapped to the width."""
    parts, x, y = [], 0.0, size
    for words, draw in _signs(graph, palette):
        need = 40 + width(words, size) + size
        if x and x + need > wide:
            x, y = 0.0, y + size * 2
        parts += [draw(x + 16, y), svg.text(x + 38, y + size * svg.MIDDLE, words, size, palette.soft)]
        x += need
    return Caption("".join(parts), y + size * 1.2)


def _signs(graph: Graph, palette: Palette) -> Iterator[tuple[str, Callable[[float, float], str]]]:
    kinds = {node.kind for node in graph.nodes if node.step}
    for kind, words in _KINDS.items():
        if kind in kinds:
            yield words, _little(kind, palette)
    grades = {risk.grade for node in graph.nodes for risk in node.risks}
    for grade in sorted(grades, key="一二三".index):
        yield f"{grade}级风险", _grade(grade, palette)
    if any(node.step and node.step.control for node in graph.nodes):
        yield "制约环节", lambda x, y: signs.shield(x, y - 1, 15, palette)
    if any(edge.kind == BACKWARD for edge in graph.edges):
        yield "退回", _dash(palette)


def _little(kind: StepKind, palette: Palette) -> Callable[[float, float], str]:
    return lambda x, y: svg.shape(
        Box(x=x, y=y, w=28, h=18, diamond=kind == StepKind.DECISION), kind, palette
    )


def _grade(grade: str, palette: Palette) -> Callable[[float, float], str]:
    return lambda x, y: svg.anchored(signs.risk(x, y, grade, palette, 9))


def _dash(palette: Palette) -> Callable[[float, float], str]:
    return lambda x, y: trace(
        f"M{number(x - 14)},{number(y)}H{number(x + 14)}", palette.back, 1.5, "6 4"
    )
