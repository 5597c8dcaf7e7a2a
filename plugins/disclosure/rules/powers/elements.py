"""Rules on powers: basis, time limits, fees, clearance in order, scope within the unit's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...basics.problem import Code, Problem, Severity
from ...basics.values import regex
from ...county.site import Site
from ...schema.common import PUBLIC
from ...schema.records.powers.clearance import REVIEWS, Clearance, Opened, Reviewed
from ...schema.records.powers.power import Power
from .. import spans
from ..registry import rule
from ..spans import Compared
from .service_terms import items

NO_BASIS = Code(
    "R10",
    "职权没有依据",
    "请在“依据”里写明《法规》第几条；没有依据的权力应当清理",
    Severity.REMINDER,
    "《政府信息公开条例》第二十条",
)
SLOW_PROMISE = Code(
    "R11", "承诺时限长于法定时限", "承诺只能比法定更短：请改承诺时限", law="《行政许可法》第四十二条"
)
UNSURE_PROMISE = Code(
    "R16",
    "承诺和法定的单位不同，有的日子会超过",
    "没有假日的平常日子里也会超过法定：请把承诺改短，或者与法定用同一个单位",
    Severity.REMINDER,
    "《行政许可法》第四十二条",
)
FEE_WITHOUT_BASIS = Code(
    "R12",
    "收费没有依据或标准",
    "请写明“标准”和“依据”；没有依据就不得收费",
    law="《行政许可法》第五十八条、第五十九条",
)
CLEARANCE_ORDER = Code(
    "R13",
    "清权确权的次序不对",
    "先清理，再按初审、再审、会审，然后公开，最后完善：请核对日期",
    law="四清理、三审核、两公开、一完善",
)
WIDER_THAN_UNIT = Code("R14", "公开范围比所属机构还宽", "请放宽机构的公开范围，或收窄本记录的公开范围")
ADJUSTMENT_ORDER = Code("R15", "调整记录没有从早到晚", "请按日期从早到晚排列")

_VAGUE = regex(
    "(?:[按依]照?|根据)?(?:国家|上级|现行)?(?:的?(?:有关|相关))?"
    "(?:法律|法规|规章|政策|文件|规定|要求|制度|[、和])+(?:执行|办理)?"
)
"""No document is named: 有关法律法规, 按上级文件规定执行."""


@rule(NO_BASIS)
def has_basis(site: Site) -> Iterator[Problem]:
    """A power without a basis that names something is reported."""
    for power in site.powers.values():
        if not power.basis:
            yield Problem(power.at("name"), NO_BASIS, f"“{power.name}”没有写依据")
        elif all(_VAGUE.fullmatch(basis.cite) for basis in power.basis):
            what = f"“{power.name}”的依据只写“{power.basis[0].cite}”，没有说是哪一部"
            yield Problem(power.at("basis"), NO_BASIS, what)


_JUDGED = {Compared.LONGER: SLOW_PROMISE, Compared.UNSURE: UNSURE_PROMISE}


@rule(SLOW_PROMISE, UNSURE_PROMISE)
def promise_within_law(site: Site) -> Iterator[Problem]:
    """A promise is not longer than the statutory limit, also where a standard flow makes it."""
    for power, item in items(site):
        promised, legal = item.promised or power.promised, item.legal or power.legal
        stated = item.promised or item.legal
        code = _JUDGED.get(spans.compared(promised, legal)) if stated and promised and legal else None
        if code and promised and legal:
            written = "promised" if "promised" in item.origin.names else "legal"
            yield Problem(item.at(written), code, spans.told(promised, legal))


@rule(FEE_WITHOUT_BASIS)
def fees_have_basis(site: Site) -> Iterator[Problem]:
    """A fee states its standard and its basis."""
    for _, item in items(site):
        fee = item.fee
        if fee and fee.charged == "是" and not (fee.standard and fee.basis):
            missing = "标准" if not fee.standard else "依据"
            yield Problem(fee.at(), FEE_WITHOUT_BASIS, f"“{item.name}”收费，却没有写{missing}")


@rule(CLEARANCE_ORDER)
def clearance_in_order(site: Site) -> Iterator[Problem]:
    """Clearing, the three reviews, the two openings and improving follow one another."""
    for power in site.powers.values():
        if power.clearance:
            yield from _out_of_order(power, power.clearance)


def _out_of_order(power: Power, clearance: Clearance) -> Iterator[Problem]:
    reviews = sorted(clearance.reviews, key=lambda r: REVIEWS.index(r.review))
    chain: list[tuple[str, Clearance | Reviewed | Opened]] = [("清理", clearance)]
    chain += [(r.review, r) for r in reviews]
    chain += [(o.where, o) for o in clearance.openings]
    for (before, earlier), (after, later) in pairwise(chain):
        if later.day < earlier.day:
            what = f"“{power.name}”{after}（{later.day}）早于{before}（{earlier.day}）"
            yield Problem(later.at("day"), CLEARANCE_ORDER, what)
    first = min((opening.day for opening in clearance.openings), default=None)
    for improved in clearance.improvements:
        if first and improved.day < first:
            what = f"“{power.name}”完善（{improved.day}）早于公开（{first}）"
            yield Problem(improved.at("day"), CLEARANCE_ORDER, what)


@rule(WIDER_THAN_UNIT)
def scope_within_unit(site: Site) -> Iterator[Problem]:
    """What the public may see belongs to a unit that the public may see."""
    for record in site.published:
        unit = site.unit(record.unit)
        if record.scope == PUBLIC and unit.scope != PUBLIC:
            what = f"“{record.name}”{record.scope}，所属“{unit.name}”却是{unit.scope}"
            yield Problem(record.at("scope"), WIDER_THAN_UNIT, what)


@rule(ADJUSTMENT_ORDER)
def adjustments_in_order(site: Site) -> Iterator[Problem]:
    """Adjustments are listed from the earliest to the latest."""
    for power in site.powers.values():
        for adjustment, following in pairwise(power.adjustments):
            if following.day < adjustment.day:
                what = f"“{power.name}”的 {following.day} 排在 {adjustment.day} 之后"
                yield Problem(following.at("day"), ADJUSTMENT_ORDER, what)
