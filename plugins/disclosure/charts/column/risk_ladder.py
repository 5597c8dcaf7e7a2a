"""The ladder, 廉政风险防控图, for the wall (A3): risk | flow | control and who answers for it.

Enters: a ``Graph`` and the leader who answers for each grade.  Leaves: a ``Drawing`` as wide as an
A3 sheet within its margins at 96 px an inch, where 16 px are 12 pt, and where to cut one that is
longer than a sheet: it is never made smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ...basics.text_width import greedy
from ...basics.values import dataclass
from ...county.facts.posts.answerable import LEADERS
from ...county.flows.graph import FlowNode, Graph
from ..ink import signs, svg
from ..ink.captions import Caption, heading
from ..ink.looks import STROKE
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Box, Drawing, half
from .rail import Rail, RailSizes, cards_of, cards_wide, rail, rail_svg, stacked
from .step_cards import DESCENT, LEADING, CardType

WIDE = 1046.0
"""px: A3 within its margins, 277 mm at 96 px an inch."""
NAME, SMALL = 20.0, 16.0
"""px: the size of names, and of all other words: 15 and 12 pt on paper."""
SIDE, GAP, HEAD = 252.0, 20.0, 40.0
"""px: how wide a side card is, its distance from the flow, and the height of the three heads."""
RADIUS = 16.0
"""px: the radius of a step's number."""
SHEET = 1440  # px of the drawing on one sheet of 420 mm, less margins and the line at its foot
_PAD, _BETWEEN = 8.0, 14.0
"""px between a side card and its words, and between two cards."""
_HEADS_DOWN, _FOOT = 18, 12
"""px between the heads and the first card, and below the last."""
_ROUND, _ROUND_HEAD = 6, 4
"""px: the radius of the corners of side cards, and of the heads."""
_GRAVEST = 2.5
"""px: the outline of a risk of grade 一."""
_SIGN, _SIGN_RIGHT = 11, 13
"""px: the radius of a grade's sign, and its distance from the words' edge."""
Leaders = Mapping[tuple[str, str], str]  # by id of the node and grade
_PREFIX = "d-"
_DASHES = {"一": "", "二": "7 4", "三": "2 3"}


class _Text(NamedTuple):
    """Lines in one tone; those that tell the grade of a risk have its sign beside them."""

    lines: tuple[str, ...]
    tone: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class _Panel:
    """A side card: its texts, and the height they take."""

    texts: tuple[_Text, ...]

    @property
    def high(self) -> float:
        return sum(len(text.lines) for text in self.texts) * SMALL * LEADING + 2 * _PAD


@dataclass(frozen=True)
class _Ladder:
    """Everything placed: the rail, the side cards by id of their node, the heading."""

    rail: Rail
    risks: Mapping[str, _Panel]
    controls: Mapping[str, _Panel]
    top: Caption

    @cached_property
    def rows(self) -> Mapping[str, tuple[FlowNode, Box]]:
        return {card.node.id: (card.node, box) for card, box in self.rail.cards}

    def reach(self, node: str) -> float:
        """How far down the side cards of a step reach."""
        return self.rows[node][1].top + max(self.risks[node].high, self.controls[node].high)

    @property
    def high(self) -> int:
        return round(max([self.rail.bottom, *map(self.reach, self.risks)]) + _FOOT)


def draw(
    graph: Graph,
    *,
    leaders: Leaders | None = None,
    prefix: str = _PREFIX,
    titled: bool = True,
    palette: Palette = LIGHT,
) -> Drawing:
    """The ladder; ``leaders`` names who answers for a step's risks of a grade, where it is known."""
    return _drawn(graph, _placed(graph, leaders or {}, palette, titled=titled), prefix, palette)


def on_sheets(
    graph: Graph, leaders: Leaders | None = None, sheet: float = SHEET
) -> tuple[Drawing, tuple[int, ...]]:
    """The same, and where sheets of so many px begin."""
    ladder = _placed(graph, leaders or {}, LIGHT, titled=True)
    return _drawn(graph, ladder, _PREFIX, LIGHT), _cuts(ladder, sheet)


def _drawn(graph: Graph, ladder: _Ladder, prefix: str, palette: Palette) -> Drawing:
    body = ladder.top.svg + _heads(ladder.top.height, palette) + rail_svg(ladder.rail, palette, prefix)
    for node_id, panel in ladder.risks.items():
        body += _sides(ladder.rows[node_id], panel, ladder.controls[node_id], palette)
    made = svg.document(
        kind="ladder", title=graph.name, width=WIDE, height=ladder.high, body=body, prefix=prefix
    )
    return Drawing(
        svg=made, width=round(WIDE), height=ladder.high, plan=ladder.rail.plan(WIDE, ladder.high)
    )


def _cuts(ladder: _Ladder, sheet: float) -> tuple[int, ...]:
    """Where sheets begin, in px from the top, the first at 0: between cards, through none."""
    boxes = [box for _, box in ladder.rail.cards]
    free = [half((a.bottom + b.top) / 2) for a, b in pairwise(boxes)]
    spans = [(ladder.rows[node][1].top, ladder.reach(node)) for node in ladder.risks]
    whole = [y for y in free if not any(a < y < b for a, b in spans)]
    found = [0.0]
    while ladder.high - found[-1] > sheet:
        low, high = found[-1], found[-1] + sheet
        found.append(max((y for y in whole or free if low < y <= high), default=high))
    return tuple(map(round, found))


