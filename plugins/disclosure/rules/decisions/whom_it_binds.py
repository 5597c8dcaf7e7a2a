"""What a rule may cite against a body: the laws that bind it, 参照 what a law says it follows.

Enters: a ``Site``, and problems.  Leaves: the problems, each citing what binds the body whose record
it is.  Where no law does, the county itself asks for it, 比照 the law; the decree on deciding is not
even named then, for the county has a method of its own.  A law on one category of powers binds no
other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from ...basics.law.whom import LAWS, Binding, Body, Force
from ...basics.problem import Problem
from ...basics.values import regex
from ...county.site import Published, Site
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit

DECREE = "《重大行政决策程序暂行条例》"
COUNTY, DEPARTMENT, TOWNSHIP, VILLAGE = range(4)
OWN_METHOD = "六步决策法，本县对各层级的要求"
OWN_ASKING = "本县比照"

_BY_LEVEL = {DEPARTMENT: Body.DEPARTMENT, TOWNSHIP: Body.TOWNSHIP}
_PARTY = ("中共", "中国共产党")
_COMMITTEE = regex(".*[省州盟市县区旗]委员会(?:常务委员会|常委会|全体会议|全委会)?")
"""The committee itself; 政法委员会, 机关工作委员会 and the like are departments of it."""
_TITLE = regex("《([^》]+)》")
OfBody = Published | Unit


def body_of(site: Site, unit: Unit) -> Body | None:
    """What a unit is; None where a county has registered other levels than four."""
    levels = [level.name for level in site.county.levels]
    if len(levels) <= VILLAGE:
        return None
    level = levels.index(unit.level.code)
    if level >= VILLAGE:
        return Body.VILLAGE
    if unit.name.startswith(_PARTY):
        whole = level == COUNTY and _COMMITTEE.fullmatch(unit.name)
        return Body.COMMITTEE if whole else Body.PARTY
    government = Body.GOVERNMENT if unit.name.endswith("人民政府") else Body.OTHER
    return _BY_LEVEL.get(level, government)


def force(site: Site, unit: Unit) -> Force:
    """How the decree on deciding holds for a unit."""
    body = body_of(site, unit)
    return LAWS[DECREE.strip("《》")].force(body) if body else Force.BINDS


def cited(site: Site, found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, none citing a law against a body, or of a power, that it does not bind."""
    problems = list(found)
    places = _places(site, {problem.place.path for problem in problems})
    for problem in problems:
        law = problem.law or problem.code.law
        record = _record_at(places, problem) if "《" in law else None
        body = body_of(site, _unit(site, record)) if record else None
        yield replace(problem, law=_held(law, body, record)) if body and record else problem


def _held(law: str, body: Body, record: OfBody) -> str:
    """What of several sources holds; one that is no law is the county's own and holds for all."""
    parts = law.split("；")
    held = "；".join(filter(None, (_part(part, body, record) for part in parts)))
    return held or (OWN_METHOD if DECREE in law else OWN_ASKING + parts[0])


def _part(part: str, body: Body, record: OfBody) -> str:
    reaches = [LAWS[title] for title in _TITLE.findall(part) if title in LAWS]
    forces = {_force(reach, body, record) for reach in reaches}
    if Force.NONE in forces:
        return ""
    seen = f"，见该条例{LAWS[DECREE.strip('《》')].source.split('、')[1]}" if DECREE in part else ""
    return f"参照{part}{seen}" if Force.FOLLOWED in forces else part


def _force(reach: Binding, body: Body, record: OfBody) -> Force:
    other = reach.category and isinstance(record, Power) and record.category.code != reach.category
    return Force.NONE if other else reach.force(body)


def _unit(site: Site, record: OfBody) -> Unit:
    return record if isinstance(record, Unit) else site.unit(record.unit)


Starts = dict[str, tuple[list[int], list[OfBody]]]


def _places(site: Site, files: Container[str]) -> Starts:
    """By file, where each record begins, of these files."""
    found: Starts = {}
    records: Iterable[OfBody] = (*site.published, *site.units.values())
    wanted = (record for record in records if record.origin.path in files)
    for record in sorted(wanted, key=lambda r: (r.at().path, r.at().line)):
        lines, there = found.setdefault(record.at().path, ([], []))
        lines.append(record.at().line)
        there.append(record)
    return found


def _record_at(places: Starts, problem: Problem) -> OfBody | None:
    lines, there = places.get(problem.place.path, ([], []))
    after = bisect_right(lines, problem.place.line)
    return there[after - 1] if after else None
