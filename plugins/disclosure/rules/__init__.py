"""The law and the county's own practice as checks over the linked county.

Enters: a ``Site``.  Leaves: problems.  A rule is a function ``Site -> Iterator[Problem]`` in
the room of the records it judges; adding one touches that room and adds one golden case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problem import Problem
from ..site import Site
from . import (
    dates,
    decisions,
    decisions_law,
    decisions_participation,
    decisions_procedure,
    decisions_run,
    decisions_sisters,
    decisions_vote,
    differences,
    flows,
    law,
    measures,
    notices,
    powers,
    privacy,
    screens,
    security,
    units,
    villages,
    waivers,
)

Rule = Callable[[Site], Iterator[Problem]]

DECISION_ROOMS = (
    decisions, decisions_participation, decisions_law, decisions_procedure, decisions_vote,
    decisions_run, decisions_sisters, villages,
)  # fmt: skip
ROOMS = (units, powers, flows, differences, *DECISION_ROOMS, notices, screens, dates, law, security)
RULES: tuple[Rule, ...] = tuple(rule for room in ROOMS for rule in room.RULES)
DECISION_CODES = tuple(code for room in DECISION_ROOMS for code in room.CODES)
CODES = (
    *(code for room in ROOMS for code in room.CODES), *measures.CODES, *privacy.CODES, *waivers.CODES,
)  # fmt: skip


def check(site: Site) -> Iterator[Problem]:
    """Every problem that any rule finds, as the county's severities and waivers leave it."""
    yield from waivers.judged(site, (p for rule in RULES for p in rule(site)), DECISION_CODES)
