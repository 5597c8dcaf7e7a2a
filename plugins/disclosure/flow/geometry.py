"""What every drawing is made of: boxes, routes and labels in px, and the finished drawing.

Enters: nothing.  Leaves: frozen values that writers draw, gates check and the bench measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from .graph import Edge

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node: centre and size; ``diamond`` when its outline is a rhombus."""

    id: str
    x: float
    y: float
    w: float
    h: float
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


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an edge: corners from the source's outline to the target's."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Label:
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A laid-out chart; ``listed`` holds edges that are told in words instead of drawn."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...] = ()
    labels: tuple[Label, ...] = ()
    listed: tuple[Edge, ...] = ()
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG to stand in a page, the DOT it was laid out from, its size in px, and its geometry."""

    svg: str
    dot: str
    width: int
    height: int
    plan: Plan


def crossings(routes: Sequence[Route]) -> int:
    """How often two routes cross, not counting touches and shared ends."""
    return sum(
        _cross(a, b, c, d) or _cross(c, d, a, b)
        for one, other in combinations(routes, 2)
        for a, b in pairwise(one.points)
        for c, d in pairwise(other.points)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """A level stretch a-b against an upright one c-d."""
    if a[1] != b[1] or c[0] != d[0]:
        return False
    return min(a[0], b[0]) < c[0] < max(a[0], b[0]) and min(c[1], d[1]) < a[1] < max(c[1], d[1])


def half(value: float) -> float:
    """To the nearest half pixel, so that bytes do not depend on the last bit of a float."""
    return round(value * 2) / 2
