"""Rules on rounds of 清权确权: figures add up, forms of review are followed step by step.

Sources: 庄浪县 四清理三审核; 沁县 “三上三下”; every removed power is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts.practices.round_figures import kept_now, rounds, tally
from ...county.site import Site
from ...schema.records.clearing_round import CUT, HANDED_DOWN, MERGED, RoundResult, RoundReview
from ..registry import practice_rule, rule

TOLD = "公布的项数要算得拢"
THREE_UP = "沁县：“三上三下”；庄浪县：三审核"
DOES_NOT_ADD_UP = Code(
    "R185",
    "清权确权的项数对不上",
    "清出等于保留、合并、取消、下放之和；去掉的逐项写明的要和项数相符",
    law=TOLD,
)
UNKNOWN_FORM = Code(
    "R186", "没有登记这种审核形式", "请在 county.yaml 的“审核形式”里写这种形式的步骤", law=THREE_UP
)
ROUND_ENDS_EARLY = Code(
    "R187",
    "清权轮次的日期不对",
    "结束不早于开始，审核的日期从早到晚，都在开始和结束之间",
    law=TOLD,
)
COUNTED_TWICE = Code(
    "R217", "一轮里一个机构写了两次", "合计会多算：请合并成一行，或者改正机构的编码", law=TOLD
)
STEPS_LEFT_OUT = Code(
    "Z74", "审核形式的步骤不全", "请照“审核形式”依次写全各步骤", Severity.REMINDER, THREE_UP
)
OTHER_THAN_HELD = Code(
    "Z75",
    "保留的项数和目录里的对不上",
    "请核对最近一轮的“保留”，或者补上、撤下目录里的职权；确有原因的写“豁免”",
    Severity.REMINDER,
    "庄浪县：编制职权目录",
)


@rule(COUNTED_TWICE)
def nobody_is_counted_twice(site: Site) -> Iterator[Problem]:
    """One line a body."""
    for of in rounds(site):
        counted = Counter[str]()
        for result in of.results:
            counted[result.unit.code] += 1
            if counted[result.unit.code] > 1:
                what = f"“{of.name}”里{site.unit(result.unit).label}写了不止一次"
                yield Problem(result.at("unit"), COUNTED_TWICE, what)


@rule(DOES_NOT_ADD_UP, ROUND_ENDS_EARLY)
def rounds_add_up(site: Site) -> Iterator[Problem]:
    """Whatever was cleared was kept, merged, cut or handed down."""
    for of in rounds(site):
        if of.until < of.start:
            what = f"“{of.name}”开始于 {of.start}，结束于 {of.until}"
            yield Problem(of.at("until"), ROUND_ENDS_EARLY, what)
        for result in of.results:
            yield from _adds_up(site.unit(result.unit).label, result)


def _adds_up(unit: str, result: RoundResult) -> Iterator[Problem]:
    found = tally(result)
    if not found.adds_up:
        rest = "+".join(map(str, found.figures[1:]))
        what = f"{unit}清出 {found.cleared} 项，保留、合并、取消、下放是 {rest}"
        yield Problem(result.at("cleared"), DOES_NOT_ADD_UP, what)
    fates = Counter(removed.fate for removed in result.removed)
    for fate, number in ((MERGED, result.merged), (CUT, result.cut), (HANDED_DOWN, result.handed)):
        if result.removed and fates[fate] != number:
            what = f"{unit}{fate} {number} 项，逐项写明的有 {fates[fate]} 项"
            yield Problem(result.at("removed"), DOES_NOT_ADD_UP, what)


@rule(UNKNOWN_FORM, ROUND_ENDS_EARLY)
def forms_of_review_are_declared(site: Site) -> Iterator[Problem]:
    """A form of review is data of the county; its steps are dated one after another."""
    forms = dict(site.county.review_forms)
    for whole, review in ((of, review) for of in rounds(site) for review in of.reviews):
        if review.form not in forms:
            yield Problem(review.at("form"), UNKNOWN_FORM, f"没有“{review.form}”")
        days = [step.day for step in review.steps]
        if days != sorted(days):
            yield Problem(review.at("steps"), ROUND_ENDS_EARLY, f"“{review.form}”的日期不是从早到晚")
        for step in review.steps if whole.start <= whole.until else ():
            if not whole.start <= step.day <= whole.until:
                what = f"“{step.name}”在 {step.day}，这一轮是 {whole.start} 至 {whole.until}"
                yield Problem(step.at("day"), ROUND_ENDS_EARLY, what)


@practice_rule(STEPS_LEFT_OUT)
def forms_of_review_are_followed(site: Site) -> Iterator[Problem]:
    """Step by step, and no other steps."""
    forms = dict(site.county.review_forms)
    for review in (review for of in rounds(site) for review in of.reviews if review.form in forms):
        if _steps(review) != forms[review.form]:
            what = f"“{review.form}”应当依次是{'、'.join(forms[review.form])}"
            yield Problem(review.at("steps"), STEPS_LEFT_OUT, what)


def _steps(review: RoundReview) -> tuple[str, ...]:
    return tuple(step.name for step in review.steps)


@practice_rule(OTHER_THAN_HELD)
def what_was_kept_is_held(site: Site) -> Iterator[Problem]:
    """The last round of a body kept as many powers as its catalogue held when the round ended.

    Nothing is said where some powers could not be read.
    """
    last = {result.unit.code: (of, result) for of in rounds(site) for result in of.results}
    for unit, (of, result) in last.items():
        now = kept_now(site, of, unit)
        if site.whole and now != result.kept:
            what = f"{site.units[unit].label}保留 {result.kept} 项，目录里当时已经清理的有 {now} 项"
            yield Problem(result.at("kept"), OTHER_THAN_HELD, what)
