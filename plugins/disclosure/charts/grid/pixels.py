"""From ways on the lattice to pixels: ports, tracks in gutters and channels, and their widths.

Enters: a ``Grid``, its ``GridWay``s, the size of every node and of every condition.  Leaves: boxes,
routes and labels.  A gutter is as wide as the conditions that stand in it, then its tracks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...basics.text_width import width
from ...basics.values import dataclass
from ...county.flows.graph import Edge
from ..model.geometry import Box, ConditionLabel, Point, Route, half
from .lattice import BOTTOM, LEFT, RIGHT, STRAIGHT, Grid, GridWay
from .tracks import dealt

PITCH = 14
"""px between two tracks of a gutter or channel."""
ARROW = 18
"""px between the last track, or a box, and the box that an arrow leads to."""
GAP = 30
"""px between two columns, or two rows, at least."""
CHIP_GAP, CHIP_HIGH = 3, 24
"""px from a box to the chip of its condition, and the chip's height."""
_CHIP_PADDING = 12
"""px of a chip beside its words, both sides together."""
_CHIP_BEHIND = 6
"""px from a chip to the first track behind it."""
_PORT, _PORT_OF_CHIP, _BETWEEN_CHIPS = 16, 30, 8
"""px between ways on one side of a box: plain ones, above each other with chips, chips side by side."""
_LEVEL = (LEFT, RIGHT)
_Port = tuple[int, bool]  # a way by number, and whether this is the end it leaves from


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a node; ``diamond`` when ways start on slanted sides."""

    w: float
    h: float
    diamond: bool = False


@dataclass(frozen=True, slots=True)
class GridSheet:
    """Boxes, routes, labels; ``gutters`` are the x of lines that may part lanes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    labels: tuple[ConditionLabel, ...]
    gutters: tuple[float, ...]

    def moved(self, down: float) -> GridSheet:
        """The same sheet with room above it."""
        return replace(
            self,
            height=self.height + down,
            boxes=tuple(box._replace(y=box.y + down) for box in self.boxes),
            routes=tuple(
                Route(route.edge, tuple((x, y + down) for x, y in route.points)) for route in self.routes
            ),
            labels=tuple(
                ConditionLabel(label.edge, label.box._replace(y=label.box.y + down))
                for label in self.labels
            ),
        )


@dataclass(frozen=True, slots=True)
class _Aisle:
    """A gutter or channel: where it starts, its zone for labels, how many tracks it has, its width."""

    start: float
    zone: float
    tracks: int
    span: float

    def track(self, number: int) -> float:
        return half(self.start + self.zone + PITCH * (number + 0.5))

    @property
    def parting(self) -> float:
        """Where a line may part what lies on both sides: in the middle of what no track takes."""
        taken = self.tracks * PITCH
        return half(self.start + self.zone + taken + (self.span - self.zone - taken) / 2)


