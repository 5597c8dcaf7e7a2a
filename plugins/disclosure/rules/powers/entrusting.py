"""Rules on powers of several bodies: each named once, entrusted only as the law lets it.

Enters: a ``Site``.  Leaves: problems.  That a body is no administrative organ is only known of villages:
levels that publish accounts as 《村民委员会组织法》 asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.powers.power import Power
from ...schema.records.powers.sharing import Entrusted
from ..registry import rule

ADMINISTRATIVE = (LICENCE, PENALTY, COERCION) = ("行政许可", "行政处罚", "行政强制")
TOLD = {LICENCE: ("content",), PENALTY: ("content", "until", "deed")}
"""What the law wants made public of an 委托, by category of power."""

TWICE = Code("R103", "一个机构在一项职权里写了两次", "牵头、共同实施、联办、受托，一个机构只写一处")
UNTOLD = Code(
    "R104",
    "委托没有公布清楚",
    "许可要写“内容”；处罚要写“内容”“期限”和公布了“委托书”的公告",
    law="《行政许可法》第二十四条第一款；《行政处罚法》第二十条第二款",
)
NO_ORGAN = Code(
    "R105",
    "许可委托给了不是行政机关的组织",
    "村（居）民委员会可以代办，不能受托实施许可：请删去这一项",
    law="《行政许可法》第二十四条第一款",
)
NO_POWER_OF_VILLAGES = Code(
    "R218",
    "村、社区写了行政许可、处罚、强制",
    "村（居）民委员会不是行政机关，只协助、代办：请改“类别”或“主体”",
    Severity.REMINDER,
)
COERCED = Code(
    "R106",
    "行政强制写了委托",
    "行政强制措施权不得委托；委托的不是强制措施的，不用理会",
    Severity.REMINDER,
    "《行政强制法》第十七条第一款",
)


@rule(TWICE)
def bodies_are_named_once(site: Site) -> Iterator[Problem]:
    """A body takes one part in a power."""
    for power in site.powers.values():
        roles: dict[str, str] = {}
        for part in power.parts:
            if part.unit.code in roles:
                what = f"“{power.name}”里“{part.unit.code}”是{roles[part.unit.code]}，又写成{part.role}"
                yield Problem(part.unit.place, TWICE, what)
            roles.setdefault(part.unit.code, part.role)


@rule(NO_POWER_OF_VILLAGES)
def villages_hold_no_administrative_powers(site: Site) -> Iterator[Problem]:
    """Neither alone nor with others."""
    for power in site.powers.values():
        for ref in (power.unit, *power.joint) if power.category.code in ADMINISTRATIVE else ():
            unit = site.unit(ref)
            if site.level_of(unit).accounts:
                what = f"“{power.name}”是{power.category.code}，行使的有{unit.level.code}的“{unit.name}”"
                yield Problem(power.at("category"), NO_POWER_OF_VILLAGES, what)


@rule(UNTOLD, NO_ORGAN, COERCED)
def entrusted_as_the_law_lets(site: Site) -> Iterator[Problem]:
    """What is entrusted, to whom and until when is public; some of it cannot be entrusted."""
    for power in site.powers.values():
        for entrusted in power.entrusted:
            yield from _told(power, entrusted)
            yield from _allowed(site, power, entrusted)


def _told(power: Power, entrusted: Entrusted) -> Iterator[Problem]:
    asked = TOLD.get(power.category.code, ())
    lacking = [entrusted.keys()[name].name for name in asked if not getattr(entrusted, name)]
    if lacking:
        what = f"“{power.name}”委托给“{entrusted.to.code}”，没有写{'、'.join(lacking)}"
        yield Problem(entrusted.at("to"), UNTOLD, what)


def _allowed(site: Site, power: Power, entrusted: Entrusted) -> Iterator[Problem]:
    unit, category = site.unit(entrusted.to), power.category.code
    if category == LICENCE and site.level_of(unit).accounts:
        what = f"“{power.name}”委托给了{unit.level.code}的“{unit.name}”"
        yield Problem(entrusted.at("to"), NO_ORGAN, what)
    if category == COERCION:
        what = f"“{power.name}”委托给了“{unit.name}”"
        yield Problem(entrusted.at("to"), COERCED, what)
