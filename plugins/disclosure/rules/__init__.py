"""The law and the county's own practice as checks over the linked county.

Enters: a ``Site``.  Leaves: problems.  A rule is a function ``Site -> Iterator[Problem]`` in
the room of the records it judges; adding one touches that room and adds one golden case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..basics.problem import Problem
from ..county.site import Site
from . import measures, waivers
from .bodies import screens, security, units, villages
from .decisions import carrying_out, legality, participation, procedure_steps, sisters, six_steps, votes
from .disclosing import dates, legal_bases, notices
from .persons import personal_numbers
from .powers import elements, flow_differences, power_flows

Rule = Callable[[Site], Iterator[Problem]]

DECISION_ROOMS = (
    six_steps, participation, legality, procedure_steps, votes,
    carrying_out, sisters, villages,
)  # fmt: skip
ROOMS = (
    units,
    elements,
    power_flows,
    flow_differences,
    *DECISION_ROOMS,
    notices,
    screens,
    dates,
    legal_bases,
    security,
)
RULES: tuple[Rule, ...] = tuple(rule for room in ROOMS for rule in room.RULES)
DECISION_CODES = tuple(code for room in DECISION_ROOMS for code in room.CODES)
CODES = (
    *(code for room in ROOMS for code in room.CODES), *measures.CODES,
    *personal_numbers.CODES, *waivers.CODES,
)  # fmt: skip


def check(site: Site) -> Iterator[Problem]:
    """Every problem that any rule finds, as the county's severities and waivers leave it."""
    yield from waivers.judged(site, (p for rule in RULES for p in rule(site)), DECISION_CODES)
