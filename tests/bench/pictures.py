"""A chart of any tool as plain geometry, and the figures that are taken from it.

Enters: boxes, ways and conditions in px, from us or from another tool.  Leaves: ``Figures``.  One
code measures all, so that no tool is measured by its own rule.  Ways are polylines; curves come in
sampled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from disclosure.charts.model.geometry import Box, ConditionLabel, Plan, Point
from disclosure.county.flows.graph import MAIN, Edge, Graph

ARROW = 14  # within an arrowhead of its target a way has arrived: meeting there is not crossing
ASIDE = 4  # px: less is not seen
_TOUCH = 0.5
KIOSK, PHONE, NAME = (1080, 1920), 390, 17


@dataclass(frozen=True, slots=True)
class Way:
    """An edge as drawn, from its source to its tip."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One flow as one tool draws it, with names of 17 px."""

    graph: Graph
    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    labels: tuple[ConditionLabel, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all flows together.

    ``distance`` and ``gap`` are means in px; ``kiosk`` is the worst name's size in px once a picture is
    fitted into 1080 × 1920.
    """

    crossings: int
    collisions: int
    distance: float | None
    gap: float | None
    upwards: int
    missing: int
    crooked: int
    wide: float
    high: float
    kiosk: float


def ours(graph: Graph, plan: Plan, wide: float, high: float) -> Picture:
    """A drawing of ours."""
    ways = tuple(Way(route.edge, route.points) for route in plan.routes)
    return Picture(graph, wide, high, plan.boxes, ways, plan.labels)


def figures(pictures: Sequence[Picture]) -> Figures:
    """What is measured, over all flows."""
    return Figures(
        sum(len(list(crossings(picture))) for picture in pictures),
        sum(len(list(collisions(picture))) for picture in pictures),
        _mean([far for picture in pictures for far in distances(picture)]),
        _mean([far for picture in pictures for far in distances(picture, edges=True)]),
        sum(len(list(upwards(picture))) for picture in pictures),
        sum(len(list(missing(picture))) for picture in pictures),
        sum(len(list(crooked(picture))) for picture in pictures),
        sum(picture.width for picture in pictures) / len(pictures),
        sum(picture.height for picture in pictures) / len(pictures),
        min(NAME * min(KIOSK[0] / p.width, KIOSK[1] / p.height) for p in pictures),
    )


def crossings(picture: Picture) -> Iterator[tuple[Edge, Edge]]:
    """Every place where two ways cross; running together, touching and arriving are not crossing."""
    for one, other in combinations(picture.ways, 2):
        spots: list[Point] = []
        for a, b in pairwise(one.points):
            for c, d in pairwise(other.points):
                spot = _crossing(a, b, c, d)
                if spot and not _arrived(spot, one, other) and all(_far(spot, s, 2) for s in spots):
                    spots.append(spot)
        yield from ((one.edge, other.edge) for _ in spots)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where two stretches cross, each properly on both sides of the other."""
    p, q = _side(a, b, c), _side(a, b, d)
    r, s = _side(c, d, a), _side(c, d, b)
    if p * q >= 0 or r * s >= 0:
        return None
    t = r / (r - s)
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _arrived(spot: Point, one: Way, other: Way) -> bool:
    same = one.edge.target == other.edge.target
    return same and not (_far(spot, one.points[-1], ARROW) and _far(spot, other.points[-1], ARROW))


def _far(a: Point, b: Point, reach: float) -> bool:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 > reach * reach


def collisions(picture: Picture) -> Iterator[tuple[ConditionLabel, ConditionLabel | Box]]:
    """A condition that lies on another one, or on a box."""
    for one, other in combinations(picture.labels, 2):
        if _overlap(one.box, other.box):
            yield one, other
    for label in picture.labels:
        yield from ((label, box) for box in picture.boxes if _on(label.box, box))


def _overlap(a: Box, b: Box) -> bool:
    reach_x, reach_y = (a.w + b.w) / 2 - _TOUCH, (a.h + b.h) / 2 - _TOUCH
    return abs(a.x - b.x) < reach_x and abs(a.y - b.y) < reach_y


def _on(label: Box, box: Box) -> bool:
    """A rhombus is met where one of its corners, or the label's nearest corner, lies inside."""
    if not box.diamond:
        return _overlap(label, box)
    dx = max(abs(label.x - box.x) - label.w / 2 + _TOUCH, 0)
    dy = max(abs(label.y - box.y) - label.h / 2 + _TOUCH, 0)
    return dx / (box.w / 2) + dy / (box.h / 2) < 1


def distances(picture: Picture, *, edges: bool = False) -> Iterator[float]:
    """From the middle of each condition (or its nearest edge) to the outline (bounding box) of its
    decision, in px."""
    places = {box.id: box for box in picture.boxes}
    for label in picture.labels:
        box, own = places[label.edge.source], label.box
        dx = max(abs(own.x - box.x) - (box.w + own.w * edges) / 2, 0)
        dy = max(abs(own.y - box.y) - (box.h + own.h * edges) / 2, 0)
        yield (dx * dx + dy * dy) ** 0.5


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def upwards(picture: Picture) -> Iterator[Edge]:
    """Forward steps drawn upwards."""
    places = {box.id: box for box in picture.boxes}
    for edge in picture.graph.forward:
        shown = {edge.source, edge.target} <= places.keys()
        if shown and places[edge.target].y < places[edge.source].y - 1:
            yield edge


def missing(picture: Picture) -> Iterator[Edge]:
    """Conditions without a label in the picture."""
    shown = {label.edge for label in picture.labels}
    return (edge for edge in picture.graph.edges if edge.label and edge not in shown)


def crooked(picture: Picture) -> Iterator[Edge]:
    """Steps of the main line that do not stand right below the one before."""
    places = {box.id: box for box in picture.boxes}
    for edge in main_line(picture.graph):
        shown = {edge.source, edge.target} <= places.keys()
        if shown and abs(places[edge.target].x - places[edge.source].x) > ASIDE:
            yield edge


def main_line(graph: Graph) -> Iterator[Edge]:
    """From the first step along 下一步 to 办结."""
    here, seen = "n1", {"n1"}
    while True:
        ways = [e for e in graph.edges_from(here) if e.kind == MAIN and e.target not in seen]
        if not ways:
            return
        yield ways[0]
        here = ways[0].target
        seen.add(here)
