"""What a flow must be: able to run, with duties apart, in time, guarded, and easy to read.

Enters: a ``Flow`` and its ``Graph``.  Leaves: coded problems at the step they concern.  One room a
subject: ``ways`` (and ends), ``duties`` (who), ``limits`` (time), ``risks``, ``refusals``,
``clarity`` (lengths).  A check is a function ``(Flow, Graph) -> Iterator[Problem]``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Problem
from ...county.flows.graph import Graph
from ...schema.records.powers.flow import Flow
from . import clarity, duties, limits, refusals, risks, ways

ROOMS = (ways, duties, limits, risks, refusals, clarity)
CODES = tuple(code for room in ROOMS for code in room.CODES)


def lint(flow: Flow, graph: Graph) -> Iterator[Problem]:
    """Every problem of one flow."""
    for room in ROOMS:
        for check in room.CHECKS:
            yield from check(flow, graph)
