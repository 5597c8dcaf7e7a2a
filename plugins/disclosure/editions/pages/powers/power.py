"""A page for every power: what it is, who uses it and how, and who watches.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``PowerPage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....schema.records.notices.notice import Notice
from ....schema.records.powers.flow import steps_of
from ....schema.records.powers.power import NONE, Adjustment, Clearance, Power
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    ChannelView,
    Contents,
    Fact,
    Head,
    Moment,
    Passage,
    Risk,
    Section,
    fact,
    present,
)
from . import materials, who_exercises
from .materials import MaterialList
from .power_drawings import ChartView, chart_view

FREE = "不收费"


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One of the three things everybody asks first: who, how long, how much."""

    question: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PowerPage:
    """A power."""

    head: Head
    title: str
    category: Anchor
    keys: tuple[KeyFact, ...]
    summary: Markup
    facts: tuple[Fact, ...]
    conditions: tuple[str, ...]
    materials: tuple[MaterialList, ...]
    chart: ChartView | None
    basis: tuple[Passage, ...]
    duties: tuple[tuple[str, str], ...]
    liabilities: tuple[str, ...]
    risks: tuple[Risk, ...]
    clearance: tuple[Moment, ...]
    adjustments: tuple[Moment, ...]
    waivers: tuple[str, ...]
    supervision: tuple[Fact, ...]
    channels: tuple[ChannelView, ...]

    @property
    def contents(self) -> Contents:
        return Contents((
            Section("facts", "基本信息"),
            Section("apply", "怎样申请", bool(self.conditions or self.materials)),
            Section("flow", "运行流程", self.chart is not None),
            Section("basis", "实施依据", bool(self.basis)),
            Section("duties", "责任事项", bool(self.duties)),
            Section("liabilities", "追责情形", bool(self.liabilities)),
            Section("risks", "廉政风险点", bool(self.risks)),
            Section("clearance", "清权确权", bool(self.clearance)),
            Section("adjustments", "调整记录", bool(self.adjustments)),
            Section("waivers", "做法豁免", bool(self.waivers)),
        ))  # fmt: skip


def pages(edition: Edition) -> Iterator[Html]:
    for power in edition.site.powers.values():
        yield Html(urls.power(power.code), "powers/power.html", partial(_page, edition, power))


def category_list(edition: Edition, name: str) -> Anchor:
    """The list of powers of a category."""
    category = edition.site.categories[name]
    return Anchor(name, urls.listed("powers", (urls.ANY, category.code), 1))


def _page(edition: Edition, power: Power) -> PowerPage:
    path = urls.power(power.code)
    return PowerPage(
        head=_head(edition, power),
        title=power.name,
        category=category_list(edition, power.category.code),
        keys=_keys(edition, power),
        summary=links.prose(edition, power.summary, path),
        facts=_facts(edition, power),
        conditions=power.conditions,
        materials=materials.lists(edition, power),
        chart=chart_view(edition, power),
        basis=links.passages(edition, power.basis, path),
        duties=tuple((duty.stage, duty.content) for duty in power.duties),
        liabilities=power.liabilities,
        risks=tuple(_risks(edition, power)),
        clearance=tuple(_cleared(power.clearance)),
        adjustments=tuple(_adjusted(a) for a in reversed(power.adjustments)),
        waivers=tuple(words.waived(waiver) for waiver in power.waivers),
        supervision=_supervision(edition, power),
        channels=links.channels(edition),
    )


def _head(edition: Edition, power: Power) -> Head:
    unit = links.unit(edition, power.unit)
    owner = unit.text if unit else ""
    return links.head(
        edition,
        power.name,
        "powers",
        Anchor("职权目录", urls.POWERS),
        unit,
        Anchor(power.name),
        description=f"{owner}{power.category.code}：{power.name}",
        keywords="，".join((power.category.code, *(ref.code for ref in power.topics))),
        column="职权目录",
        published=words.day(power.published),
        source=owner,
        article=True,
    )


def _keys(edition: Edition, power: Power) -> tuple[KeyFact, ...]:
    keys = [KeyFact("谁来办", links.unit_label(edition, power), power.counter)]
    time = power.promised or power.legal
    if time:
        legal = f"法定{power.legal}" if power.promised and power.legal else ""
        note = "；".join(filter(None, (time.aside.lstrip("，,"), legal)))
        keys.append(KeyFact("多长时间", time.span, note))
    if power.fee:
        paid = power.fee.charged == "是"
        keys.append(KeyFact("收不收费", "收费" if paid else FREE, power.fee.standard if paid else ""))
    return tuple(keys)


def _facts(edition: Edition, power: Power) -> tuple[Fact, ...]:
    posts = links.all_of(links.post(edition, ref.code) for ref in power.posts)
    return present(
        fact("事项编码", power.code),
        *who_exercises.facts(edition, power),
        fact("承办岗位", *posts),
        fact("分权", *links.all_of((links.split(edition, power.split),))),
        fact("子项", *(f"{item.name}（{item.code}）" for item in power.subitems)),
        fact("法定时限", str(power.legal or "")),
        fact("承诺时限", str(power.promised or "")),
        _fee(power),
        fact("办理地点", power.counter),
        fact("说明和指南", *(_notice(notice) for notice in edition.site.notices_on.get(power.code, ()))),
        fact("办事主题", *links.all_of(links.topic(edition, ref) for ref in power.topics)),
        fact("公开范围", power.scope),
        fact("公开载体", *(carrier.code for carrier in power.carriers)),
        fact("公布日期", words.day(power.published)),
    )


def _notice(notice: Notice) -> Anchor:
    return Anchor(notice.name, urls.notice(notice.code))


def _fee(power: Power) -> Fact:
    if not power.fee:
        return fact("收费")
    answer = "收费" if power.fee.charged == "是" else FREE
    basis = f"依据：{power.fee.basis}" if power.fee.basis else ""
    return fact("收费", answer, power.fee.standard, basis)


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


def _supervision(edition: Edition, power: Power) -> tuple[Fact, ...]:
    watch = power.supervision
    if watch is None:
        return ()
    phones = fact("监督电话", *links.phones(edition, watch.phones))
    return present(fact("监督岗位", watch.post), phones)
