"""What every drawing is made of: boxes, routes and labels in px, and the finished drawing.

Enters: nothing.  Leaves: frozen values that writers draw, gates check and the bench measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...basics.values import dataclass
from ...county.flows.graph import Edge

Point = tuple[float, float]
Positions = Mapping[str, Point]  # centres of nodes by id, in points; y grows upwards
LayOut = Callable[[str], Positions]  # from DOT
POINTS = 72
"""In an inch: DOT gives sizes in inches, positions in points, and a point is drawn as a px."""


class Box(NamedTuple):
    """The place of a node: centre and size; ``diamond`` when its outline is a rhombus.

    What is drawn and is no node has no ``id``.  Boxes and routes are named tuples because hundreds are
    made for one flow.
    """

    x: float
    y: float
    w: float
    h: float
    id: str = ""
    diamond: bool = False

    @property
    def left(self) -> float:
        return self.x - self.w / 2

    @property
    def right(self) -> float:
        return self.x + self.w / 2

    @property
    def top(self) -> float:
        return self.y - self.h / 2

    @property
    def bottom(self) -> float:
        return self.y + self.h / 2

    def within(self, px: float) -> Box:
        """A box about the same centre, this much narrower and lower."""
        return Box(x=self.x, y=self.y, w=self.w - px, h=self.h - px)


class Route(NamedTuple):
    """The way of an edge: corners from the source's outline to the target's."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ConditionLabel:
    """A condition standing beside its decision: centre and size of its chip."""

    edge: Edge
    box: Box


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a swimlane chart."""

    name: str
    left: float
    right: float
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A laid-out chart; ``listed`` holds edges that are told in words instead of drawn."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...] = ()
    labels: tuple[ConditionLabel, ...] = ()
    listed: tuple[Edge, ...] = ()
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """SVG to stand in a page, its size in px, its geometry, and the DOT that Graphviz laid out for it.

    ``dot`` holds no word, and is "" for what we place ourselves.
    """

    svg: str
    width: int
    height: int
    plan: Plan
    dot: str = ""


def crossings(routes: Sequence[Route]) -> list[tuple[int, int]]:
    """The numbers of two routes for each time they cross, not counting touches and shared ends."""
    level, upright = [], []
    for number, route in enumerate(routes):
        for (ax, ay), (bx, by) in pairwise(route.points):
            if ay == by:
                level.append((number, ay, min(ax, bx), max(ax, bx)))
            else:
                upright.append((number, ax, min(ay, by), max(ay, by)))
    return [
        (first, second)
        for first, y, left, right in level
        for second, x, top, bottom in upright
        if first != second and left < x < right and top < y < bottom
    ]


def even(value: float) -> float:
    """Up to whole even px, so that centres fall on whole px."""
    return float(2 * -int(-value // 2))


def half(value: float) -> float:
    """To the nearest half pixel, so that bytes do not depend on the last bit of a float."""
    return round(value * 2) / 2
