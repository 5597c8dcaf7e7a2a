"""Nodes on a grid, and the way of every edge through it, before anything has a size.

Enters: a ``Grid`` (row and column of every node) and edges.  Leaves: ``Way``s on a doubled
lattice: cell (r, c) lies at (2c+1, 2r+1); even x are gutters between columns, even y channels
between rows, which no node ever blocks, so that a way always exists.  Of the few dozen shapes with
at most four bends the cheapest is taken, then every edge is tried once more among its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from .graph import BACKWARD, MAIN, Edge

Spot = tuple[int, int]
LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
BEND, LENGTH, CROSSING, TOUCH, OVERLAP = 16, 3, 60, 12, 600
TAKEN, SHARED, AGAINST = 400, 8, 70
STRAIGHT = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """Lattice spots of the nodes, and how many rows and columns there are."""

    spots: Mapping[str, Spot]
    rows: int
    columns: int
    decisions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight stretch: ``line`` is its y when horizontal, else its x."""

    horizontal: bool
    line: int
    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Way:
    """An edge with its corners on the lattice; ``out`` and ``into`` are sides of its ends."""

    edge: Edge
    corners: tuple[Spot, ...]
    legs: tuple[Leg, ...]
    out: str
    into: str


def ways(grid: Grid, edges: tuple[Edge, ...]) -> tuple[Way, ...]:
    """The way of every edge, in the order of ``edges``."""
    taken = frozenset(grid.spots.values())
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    options = {
        edge: tuple(_options(grid, edge, taken, lone=pairs[frozenset((edge.source, edge.target))] == 1))
        for edge in edges
    }
    order = sorted(edges, key=lambda e: (e.kind == BACKWARD, min(len(w.corners) for w in options[e])))
    found: dict[Edge, Way] = {}
    priced = {edge: _priced(options[edge], grid) for edge in edges}
    for _ in range(2):
        for edge in order:
            found.pop(edge, None)
            found[edge] = _cheapest(priced[edge], tuple(found.values()))
    return tuple(found[edge] for edge in edges)


def way(edge: Edge, corners: tuple[Spot, ...]) -> Way:
    """A way with its legs and sides."""
    legs = tuple(_leg(a, b) for a, b in pairwise(corners))
    return Way(edge, corners, legs, _side(corners[0], corners[1]), _side(corners[-1], corners[-2]))


def _leg(a: Spot, b: Spot) -> Leg:
    level = a[1] == b[1]
    line, start, end = (a[1], a[0], b[0]) if level else (a[0], a[1], b[1])
    return Leg(level, line, start, end, min(start, end), max(start, end))


def _side(at: Spot, beyond: Spot) -> str:
    if at[1] == beyond[1]:
        return RIGHT if beyond[0] > at[0] else LEFT
    return BOTTOM if beyond[1] > at[1] else TOP


def _options(grid: Grid, edge: Edge, taken: frozenset[Spot], *, lone: bool) -> Iterator[Way]:
    source, target = grid.spots[edge.source], grid.spots[edge.target]
    for corners in _shapes(grid, source, target):
        if _sound(corners, taken):
            if lone and len(corners) == STRAIGHT and corners[1][1] >= corners[0][1]:
                yield way(edge, corners)
                return  # nothing beats a straight way, so the rest need not be thought of
            found = way(edge, corners)
            if found.out != TOP and found.into != BOTTOM:
                yield found


def _shapes(grid: Grid, source: Spot, target: Spot) -> Iterator[tuple[Spot, ...]]:
    (xs, ys), (xt, yt) = source, target
    if xs == xt or ys == yt:
        yield source, target
    yield source, (xt, ys), target
    yield source, (xs, yt), target
    yield source, (xs, ys + 1), (xt, ys + 1), target
    yield source, (xs, yt - 1), (xt, yt - 1), target
    for g in range(0, 2 * grid.columns + 1, 2):
        yield source, (g, ys), (g, yt), target
        yield source, (g, ys), (g, yt - 1), (xt, yt - 1), target
        yield source, (xs, ys + 1), (g, ys + 1), (g, yt), target
        yield source, (xs, ys + 1), (g, ys + 1), (g, yt - 1), (xt, yt - 1), target


