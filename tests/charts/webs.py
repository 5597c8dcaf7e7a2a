"""What every county graph must hold, as a function of a finished ``Drawing``; and graphs to try.

Enters: networks and their drawings.  Leaves: sentences that name a breach; a list that must be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from hypothesis import strategies as st

from disclosure.basics.text_width import width
from disclosure.charts.ink.looks import plain
from disclosure.charts.model.geometry import Box, Drawing, Point
from disclosure.charts.model.network import PLAIN, WATCH, Band, Network, NetworkItem, Target, network
from disclosure.charts.model.network_in_words import Branch
from disclosure.schema.records.powers.flow_terms import StepKind

LOOKS = (StepKind.ACTION, StepKind.REVIEW, StepKind.SUBFLOW, StepKind.DECISION, StepKind.FINISH)
NAMES = st.text("县委办公室财务股股长分管副局长（一）A1<&\"'>|", min_size=1, max_size=30)
TARGETS = st.sampled_from((Target(), Target("机构", "MZJ"), Target("职权", "MZ-1", "flow")))


def address(target: Target) -> str:
    """Any address will do where no page is opened."""
    return f"../{target.code}.html#{target.part}"


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Graphs of up to 16 boxes in up to 5 ranks, with edges that skip ranks, and lone boxes."""
    ranks = draw(st.integers(1, 5))
    bands = [Band(name=f"第{rank + 1}列", first=rank, last=rank) for rank in range(ranks)]
    count = draw(st.integers(ranks, 16))
    items = [
        NetworkItem(
            f"i{n}",
            n if n < ranks else draw(st.integers(0, ranks - 1)),
            draw(NAMES),
            look=draw(st.sampled_from(LOOKS)),
            kind=draw(st.sampled_from(("", "职权"))),
            notes=tuple(draw(st.lists(NAMES, max_size=2))),
            ems=draw(st.sampled_from((8.0, 16.0))),
            target=draw(TARGETS),
            good=draw(st.booleans()),
        )
        for n in range(count)
    ]
    pairs = [(a.key, b.key) for a in items for b in items if a.rank < b.rank]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=20, unique=True)) if pairs else []
    links = [(a, b, draw(st.sampled_from((PLAIN, WATCH)))) for a, b in chosen]
    sideways, arrows = draw(st.booleans()), draw(st.booleans())
    return network("图", "说明", bands, items, links, sideways=sideways, arrows=arrows)


def breaches(net: Network, drawing: Drawing, branches: tuple[Branch, ...]) -> list[str]:
    """Everything wrong with a drawing and its list."""
    return [
        *_drawn_once(net, drawing),
        *_boxes(net, drawing),
        *_ways(drawing),
        *_texts(plain(drawing.svg)),
        *_listed(net, branches),
    ]


def _drawn_once(net: Network, drawing: Drawing) -> Iterator[str]:
    ids = re.findall(r' id="([^"]+)"', drawing.svg)
    if len(ids) != len(set(ids)):
        yield "ids are not unique"
    boxes = re.findall(r'<a id="[\w-]+-(n\d+)"', drawing.svg)
    if boxes != [node.id for node in net.nodes] or boxes != [box.id for box in drawing.plan.boxes]:
        yield "boxes are not the nodes in their order"
    if re.findall(r'<path id="[\w-]+-(e\d+)"', drawing.svg) != [
        f"e{n + 1}" for n in range(len(net.edges))
    ]:
        yield "ways are not the edges in their order"
    if [route.edge for route in drawing.plan.routes] != list(net.edges):
        yield "routes are not the edges"


def _boxes(net: Network, drawing: Drawing) -> Iterator[str]:
    plan = drawing.plan
    for a, b in combinations(plan.boxes, 2):
        if _meet(a, b.left, b.right, b.top, b.bottom):
            yield f"boxes {a.id} and {b.id} overlap"
    for box in plan.boxes:
        if box.left < 0 or box.top < 0 or box.right > plan.width or box.bottom > plan.height:
            yield f"box {box.id} leaves the sheet"
    places = {box.id: box for box in plan.boxes}
    for lane in plan.lanes:
        for node in lane.nodes:
            low, high = _along(net, places[node])
            if low < lane.left or high > lane.right:
                yield f"{node} leaves its band {lane.name}"
    for one, other in pairwise(plan.lanes):
        if one.right > other.left:
            yield f"bands {one.name} and {other.name} overlap"


def _along(net: Network, box: Box) -> Point:
    return (box.left, box.right) if net.sideways else (box.top, box.bottom)


def _meet(box: Box, left: float, right: float, top: float, bottom: float) -> bool:
    across = left < box.right - 0.5 and right > box.left + 0.5
    return across and top < box.bottom - 0.5 and bottom > box.top + 0.5


def _ways(drawing: Drawing) -> Iterator[str]:
    """A curve stays in the rectangle of its ends: its control points lie on two of the sides."""
    places = {box.id: box for box in drawing.plan.boxes}
    for route in drawing.plan.routes:
        for spot, node in ((route.points[0], route.edge.source), (route.points[-1], route.edge.target)):
            if not _on_outline(spot, places[node]):
                yield f"{route.edge} does not touch {node}"
        for a, b in pairwise(route.points):
            for box in places.values():
                if _meet(box, min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])):
                    yield f"{route.edge} runs through {box.id}"


def _on_outline(spot: Point, box: Box) -> bool:
    x, y = abs(spot[0] - box.x), abs(spot[1] - box.y)
    return (x == box.w / 2 and y <= box.h / 2) or (y == box.h / 2 and x <= box.w / 2)


def _texts(svg: str) -> Iterator[str]:
    """By our own measure, which is wider than any font; and none smaller than a phone's floor."""
    for node in re.findall(r"<a id.*?</a>", svg, re.DOTALL):
        wide = float(re.search(r' width="([\d.]+)"', node)[1])  # type: ignore[index]  # every box has one
        for own, words in re.findall(r'<text (?:[^>]*?font-size="([\d.]+)")?[^>]*>(.*?)</text>', node):
            size = own or "14"
            lines = re.sub("&[^;]+;", "a", re.sub("<[^>]*>", "\n", words)).split("\n")
            if max(width(line, float(size)) for line in lines) > wide - 8:
                yield f"“{words}” leaves its box"
            if float(size) < 16:
                yield f"“{words}” is too small"


def _listed(net: Network, branches: tuple[Branch, ...]) -> Iterator[str]:
    """Every node has one line, and every edge is told: by nesting, or in words."""
    told = list(_lines(branches))
    rows = {branch.anchor.rpartition("-")[2]: branch for branch in told if "-row-" in branch.anchor}
    anchors = [branch.anchor for branch in told]
    if len(anchors) != len(set(anchors)) or set(rows) != {node.id for node in net.nodes}:
        yield "lines are not the nodes"
        return
    for edge in net.edges:
        one = rows[edge.source]
        leads = {way.href.rpartition("-")[2] for way in one.ways}
        leads |= {branch.anchor.rpartition("-")[2] for branch in one.below}
        if edge.target not in leads:
            yield f"{edge} is not told"


def _lines(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _lines(branch.below)
