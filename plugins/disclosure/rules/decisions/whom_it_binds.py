"""Whom 《重大行政决策程序暂行条例》 binds, and what a rule may cite against everybody else.

County governments and above are bound (第二条第一款), their departments and townships proceed 参照
(第四十二条), bodies of the Party and villages not at all: there the county's own method alone is asked.

Enters: a ``Site``, and problems of decisions.  Leaves: the problems, each citing what binds its body.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from ...basics.problem import Problem
from ...county.site import Site
from ...schema.records.decisions.decision import Decision
from ...schema.records.unit import Unit

DECREE = "《重大行政决策程序暂行条例》"
GOVERNMENT, PARTY = "人民政府", ("中共", "中国共产党")
COUNTY, DEPARTMENT, TOWNSHIP, VILLAGE = range(4)
OWN_METHOD = "六步决策法，本县对各层级的要求"


class Force(StrEnum):
    """How the decree holds for a body."""

    BINDS = "适用"
    FOLLOWED = "参照"
    NONE = "不适用"


def force(site: Site, unit: Unit) -> Force:
    """How it holds for a unit; where a county has registered other levels than four, it binds."""
    levels = [level.name for level in site.county.levels]
    if len(levels) <= VILLAGE:
        return Force.BINDS
    level = levels.index(unit.level.code)
    if level >= VILLAGE or unit.name.startswith(PARTY):
        return Force.NONE
    if level in (DEPARTMENT, TOWNSHIP):
        return Force.FOLLOWED
    return Force.BINDS if unit.name.endswith(GOVERNMENT) else Force.NONE


def cited(site: Site, found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of decisions, none citing the decree as law for a body that it does not bind."""
    places = _places(site)
    for problem in found:
        law = problem.law or problem.code.law
        decision = _decision_at(places, problem) if DECREE in law else None
        held = force(site, site.unit(decision.unit)) if decision else Force.BINDS
        if held is Force.FOLLOWED:
            law = f"参照{law}，见该条例第四十二条"
        elif held is Force.NONE:
            law = OWN_METHOD
        yield replace(problem, law=law) if held is not Force.BINDS else problem


Starts = dict[str, tuple[list[int], list[Decision]]]


def _places(site: Site) -> Starts:
    """By file, where each decision begins."""
    found: Starts = {}
    ordered = sorted(site.decisions.values(), key=lambda d: (d.at().path, d.at().line))
    for decision in ordered:
        lines, decisions = found.setdefault(decision.at().path, ([], []))
        lines.append(decision.at().line)
        decisions.append(decision)
    return found


def _decision_at(places: Starts, problem: Problem) -> Decision | None:
    lines, decisions = places.get(problem.place.path, ([], []))
    after = bisect_right(lines, problem.place.line)
    return decisions[after - 1] if after else None