class _Layout:
    """One sheet in the making; an end of a way is named by the way's number and ``leaving``."""

    def __init__(
        self, grid: Grid, ways: tuple[GridWay, ...], sizes: Mapping[str, Size], text: float
    ) -> None:
        self.grid, self.ways, self.sizes, self.text = grid, ways, sizes, text
        self.chips = [self._chip(way.edge) for way in ways]
        self.offsets = _offsets(ways, self.chips)
        self.tracks = dealt(ways)
        self.columns, self.rows = self._extents(grid.columns, 0), self._extents(grid.rows, 1)
        self.gutters, self.channels = self._lines(self.columns, 0), self._lines(self.rows, 1)
        self.boxes = {node: self._box(node) for node in grid.spots}

    def _chip(self, edge: Edge) -> float:
        """Width of a condition's chip."""
        return half(width(edge.label, self.text) + _CHIP_PADDING) if edge.label else 0

    def _extents(self, count: int, axis: int) -> list[float]:
        most = [0.0] * count
        for node, spot in self.grid.spots.items():
            most[spot[axis] // 2] = max(most[spot[axis] // 2], self._on(node, axis))
        return most

    def _on(self, node: str, axis: int) -> float:
        size = self.sizes[node]
        return size.h if axis else size.w

    def _lines(self, extents: list[float], axis: int) -> list[_Aisle]:
        before, after = self._zones(extents, axis)
        counts = [0] * (len(extents) + 1)
        for (number, n), track in self.tracks.items():
            leg = self.ways[number].legs[n]
            if leg.horizontal == (axis == 1):
                counts[leg.line // 2] = max(counts[leg.line // 2], track + 1)
        lines, here = [], 0.0
        for number, count in enumerate(counts):
            inner = 0 < number < len(extents)
            arrow = ARROW if inner or count else 0
            span = before[number] + count * PITCH + max(after[number], arrow)
            span = half(max(span, GAP if inner else 0))
            lines.append(_Aisle(start=here, zone=before[number], tracks=count, span=span))
            here += span + (extents[number] if inner or not number else 0)
        return lines

    def _zones(self, extents: list[float], axis: int) -> tuple[list[float], list[float]]:
        """Room for the conditions at both ends of each line, beyond what its cells leave free."""
        before, after = [0.0] * (len(extents) + 1), [0.0] * (len(extents) + 1)
        for way, chip in zip(self.ways, self.chips, strict=True):
            if way.edge.label and (way.out in _LEVEL) == (axis == 0):
                place = self.grid.spots[way.edge.source][axis] // 2
                slack = (extents[place] - self._on(way.edge.source, axis)) / 2
                need = CHIP_GAP + (CHIP_HIGH if axis else chip) - slack + _CHIP_BEHIND
                zone, at = (before, place + 1) if way.out in (RIGHT, BOTTOM) else (after, place)
                zone[at] = max(zone[at], need)
        return before, after

    def _centre(self, number: int, axis: int) -> float:
        lines, extents = (self.channels, self.rows) if axis else (self.gutters, self.columns)
        return half(lines[number].start + lines[number].span + extents[number] / 2)

    def _box(self, node: str) -> Box:
        x, y = self.grid.spots[node]
        size = self.sizes[node]
        return Box(
            id=node,
            x=self._centre(x // 2, 0),
            y=self._centre(y // 2, 1),
            w=size.w,
            h=size.h,
            diamond=size.diamond,
        )

    def route(self, number: int) -> Route:
        way = self.ways[number]
        ends = self._port(number, leaving=True), self._port(number, leaving=False)
        lines = [self._coordinate(number, n, ends) for n in range(len(way.legs))]
        corners = [
            (lines[n + 1], lines[n]) if leg.horizontal else (lines[n], lines[n + 1])
            for n, leg in enumerate(way.legs[:-1])
        ]
        return Route(way.edge, (ends[0], *corners, ends[1]))

    def _coordinate(self, number: int, n: int, ends: tuple[Point, Point]) -> float:
        leg = self.ways[number].legs[n]
        if leg.line % 2 == 0:
            lines = self.channels if leg.horizontal else self.gutters
            return lines[leg.line // 2].track(self.tracks[number, n])
        return ends[0 if n == 0 else 1][1 if leg.horizontal else 0]

    def _port(self, number: int, *, leaving: bool) -> Point:
        """Where a way touches the outline of its node."""
        way = self.ways[number]
        box = self.boxes[way.edge.source if leaving else way.edge.target]
        side = way.out if leaving else way.into
        off = self.offsets[number, leaving]
        if side in _LEVEL:
            reach = box.w / 2 * (1 - abs(off) / (box.h / 2) if box.diamond else 1)
            return half(box.x + (reach if side == RIGHT else -reach)), half(box.y + off)
        reach = box.h / 2 * (1 - abs(off) / (box.w / 2) if box.diamond else 1)
        return half(box.x + off), half(box.y + (reach if side == BOTTOM else -reach))

    def label(self, number: int) -> ConditionLabel:
        """The chip on its way, right behind the outline, clear of a rhombus' slanted sides."""
        way, wide = self.ways[number], self.chips[number]
        box, off = self.boxes[way.edge.source], self.offsets[number, True]
        if way.out in _LEVEL:
            shift = box.w / 2 + CHIP_GAP + wide / 2
            x, y = box.x + (shift if way.out == RIGHT else -shift), box.y + off
        else:
            x, y = box.x + off, box.bottom + CHIP_GAP + CHIP_HIGH / 2
        return ConditionLabel(way.edge, Box(x=half(x), y=half(y), w=wide, h=CHIP_HIGH))


def lay(grid: Grid, ways: tuple[GridWay, ...], sizes: Mapping[str, Size], text: float) -> GridSheet:
    """Everything in px; ``text`` is the size of the conditions."""
    made = _Layout(grid, ways, sizes, text)
    right, bottom = made.gutters[-1], made.channels[-1]
    return GridSheet(
        width=half(right.start + right.span),
        height=half(bottom.start + bottom.span),
        boxes=tuple(made.boxes.values()),
        routes=tuple(made.route(number) for number in range(len(ways))),
        labels=tuple(made.label(number) for number, way in enumerate(ways) if way.edge.label),
        gutters=tuple(gutter.parting for gutter in made.gutters),
    )


def _offsets(ways: tuple[GridWay, ...], chips: Sequence[float]) -> dict[_Port, float]:
    """How far from the middle of its side each way starts or ends."""
    sides: dict[tuple[str, str], list[tuple[float, _Port, float]]] = {}
    for number, way in enumerate(ways):
        straight = len(way.corners) == STRAIGHT
        for leaving in (True, False):
            node, side = (way.edge.source, way.out) if leaving else (way.edge.target, way.into)
            tilt = 0.0 if straight else _tilt(way, leaving=leaving)
            room = _room(side, chips[number] if leaving else 0)
            sides.setdefault((node, side), []).append((tilt, (number, leaving), room))
    return {port: off for held in sides.values() for port, off in _spread(held)}


def _room(side: str, chip: float) -> float:
    if not chip:
        return _PORT
    return _PORT_OF_CHIP if side in _LEVEL else chip + _BETWEEN_CHIPS


def _tilt(way: GridWay, *, leaving: bool) -> float:
    """Towards which end of its side a way goes on: negative is left or up."""
    corners = way.corners if leaving else way.corners[::-1]
    axis = 1 if corners[0][1] == corners[1][1] else 0
    turn = corners[2][axis] - corners[0][axis]
    # the longer the stretch before the turn, the nearer the middle, so that two do not cross
    reach = abs(corners[1][1 - axis] - corners[0][1 - axis])
    return (1 if turn > 0 else -1) / (1 + reach)


def _spread(held: list[tuple[float, _Port, float]]) -> list[tuple[_Port, float]]:
    if len(held) == 1:
        return [(held[0][1], 0.0)]
    ordered = sorted(held, key=lambda item: item[0])
    middle = next((n for n, item in enumerate(ordered) if item[0] == 0), None)
    if middle is None:
        total = sum(item[2] for item in ordered)
        here, out = -total / 2, []
        for _, port, room in ordered:
            out.append((port, half(here + room / 2)))
            here += room
        return out
    out = [(ordered[middle][1], 0.0)]
    for direction, part in ((-1, ordered[:middle][::-1]), (1, ordered[middle + 1 :])):
        here = ordered[middle][2] / 2
        for _, port, room in part:
            out.append((port, half(direction * (here + room / 2))))
            here += room
    return out
