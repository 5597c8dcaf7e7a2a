"""The law and the county's own practice as checks over the linked county.

Enters: a ``Site``.  Leaves: problems.  A rule is a function ``Site -> Iterator[Problem]`` in
the room of the records it judges; adding one touches that room and adds one golden case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problem import Problem
from ..site import Site
from . import dates, decisions, flows, notices, powers, screens, units

Rule = Callable[[Site], Iterator[Problem]]

ROOMS = (units, powers, flows, decisions, notices, screens, dates)
RULES: tuple[Rule, ...] = tuple(rule for room in ROOMS for rule in room.RULES)
CODES = tuple(code for room in ROOMS for code in room.CODES)


def check(site: Site) -> Iterator[Problem]:
    """Every problem that any rule finds."""
    for rule in RULES:
        yield from rule(site)
