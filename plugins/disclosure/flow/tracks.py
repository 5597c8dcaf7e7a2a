"""From ways on the lattice to pixels: ports, tracks in gutters and channels, and their widths.

Enters: a ``Grid``, its ``Way``s, the size of every node and of every condition.  Leaves: boxes,
routes and labels.  A gutter is as wide as the conditions that stand in it, then its tracks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .dealing import dealt
from .geometry import Box, Label, Point, Route, half
from .graph import Edge
from .grid import BOTTOM, LEFT, RIGHT, TOP, Grid, Way
from .metrics import width

PITCH, ARROW, GAP, CHIP_GAP, CHIP_HIGH = 14, 18, 30, 3, 24
STRAIGHT = 2


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a node; ``diamond`` when ways start on slanted sides."""

    w: float
    h: float
    diamond: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Boxes, routes, labels; ``gutters`` are the x of lines that may part lanes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    labels: tuple[Label, ...]
    gutters: tuple[float, ...]

    def moved(self, down: float) -> Sheet:
        """The same sheet with room above it."""
        return Sheet(
            self.width,
            self.height + down,
            tuple(replace(box, y=box.y + down) for box in self.boxes),
            tuple(replace(r, points=tuple((x, y + down) for x, y in r.points)) for r in self.routes),
            tuple(replace(one, box=replace(one.box, y=one.box.y + down)) for one in self.labels),
            self.gutters,
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A gutter or channel: where it starts, its zone for labels, how many tracks it has."""

    start: float
    zone: float
    tracks: int
    span: float

    def track(self, number: int) -> float:
        return half(self.start + self.zone + PITCH * (number + 0.5))


@dataclass(frozen=True, slots=True)
class _Port:
    """An end of a way: ``leaving`` or arriving."""

    edge: Edge
    leaving: bool


class _Layout:
    """One sheet in the making."""

    def __init__(
        self, grid: Grid, ways: tuple[Way, ...], sizes: Mapping[str, Size], text: float
    ) -> None:
        self.grid, self.ways, self.sizes, self.text = grid, ways, sizes, text
        self.offsets = _offsets(ways, self.chip)
        self.tracks = dealt(ways)
        self.columns = [self._extent(n, 0) for n in range(grid.columns)]
        self.rows = [self._extent(n, 1) for n in range(grid.rows)]
        self.gutters = self._lines(self.columns, 0)
        self.channels = self._lines(self.rows, 1)

    def chip(self, edge: Edge) -> float:
        """Width of a condition's chip."""
        return half(width(edge.label, self.text) + 12) if edge.label else 0

    def _extent(self, number: int, axis: int) -> float:
        held = [n for n, spot in self.grid.spots.items() if spot[axis] == 2 * number + 1]
        return max((self.size_on(n, axis) for n in held), default=0)

    def size_on(self, node: str, axis: int) -> float:
        size = self.sizes[node]
        return size.w if axis == 0 else size.h

    def _lines(self, extents: list[float], axis: int) -> list[_Line]:
        lines, here = [], 0.0
        for number in range(len(extents) + 1):
            before = self._zone(number, axis, extents, RIGHT if axis == 0 else BOTTOM)
            after = self._zone(number, axis, extents, LEFT if axis == 0 else TOP)
            count = self._count(number, axis)
            inner = 0 < number < len(extents)
            arrow = ARROW if inner or count else 0
            span = max(before + count * PITCH + max(after, arrow), GAP if inner else 0)
            lines.append(_Line(here, before, count, half(span)))
            here += half(span) + (extents[number] if number < len(extents) else 0)
        return lines

    def _zone(self, number: int, axis: int, extents: list[float], side: str) -> float:
        """Room for the conditions that stand in a gutter, beyond what their column leaves free."""
        place = number - 1 if side in (RIGHT, BOTTOM) else number
        needs = [0.0]
        for way in self.ways:
            if (
                way.edge.label
                and way.out == side
                and self.grid.spots[way.edge.source][axis] == 2 * place + 1
            ):
                chip = self.chip(way.edge) if axis == 0 else CHIP_HIGH
                slack = (extents[place] - self.size_on(way.edge.source, axis)) / 2
                needs.append(CHIP_GAP + chip - slack + 6)
        return max(needs)

    def _count(self, number: int, axis: int) -> int:
        used = [t for (line, a), t in self._used() if line == 2 * number and a == axis]
        return max(used, default=-1) + 1

    def _used(self) -> Iterable[tuple[tuple[int, int], int]]:
        for (edge, n), track in self.tracks.items():
            leg = next(w for w in self.ways if w.edge == edge).legs[n]
            yield (leg.line, 1 if leg.horizontal else 0), track

    def centre(self, number: int, axis: int) -> float:
        lines, extents = (self.gutters, self.columns) if axis == 0 else (self.channels, self.rows)
        line = lines[number]
        return half(line.start + line.span + extents[number] / 2)

    def box(self, node: str) -> Box:
        x, y = self.grid.spots[node]
        size = self.sizes[node]
        return Box(node, self.centre(x // 2, 0), self.centre(y // 2, 1), size.w, size.h, size.diamond)

    def route(self, way: Way) -> Route:
        first, last = self.port(way, leaving=True), self.port(way, leaving=False)
        lines = [self._coordinate(way, n, first, last) for n in range(len(way.legs))]
        corners = [
            (lines[n + 1], lines[n]) if leg.horizontal else (lines[n], lines[n + 1])
            for n, leg in enumerate(way.legs[:-1])
        ]
        return Route(way.edge, (first, *corners, last))

    def _coordinate(self, way: Way, number: int, first: Point, last: Point) -> float:
        leg = way.legs[number]
        if leg.line % 2 == 0:
            lines = self.channels if leg.horizontal else self.gutters
            return lines[leg.line // 2].track(self.tracks[way.edge, number])
        end = first if number == 0 else last
        return end[1] if leg.horizontal else end[0]

    def port(self, way: Way, *, leaving: bool) -> Point:
        """Where a way touches the outline of its node."""
        box = self.box(way.edge.source if leaving else way.edge.target)
        side = way.out if leaving else way.into
        off = self.offsets[_Port(way.edge, leaving)]
        if side in (LEFT, RIGHT):
            reach = box.w / 2 * (1 - abs(off) / (box.h / 2) if box.diamond else 1)
            return half(box.x + (reach if side == RIGHT else -reach)), half(box.y + off)
        reach = box.h / 2 * (1 - abs(off) / (box.w / 2) if box.diamond else 1)
        return half(box.x + off), half(box.y + (reach if side == BOTTOM else -reach))

    def label(self, way: Way) -> Label:
        """The chip right behind the port, on its way."""
        x, y = self.port(way, leaving=True)
        w = self.chip(way.edge)
        shift = CHIP_GAP + w / 2
        if way.out in (LEFT, RIGHT):
            return Label(
                way.edge, Box("", half(x + (shift if way.out == RIGHT else -shift)), y, w, CHIP_HIGH)
            )
        return Label(way.edge, Box("", x, half(y + CHIP_GAP + CHIP_HIGH / 2), w, CHIP_HIGH))


def lay(grid: Grid, ways: tuple[Way, ...], sizes: Mapping[str, Size], text: float) -> Sheet:
    """Everything in px; ``text`` is the size of the conditions."""
    made = _Layout(grid, ways, sizes, text)
    right, bottom = made.gutters[-1], made.channels[-1]
    return Sheet(
        half(right.start + right.span),
        half(bottom.start + bottom.span),
        tuple(made.box(node) for node in grid.spots),
        tuple(made.route(way) for way in ways),
        tuple(made.label(way) for way in ways if way.edge.label),
        tuple(half(g.start + g.zone + g.tracks * PITCH + (g.span - g.zone - g.tracks * PITCH) / 2)
              for g in made.gutters),
    )  # fmt: skip


def _offsets(ways: tuple[Way, ...], chip: object) -> dict[_Port, float]:
    """How far from the middle of its side each way starts or ends."""
    sides: dict[tuple[str, str], list[tuple[float, _Port, float]]] = {}
    for way in ways:
        straight = len(way.corners) == STRAIGHT
        for leaving in (True, False):
            node, side = (way.edge.source, way.out) if leaving else (way.edge.target, way.into)
            tilt = 0.0 if straight else _tilt(way, leaving=leaving)
            room = _room(way, side, chip, leaving=leaving)
            sides.setdefault((node, side), []).append((tilt, _Port(way.edge, leaving), room))
    return {port: off for held in sides.values() for port, off in _spread(held)}


def _room(way: Way, side: str, chip: object, *, leaving: bool) -> float:
    if not (leaving and way.edge.label):
        return 16
    return 30 if side in (LEFT, RIGHT) else chip(way.edge) + 8  # type: ignore[operator]


def _tilt(way: Way, *, leaving: bool) -> float:
    """Towards which end of its side a way goes on: negative is left or up."""
    corners = way.corners if leaving else way.corners[::-1]
    axis = 1 if corners[0][1] == corners[1][1] else 0
    turn = corners[2][axis] - corners[0][axis]
    # the longer the stretch before the turn, the nearer the middle, so that two do not cross
    reach = abs(corners[1][1 - axis] - corners[0][1 - axis])
    return (1 if turn > 0 else -1) / (1 + reach)


def _spread(held: list[tuple[float, _Port, float]]) -> list[tuple[_Port, float]]:
    ordered = sorted(held, key=lambda item: item[0])
    middle = next((n for n, item in enumerate(ordered) if item[0] == 0), None)
    if middle is None:
        total = sum(item[2] for item in ordered)
        here, out = -total / 2, []
        for _, port, room in ordered:
            out.append((port, half(here + room / 2)))
            here += room
        return [(ordered[0][1], 0.0)] if len(ordered) == 1 else out
    out = [(ordered[middle][1], 0.0)]
    for direction, part in ((-1, ordered[:middle][::-1]), (1, ordered[middle + 1 :])):
        here = ordered[middle][2] / 2
        for _, port, room in part:
            out.append((port, half(direction * (here + room / 2))))
            here += room
    return out
