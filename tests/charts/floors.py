"""The smallest words of every drawing on its own medium, against the size they must reach.

Enters: finished drawings by kind.  Leaves: one line a medium, with the smallest and how many flows
reach the floor.  Sizes: a kiosk whose page has a column of 880 of its 1080 px,
a screen of 1920 × 1080, a sheet of A3 within its margins (277 mm).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markup import least_words

from disclosure.charts.column import risk_ladder
from disclosure.charts.model.geometry import Drawing

KIOSK, POINTS = 880, 0.75
ON_KIOSK, ON_BOARD, ON_WALL = 18, 24, 12  # px, px, pt
IN_LIST = 24
"""px: what the steps are told in on a kiosk, where no drawing fits."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One medium: what is drawn there and how small its words are, flow by flow."""

    medium: str
    unit: str
    least: float
    sizes: tuple[float, ...]

    def __str__(self) -> str:
        met = sum(size >= self.least for size in self.sizes)
        return (
            f"{self.medium}：最小 {min(self.sizes):.1f} {self.unit}（要 {self.least}），"
            f"{met}/{len(self.sizes)} 个流程达到"
        )


def floors(drawn: Mapping[str, Sequence[Drawing]]) -> Iterator[Floor]:
    """Kiosk, board and wall; on the kiosk what is too wide gives way to what is narrower, in the end to
    the list, which is measured in a browser."""
    wide = ("lanes", "lanes-by-duty", "compact")
    for first, name in ((2, "紧凑图"), (0, "泳道图")):
        kinds = [drawn[kind] for kind in wide[first:]]
        sizes = [[fitted(one, KIOSK) for one in flow] for flow in zip(*kinds, strict=True)]
        alone = sum(flow[0] >= ON_KIOSK for flow in sizes)
        chosen = tuple(next((s for s in flow if s >= ON_KIOSK), IN_LIST) for flow in sizes)
        yield Floor(f"触摸屏 {name}（{alone} 个直接放下，其余换窄的图）", "px", ON_KIOSK, chosen)
    yield Floor("大屏 大屏图", "px", ON_BOARD, tuple(least_words(one.svg) for one in drawn["board"]))
    wall = tuple(POINTS * fitted(one, risk_ladder.WIDE, 1) for one in drawn["ladder"])
    yield Floor("A3 防控图", "pt", ON_WALL, wall)


def fitted(one: Drawing, room: float, most: float = 99) -> float:
    """The smallest words in px once a drawing is as wide as its place, not enlarged beyond ``most``."""
    return least_words(one.svg) * min(room / one.width, most)
