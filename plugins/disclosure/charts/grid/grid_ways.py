"""The way of every edge through the grid, before anything has a size.

Enters: a ``Grid`` (row and column of every node) and edges.  Leaves: ``GridWay``s.  One always exists,
because nodes block no gutter and no channel.  Of the few dozen shapes with at most four bends the
cheapest is taken, then every edge is tried once more among its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from ...county.flows.graph import BACKWARD, Edge
from .lattice import BOTTOM, STRAIGHT, TOP, Corners, Grid, GridWay, Spot, side, way_of
from .way_prices import alone, beside

_ROUNDS = 2
"""How often every edge is routed: once in turn, once more among its neighbours."""


def ways(grid: Grid, edges: Sequence[Edge], known: Iterable[GridWay] = ()) -> tuple[GridWay, ...]:
    """The way of every edge, in the order of ``edges``; those ``known``, if any, are in it too, and stay
    where they still can."""
    ends = tuple((edge.source, edge.target, edge.kind) for edge in edges)
    spots, before = tuple(grid.spots.items()), tuple(way.corners for way in known)
    found = _courses(spots, (grid.rows, grid.columns), grid.decisions, ends, before)
    return tuple(map(way_of, edges, found))


@lru_cache(maxsize=1 << 10)  # many flows are alike but for their words
def _courses(
    spots: tuple[tuple[str, Spot], ...],
    size: tuple[int, int],
    decisions: frozenset[str],
    ends: tuple[tuple[str, str, str], ...],
    known: tuple[Corners, ...],
) -> tuple[Corners, ...]:
    """The corners of all ways, which no word has a say in: edges are told apart by their number."""
    grid = Grid(spots=dict(spots), rows=size[0], columns=size[1], decisions=decisions)
    edges = [Edge(source, target, str(n), kind) for n, (source, target, kind) in enumerate(ends)]
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    taken = frozenset(grid.spots.values())
    before = map(way_of, edges, known)
    found = {way.edge: way for way in before if _stays(way, grid, taken)}
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
    return tuple(found[edge].corners for edge in edges)


def _stays(way: GridWay, grid: Grid, taken: frozenset[Spot]) -> bool:
    ends = grid.spots[way.edge.source], grid.spots[way.edge.target]
    return (way.corners[0], way.corners[-1]) == ends and _sound(way.corners, taken)


class _Options:
    """The shapes one edge may take, by what they cost alone; most are never looked at."""

    def __init__(self, grid: Grid, edge: Edge, taken: frozenset[Spot], *, lone: bool) -> None:
        self.edge, self.taken = edge, taken
        self.made: dict[Corners, GridWay | None] = {}
        source, target = grid.spots[edge.source], grid.spots[edge.target]
        straight: Corners = source, target
        self.priced: tuple[tuple[float, Corners], ...] = ((0.0, straight),)
        if not (lone and _onward(source, target) and self.way(straight)):  # nothing beats that
            decides = edge.target in grid.decisions
            self.priced = _priced(source, target, grid.columns, edge.kind, decides=decides)
        # there is one, because gutters and channels are free of nodes
        self.first = next(way for _, corners in self.priced if (way := self.way(corners)))

    def way(self, corners: Corners) -> GridWay | None:
        """The way with these corners, unless it runs through a node or back on itself."""
        if corners not in self.made:
            self.made[corners] = way_of(self.edge, corners) if _sound(corners, self.taken) else None
        return self.made[corners]

    def cheapest(self, others: Collection[GridWay]) -> GridWay:
        """The cheapest among its neighbours; shapes that alone cost more need no look."""
        best, least = self.first, float("inf")
        for price, corners in self.priced if len(self.priced) > 1 else ():
            if price >= least:
                break
            here = self.way(corners)
            cost = _among(here, others, price, least) if here else least
            if here and cost < least:
                best, least = here, cost
        return best


def _among(here: GridWay, others: Iterable[GridWay], cost: float, least: float) -> float:
    """What a way costs beside others, counted up to ``least``."""
    for other in others:
        cost += beside(here, other)
        if cost >= least:
            break
    return cost


def _onward(source: Spot, target: Spot) -> bool:
    return source[1] == target[1] or (source[0] == target[0] and target[1] > source[1])


@lru_cache(maxsize=1 << 10)  # on small grids, edges of one flow lie as those of others do
def _priced(
    source: Spot, target: Spot, columns: int, kind: str, *, decides: bool
) -> tuple[tuple[float, Corners], ...]:
    """The shapes of an edge, the cheapest first; whether its target ``decides`` has a say in that."""
    found = []
    for corners in dict.fromkeys(_shapes(source, target, columns)):
        out, into = side(corners[0], corners[1]), side(corners[-1], corners[-2])
        if out != TOP and into != BOTTOM:
            found.append((alone(corners, kind, out=out, into=into, decides=decides), corners))
    return tuple(sorted(found, key=itemgetter(0)))


def _shapes(source: Spot, target: Spot, columns: int) -> Iterator[Corners]:
    (xs, ys), (xt, yt) = source, target
    if xs == xt or ys == yt:
        yield source, target
    yield source, (xt, ys), target
    yield source, (xs, yt), target
    yield source, (xs, ys + 1), (xt, ys + 1), target
    yield source, (xs, yt - 1), (xt, yt - 1), target
    for g in range(0, 2 * columns + 1, 2):
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
