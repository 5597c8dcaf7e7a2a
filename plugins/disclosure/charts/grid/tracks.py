"""Tracks: which of the parallel lines in a gutter or channel each leg of a way takes.

Enters: ways on the lattice.  Leaves: a track number for every leg that runs between cells.
"""

from __future__ import annotations

from ...basics.values import dataclass
from .lattice import GridWay, Leg

_FAR = 1000
"""Longer than any leg, in lattice units: what is left of a lean is never nothing."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A leg in a gutter or channel; ``before`` and ``behind`` are where its ends turn off."""

    key: tuple[int, int]
    leg: Leg
    lean: float
    before: frozenset[int]
    behind: frozenset[int]

    def precedes(self, other: _Stretch) -> bool:
        """Whether its track must come first, or the two would lie on each other where they turn."""
        return bool(self.before & other.behind)


def dealt(ways: tuple[GridWay, ...]) -> dict[tuple[int, int], int]:
    """A track for every leg in a gutter or channel (by number of way and leg), none on another."""
    lines: dict[tuple[bool, int], list[_Stretch]] = {}
    for number, way in enumerate(ways):
        for n, leg in enumerate(way.legs):
            if leg.line % 2 == 0:
                stretch = _stretch(way, (number, n))
                lines.setdefault((leg.horizontal, leg.line), []).append(stretch)
    return {key: track for held in lines.values() for key, track in _dealt(held)}


def _stretch(way: GridWay, key: tuple[int, int]) -> _Stretch:
    number = key[1]
    leg = way.legs[number]
    axis = 1 if leg.horizontal else 0
    turns = ((leg.start, way.corners[number - 1][axis]), (leg.end, way.corners[number + 2][axis]))
    before = frozenset(at for at, beyond in turns if beyond < leg.line)
    behind = frozenset(at for at, beyond in turns if beyond > leg.line)
    # U-shaped legs lie on the side they open to, the shorter the nearer
    lean = (len(behind) - len(before)) / 2 * (1 - (leg.high - leg.low) / _FAR)
    return _Stretch(key=key, leg=leg, lean=lean, before=before, behind=behind)


def _dealt(held: list[_Stretch]) -> list[tuple[tuple[int, int], int]]:
    if len(held) == 1:
        return [(held[0].key, 0)]
    tracks: list[list[_Stretch]] = []
    for stretch in _in_turn(held):
        at = next((n for n in range(len(tracks)) if _fits(stretch, tracks, n)), len(tracks))
        if at == len(tracks):
            tracks.append([])
        tracks[at].append(stretch)
    return [(stretch.key, n) for n, track in enumerate(tracks) for stretch in track]


def _in_turn(held: list[_Stretch]) -> list[_Stretch]:
    """By lean; whatever must come before another is pulled before it."""
    left = sorted(held, key=lambda stretch: (stretch.lean, stretch.leg.low, stretch.leg.high))
    out: list[_Stretch] = []
    while left:
        free = (
            n
            for n, stretch in enumerate(left)
            if not any(other.precedes(stretch) for other in left if other is not stretch)
        )
        out.append(left.pop(next(free, 0)))
    return out


def _fits(stretch: _Stretch, tracks: list[list[_Stretch]], number: int) -> bool:
    """Room on the track, and nothing on it or behind it that must come, or leans, before."""
    low, high = stretch.leg.low, stretch.leg.high
    if any(low <= other.leg.high and other.leg.low <= high for other in tracks[number]):
        return False
    behind = (other for later in tracks[number + 1 :] for other in later)
    return not any(other.precedes(stretch) or other.lean < stretch.lean for other in behind)
