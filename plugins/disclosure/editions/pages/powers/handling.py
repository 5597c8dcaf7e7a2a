"""怎样办: where, when, how long, for how much, and what one is given, of a power or of a 子项.

Enters: an ``Edition``, a power and it or one of its 子项.  Leaves: facts in the order in which a
citizen asks: to where, when, how often, how long, what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....schema.records.element_kind import HOW
from ....schema.records.powers.item import Item
from ....schema.records.powers.service import Agency, Helpline, Outcome
from ...edition import Edition
from ...parts.blocks import Anchor, Fact, fact, present
from ...parts.frame import outward
from . import given_elements, materials

FREE, CHARGED = "不收费", "收费"


def where(edition: Edition, item: Item) -> tuple[Fact, ...]:
    """Who may come, to where and when, and whom to ask."""
    return present(
        fact("服务对象", "、".join(item.served)),
        fact("办理地点", item.counter),
        fact("办理时间", item.hours),
        fact("网上办", outward.away(edition, item.online) if item.online else None),
        fact("到场次数", _visits(item), item.visit_reason),
        fact("通办范围", item.reach),
        fact("咨询", *_helpline(edition, item.enquiries)),
        fact("投诉", *_helpline(edition, item.complaints)),
    )


def costs(edition: Edition, item: Item) -> tuple[Fact, ...]:
    """How long it takes, what it costs, and what one is given."""
    return present(
        fact("承诺时限", str(item.promised or ""), item.promised_note),
        fact("法定时限", str(item.legal or ""), item.legal_note),
        fact("办件类型", item.handled),
        fact("收费", *_fee(item)),
        fact("数量限制", *_quota(item)),
        fact("中介服务", *map(_agency, item.agencies)),
        fact("办理结果", *(told for result in item.results for told in _result(edition, result))),
        *given_elements.facts(edition, item, HOW),
    )


def _visits(item: Item) -> str:
    """How often one has to come."""
    if item.visits is None:
        return ""
    return f"{item.visits}次" if item.visits else "0次，不用到现场"


def charge(item: Item) -> str:
    """Whether it costs anything, "" where that is not said."""
    if item.fee is None:
        return ""
    return CHARGED if item.fee.charged == "是" else FREE


def _fee(item: Item) -> tuple[str, ...]:
    if not item.fee:
        return ()
    basis = f"依据：{item.fee.basis}" if item.fee.basis else ""
    return (charge(item), item.fee.standard, basis)


def _quota(item: Item) -> tuple[str, ...]:
    return (item.quota.number, item.quota.order) if item.quota else ()


def _helpline(edition: Edition, line: Helpline | None) -> Iterator[Anchor | str]:
    if line:
        yield from outward.phones(edition, line.phones)
        yield line.hours
        yield line.note
        if line.link:
            yield outward.away(edition, line.link)


def _agency(agency: Agency) -> str:
    basis = "、".join(basis.cite for basis in agency.basis)
    told = (agency.fee, agency.limit, f"依据：{basis}" if basis else "")
    return "；".join(filter(None, (agency.name, *told)))


def _result(edition: Edition, result: Outcome) -> Iterator[Anchor | str]:
    """What one is given, in a line, and its sample."""
    words = {"有效期": result.validity, "延续": result.renewal, "年检": result.inspection}
    told = [f"{name}：{said}" for name, said in words.items() if said]
    yield "；".join(filter(None, (result.name, *told, result.handing)))
    if result.sample:
        yield materials.to_take(edition, "样本", result.sample)
