"""Rules on whose hands power lies in: 七分权, 轮岗交流, carriers that nobody serves.

Sources: 南江县 七分权: 副职分管、正职监管、集体领导、民主决策; 娄底市: 连续工作达到一定年限的一律交流;
洛南县: 分岗位、股室、单位三个层次查找风险点; 庄浪县: 两网两栏两屏两中心.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.media import BY_HAND, MEDIUM_OF
from ...basics.problem import Code, Problem, Severity
from ...county.facts.posts.rotation import due
from ...county.flows.doers import is_body
from ...county.site import Published, Site
from ...schema.records.county import Carrier
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.flow import Step, steps_of
from ...schema.records.powers.power import Power
from ...schema.records.shown.screen import CHARTS, DECISIONS, NOTICES
from ...schema.records.unit import MAIN, Unit
from ..registry import practice_rule

DECIDES = ("批准", "定事")

ALONE = Code(
    "Z40",
    "要分解的权由主要领导一个人决定",
    "正职只监管：请改由分管副职办理，或交集体研究",
    Severity.REMINDER,
    "南江县：副职分管、正职监管、集体领导、民主决策",
)
DUTY_UNTOLD = Code(
    "Z41",
    "要分解的权有一步只由主要领导办，没有写职能",
    "请写“职能”：看不出是不是批准、定事；不是的写承办、监督等",
    Severity.REMINDER,
    "南江县：副职分管、正职监管、集体领导、民主决策",
)
SINCE_UNTOLD = Code(
    "Z51",
    "没有写任职起始，算不出哪天轮岗",
    "请写“任职起始”；岗位空着的在机构里写“豁免”说明",
    Severity.REMINDER,
    "娄底市：连续工作达到一定年限的人员一律进行交流",
)
STAYED = Code(
    "Z50",
    "岗位到了轮岗年限",
    "请安排轮岗，到岗以后改“任职起始”；有特殊原因的在机构里写“豁免”说明",
    Severity.REMINDER,
    "娄底市：连续工作达到一定年限的人员一律进行交流",
)
NO_TIER_OF_UNIT = Code(
    "Z76",
    "没有查找单位层次的风险点",
    "请在机构里写“风险点”：不在哪一个岗位上的风险和防控措施",
    Severity.REMINDER,
    "洛南县：分岗位、股室、单位三个层次查找风险点",
)
UNSERVED = Code(
    "Z60",
    "记录只在线下公开，网站、触摸屏、显示屏上都没有",
    "请在“载体”里加上网站或触摸屏；确实只在线下公开的写“豁免”说明",
    Severity.REMINDER,
    "庄浪县：两网两栏两屏两中心",
)


SHOWN_BESIDE = Code(
    "Z64",
    "记录只写了同一个版本里的一个载体，另一个上也会有",
    "请把记录的“载体”写齐；两个本来是同一个网站的，在 county.yaml 里写“同站”",
    Severity.REMINDER,
    "庄浪县：两网两栏两屏两中心",
)

SAME_AS_NOTHING = Code(
    "Z65",
    "“同站”写的不是同一个版本里的载体",
    "请写“公开载体”里登记的另一个名称，版本要相同，它自己不再写“同站”",
    Severity.REMINDER,
    "庄浪县：两网两栏两屏两中心",
)


@practice_rule(ALONE, DUTY_UNTOLD)
def heads_do_not_decide_alone(site: Site) -> Iterator[Problem]:
    """A split power is not decided by the head alone."""
    for power in site.powers.values():
        if not power.split:
            continue
        for step in steps_of(power.flow):
            if step.duty in ("", *DECIDES) and _is_the_heads(site, power, step):
                code = ALONE if step.duty else DUTY_UNTOLD
                who = f"“{step.label}”只由{step.posts[0]}{step.duty or '办'}"
                yield Problem(step.at("posts"), code, f"“{power.name}”是{power.split.code}，{who}")


def _is_the_heads(site: Site, power: Power, step: Step) -> bool:
    """Whether one person does it, and is the head of a body; a body of many is not."""
    if len(step.posts) != 1:
        return False
    if not power.flow or is_body(power.flow, step.posts[0]):
        return False
    actor = dict(power.flow.actors).get(step.posts[0])
    post = site.post_named(power, step.posts[0])
    rank = post.rank if post else actor.rank if actor else ""
    return rank == MAIN


@practice_rule(STAYED, SINCE_UNTOLD)
def posts_rotate(site: Site) -> Iterator[Problem]:
    """Where the county has set how long one may stay."""
    asked = dict(site.county.rotation)
    for unit in site.units.values():
        silent = [post for post in unit.posts if post.grade in asked and not post.since]
        if silent:
            named = "、".join(post.name for post in silent[:3])
            more = f"等 {len(silent)} 个岗位" if len(silent) > len(silent[:3]) else ""
            what = f"{unit.label}的{named}{more}没有写任职起始"
            yield Problem(silent[0].at("grade"), SINCE_UNTOLD, what)
        for post in unit.posts:
            day = due(site, post)
            if day and day <= site.as_of:
                what = f"{unit.label}{post.name}是{post.grade}级风险岗位，{day} 到了轮岗年限"
                yield Problem(post.at("since"), STAYED, what)


@practice_rule(NO_TIER_OF_UNIT)
def risks_are_sought_in_three_tiers(site: Site) -> Iterator[Problem]:
    """A body with risk posts has looked for risks that lie in none of them."""
    for unit in site.units.values():
        if not unit.risks and any(post.grade for post in unit.posts):
            yield Problem(unit.at("code"), NO_TIER_OF_UNIT, f"{unit.label}只写了岗位的风险点")


@practice_rule(UNSERVED)
def records_reach_a_screen(site: Site) -> Iterator[Problem]:
    """Whoever may see a record finds it on a carrier that an edition serves, and shows it on."""
    screens = {content for screen in site.screens.values() for content in screen.contents}
    for record in (*site.units.values(), *site.published):
        editions = {site.carriers[ref.code].edition for ref in record.carriers}
        media = [MEDIUM_OF[edition] for edition in editions - {BY_HAND}]
        if not any(medium.pages or _content(record) in screens for medium in media):
            named = "、".join(carrier.code for carrier in record.carriers)
            why = "，没有一块屏放它" if media else ""
            yield Problem(record.at("carriers"), UNSERVED, f"“{record.name}”只写了{named}{why}")


def _content(record: Published | Unit) -> str:
    """As what a screen shows a record; empty where none does."""
    if isinstance(record, Power):
        return CHARTS if record.flow else ""
    return {Decision: DECISIONS, Notice: NOTICES}.get(type(record), "")


@practice_rule(SHOWN_BESIDE)
def carriers_of_an_edition_are_addressed_alike(site: Site) -> Iterator[Problem]:
    """An edition shows a record on all its carriers; told once a carrier that was not addressed."""
    served = [carrier for carrier in site.county.carriers if carrier.edition != BY_HAND]
    places = {name: _place(carrier) for name, carrier in site.carriers.items()}
    addressed = [
        (record, {places[ref.code] for ref in record.carriers})
        for record in (*site.units.values(), *site.published)
    ]
    for carrier in served:
        alike = {_place(other) for other in served if other.edition == carrier.edition}
        others = alike - {_place(carrier)}
        beside = [record for record, told in addressed if told & others and _place(carrier) not in told]
        if beside:
            what = f"{carrier.name}上会有 {len(beside)} 条没有写它的记录，例如“{beside[0].name}”"
            yield Problem(carrier.at("name"), SHOWN_BESIDE, what)


@practice_rule(SAME_AS_NOTHING)
def carriers_are_the_same_as_known_ones(site: Site) -> Iterator[Problem]:
    """What a carrier is the same as is registered, and stands for itself."""
    for carrier in site.county.carriers:
        other = site.carriers.get(carrier.same_as)
        if carrier.same_as and (other is None or other.same_as or other.edition != carrier.edition):
            what = f"“{carrier.name}”写的同站是“{carrier.same_as}”"
            yield Problem(carrier.at("same_as"), SAME_AS_NOTHING, what)


def _place(carrier: Carrier) -> str:
    """The website or screen that a carrier is: its own, or that of another name."""
    return carrier.same_as or carrier.name
