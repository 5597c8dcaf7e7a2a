"""Rules on 办事要素: what is said of one matter in two places agrees, and what the law wants is told.

Enters: a ``Site``.  Leaves: problems.  A power and each of its 子项 are judged alike; where a 子项 is
silent, what the power says counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.forms import says
from ...schema.records.powers.item import Item
from ...schema.records.powers.power import Power
from ...schema.records.powers.service import AT_ONCE, ENTRUSTED_SOURCES, Tier
from ..registry import rule
from .entrusting import LICENCE

MISHANDLED = Code(
    "R146",
    "办件类型和承诺时限对不上",
    "当场办完的写“即办件”和“承诺时限: 当场”，其余的写“承诺件”和期限",
    Severity.REMINDER,
    "《优化营商环境条例》第三十六条",
)
NO_WAY_IN = Code("R147", "不用到场，却没有写怎样网上办", "请写“网上办”的网址，或者改“到场次数”")
UNORDERED = Code(
    "R148",
    "许可有数量限制，没有写怎样定",
    "请写成 数量限制: {数量: …, 怎样定: …}；法律没有另外规定的，按受理先后",
    law="《行政许可法》第五十七条",
)
BASELESS_AGENCY = Code(
    "R149",
    "中介服务没有依据",
    "请写“依据”；没有法律、法规或者国务院决定依据的，不得作为办理的条件，请删去",
    law="《优化营商环境条例》第四十三条",
)
TIERS = Code("R152", "裁量档次的金额交叉或者倒置", "各档从轻到重，后一档从前一档的上限起，请核对上下限")
SOURCE = Code(
    "R153", "权力来源和委托机关对不上", "委托来的写“委托机关”；不是委托来的不写，或者改“权力来源”"
)


@rule(MISHANDLED)
def kinds_of_handling_fit(site: Site) -> Iterator[Problem]:
    """即办件 is promised at once, 承诺件 within some time."""
    for power, item in items(site):
        promised = item.promised or power.promised
        at_once = promised is not None and not promised.most
        if item.handled and (item.handled == AT_ONCE) is not at_once:
            what = f"“{item.name}”是{item.handled}，承诺时限{promised or '没有写'}"
            yield Problem(item.at("handled"), MISHANDLED, what)


@rule(NO_WAY_IN)
def what_needs_no_visit_can_be_done_from_afar(site: Site) -> Iterator[Problem]:
    """Nobody who need not come is left without a way in."""
    for power, item in items(site):
        if item.visits == 0 and not (item.online or power.online):
            what = f"“{item.name}”到场 0 次，没有写网上办的网址"
            yield Problem(item.at("visits"), NO_WAY_IN, what)


@rule(UNORDERED)
def scarce_licences_have_an_order(site: Site) -> Iterator[Problem]:
    """Who gets one of a limited number of licences is known beforehand."""
    for power, item in items(site):
        quota = item.quota if power.category.code == LICENCE else None
        if quota and says(quota.number) and not quota.order:
            yield Problem(quota.at("number"), UNORDERED, f"“{item.name}”限“{quota.number}”")


@rule(BASELESS_AGENCY)
def agencies_have_a_basis(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an agency that no law asks for."""
    for _, item in items(site):
        for agency in item.agencies:
            if says(agency.name) and not agency.basis:
                what = f"“{item.name}”要先做“{agency.name}”，没有写依据"
                yield Problem(agency.at("name"), BASELESS_AGENCY, what)


@rule(TIERS)
def tiers_rise(site: Site) -> Iterator[Problem]:
    """A tier ends above where it begins, and the next begins no lower than it ends."""
    for _, item in items(site):
        for tier in item.tiers:
            if tier.least is not None and tier.most is not None and tier.most < tier.least:
                what = f"“{tier.grade}”的下限 {tier.least}元，上限 {tier.most}元"
                yield Problem(tier.at("most"), TIERS, what)
        yield from (_overlap(lighter, graver) for lighter, graver in pairwise(item.tiers)
                    if _overlaps(lighter, graver))  # fmt: skip


def _overlaps(lighter: Tier, graver: Tier) -> bool:
    return lighter.most is not None and graver.least is not None and graver.least < lighter.most


def _overlap(lighter: Tier, graver: Tier) -> Problem:
    what = f"“{graver.grade}”从 {graver.least}元起，前一档“{lighter.grade}”到 {lighter.most}元止"
    return Problem(graver.at("least"), TIERS, what)


@rule(SOURCE)
def entrusted_powers_name_the_principal(site: Site) -> Iterator[Problem]:
    """A power that is said to be entrusted names whose it is, and no other does."""
    for power in site.powers.values():
        entrusted = power.source in ENTRUSTED_SOURCES
        if power.source and entrusted is not bool(power.principal):
            told = f"委托机关是“{power.principal}”" if power.principal else "没有写委托机关"
            what = f"“{power.name}”的权力来源是{power.source}，{told}"
            yield Problem(power.at("source"), SOURCE, what)


def items(site: Site) -> Iterator[tuple[Power, Item]]:
    """Every power and 子项, with the power."""
    for power in site.powers.values():
        yield from ((power, item) for item in power.items)
