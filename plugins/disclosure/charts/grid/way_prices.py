"""What a way costs, alone and beside others: a straight, short way that nothing crosses is cheapest.

Enters: corners, or ways, on the lattice.  Leaves: prices.
"""

from __future__ import annotations

from itertools import pairwise

from ...county.flows.graph import BACKWARD, MAIN
from .lattice import BOTTOM, STRAIGHT, TOP, Corners, GridWay, Leg

# In points of no unit: only their proportions matter.  They are weighed so that no
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


def alone(corners: Corners, kind: str, *, out: str, into: str, decides: bool) -> float:
    """The price of a way that leaves and enters nodes on these sides, whatever runs beside it.

    ``decides`` tells that it leads to a decision.
    """
    length = 0
    for (ax, ay), (bx, by) in pairwise(corners):
        length += abs(bx - ax) + abs(by - ay)
    manners = _manners(kind, out, into, decides=decides)
    return _BEND * (len(corners) - STRAIGHT) + _LENGTH * length + manners


def _manners(kind: str, out: str, into: str, *, decides: bool) -> float:
    """Main steps leave below and enter above; conditions leave sideways; loops enter sideways."""
    cost = _MAIN_NOT_BELOW if kind == MAIN and out != BOTTOM else 0.0
    if kind == BACKWARD:
        return cost + _LOOP_FROM_BELOW * (out == BOTTOM) + _LOOP_INTO_TOP * (into == TOP)
    return cost + _DECISION_NOT_FROM_ABOVE * (decides and into != TOP)


def beside(way: GridWay, other: GridWay) -> float:
    """What two ways cost because both are there."""
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