def _placed(graph: Graph, leaders: Leaders, palette: Palette, *, titled: bool) -> _Ladder:
    risks, controls = _panels(graph, palette, leaders)
    wide = cards_wide(graph, WIDE - 2 * (SIDE + GAP), RADIUS)
    kind = CardType(wide=wide, name=NAME, small=SMALL)
    measures = RailSizes(left=SIDE + GAP, type=kind, radius=RADIUS, gap=_BETWEEN)
    top = heading(graph, WIDE, SMALL, palette, titled=titled)
    start = top.height + HEAD + _HEADS_DOWN
    cards = cards_of(graph, measures)
    rows = [box for _, box in stacked(cards, measures, start, {}).cards]
    least = {**_stretched(rows, risks)}
    for node, high in _stretched(rows, controls).items():
        least[node] = max(high, least.get(node, 0.0))
    return _Ladder(rail(graph, measures, stacked(cards, measures, start, least)), risks, controls, top)


def _stretched(rows: Sequence[Box], panels: Mapping[str, _Panel]) -> dict[str, float]:
    """Rows made higher where a side card would reach the next one below it.

    A side card may stand beside the following steps as long as these have none of their own.
    """
    held = [box for box in rows if box.id in panels and panels[box.id].texts]
    lacks = ((a, a.top + panels[a.id].high + _BETWEEN / 2 - b.top) for a, b in pairwise(held))
    return {box.id: box.h + lack for box, lack in lacks if lack > 0}


def _panels(
    graph: Graph, palette: Palette, leaders: Leaders
) -> tuple[dict[str, _Panel], dict[str, _Panel]]:
    told = [node for node in graph.nodes if node.risks or (node.step and node.step.control)]
    ems = (SIDE - 2 * _PAD) / SMALL
    risks = {node.id: _Panel(tuple(_risk_texts(node, ems, palette))) for node in told}
    controls = {node.id: _Panel(tuple(_control_texts(node, ems, palette, leaders))) for node in told}
    return risks, controls


def _risk_texts(node: FlowNode, ems: float, palette: Palette) -> Iterator[_Text]:
    for risk in node.risks:
        head = f"　　{risk.grade}级{'・' + risk.kind if risk.kind else ''}"
        yield _Text((head,), palette.ink, risk.grade)
        yield _Text(greedy(risk.sign, ems), palette.ink)


def _control_texts(node: FlowNode, ems: float, palette: Palette, leaders: Leaders) -> Iterator[_Text]:
    if node.step and node.step.control:
        yield _Text(greedy(f"制约：{node.step.control}", ems), palette.guard)
    for risk in node.risks:
        if risk.measure:
            yield _Text(greedy(f"措施：{risk.measure}", ems), palette.guard)
        if risk.watcher:
            yield _Text(greedy(f"监督：{risk.watcher}", ems), palette.ink)
        who = leaders.get((node.id, risk.grade)) or LEADERS[risk.grade]
        yield _Text(greedy(f"责任领导：{who}", ems), palette.ink)


def _heads(y: float, palette: Palette) -> str:
    middle = WIDE - 2 * (SIDE + GAP)
    spans = (
        ("廉政风险点", 0.0, SIDE),
        ("权力运行流程", SIDE + GAP, middle),
        ("防控措施与责任", WIDE - SIDE, SIDE),
    )
    return svg.anchored("".join(_head_of(words, x, wide, y, palette) for words, x, wide in spans))


def _head_of(words: str, x: float, wide: float, y: float, palette: Palette) -> str:
    box = Box(x=x + wide / 2, y=y + HEAD / 2, w=wide - 2, h=HEAD)
    label = svg.text(box.x, box.y + NAME * svg.MIDDLE, words, NAME, palette.on_number, bold=True)
    return svg.rect(box, palette.number, palette.number, radius=_ROUND_HEAD) + label


def _sides(row: tuple[FlowNode, Box], risks: _Panel, controls: _Panel, palette: Palette) -> str:
    node, box = row
    left = Box(x=SIDE / 2 + 1, y=box.top + risks.high / 2, w=SIDE - 2, h=risks.high)
    right = Box(x=WIDE - SIDE / 2 - 1, y=box.top + controls.high / 2, w=SIDE - 2, h=controls.high)
    grade = min((r.grade for r in node.risks), key="一二三".index, default="")
    out = ""
    if grade:
        tone = palette.grade(grade)
        stroke, dash = _GRAVEST if grade == "一" else STROKE, _DASHES[grade]
        out += svg.rect(left, palette.ground, tone, radius=_ROUND, stroke=stroke, dash=dash)
        out += _written(left, risks, palette)
    if controls.texts:
        out += svg.rect(right, palette.ground, palette.guard, radius=_ROUND)
        out += _written(right, controls, palette)
    return out


def _written(box: Box, panel: _Panel, palette: Palette) -> str:
    x, y, texts, grades = box.left + _PAD, box.top + _PAD, "", ""
    for lines, tone, grade in panel.texts:
        if grade:
            middle = y + SMALL * LEADING / 2
            grades += signs.risk(x + _SIGN_RIGHT, middle, grade, palette, _SIGN)
        spots = []
        for words in lines:
            y += SMALL * LEADING
            spots.append((x, y - SMALL * DESCENT, words))
        texts += svg.lines(spots, SMALL, tone, bold=bool(grade))
    return texts + (svg.anchored(grades) if grades else "")
