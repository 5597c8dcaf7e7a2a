"""A step as a card of text rows: what the ladder and the board are made of.

Enters: a ``FlowNode``, the width of its card and the sizes of its text.  Leaves: a ``StepCard`` that
knows its height before it has a place, and its SVG once it has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from math import fsum

from ...basics.text_width import chinese, greedy, width, wrapped
from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, MAIN, Edge, FlowNode, Graph
from ...county.flows.steps_in_words import anchor, branch_texts
from ...schema.records.powers.flow_terms import StepKind
from ..grid.step_boxes import spoken
from ..ink import signs, svg
from ..ink.element import number, trace
from ..ink.links import link
from ..ink.looks import STROKE
from ..ink.palette import Palette
from ..model.geometry import Box, even

LEADING, DESCENT = 1.45, 0.4
"""Of a text's size: the height of its line, and how far its baseline is above the line's foot."""
PAD = 10.0
"""px between a card and its words."""
_SLACK = 6
"""px by which a card is wider than its words, for fonts wider than we know."""
_BADGE = 24.0
"""px: the smallest character in a sign of a card seen from afar."""
_GRADE_ROOM, _NUMBER_ROOM = 1.9, 2.2
"""Of the size: what the sign of a grade and a number take from a line."""
_EXIT_GAP, _CHIP_PADDING, _CHIP_GAP = 6, 6, 6
"""px between two exits, on each side of a condition, and behind its chip."""
_CHIP_ROOM = 14
"""px that a chip takes beside its words, as lines are broken: its padding, and a little more."""
_ARROW_HEAD, _CROSS_RIGHT = 0.3, 0.8
"""Of the size: half an arrow's head or a cross, and how far right of an exit's edge the cross is."""
_ARROW, _ARROW_ROOM, _ARROW_ROOM_BESIDE = 1.4, 1.8, 2.6
"""Of the size: an exit's arrow, what it takes before the words, and behind a chip."""
_SIGN_PAD, _SIGN, _SIGNS_APART = 8, 0.72, 2.5
"""px from a sign to the edge; against the size, its radius; against that, the next sign's distance."""
_NUMBER_RIGHT, _NUMBER_DOWN, _NAME_RIGHT = 0.85, 0.95, 2
"""Of the size: from the words' edge to a number's middle; of its radius, down; where its name begins."""
_NUMBER, _NUMBER_OF_DECISION = 0.76, 0.62
"""Against the size: the radius of a number, smaller where it stands in a rhombus."""
_ROUND = 8
"""px: the radius of a corner."""
NAME, SOFT, REST, EXIT = "name", "soft", "rest", "exit"
ON, BACK, BAD = "on", "back", "bad"


