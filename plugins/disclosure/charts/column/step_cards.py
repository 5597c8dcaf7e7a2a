"""A step as a card of text rows: what the spine, the ladder and the board are made of.

Enters: a ``FlowNode``, the width of its card and the sizes of its text.  Leaves: a ``StepCard`` that
knows its height before it has a place, and its SVG once it has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

from markupsafe import escape

from ...basics.text_width import chinese, greedy, width, wrapped
from ...county.flows.graph import BACKWARD, MAIN, Edge, FlowNode, Graph
from ...county.flows.steps_in_words import anchor, branch_texts
from ...schema.records.powers.flow_terms import StepKind
from ..grid.step_boxes import spoken
from ..ink import svg
from ..ink.element import number, trace
from ..ink.palette import Palette
from ..model.geometry import Box

LEADING, PAD = 1.45, 10.0
_BADGE = 24.0
NAME, SOFT, GUARD, RISK, EXIT = "name", "soft", "guard", "risk", "exit"


@dataclass(frozen=True, slots=True)
class CardType:
    """Sizes of a card: its width in px, the size of names and of all other text."""

    wide: float
    name: float
    small: float
    badge: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line (an EXIT: its condition's lines, then where it leads)."""

    kind: str
    words: str
    size: float
    chip: tuple[str, ...] = ()
    how: str = ""

    @property
    def high(self) -> float:
        lines = len(self.chip) + (1 if self.words and not self.shared else 0)
        return self.size * LEADING * (lines if self.kind == EXIT else 1) + (
            6 if self.kind == EXIT else 0
        )

    @property
    def shared(self) -> bool:
        """The target stands on the line of its condition."""
        return len(self.chip) == 1 and self.how.startswith("beside")