def _sound(corners: tuple[Spot, ...], taken: frozenset[Spot]) -> bool:
    """No leg without length, none turning back on itself, none through a node."""
    pairs = list(pairwise(corners))
    if any(a == b for a, b in pairs):
        return False
    turns = pairwise(pairs)
    if any((a[1] == b[1]) == (c[1] == d[1]) for (a, b), (c, d) in turns):
        return False
    last = len(pairs) - 1
    return not any(
        spot in taken for n, (a, b) in enumerate(pairs) for spot in _between(a, b, with_end=n < last)
    )


def _between(a: Spot, b: Spot, *, with_end: bool) -> Iterator[Spot]:
    """Cells a leg passes, without its start."""
    dx, dy = (b[0] > a[0]) - (b[0] < a[0]), (b[1] > a[1]) - (b[1] < a[1])
    x, y = a[0] + dx, a[1] + dy
    while (x, y) != b:
        yield x, y
        x, y = x + dx, y + dy
    if with_end:
        yield b


def _priced(options: tuple[Way, ...], grid: Grid) -> list[tuple[float, Way]]:
    """Options by what they cost alone."""
    return sorted(((_cost(way, grid), way) for way in options), key=lambda pair: pair[0])


def _cheapest(priced: list[tuple[float, Way]], others: tuple[Way, ...]) -> Way:
    """The cheapest among its neighbours; options that alone cost more need no look."""
    best, least = priced[0][1], float("inf")
    if len(priced) == 1:
        return best
    for alone, way in priced:
        if alone >= least:
            break
        cost = alone + sum(_beside(way, other) for other in others)
        if cost < least:
            best, least = way, cost
    return best


def _cost(way: Way, grid: Grid) -> float:
    length = sum(leg.high - leg.low for leg in way.legs)
    return BEND * (len(way.corners) - STRAIGHT) + LENGTH * length + _manners(way, grid)


def _manners(way: Way, grid: Grid) -> float:
    """Main steps leave below and enter above; conditions leave sideways; loops enter sideways."""
    edge, cost = way.edge, 0.0
    if edge.kind == MAIN and way.out != BOTTOM:
        cost += 24
    if edge.kind == BACKWARD:
        cost += 30 * (way.out == BOTTOM) + 40 * (way.into == TOP)
    elif edge.target in grid.decisions and way.into != TOP:
        cost += 40
    return cost


def _beside(way: Way, other: Way) -> float:
    cost = 0.0
    mine, theirs = way.edge, other.edge
    if mine.source == theirs.source and way.out == other.out:
        cost += TAKEN
    if mine.target == theirs.target and way.into == other.into:
        cost += SHARED if (mine.kind == BACKWARD) == (theirs.kind == BACKWARD) else AGAINST
    if (mine.source, way.out) == (theirs.target, other.into):
        cost += AGAINST
    if (mine.target, way.into) == (theirs.source, other.out):
        cost += AGAINST
    kin = mine.source in (theirs.source, theirs.target) or mine.target in (theirs.source, theirs.target)
    return cost + sum(_meeting(a, b, kin=kin) for a in way.legs for b in other.legs)


def _meeting(a: Leg, b: Leg, *, kin: bool) -> float:
    if a.horizontal == b.horizontal:
        if a.line != b.line or a.high <= b.low or b.high <= a.low:
            return 0
        return 4 if a.line % 2 == 0 else SHARED if kin and _joined(a, b) else OVERLAP
    if not (b.low <= a.line <= b.high and a.low <= b.line <= a.high):
        return 0
    inside = b.low < a.line < b.high and a.low < b.line < a.high
    return CROSSING if inside else TOUCH if _near(a, b) else 0


def _joined(a: Leg, b: Leg) -> bool:
    """Two legs on one line of cells may lie side by side only where they share an end."""
    return bool({a.start, a.end} & {b.start, b.end})


def _near(a: Leg, b: Leg) -> bool:
    """Touching in a gutter or channel may become a crossing once tracks are dealt out."""
    return a.line % 2 == 0 or b.line % 2 == 0
