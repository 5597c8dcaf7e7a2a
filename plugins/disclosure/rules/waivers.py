"""Severity set by the county, and waivers written on a decision.

Enters: the county and the problems its rules found.  Leaves: the problems as the county judges
them.  A waiver lifts one rule from one decision; it bears a reason and a date, and the decision's
page shows it.  What makes a decision void cannot be waived or made milder.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from ..basics.problem import Code, Place, Problem, Severity
from ..county.site import Site
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.records.decisions.decision import Decision
from .decisions.legality import RISK_HIGH, THREE_NOS, UNLAWFUL
from .decisions.six_steps import NO_MAJORITY, NO_MEETING, NO_QUORUM, SELF_WATCH, VOTES_MISCOUNTED

BINDING = (
    NO_QUORUM, NO_MAJORITY, NO_MEETING, SELF_WATCH, VOTES_MISCOUNTED, UNLAWFUL, RISK_HIGH, THREE_NOS,
)  # fmt: skip

DISCLOSED = "豁免要有理由、有日期，并且公开"
CANNOT_WAIVE = Code("R160", "这条规则不能豁免", "只能豁免决策规则里允许豁免的", law=DISCLOSED)
FUTURE_WAIVER = Code("R161", "豁免的日期在将来", "请写实际批准的日期", law=DISCLOSED)
IDLE_WAIVER = Code(
    "R162", "豁免没有用处", "决策并没有违反这条规则：请删去", Severity.REMINDER, DISCLOSED
)
CANNOT_SET = Code(
    "R163",
    "这条规则的程度不能改",
    "“规则程度”里只写决策规则的代码；会使决策无效的规则不能改",
    law="规则程度由 county.yaml 设定",
)

CODES = (CANNOT_WAIVE, FUTURE_WAIVER, IDLE_WAIVER, CANNOT_SET)


def judged(site: Site, found: Iterable[Problem], codes: Collection[Code]) -> Iterator[Problem]:
    """What remains of ``found``; ``codes`` are the rules that a county may set or waive."""
    allowed = {code.id for code in codes} - {code.id for code in BINDING}
    severities = {k: Severity(v) for k, v in site.county.severities if k in allowed}
    kept = _unwaived(site, found, allowed)
    yield from (_with_severity(problem, severities.get(problem.code.id)) for problem in kept)
    yield from _wrong_severities(site, allowed)


def _with_severity(problem: Problem, severity: Severity | None) -> Problem:
    if severity is None:
        return problem
    return dataclasses.replace(problem, code=dataclasses.replace(problem.code, severity=severity))


def _wrong_severities(site: Site, allowed: Collection[str]) -> Iterator[Problem]:
    for name, _ in site.county.severities:
        if name not in allowed:
            what = f"“规则程度”里写了“{name}”"
            yield Problem(site.county.at("severities"), CANNOT_SET, what)


def _unwaived(site: Site, found: Iterable[Problem], allowed: Collection[str]) -> Iterator[Problem]:
    problems = list(found)
    for decision in site.decisions.values():
        for waiver in decision.waivers:
            lifted = _lifted(decision, problems, waiver.rule) if waiver.rule in allowed else []
            problems = [problem for problem in problems if problem not in lifted]
            if waiver.rule not in allowed:
                what = f"“{decision.name}”写了豁免“{waiver.rule}”"
                yield Problem(waiver.at("rule"), CANNOT_WAIVE, what)
            elif not lifted:
                what = f"“{decision.name}”没有 {waiver.rule} 的问题"
                yield Problem(waiver.at("rule"), IDLE_WAIVER, what)
            if waiver.day > site.as_of:
                what = f"豁免 {waiver.rule} 的日期是 {waiver.day}"
                yield Problem(waiver.at("day"), FUTURE_WAIVER, what)
    yield from problems


def _lifted(decision: Decision, problems: Iterable[Problem], code: str) -> list[Problem]:
    places = set(_places(decision))
    return [p for p in problems if p.code.id == code and p.place in places]


def _places(value: object) -> Iterator[Place]:
    """Every place at which a rule can report something about a record."""
    if isinstance(value, Ref):
        yield value.place
    elif isinstance(value, tuple):
        for item in value:
            yield from _places(item)
    elif isinstance(value, Record):
        yield value.origin.place
        yield from value.origin.fields.values()
        declared = value.keys()
        for attribute in declared:
            yield from _places(getattr(value, attribute))
