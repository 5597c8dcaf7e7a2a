"""What a unit tells of some of its powers and not of others.

Enters: a ``Site``.  Leaves: problems: one a power, or one for a unit that tells it of none, so that
a whole catalogue brought in from a sheet is not answered with a thousand lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.powers.power import Power


def left_out(
    site: Site,
    code: Code,
    name: str,
    is_told: Callable[[Power], bool],
    concerns: Callable[[Power], bool] = lambda _: True,
) -> Iterator[Problem]:
    """Where ``name`` is not told of the powers that it ``concerns``."""
    asked: dict[str, list[Power]] = {}
    for power in filter(concerns, site.powers.values()):
        asked.setdefault(power.unit.code, []).append(power)
    for unit, powers in asked.items():
        silent = [power for power in powers if not is_told(power)]
        if len(silent) == len(powers) > 1:
            whose = site.units[unit]
            yield Problem(whose.at("code"), code, f"{whose.label}的 {len(powers)} 项职权都没有{name}")
            continue
        for power in silent:
            yield Problem(power.at("name"), code, f"“{power.name}”没有{name}")
