"""Rules on 同步公开: one matter, disclosed at several levels, tells one story.

Source: the counties' practice of disclosing 四重一大 at four levels at once;
《政府信息公开条例》第十一条 (what several bodies disclose must agree).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...basics.problem import Code, Problem
from ...county.facts.matters.groups import given, matters, whole
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, STOPPED_STATES, Decision
from ..registry import decision_rule

AGREEMENT = "《政府信息公开条例》第十一条"

ONE_SIDED = Code("R140", "同步公开没有互相列出", "请在对方的“同步公开”里也写上这一条", law=AGREEMENT)
AMOUNTS = Code(
    "R141",
    "同一事项各层级的金额不一致",
    "“金额”写全部金额，本机构安排的部分写“本级金额”",
    law=AGREEMENT,
)
DATES = Code("R142", "同一事项各层级的公布日期不一致", "各层级应当同日公布：请核对", law=AGREEMENT)
OUTCOMES = Code(
    "R143", "同一事项各层级的结果不一致", "有的通过、有的没有通过：请核对各层级的状态", law=AGREEMENT
)
LEVEL_MISSING = Code(
    "R144",
    "应当公开的层级没有公开",
    "请补上那一层级的决策，写进“同步公开”；不涉及的从“涉及层级”里去掉",
    law="“四重一大”决策四级同步公开",
)
OTHER_CODE = Code(
    "R139",
    "同一事项的编码对不上",
    "同步公开的各条写同一个“事项”，别的事项不用这个编码",
    law="“四重一大”决策四级同步公开",
)
LEVEL_UNNAMED = Code(
    "R214",
    "同步公开的层级没有写进涉及层级",
    "“同步公开”里有哪些层级，“涉及层级”就写哪些；确实不涉及的，从“同步公开”里去掉",
    law="“四重一大”决策四级同步公开",
)
OWN_TOO_MUCH = Code("R145", "本级金额加起来超过了金额", "请核对同一事项各条的“本级金额”", law=AGREEMENT)


@decision_rule(ONE_SIDED)
def sisters_are_mutual(site: Site) -> Iterator[Problem]:
    """Each names the other."""
    for decision in site.decisions.values():
        for ref in decision.sisters:
            other = site.decisions[ref.code]
            if decision.code not in {back.code for back in other.sisters}:
                what = f"“{decision.code}”列了“{ref.code}”，“{ref.code}”没有列“{decision.code}”"
                yield Problem(ref.place, ONE_SIDED, what)


@decision_rule(AMOUNTS, DATES, OUTCOMES)
def sisters_agree(site: Site) -> Iterator[Problem]:
    """Amount, day of publication and outcome are the same; the first of the matter is the measure."""
    for first, *others in matters(site.decisions.values()):
        for other in others:
            yield from _differs(first, other, AMOUNTS, "amount", _money)
            yield from _outcome(first, other)
            if first.state in ADOPTED_STATES and other.state in ADOPTED_STATES:
                yield from _differs(first, other, DATES, "published", lambda d: str(d.published))


def _differs(
    first: Decision, other: Decision, code: Code, attribute: str, tell: Callable[[Decision], str]
) -> Iterator[Problem]:
    mine, theirs = tell(first), tell(other)
    if mine and theirs and mine != theirs:
        what = f"“{other.name}”是 {theirs}，“{first.code}”是 {mine}"
        yield Problem(other.at(attribute), code, what)


def _money(decision: Decision) -> str:
    return "" if decision.amount is None else f"{decision.amount}元"


def _outcome(first: Decision, other: Decision) -> Iterator[Problem]:
    for adopted, stopped in ((first, other), (other, first)):
        if adopted.state in ADOPTED_STATES and stopped.state in STOPPED_STATES:
            what = f"“{other.name}”{other.state}，“{first.code}”{first.state}"
            yield Problem(other.at("state"), OUTCOMES, what)


@decision_rule(LEVEL_MISSING)
def every_level_is_told(site: Site) -> Iterator[Problem]:
    """The matter appears at each level that one of its records says it concerns."""
    for matter in matters(site.decisions.values()):
        present = {site.unit(decision.unit).level.code for decision in matter}
        asked = {ref.code: ref for decision in matter for ref in decision.concerned}
        for name, ref in asked.items():
            if name not in present:
                what = f"“{matter[0].name}”涉及{name}，{name}没有这件事的决策"
                yield Problem(ref.place, LEVEL_MISSING, what)


@decision_rule(LEVEL_UNNAMED)
def levels_are_those_of_the_sisters(site: Site) -> Iterator[Problem]:
    """A record that says which levels its matter concerns names those of its sisters."""
    for decision in site.decisions.values():
        asked = {ref.code for ref in decision.concerned}
        met = [site.unit(site.decisions[ref.code].unit).level.code for ref in decision.sisters]
        own = site.unit(decision.unit).level.code
        unnamed = "、".join(dict.fromkeys(level for level in met if level not in {own, *asked}))
        if unnamed and (asked or decision.own_alone):
            what = f"“{decision.name}”在{unnamed}同步公开，没有写涉及{unnamed}"
            yield Problem(decision.at("concerned" if asked else "own_alone"), LEVEL_UNNAMED, what)


@decision_rule(OTHER_CODE)
def a_code_means_one_matter(site: Site) -> Iterator[Problem]:
    """All records of a matter write its code, or none does; no other matter writes it or is it."""
    taken = {code.casefold() for code in site.decisions}
    for matter in matters(site.decisions.values()):
        written = {decision.matter for decision in matter}
        told = next((decision.matter for decision in matter if decision.matter), "")
        for decision in matter if len(written) > 1 else ():
            if decision.matter != told:
                what = f"“{decision.code}”写的事项是“{decision.matter or '没有写'}”，别的是“{told}”"
                yield Problem(decision.at("matter"), OTHER_CODE, what)
        if told and told.casefold() in taken - {decision.code.casefold() for decision in matter}:
            what = f"“{told}”已经是另一件事的编码"
            yield Problem(matter[0].at("matter"), OTHER_CODE, what)
        taken.add(told.casefold())


@decision_rule(OWN_TOO_MUCH)
def own_amounts_fit(site: Site) -> Iterator[Problem]:
    """What the bodies each give does not exceed the whole."""
    for matter in matters(site.decisions.values()):
        money, own = whole(matter), given(matter)
        if own is not None and own > money:
            what = f"“{matter[0].name}”本级金额合计 {own}元，金额 {money}元"
            last = next(d for d in reversed(matter) if d.own_amount is not None)
            yield Problem(last.at("own_amount"), OWN_TOO_MUCH, what)
