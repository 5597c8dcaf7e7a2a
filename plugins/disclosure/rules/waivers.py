"""Severity set by the county, and waivers written on a record.

Enters: the county and the problems its rules found.  Leaves: the problems as the county judges
them.  A waiver lifts one rule from one record; it bears a reason and a date, and the record's
page shows it.  What makes a decision void is ``binding``: it cannot be waived or made milder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..basics.problem import Code, Place, Problem, Severity
from ..county.site import Site
from ..schema.common import Waiver
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.records.clearing_round import ClearingRound, RoundResult
from ..schema.records.county import UNCHECKED
from ..schema.records.decisions.decision import Decision
from ..schema.records.notices.notice import Notice
from ..schema.records.powers.power import Power
from ..schema.records.publicity import PublicityCatalogue, PublicityRow
from ..schema.records.unit import Unit
from .registry import decision_rule, practice_rule, review_rule, rule

Excusable = Decision | Power | Notice | Unit | PublicityRow | RoundResult
DISCLOSED = "豁免要有理由、有日期，并且公开"
CANNOT_WAIVE = Code(
    "R160", "这条规则不能豁免", "只能豁免做法规则，和决策规则里允许豁免的", law=DISCLOSED
)
FUTURE_WAIVER = Code("R161", "豁免的日期在将来", "请写实际批准的日期", law=DISCLOSED)
IDLE_WAIVER = Code(
    "R162", "豁免没有用处", "这条记录并没有违反这条规则：请删去", Severity.REMINDER, DISCLOSED
)
CANNOT_SET = Code(
    "R163",
    "这条规则的程度不能改",
    "“规则程度”里只写决策规则、做法规则的代码；会使决策无效的规则不能改",
    law="规则程度由 county.yaml 设定",
)


def judged(site: Site, found: Sequence[Problem]) -> list[Problem]:
    """What waivers leave of ``found``, as grave as the county sets it."""
    lifted = {problem for _, _, problems in _waived(site, found) for problem in problems}
    severities = {k: Severity(v) for k, v in site.county.severities if k in _lenient()}
    practices, by_practice = {code.id for code in practice_rule.codes}, site.county.practices
    if by_practice == UNCHECKED:
        lifted |= {problem for problem in found if problem.code.id in practices - severities.keys()}
    else:
        severities = {**dict.fromkeys(practices, Severity(by_practice)), **severities}
    left = (problem for problem in found if problem not in lifted)
    return [replace(problem, severity=severities.get(problem.code.id)) for problem in left]


def _lenient() -> set[str]:
    """The rules that a county may set or waive."""
    codes = decision_rule.codes | practice_rule.codes
    return {code.id for code in codes if not code.binding}


def _excusable(site: Site) -> Iterator[Excusable]:
    """Every record that may bear waivers."""
    yield from site.decisions.values()
    yield from site.powers.values()
    yield from site.notices.values()
    yield from site.units.values()
    for catalogue in site.of(PublicityCatalogue).values():
        yield from catalogue.rows
    for of in site.of(ClearingRound).values():
        yield from of.results


@rule(CANNOT_SET)
def severities_are_the_countys_to_set(site: Site) -> Iterator[Problem]:
    """The county sets only what is left to it."""
    for name, _ in site.county.severities:
        if name not in _lenient():
            what = f"“规则程度”里写了“{name}”"
            yield Problem(site.county.at("severities"), CANNOT_SET, what)


@rule(CANNOT_WAIVE, FUTURE_WAIVER)
def waivers_are_allowed(site: Site) -> Iterator[Problem]:
    """A waiver names a rule that yields to one, and a day that has come."""
    for record in _excusable(site):
        for waiver in record.waivers:
            if waiver.rule not in _lenient():
                what = f"“{record.name}”写了豁免“{waiver.rule}”"
                yield Problem(waiver.at("rule"), CANNOT_WAIVE, what)
            if waiver.day > site.as_of:
                what = f"豁免 {waiver.rule} 的日期是 {waiver.day}"
                yield Problem(waiver.at("day"), FUTURE_WAIVER, what)


@review_rule(IDLE_WAIVER)
def waivers_are_needed(site: Site, found: Sequence[Problem]) -> Iterator[Problem]:
    """A waiver lifts something: it may be of use again once all records can be read."""
    for record, waiver, lifted in _waived(site, found):
        if site.whole and not lifted:
            what = f"“{record.name}”没有 {waiver.rule} 的问题"
            yield Problem(waiver.at("rule"), IDLE_WAIVER, what)


def _waived(
    site: Site, found: Sequence[Problem]
) -> Iterator[tuple[Excusable, Waiver, Sequence[Problem]]]:
    """Each waiver that is allowed, with what it lifts and no waiver before it lifted."""
    lenient, left = _lenient(), found
    for record in _excusable(site):
        for waiver in (waiver for waiver in record.waivers if waiver.rule in lenient):
            lifted = _lifted(record, left, waiver.rule)
            left = [problem for problem in left if problem not in lifted]
            yield record, waiver, lifted


def _lifted(record: Excusable, problems: Iterable[Problem], code: str) -> list[Problem]:
    places = set(_places(record))
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
