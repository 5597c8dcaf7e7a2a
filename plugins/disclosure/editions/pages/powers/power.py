"""A page for every power: what it is, who uses it and how, and who watches.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``PowerPage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from markupsafe import Markup

from ....basics.output import Html, Output
from ....basics.values import dataclass
from ....county.flows.before_after import BeforeAfter, comparisons
from ....county.lookups.index_numbers import index_number
from ....schema.forms import says
from ....schema.records.element_kind import ABOUT
from ....schema.records.powers.clearance import NONE, Adjustment, Clearance
from ....schema.records.powers.flow import steps_of
from ....schema.records.powers.material import LATER
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...ledgers import in_records
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    ChannelView,
    Contents,
    Fact,
    Group,
    Head,
    KeyFact,
    ListEntry,
    Moment,
    Passage,
    Risk,
    Section,
    fact,
    present,
)
from ...parts.frame import outward
from . import authority, given_elements, handling, materials, sub_items, who_exercises
from .authority import BoundaryView
from .handling import FREE
from .materials import MaterialList
from .power_drawings import ChartView, chart_view
from .sub_items import SubItemView, TierRow

WHO, WATCH = "谁来办", "谁监督"
PROMISED, LEGAL = "承诺时限", "法定时限"
_ON_TOP = ("办理地点", "到场次数", PROMISED, LEGAL, "收费")


@dataclass(frozen=True)
class PowerTold:
    """What is told of a power but how one comes by it: the same in every edition."""

    title: str
    category: Anchor
    summary: Markup
    aliases: tuple[str, ...]
    conditions: tuple[str, ...]
    refused: tuple[str, ...]
    facts: tuple[Fact, ...]
    basis: tuple[Passage, ...]
    tiers: tuple[TierRow, ...]
    duties: tuple[tuple[str, str], ...]
    liabilities: tuple[str, ...]
    liability_basis: tuple[Passage, ...]
    forbidden: tuple[ListEntry, ...]
    oversight: tuple[Fact, ...]
    boundaries: tuple[BoundaryView, ...]
    risks: tuple[Risk, ...]
    clearance: tuple[Moment, ...]
    adjustments: tuple[Moment, ...]
    compared: tuple[BeforeAfter, ...]
    waivers: tuple[str, ...]
    ledgers: Group

    @property
    def blamed(self) -> bool:
        """Whether anything is said of what is held against whom."""
        return bool(self.liabilities or self.liability_basis)

    @cached_property
    def contents(self) -> Contents:
        """The sections below the flow."""
        return Contents((
            Section("basis", "实施依据", bool(self.basis), folded=True),
            Section("tiers", "裁量基准", bool(self.tiers), folded=True),
            Section("duties", "责任事项", bool(self.duties), folded=True),
            Section("liabilities", "追责情形", self.blamed, folded=True),
            Section("forbidden", "负面清单：不得做的事", bool(self.forbidden), folded=True),
            Section("oversight", "职责边界和监管", bool(self.oversight or self.boundaries), folded=True),
            Section("risks", "廉政风险点", bool(self.risks), folded=True),
            Section("facts", "基本信息", folded=True),
            Section("clearance", "清权确权", bool(self.clearance), folded=True),
            Section("adjustments", "调整记录", bool(self.adjustments), folded=True),
            Section("compared", "调整前后对比", bool(self.compared), folded=True),
            Section("waivers", "做法豁免", bool(self.waivers), folded=True),
            Section("ledgers", "台账", bool(self.ledgers.entries), folded=True),
        ))  # fmt: skip


@dataclass(frozen=True)
class PowerPage:
    """A power."""

    head: Head
    told: PowerTold
    keys: tuple[KeyFact, ...]
    where: tuple[Fact, ...]
    costs: tuple[Fact, ...]
    materials: tuple[MaterialList, ...]
    subitems: tuple[SubItemView, ...]
    chart: ChartView | None
    channels: tuple[ChannelView, ...]

    @property
    def asked(self) -> bool:
        """Whether anything is said of how it is done."""
        told = self.told
        return any((self.where, self.costs, told.conditions, told.refused, self.materials))

    @cached_property
    def contents(self) -> Contents:
        return Contents((
            Section("apply", "怎样办" if self.asked else "说明", bool(self.told.summary or self.asked)),
            Section("subitems", "子项", bool(self.subitems)),
            Section("flow", "运行流程", self.chart is not None),
            *self.told.contents,
        ))  # fmt: skip


def pages(edition: Edition) -> Iterator[Output]:
    yield from edition.listed(each)


def each(edition: Edition) -> Iterator[Html]:
    """The page of each power, which alone asks what the power says."""
    for code in edition.site.powers:
        yield Html(urls.power(code), "powers/power.html", partial(_page, edition, code))


def category_list(edition: Edition, name: str) -> Anchor:
    """The list of powers of a category."""
    return Anchor(name, urls.listed("powers", (urls.ANY, edition.site.categories[name].code), 1))


def _page(edition: Edition, code: str) -> PowerPage:
    power = edition.site.powers[code]
    return PowerPage(
        head=_head(edition, power),
        told=edition.alike(_told, power),
        keys=_keys(edition, power),
        where=_beyond(_ON_TOP, handling.where(edition, power)),
        costs=_beyond(_ON_TOP, handling.costs(edition, power)),
        materials=materials.lists(edition, power),
        subitems=tuple(sub_items.views(edition, power)),
        chart=chart_view(edition, power),
        channels=links.channels(edition),
    )


def _told(edition: Edition, power: Power) -> PowerTold:
    path = urls.power(power.code)
    return PowerTold(
        title=power.name,
        category=category_list(edition, power.category.code),
        summary=links.prose(edition, power.summary, path),
        aliases=power.aliases,
        conditions=power.conditions,
        refused=power.refused,
        facts=_facts(edition, power),
        basis=links.passages(edition, power.basis, path),
        tiers=sub_items.tiers(power.tiers),
        duties=tuple((duty.stage, duty.content) for duty in power.duties),
        liabilities=power.liabilities,
        liability_basis=links.passages(edition, power.liability_basis, path),
        forbidden=who_exercises.forbidden(edition, power),
        oversight=authority.oversight(edition, power),
        boundaries=tuple(authority.boundaries(edition, power, path)),
        risks=tuple(_risks(edition, power)),
        clearance=tuple(_cleared(power.clearance)),
        adjustments=tuple(_adjusted(a) for a in reversed(power.adjustments)),
        compared=comparisons(power),
        waivers=tuple(words.waived(waiver) for waiver in power.waivers),
        ledgers=in_records.told(edition, Power.title, power.code),
    )


def _head(edition: Edition, power: Power) -> Head:
    unit = links.unit(edition, power.unit)
    owner = unit.text if unit else ""
    topics = (ref.code for ref in power.topics)
    return links.head(
        edition,
        power.name,
        "powers",
        Anchor("职权目录", urls.POWERS),
        unit,
        Anchor(power.name),
        description=f"{owner}{power.category.code}：{power.name}",
        keywords="，".join((*power.everyday_words, power.category.code, *topics)),
        column="职权目录",
        published=words.day(power.published),
        source=owner,
        of=power,
    )


def _keys(edition: Edition, power: Power) -> tuple[KeyFact, ...]:
    """To where, what to bring, how long, how much; and who watches."""
    keys = [KeyFact(WHO, links.unit_label(edition, power), power.counter)]
    keys += _brought(power)
    time = power.promised or power.legal
    if time:
        kind = PROMISED if power.promised else LEGAL
        legal = f"{LEGAL}{power.legal}" if power.promised and power.legal else ""
        note = "；".join(filter(None, (kind + time.aside, legal)))
        keys.append(KeyFact("多长时间", time.span, note))
    if power.fee:
        paid = power.fee.charged == "是"
        keys.append(KeyFact("收不收费", "收费" if paid else FREE, power.fee.standard if paid else ""))
    if power.visits is not None:
        why = power.visit_reason if power.visits else "不用到现场"
        keys.append(KeyFact("跑几次", f"{power.visits}次", why))
    if watch := power.supervision:
        keys.append(KeyFact(WATCH, watch.post, watch.hours, outward.phones(edition, watch.phones)))
    return tuple(keys)


def _beyond(keys: Iterable[str], told: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """What is told beyond the answers on top: one that says no more than they do is left out."""
    return tuple(fact for fact in told if fact.term not in keys or len(fact.values) > 1)


def _brought(power: Power) -> Iterator[KeyFact]:
    """What to bring: so much in any case, more in some, of which some may follow later."""
    brought = [material for material in power.materials if says(material.name)]
    always = sum(not material.cases for material in brought)
    later = sum(material.need == LATER for material in brought)
    if brought:
        more = f"按情形另交{len(brought) - always}样" if len(brought) > always else ""
        note = "；".join(filter(None, (more, f"其中{later}样可以后补" if later else "")))
        yield KeyFact("带什么", f"{always}样材料", note)


def _facts(edition: Edition, power: Power) -> tuple[Fact, ...]:
    posts = links.all_of(links.post(edition, ref.code) for ref in power.posts)
    return present(
        fact("索引号", index_number(edition.site, power)),
        fact("事项编码", power.code),
        *authority.codes(power),
        *who_exercises.of_list(edition, power),
        *who_exercises.facts(edition, power),
        fact("承办岗位", *posts),
        fact("分权", *links.all_of((links.split(edition, power.split),))),
        fact("联办事项", *links.powers(edition, power.bundle)),
        fact(
            "说明和指南",
            *(links.notice(edition, of) for of in edition.site.notices_on.get(power.code, ())),
        ),
        fact("办事主题", *links.all_of(links.topic(edition, ref) for ref in power.topics)),
        *given_elements.facts(edition, power, ABOUT),
        fact("公开范围", power.scope),
        links.on_carriers(power.carriers),
        fact("公布日期", words.day(power.published)),
    )


def _risks(edition: Edition, power: Power) -> Iterator[Risk]:
    for step in steps_of(power.flow):
        posts = [edition.site.post_named(power, name) for name in step.posts]
        where = [links.post_anchor(post) for post in posts if post]
        for risk in step.risks:
            yield links.risk(risk, step.label, where)
    for risk in power.risks:
        post = links.post(edition, risk.post.code if risk.post else None)
        yield links.risk(risk, risk.stage, (post,))


def _cleared(clearance: Clearance | None) -> Iterator[Moment]:
    if not clearance:
        return
    yield Moment(words.day(clearance.day), f"清理为{clearance.cleared}")
    for review in clearance.reviews:
        yield Moment(words.day(review.day), review.review, review.result)
    for opening in clearance.openings:
        yield Moment(words.day(opening.day), opening.where, opening.means)
    if clearance.comments == NONE and clearance.openings:
        yield Moment(words.day(clearance.openings[-1].day), "公开反馈", clearance.comments)
    for improvement in clearance.improvements:
        yield Moment(words.day(improvement.day), "完善", improvement.content)


def _adjusted(adjustment: Adjustment) -> Moment:
    basis = f"（依据：{adjustment.basis}）" if adjustment.basis else ""
    return Moment(words.day(adjustment.day), adjustment.kind, adjustment.note + basis)
