"""Figures of decisions without a person in them: how many, how much, how fast, how well heard.

Enters: the county.  Leaves: ``Measures``.  Matters disclosed at several levels count once in money
and in opinions; days are calendar days.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from ...basics.values import dataclass
from ...schema.records.decisions.decision import CATEGORIES, STATES, Consultation, Decision
from ..site import Site
from .matters import groups as matters

ANSWERS = ("采纳", "部分采纳", "未采纳")


@dataclass(frozen=True, slots=True)
class Days:
    """How long something took: how often it was measured, and three figures in days."""

    count: int
    shortest: int
    median: float
    longest: int


@dataclass(frozen=True, slots=True)
class Heard:
    """How often citizens were heard, matter by matter."""

    consultations: int
    opinions: int
    hearings: int
    observed: int
    argued: int


@dataclass(frozen=True, slots=True)
class Measures:
    """All figures; mappings keep the order of the county's and the law's own lists."""

    decisions: int
    matters: int
    money: Decimal
    by_category: Mapping[str, int]
    by_state: Mapping[str, int]
    by_level: Mapping[str, int]
    by_year: Mapping[str, int]
    money_by_category: Mapping[str, Decimal]
    money_by_level: Mapping[str, Decimal]
    money_by_year: Mapping[str, Decimal]
    whole_way: Days | None
    asking: Days | None
    telling: Days | None
    way_by_category: Mapping[str, Days]
    heard: Heard
    answers: Mapping[str, int]


def measures(site: Site) -> Measures:
    """Every figure of a county that has decisions."""
    all_ = tuple(site.decisions.values())
    by_category = _grouped(CATEGORIES, all_, lambda d: d.category)
    by_level = _grouped(site.levels, all_, lambda d: site.unit(d.unit).level.code)
    years = sorted({str(d.published.year) for d in all_})
    by_year = _grouped(years, all_, lambda d: str(d.published.year))
    return Measures(
        decisions=len(all_),
        matters=len(matters.matters(all_)),
        money=matters.total(all_),
        by_category=_counts(by_category),
        by_state=_counts(_grouped(STATES, all_, lambda d: d.state)),
        by_level=_counts(by_level),
        by_year=_counts(by_year),
        money_by_category=_sums(by_category),
        money_by_level=_sums(by_level),
        money_by_year=_sums(by_year),
        whole_way=_days(_whole_way(all_)),
        asking=_days((c.until - c.start).days for c, _ in _consultations(all_)),
        telling=_days(_telling(all_)),
        way_by_category={n: way for n, own in by_category.items() if (way := _days(_whole_way(own)))},
        heard=_heard(all_),
        answers=_answers(all_),
    )


def _grouped(
    names: Iterable[str], decisions: Iterable[Decision], name: Callable[[Decision], str]
) -> dict[str, list[Decision]]:
    """Decisions by name, in the order of the names; names without any are left out."""
    found: dict[str, list[Decision]] = {heading: [] for heading in names}
    for decision in decisions:
        found[name(decision)].append(decision)
    return {heading: own for heading, own in found.items() if own}


def _counts(groups: Mapping[str, Sequence[Decision]]) -> dict[str, int]:
    return {name: len(own) for name, own in groups.items()}


def _sums(groups: Mapping[str, Sequence[Decision]]) -> dict[str, Decimal]:
    return {name: total for name, own in groups.items() if (total := matters.total(own))}


def _days(spans: Iterable[int]) -> Days | None:
    found = sorted(spans)
    if not found:
        return None
    return Days(len(found), found[0], statistics.median(found), found[-1])


def _whole_way(decisions: Iterable[Decision]) -> Iterator[int]:
    """From the day a matter was put on the agenda to the day its result was announced."""
    for decision in decisions:
        steps = decision.steps
        if steps.announce:
            yield (steps.announce.day - steps.determine.day).days


def _telling(decisions: Iterable[Decision]) -> Iterator[int]:
    """From the meeting to the announcement."""
    for decision in decisions:
        steps = decision.steps
        if steps.announce and steps.meeting:
            yield (steps.announce.day - steps.meeting.day).days


def _consultations(decisions: Iterable[Decision]) -> Iterator[tuple[Consultation, int]]:
    """Each consultation once with its opinions: sisters that share one do not count it again."""
    for matter in matters.matters(decisions):
        shared: dict[tuple[date, date], tuple[Consultation, int]] = {}
        for step in (d.steps.consult for d in matter):
            if step:
                _, most = shared.get((step.start, step.until), (step, 0))
                shared[step.start, step.until] = step, max(most, step.received or 0)
        yield from shared.values()


def _heard(decisions: Sequence[Decision]) -> Heard:
    asked = list(_consultations(decisions))
    return Heard(
        consultations=len(asked),
        opinions=sum(received for _, received in asked),
        hearings=sum(bool(d.statutory and d.statutory.hearing) for d in decisions),
        observed=sum(any(m.observers for m in d.steps.meetings) for d in decisions),
        argued=sum(bool(d.steps.expertise) for d in decisions),
    )


def _answers(decisions: Iterable[Decision]) -> dict[str, int]:
    """Opinions answered, by answer; an answer to several alike counts as many."""
    counts: Counter[str] = Counter()
    for decision in decisions:
        for answer in decision.feedback:
            counts[answer.adopted] += answer.count or 1
    return {name: counts[name] for name in ANSWERS if counts[name]}