@dataclass(frozen=True, slots=True)
class StepCard:
    """Rows of one node and the height they take."""

    node: FlowNode
    rows: tuple[CardRow, ...]
    type: CardType
    grades: tuple[str, ...]

    @property
    def high(self) -> float:
        return float(2 * -int(-(fsum(row.high for row in self.rows) + 2 * PAD) // 2))


def card(graph: Graph, node: FlowNode, kind: CardType) -> StepCard:
    """The card of a step."""
    grades = tuple(sorted({risk.grade for risk in node.risks}, key="一二三".index))
    return StepCard(node, tuple(_rows(graph, node, kind, len(grades))), kind, grades)


def _rows(graph: Graph, node: FlowNode, kind: CardType, grades: int) -> Iterator[CardRow]:
    inner = kind.wide - 2 * PAD - 6
    aside = (kind.name * 1.9 * grades) + (kind.name * 2.2 if kind.badge else 0)
    name = node.step.name if node.step else node.label
    for words in wrapped(name, (inner - aside) / kind.name):
        yield CardRow(NAME, words, kind.name)
    for tone, told in _told(node, brief=kind.brief):
        room = inner - (kind.small * 1.3 if tone == GUARD else 0)
        broken = _between if tone == SOFT else greedy
        for words in broken(told, room / kind.small):
            yield CardRow(tone, words, kind.small)
    for edge in graph.edges_from(node.id):
        if edge.label or edge.kind != MAIN or not _plain(graph, node, edge, alone=kind.badge):
            yield from _exit(graph, edge, inner, kind.small)


def _between(words: str, ems: float) -> tuple[str, ...]:
    """Lines broken between what ・ separates, so that no limit is torn apart, else where they must."""
    lines = [""]
    for piece in words.split("・"):
        joined = f"{lines[-1]}・{piece}" if lines[-1] else piece
        if lines[-1] and width(joined, 1) > ems:
            lines.append(piece)
        else:
            lines[-1] = joined
    return tuple(part for line in lines for part in greedy(line, ems))


def _plain(graph: Graph, node: FlowNode, edge: Edge, *, alone: bool) -> bool:
    """Whether a way without a condition needs no words: it leads to the step right below.

    Cards that stand ``alone`` have no rail whose foot is the end.
    """
    target = graph.node(edge.target)
    if target.step is None:
        return not (alone or node.owner)
    return target.number == str(int(node.number) + 1) and target.owner in (node.owner, node.id)


def _told(node: FlowNode, *, brief: bool) -> Iterator[tuple[str, str]]:
    step = node.step
    if step is None:
        return
    limit = str(step.limit) if step.limit else ""
    who = "・".join(filter(None, ("、".join(step.posts), step.duty, limit)))
    if who:
        yield SOFT, who
    for branch in branch_texts(node):
        yield SOFT, f"∥ {branch}"
    if brief:
        return
    if step.product:
        yield SOFT, f"产出：{step.product}"
    if step.control:
        yield GUARD, f"制约：{step.control}"
    for risk in node.risks:
        yield RISK, f"{risk.grade}级风险{'・' + risk.kind if risk.kind else ''}：{risk.sign}"


def _exit(graph: Graph, edge: Edge, inner: float, size: float) -> Iterator[CardRow]:
    target = graph.node(edge.target)
    words = target.label if target.step is None else f"第{target.number}步"
    how = "bad" if target.step is None and not target.good else "back" if edge.kind == BACKWARD else "on"
    words = chinese({"bad": f"终止，{words}", "back": f"退回{words}", "on": f"转{words}"}[how])
    if target.good:
        words = target.label
    words, *more = greedy(words, (inner - size * 2) / size)
    chip = greedy(edge.label, (inner - 14) / size) if edge.label else ()
    beside = len(chip) == 1 and width(chip[0], size) + width(words, size) + size * 2.6 + 14 <= inner
    yield CardRow(
        EXIT, words, size, chip=chip, how=f"{'beside' if beside or not chip else 'below'} {how}"
    )
    yield from (CardRow(RISK, line, size) for line in more)


def drawn(  # noqa: PLR0913  a card, its place, and how to dress it
    card: StepCard, box: Box, graph: Graph, palette: Palette, prefix: str, *, dash: str = ""
) -> str:
    """The card as a link to its step."""
    look = palette.look(card.node.kind)
    label = escape(spoken(graph, card.node))
    outline = svg.rect(box, look.fill, look.line, radius=8, stroke=1.5, dash=dash)
    return (
        f'<a id="{prefix}{card.node.id}" class="chart-node" href="#{anchor(card.node)}" '
        f'aria-label="{label}">'
        f"{outline}{_lines(card, box, palette)}{_marks(card, box, palette)}</a>"
    )


def _marks(card: StepCard, box: Box, palette: Palette) -> str:
    r = card.type.name * 0.72
    if card.type.badge:  # seen from afar: no sign with a character below the floor of the words
        r = max(r, _BADGE / 0.95)
    x, y = box.right - r - 8, box.top + r + 8
    out = "".join(svg.risk(x - 2.5 * r * n, y, g, palette, r) for n, g in enumerate(card.grades))
    if card.type.badge:
        at = box.left + PAD + card.type.name * 0.85
        y, size = (
            box.top + PAD + r * 0.95,
            card.type.name * (0.62 if card.node.kind == StepKind.DECISION else 0.76),
        )
        size = max(size, _BADGE / 1.15)
        out += svg.badge(at, y, card.node.number, card.node.kind, palette, size=size)
    return out


def _lines(card: StepCard, box: Box, palette: Palette) -> str:
    tones = {NAME: palette.ink, SOFT: palette.soft, GUARD: palette.guard, RISK: palette.ink}
    y, parts, guarded = box.top + PAD, [], False
    for row in card.rows:
        x = box.left + PAD + (card.type.name * 2 if card.type.badge and row.kind == NAME else 0)
        if row.kind == EXIT:
            parts.append(_exit_drawn(row, x, y, palette))
        else:
            x += row.size * 1.3 if row.kind == GUARD else 0
            base = y + row.high - row.size * 0.4
            parts.append(svg.text(x, base, row.words, row.size, tones[row.kind], bold=row.kind == NAME))
            if row.kind == GUARD and not guarded:
                parts.append(
                    svg.shield(x - row.size * 0.75, base - row.size * 0.4, row.size * 0.9, palette)
                )
                guarded = True
        y += row.high
    return "".join(parts)


def _exit_drawn(row: CardRow, x: float, y: float, palette: Palette) -> str:
    line, parts = row.size * LEADING, []
    y += 3
    if row.chip:
        wide = max(width(words, row.size) for words in row.chip) + 12
        box = Box(x=x + wide / 2, y=y + line * len(row.chip) / 2, w=wide, h=line * len(row.chip) - 1)
        parts.append(svg.rect(box, palette.ground, palette.rule, radius=8, stroke=1))
        parts += [
            svg.text(x + 6, y + line * (n + 1) - row.size * 0.4, words, row.size, palette.ink, bold=True)
            for n, words in enumerate(row.chip)
        ]
        if row.shared:
            x += wide + 6
        else:
            y += line * len(row.chip)
    parts.append(_sign(row, x, y + line / 2, palette))
    parts.append(
        svg.text(
            x + row.size * 1.8, y + line - row.size * 0.4, row.words, row.size, palette.ink, bold=True
        )
    )
    return "".join(parts)


def _sign(row: CardRow, x: float, y: float, palette: Palette) -> str:
    """An arrow, a dashed arrow back, or a cross."""
    s = row.size * 0.3
    if row.how.endswith("bad"):
        return svg.cross(x + row.size * 0.8, y, s, palette.bad)
    back = row.how.endswith("back")
    tone, dash = (palette.back, "4 3") if back else (palette.edge, "")
    end = x + row.size * 1.4
    head = svg.arrow((end, y), (x, y), tone, s) if back else svg.arrow((x, y), (end, y), tone, s)
    line = f"M{number(x)},{number(y)}H{number(end)}"
    return trace(line, tone, 1.5, dash) + head


def narrower(kind: CardType, by: float) -> CardType:
    """The same type on a card that is narrower."""
    return replace(kind, wide=kind.wide - by)
