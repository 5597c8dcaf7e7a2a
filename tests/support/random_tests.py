"""How many examples a random test draws: all with ``--whole``, as ``make trust`` asks; else two in five.
Where CI runs, each test draws the same ones every time: more of them would say the same again.

Enters: whether all are wanted.  Leaves: Hypothesis set so, before any test is read.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

WHOLE, FEW = 100, 40


def begin(*, whole: bool) -> None:
    """Take the profile of this run: a landing hangs on no luck, nor on how busy a machine is."""
    settings.register_profile(
        "ours",
        max_examples=WHOLE if whole else FEW,
        derandomize=bool(os.environ.get("CI")),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("ours")


def examples(count: int) -> settings:
    """For a test that draws more than others: so many of all, and as large a part of them else."""
    return settings(max_examples=count * settings().max_examples // WHOLE)
