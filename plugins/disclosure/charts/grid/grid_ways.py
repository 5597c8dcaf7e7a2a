"""Nodes on a grid, and the way of every edge through it, before anything has a size.

Enters: a ``Grid`` (row and column of every node) and edges.  Leaves: ``GridWay``s on a doubled
lattice (``cell``): even x are gutters between columns, even y channels
between rows, which no node ever blocks, so that a way always exists.  Of the few dozen shapes with
at most four bends the cheapest is taken, then every edge is tried once more among its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ...county.flows.graph import BACKWARD, MAIN, Edge

Spot = tuple[int, int]
Corners = tuple[Spot, ...]
LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
STRAIGHT = 2
"""Corners of a way without a bend: its two ends."""
_ROUNDS = 2
"""How often every edge is routed: once in turn, once more among its neighbours."""

# What a way costs, in points of no unit: only their proportions matter.  They are weighed so that no
# way lies on another or leaves where another does while any other shape is left, that a crossing is
# worth about four bends, and that length decides between shapes which are otherwise as good.
_BEND = 16
_LENGTH = 3  # for each lattice unit, half a cell
_CROSSING = 60
_TOUCH = 12  # may become a crossing once tracks are dealt out
_OVERLAP = 600  # lying on another way, or turning where it would
_ALONGSIDE = 4  # on tracks of one gutter or channel
_SAME_START = 400  # leaving a node on the side where another way leaves it
_SAME_END = 8  # entering a node where another way enters it: what leads to one place may join
_AGAINST = 70  # entering where another leaves, or a loop where a step enters
_MAIN_NOT_BELOW = 24.0  # the main line runs down the page
_LOOP_FROM_BELOW, _LOOP_INTO_TOP = 30, 40  # a loop keeps out of the main line's way
_DECISION_NOT_FROM_ABOVE = 40  # conditions leave a decision sideways: its sides are for them


def cell(column: int, row: int) -> Spot:
    """Where a cell lies on the lattice."""
    return 2 * column + 1, 2 * row + 1


@dataclass(frozen=True, slots=True)
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


def ways(grid: Grid, edges: Sequence[Edge], known: Iterable[GridWay] = ()) -> tuple[GridWay, ...]:
    """The way of every edge, in the order of ``edges``; those ``known`` stay where they still can."""
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    taken = frozenset(grid.spots.values())
    found = {way.edge: way for way in known if _stays(way, grid, taken)}
    options = [
        _Options(grid, edge, taken, lone=pairs[frozenset((edge.source, edge.target))] == 1)
        for edge in edges
        if edge not in found
    ]
    options.sort(key=lambda option: (option.edge.kind == BACKWARD, len(option.first.corners)))
    for _ in range(_ROUNDS):
        for option in options:
            found.pop(option.edge, None)
            found[option.edge] = option.cheapest(found.values())
    return tuple(found[edge] for edge in edges)


def _stays(way: GridWay, grid: Grid, taken: frozenset[Spot]) -> bool:
    ends = grid.spots[way.edge.source], grid.spots[way.edge.target]
    return (way.corners[0], way.corners[-1]) == ends and _sound(way.corners, taken)


def way(edge: Edge, corners: Corners) -> GridWay:
    """A way with its legs and sides."""
    xs, ys = zip(*corners, strict=True)
    return GridWay(
        edge=edge,
        corners=corners,
        legs=tuple(_leg(a, b) for a, b in pairwise(corners)),
        out=_side(corners[0], corners[1]),
        into=_side(corners[-1], corners[-2]),
        low=(min(xs), min(ys)),
        high=(max(xs), max(ys)),
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


def _side(at: Spot, beyond: Spot) -> str:
    if at[1] == beyond[1]:
        return RIGHT if beyond[0] > at[0] else LEFT
    return BOTTOM if beyond[1] > at[1] else TOP


class _Options:
    """The shapes one edge may take, by what they cost alone; most are never looked at."""

    def __init__(self, grid: Grid, edge: Edge, taken: frozenset[Spot], *, lone: bool) -> None:
        self.edge, self.taken = edge, taken
        self.made: dict[Corners, GridWay | None] = {}
        source, target = grid.spots[edge.source], grid.spots[edge.target]
        straight: Corners = source, target
        self.priced: list[tuple[float, Corners]] = [(0.0, straight)]
        if not (lone and _onward(source, target) and self.way(straight)):  # nothing beats that
            shapes = dict.fromkeys(_shapes(grid, source, target))
            self.priced = sorted(_priced(grid, edge, shapes), key=itemgetter(0))
        # there is one, because gutters and channels are free of nodes
        self.first = next(way for _, corners in self.priced if (way := self.way(corners)))

    def way(self, corners: Corners) -> GridWay | None:
        """The way with these corners, unless it runs through a node or back on itself."""
        if corners not in self.made:
            self.made[corners] = way(self.edge, corners) if _sound(corners, self.taken) else None
        return self.made[corners]

    def cheapest(self, others: Collection[GridWay]) -> GridWay:
        """The cheapest among its neighbours; shapes that alone cost more need no look."""
        best, least = self.first, float("inf")
        for alone, corners in self.priced if len(self.priced) > 1 else ():
            if alone >= least:
                break
            here = self.way(corners)
            cost = _among(here, others, alone, least) if here else least
            if here and cost < least:
                best, least = here, cost
        return best


def _among(here: GridWay, others: Iterable[GridWay], cost: float, least: float) -> float:
    """What a way costs beside others, counted up to ``least``."""
    for other in others:
        cost += _beside(here, other)
        if cost >= least:
            break
    return cost


def _onward(source: Spot, target: Spot) -> bool:
    return source[1] == target[1] or (source[0] == target[0] and target[1] > source[1])


def _priced(grid: Grid, edge: Edge, shapes: Iterable[Corners]) -> Iterator[tuple[float, Corners]]:
    for corners in shapes:
        out, into = _side(corners[0], corners[1]), _side(corners[-1], corners[-2])
        if out != TOP and into != BOTTOM:
            yield _cost(edge, corners, out, into, grid), corners


def _shapes(grid: Grid, source: Spot, target: Spot) -> Iterator[Corners]:
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


def _sound(corners: Corners, taken: frozenset[Spot]) -> bool:
    """No leg without length, none turning back on itself, none through a node."""
    before = None
    last = len(corners) - STRAIGHT
    for n, (a, b) in enumerate(pairwise(corners)):
        level = a[1] == b[1]
        if a == b or level == before:
            return False
        # only cells hold nodes: gutters and channels, on even lines, are always free
        if (a[1] if level else a[0]) % 2 and _blocked(a, b, taken, with_end=n < last):
            return False
        before = level
    return True


def _blocked(a: Spot, b: Spot, taken: frozenset[Spot], *, with_end: bool) -> bool:
    """Whether a node stands on a leg, its start left out."""
    (ax, ay), (bx, by) = a, b
    if with_end and b in taken:
        return True
    if ay == by:
        return any((x, ay) in taken for x in range(min(ax, bx) + 1, max(ax, bx)))
    return any((ax, y) in taken for y in range(min(ay, by) + 1, max(ay, by)))


def _cost(edge: Edge, corners: Corners, out: str, into: str, grid: Grid) -> float:
    length = 0
    for (ax, ay), (bx, by) in pairwise(corners):
        length += abs(bx - ax) + abs(by - ay)
    return _BEND * (len(corners) - STRAIGHT) + _LENGTH * length + _manners(edge, out, into, grid)


def _manners(edge: Edge, out: str, into: str, grid: Grid) -> float:
    """Main steps leave below and enter above; conditions leave sideways; loops enter sideways."""
    cost = _MAIN_NOT_BELOW if edge.kind == MAIN and out != BOTTOM else 0.0
    if edge.kind == BACKWARD:
        return cost + _LOOP_FROM_BELOW * (out == BOTTOM) + _LOOP_INTO_TOP * (into == TOP)
    return cost + _DECISION_NOT_FROM_ABOVE * (edge.target in grid.decisions and into != TOP)


def _beside(way: GridWay, other: GridWay) -> float:
    if (
        way.high[0] < other.low[0]
        or other.high[0] < way.low[0]
        or way.high[1] < other.low[1]
        or other.high[1] < way.low[1]
    ):
        return 0.0  # ways that share a node or meet have rectangles that touch
    cost = 0.0
    mine, theirs = way.edge, other.edge
    if mine.source == theirs.source and way.out == other.out:
        cost += _SAME_START
    if mine.target == theirs.target and way.into == other.into:
        cost += _SAME_END if (mine.kind == BACKWARD) == (theirs.kind == BACKWARD) else _AGAINST
    if (mine.source, way.out) == (theirs.target, other.into):
        cost += _AGAINST
    if (mine.target, way.into) == (theirs.source, other.out):
        cost += _AGAINST
    kin = mine.source in (theirs.source, theirs.target) or mine.target in (theirs.source, theirs.target)
    for a in way.legs:
        for b in other.legs:
            if a.horizontal != b.horizontal or a.line == b.line:
                cost += _meeting(a, b, kin=kin)
    return cost


def _meeting(a: Leg, b: Leg, *, kin: bool) -> float:
    if a.horizontal == b.horizontal:
        if a.high <= b.low or b.high <= a.low:
            return 0
        if a.line % 2 == 0:
            # two that change columns with each other would lie on each other where they turn
            return _OVERLAP if (a.start, a.end) == (b.end, b.start) else _ALONGSIDE
        return _SAME_END if kin and _joined(a, b) else _OVERLAP
    if not (b.low <= a.line <= b.high and a.low <= b.line <= a.high):
        return 0
    inside = b.low < a.line < b.high and a.low < b.line < a.high
    return _CROSSING if inside else _TOUCH if _near(a, b) else 0


def _joined(a: Leg, b: Leg) -> bool:
    """Two legs on one line of cells may lie side by side only where they share an end."""
    return bool({a.start, a.end} & {b.start, b.end})


def _near(a: Leg, b: Leg) -> bool:
    """Touching in a gutter or channel may become a crossing once tracks are dealt out."""
    return a.line % 2 == 0 or b.line % 2 == 0
