"""The lattice that nodes stand on and ways run along, before anything has a size.

Enters: columns, rows, corners.  Leaves: a ``Grid`` of nodes, and ``GridWay``s with their legs.  The
lattice is doubled (``cell``): even x are gutters between columns, even y channels between rows, which
no node ever blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...basics.values import dataclass
from ...county.flows.graph import Edge

Spot = tuple[int, int]
Corners = tuple[Spot, ...]
LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
STRAIGHT = 2
"""Corners of a way without a bend: its two ends."""


def cell(column: int, row: int) -> Spot:
    """Where a cell lies on the lattice."""
    return 2 * column + 1, 2 * row + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Lattice spots of the nodes, and how many rows and columns there are."""

    spots: Mapping[str, Spot]
    rows: int
    columns: int
    decisions: frozenset[str]


class Leg(NamedTuple):
    """A straight stretch: ``line`` is its y when horizontal, else its x.

    Legs and ways are named tuples because thousands are tried for one chart.
    """

    horizontal: bool
    line: int
    start: int
    end: int
    low: int
    high: int


class GridWay(NamedTuple):
    """An edge with its corners on the lattice; ``out`` and ``into`` are sides of its ends.

    ``low`` and ``high`` are the corners of the rectangle it stays in.
    """

    edge: Edge
    corners: Corners
    legs: tuple[Leg, ...]
    out: str
    into: str
    low: Spot
    high: Spot


def way_of(edge: Edge, corners: Corners) -> GridWay:
    """A way with its legs and sides."""
    return GridWay(edge, corners, *_course(corners))


@lru_cache(maxsize=1 << 12)  # small numbers: ways of one flow lie where those of others do
def _course(corners: Corners) -> tuple[tuple[Leg, ...], str, str, Spot, Spot]:
    xs, ys = zip(*corners, strict=True)
    return (
        tuple(_leg(a, b) for a, b in pairwise(corners)),
        side(corners[0], corners[1]),
        side(corners[-1], corners[-2]),
        (min(xs), min(ys)),
        (max(xs), max(ys)),
    )


def _leg(a: Spot, b: Spot) -> Leg:
    horizontal = a[1] == b[1]
    along, across = (0, 1) if horizontal else (1, 0)
    start, end = a[along], b[along]
    return Leg(
        horizontal=horizontal,
        line=a[across],
        start=start,
        end=end,
        low=min(start, end),
        high=max(start, end),
    )


def side(at: Spot, beyond: Spot) -> str:
    """On which side of ``at`` a way to ``beyond`` touches it."""
    if at[1] == beyond[1]:
        return RIGHT if beyond[0] > at[0] else LEFT
    return BOTTOM if beyond[1] > at[1] else TOP
