"""子项 of a power, each told in full on the power's page; where one is silent, the power counts.

Enters: an ``Edition`` and a power.  Leaves: ``SubItemView`` values.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ....basics.values import dataclass
from ....schema.records.element_kind import ABOUT, DUTY
from ....schema.records.powers.item import SubItem
from ....schema.records.powers.power import Power
from ....schema.records.powers.service import Tier
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Fact, Passage, fact, present
from . import given_elements, handling, materials
from .materials import MaterialList


@dataclass(frozen=True, slots=True)
class TierRow:
    """裁量基准: one tier."""

    grade: str
    when: str
    result: str
    amount: str


@dataclass(frozen=True, slots=True)
class SubItemView:
    """子项: what it says of itself."""

    code: str
    name: str
    summary: Markup
    facts: tuple[Fact, ...]
    conditions: tuple[str, ...]
    refused: tuple[str, ...]
    materials: tuple[MaterialList, ...]
    basis: tuple[Passage, ...]
    tiers: tuple[TierRow, ...]
    duties: tuple[tuple[str, str], ...]
    liabilities: tuple[str, ...]


def views(edition: Edition, power: Power) -> Iterator[SubItemView]:
    path = urls.power(power.code)
    for item in power.subitems:
        yield SubItemView(
            code=item.code,
            name=item.name,
            summary=links.prose(edition, item.summary, path, 4),
            facts=_facts(edition, item),
            conditions=item.conditions,
            refused=item.refused,
            materials=materials.lists(edition, item),
            basis=links.passages(edition, item.basis, path),
            tiers=tiers(item.tiers),
            duties=tuple((duty.stage, duty.content) for duty in item.duties),
            liabilities=item.liabilities,
        )


def _facts(edition: Edition, item: SubItem) -> tuple[Fact, ...]:
    return present(
        fact("子项编码", item.code),
        fact("基本编码", item.base_code),
        fact("实施编码", item.own_code),
        fact("别名", *item.aliases),
        *handling.where(edition, item),
        *handling.costs(edition, item),
        *given_elements.facts(edition, item, ABOUT),
        *given_elements.facts(edition, item, DUTY),
    )


def tiers(of: tuple[Tier, ...]) -> tuple[TierRow, ...]:
    return tuple(TierRow(tier.grade, tier.when, tier.result, _amount(tier)) for tier in of)


def _amount(tier: Tier) -> str:
    """From how much to how much."""
    least = f"{words.money(tier.least)}起" if tier.least is not None else ""
    most = f"{words.money(tier.most)}止" if tier.most is not None else ""
    return "，".join(filter(None, (least, most and f"到{most}")))
