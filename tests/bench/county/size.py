"""The sizes at which the program is measured (docs/speed.md).

Enters: nothing.  Leaves: ``SIZES``.  M is one real city's catalogue, L is M with its villages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True)
class Size:
    """How much of everything a county holds."""

    offices: int
    towns: int
    powers: int
    charts: int
    posts: int
    decisions: int
    notices: int
    name: str = ""
    """What its dice are thrown by: counties of one size and different names say different things."""
    villages: int = 0
    village_powers: int = 0
    village_charts: int = 0
    village_decisions: int = 0
    village_notices: int = 0


_S = Size(
    offices=3, towns=2, powers=164, charts=52, posts=428, decisions=13, notices=17,
    villages=1, village_powers=36, village_charts=8, village_decisions=1, village_notices=1,
)  # fmt: skip
_M = Size(offices=44, towns=20, powers=3656, charts=1102, posts=8878, decisions=240, notices=320)
_L = replace(
    _M, villages=522, village_powers=18_792, village_charts=598, village_decisions=522,
    village_notices=261,
)  # fmt: skip
_XS = Size(offices=1, towns=1, powers=12, charts=2, posts=60, decisions=1, notices=1)
SIZES = {"XS": _XS, "S": _S, "M": _M, "L": _L}
"""XS is for trying the bench itself."""


def shared(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in whole shares by weight, none lost."""
    whole = sum(weights)
    marks = [0]
    for weight in weights:
        marks.append(marks[-1] + weight)
    ends = [total * mark // whole for mark in marks] if whole else marks
    return [end - start for start, end in pairwise(ends)]
