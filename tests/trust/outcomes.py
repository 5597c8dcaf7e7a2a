"""What a row of ``make trust`` has to say.

Enters: what a harness saw.  Leaves: a ``Result``.
"""

from __future__ import annotations

from dataclasses import dataclass

KEPT, BROKEN, NOT_RUN, UNFINISHED = "守住", "没有守住", "没有运行", "没有试完"


@dataclass(frozen=True)
class Result:
    """What a harness has to say: the figure, and whether the promise was kept."""

    verdict: str
    figure: str


def outcome(kept: object, figure: str, harm: object = 0, *, short: bool = False) -> Result:
    """``harm`` is a broken promise; one that was not tried as often as it says is not kept either."""
    if short and not harm:
        return Result(UNFINISHED, f"{figure}（时间到）")
    return Result(KEPT if kept and not harm else BROKEN, figure)