@dataclass(frozen=True, slots=True)
class CardType:
    """Sizes of a card: its width in px, the size of names and of all other text."""

    wide: float
    name: float
    small: float
    badge: bool = False


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line (an EXIT: its condition's lines, then where it leads: ON, BACK or to a BAD end).

    ``beside`` where the words stand on the line of their condition.
    """

    kind: str
    words: str
    size: float
    chip: tuple[str, ...] = ()
    beside: bool = False
    leads: str = ""

    @property
    def high(self) -> float:
        lines = len(self.chip) + (1 if self.words and not self.shared else 0)
        if self.kind == EXIT:
            return self.size * LEADING * lines + _EXIT_GAP
        return self.size * LEADING

    @property
    def shared(self) -> bool:
        """The target stands on the line of its condition."""
        return len(self.chip) == 1 and self.beside


@dataclass(frozen=True, slots=True)
class StepCard:
    """Rows of one node and the height they take."""

    node: FlowNode
    rows: tuple[CardRow, ...]
    type: CardType
    grades: tuple[str, ...]

    @property
    def high(self) -> float:
        return even(fsum(row.high for row in self.rows) + 2 * PAD)


def card(graph: Graph, node: FlowNode, kind: CardType) -> StepCard:
    """The card of a step."""
    grades = tuple(sorted({risk.grade for risk in node.risks}, key="一二三".index))
    return StepCard(node, tuple(_rows(graph, node, kind, len(grades))), kind, grades)


def _rows(graph: Graph, node: FlowNode, kind: CardType, grades: int) -> Iterator[CardRow]:
    inner = kind.wide - 2 * PAD - _SLACK
    aside = (kind.name * _GRADE_ROOM * grades) + (kind.name * _NUMBER_ROOM if kind.badge else 0)
    name = node.step.name if node.step else node.label
    for words in wrapped(name, (inner - aside) / kind.name):
        yield CardRow(NAME, words, kind.name)
    for told in _told(node):
        for words in _between(told, inner / kind.small):
            yield CardRow(SOFT, words, kind.small)
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


def _told(node: FlowNode) -> Iterator[str]:
    step = node.step
    if step is None:
        return
    limit = str(step.limit) if step.limit else ""
    who = "・".join(filter(None, ("、".join(step.posts), step.duty, limit)))
    if who:
        yield who
    yield from (f"∥ {branch}" for branch in branch_texts(node))


def _exit(graph: Graph, edge: Edge, inner: float, size: float) -> Iterator[CardRow]:
    target = graph.node(edge.target)
    words = target.label if target.step is None else f"第{target.number}步"
    leads = BAD if target.step is None and not target.good else BACK if edge.kind == BACKWARD else ON
    words = chinese({BAD: f"终止，{words}", BACK: f"退回{words}", ON: f"转{words}"}[leads])
    if target.good:
        words = target.label
    words, *more = greedy(words, (inner - size * 2) / size)
    chip = greedy(edge.label, (inner - _CHIP_ROOM) / size) if edge.label else ()
    room = inner - size * _ARROW_ROOM_BESIDE - _CHIP_ROOM
    beside = len(chip) == 1 and width(chip[0], size) + width(words, size) <= room
    yield CardRow(EXIT, words, size, chip=chip, beside=beside or not chip, leads=leads)
    yield from (CardRow(REST, line, size) for line in more)


def drawn(  # noqa: PLR0913  a card, its place, and how to dress it
    card: StepCard, box: Box, graph: Graph, palette: Palette, prefix: str, *, dash: str = ""
) -> str:
    """The card as a link to its step."""
    look = palette.look(card.node.kind)
    outline = svg.rect(box, look.fill, look.line, radius=_ROUND, dash=dash)
    inside = f"{outline}{_lines(card, box, palette)}{_marks(card, box, palette)}"
    return link(f"{prefix}{card.node.id}", f"#{anchor(card.node)}", inside, spoken(graph, card.node))


def _marks(card: StepCard, box: Box, palette: Palette) -> str:
    name, node = card.type.name, card.node
    r = name * _SIGN
    if card.type.badge:  # seen from afar: no sign with a character below the floor of the words
        r = max(r, _BADGE / signs.GRADE)
    x, y = box.right - r - _SIGN_PAD, box.top + r + _SIGN_PAD
    risks = (signs.risk(x - _SIGNS_APART * r * n, y, g, palette, r) for n, g in enumerate(card.grades))
    out = "".join(risks)
    if card.type.badge:
        size = name * (_NUMBER_OF_DECISION if node.kind == StepKind.DECISION else _NUMBER)
        size = max(size, _BADGE / signs.NUMBER)
        x, y = box.left + PAD + name * _NUMBER_RIGHT, box.top + PAD + r * _NUMBER_DOWN
        out += signs.badge(x, y, node.number, node.kind, palette, size=size)
    return svg.anchored(out) if out else ""


def _lines(card: StepCard, box: Box, palette: Palette) -> str:
    y, parts = box.top + PAD, []
    for kind, group in groupby(card.rows, key=lambda row: row.kind):
        indent = card.type.name * _NAME_RIGHT if card.type.badge and kind == NAME else 0
        x, size, spots = box.left + PAD + indent, 0.0, []
        for row in group:
            if kind == EXIT:
                parts.append(_exit_drawn(row, x, y, palette))
            size = row.size
            spots.append((x, y + row.high - size * DESCENT, row.words))
            y += row.high
        if kind == SOFT:
            parts += [svg.text(*spot, size, palette.soft) for spot in spots]
        elif kind != EXIT:
            parts.append(svg.lines(spots, size, palette.ink, bold=kind == NAME))
    return "".join(parts)


def _exit_drawn(row: CardRow, x: float, y: float, palette: Palette) -> str:
    line, parts = row.size * LEADING, []
    y += _EXIT_GAP / 2
    if row.chip:
        wide = max(width(words, row.size) for words in row.chip) + 2 * _CHIP_PADDING
        box = Box(x=x + wide / 2, y=y + line * len(row.chip) / 2, w=wide, h=line * len(row.chip) - 1)
        parts.append(svg.rect(box, palette.ground, palette.rule, radius=_ROUND, stroke=1))
        left = x + _CHIP_PADDING
        spots = [(left, y + line * n - row.size * DESCENT, words) for n, words in enumerate(row.chip, 1)]
        parts.append(svg.lines(spots, row.size, palette.ink, bold=True))
        if row.shared:
            x += wide + _CHIP_GAP
        else:
            y += line * len(row.chip)
    parts.append(_sign(row, x, y + line / 2, palette))
    x, base = x + row.size * _ARROW_ROOM, y + line - row.size * DESCENT
    parts.append(svg.text(x, base, row.words, row.size, palette.ink, bold=True))
    return "".join(parts)


def _sign(row: CardRow, x: float, y: float, palette: Palette) -> str:
    """An arrow, a dashed arrow back, or a cross."""
    s = row.size * _ARROW_HEAD
    if row.leads == BAD:
        return signs.cross(x + row.size * _CROSS_RIGHT, y, s, palette.bad)
    back = row.leads == BACK
    tone, dash = (palette.back, "4 3") if back else (palette.edge, "")
    end = x + row.size * _ARROW
    head = svg.arrow((end, y), (x, y), tone, s) if back else svg.arrow((x, y), (end, y), tone, s)
    line = f"M{number(x)},{number(y)}H{number(end)}"
    return trace(line, tone, STROKE, dash) + head


def narrower(kind: CardType, by: float) -> CardType:
    """The same type on a card that is narrower."""
    return replace(kind, wide=kind.wide - by)
