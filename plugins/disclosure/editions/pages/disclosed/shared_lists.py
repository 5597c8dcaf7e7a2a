"""A page for every list of powers that many bodies hold, and one for each of its items.

What all holders of an item have in common stands, and is drawn, on the item's page once; the page of
each holder's own power leads there.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``SharedListPage`` or an ``ItemPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.site import Site
from ....schema.records.lists.shared_list import SharedList
from ....schema.records.powers.flow import steps_of
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    Contents,
    Fact,
    Figure,
    Group,
    Head,
    ListEntry,
    Passage,
    Risk,
    Section,
    fact,
    present,
)
from .. import entries
from ..powers import materials, who_exercises
from ..powers.materials import MaterialList
from ..powers.power_drawings import ChartView, drawn
from ..superiors import by_superior

ItemsHeld = Mapping[str, Sequence[Power]]
"""The powers of an item, by its key, in the order of the list."""


@dataclass(frozen=True, slots=True)
class SharedListPage:
    """A list: its items area by area, and what none of its holders may do."""

    head: Head
    title: str
    figures: tuple[Figure, ...]
    about: Markup
    facts: tuple[Fact, ...]
    areas: tuple[Group, ...]
    forbidden: tuple[ListEntry, ...]
    holders: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item of a list: what is the same everywhere, who holds it, and where it differs."""

    head: Head
    title: str
    shared: Anchor
    summary: Markup
    facts: tuple[Fact, ...]
    conditions: tuple[str, ...]
    materials: tuple[MaterialList, ...]
    chart: ChartView | None
    basis: tuple[Passage, ...]
    duties: tuple[tuple[str, str], ...]
    liabilities: tuple[str, ...]
    risks: tuple[Risk, ...]
    forbidden: tuple[ListEntry, ...]
    holders: tuple[Group, ...]
    left_out: tuple[ListEntry, ...]

    @property
    def contents(self) -> Contents:
        return Contents((
            Section("facts", "基本信息"),
            Section("apply", "怎样申请", bool(self.conditions or self.materials)),
            Section("flow", "运行流程", self.chart is not None),
            Section("basis", "实施依据", bool(self.basis), folded=True),
            Section("duties", "责任事项", bool(self.duties), folded=True),
            Section("liabilities", "追责情形", bool(self.liabilities), folded=True),
            Section("risks", "廉政风险点", bool(self.risks), folded=True),
            Section("forbidden", "负面清单：不得做的事", bool(self.forbidden), folded=True),
        ))  # fmt: skip


def pages(edition: Edition) -> Iterator[Html]:
    held = _held(edition.site)
    for shared in edition.site.of(SharedList).values():
        items = held.get(shared.code, {})
        path = urls.shared_list(shared.code)
        yield Html(path, "powers/shared_list.html", partial(_page, edition, shared, items))
        for key, powers in items.items():
            make = partial(_item, edition, shared, key, powers)
            yield Html(urls.listed_item(key), "powers/item.html", make)


def ways(edition: Edition) -> tuple[Anchor, ...]:
    """Every list, to be led to from lists of powers."""
    found = edition.site.of(SharedList).values()
    return tuple(Anchor(shared.name, urls.shared_list(shared.code)) for shared in found)


def of_unit(edition: Edition, code: str) -> Iterator[Fact]:
    """The lists that a body holds, and what of them it does not."""
    own = edition.site.powers_of[code]
    held = dict.fromkeys(power.listed.of.code for power in own if power.listed)
    for listed in held:
        shared = edition.site.of(SharedList)[listed]
        lacking = [out.reason for out in shared.left_out if out.unit.code == code]
        yield fact(
            "共同清单",
            Anchor(shared.name, urls.shared_list(listed)),
            *(f"其中 {len(list(same))} 项不适用：{reason}" for reason, same in groupby(sorted(lacking))),
        )


def _held(site: Site) -> Mapping[str, ItemsHeld]:
    """The powers of every item of every list."""
    found: dict[str, dict[str, list[Power]]] = {}
    numbers: dict[str, int] = {}
    for power in site.powers.values():
        if power.listed:
            items = found.setdefault(power.listed.of.code, {})
            items.setdefault(power.listed.key, []).append(power)
            numbers[power.listed.key] = power.listed.number
    return {
        code: {key: tuple(items[key]) for key in sorted(items, key=numbers.__getitem__)}
        for code, items in found.items()
    }


def _page(edition: Edition, shared: SharedList, items: ItemsHeld) -> SharedListPage:
    held = [power for powers in items.values() for power in powers]
    units = dict.fromkeys(power.unit.code for power in held)
    on = {carrier.code: carrier for power in held for carrier in power.carriers}
    path = urls.shared_list(shared.code)
    return SharedListPage(
        head=links.head(
            edition, shared.name, "powers", Anchor("职权目录", urls.POWERS), Anchor(shared.name),
            description=f"{shared.name}：{len(items)}项，{len(units)}个机构行使", column="职权目录",
            published=words.day(shared.day),
        ),
        title=shared.name,
        figures=(
            Figure(len(items), "项", "清单事项"),
            Figure(len(units), "个", "行使的机构"),
            Figure(len(held), "项", "合计职权"),
        ),
        about=links.prose(edition, shared.about, path),
        facts=present(
            fact("清单编码", shared.code),
            fact("制定机关", links.full_unit(edition, shared.issuer)),
            fact("制定依据", *map(str, shared.grounds)),
            fact("公布日期", words.day(shared.day)),
            links.on_carriers(on.values()),
        ),
        areas=tuple(_areas(edition, items)),
        forbidden=tuple(map(who_exercises.ban, shared.forbidden)),
        holders=_under_superiors(edition, {code: _unit(edition, code) for code in units}),
    )  # fmt: skip


def _unit(edition: Edition, code: str) -> ListEntry:
    return ListEntry(edition.site.units[code].label, urls.unit(code))


def _areas(edition: Edition, items: ItemsHeld) -> Iterator[Group]:
    """The items of each area, in the order of the list."""
    areas: dict[str, list[ListEntry]] = {}
    for key, powers in items.items():
        first = powers[0]
        promised = f"承诺{first.promised}" if first.promised else ""
        chart = "有流程图" if key in edition.charts else ""
        notes = entries.notes(promised, chart, f"{len(powers)}个机构")
        area = first.listed.area if first.listed else ""
        areas.setdefault(area, []).append(ListEntry(first.name, urls.listed_item(key), notes))
    for title, found in areas.items():
        yield Group(title, tuple(found))


def _under_superiors(edition: Edition, of: Mapping[str, ListEntry]) -> tuple[Group, ...]:
    """What is told of bodies, by their codes, below the body above them."""
    below = by_superior(edition.site, [edition.site.units[code] for code in of])
    return tuple(Group(b.title, tuple(of[unit.code] for unit in b.units)) for b in below)


def _item(edition: Edition, shared: SharedList, key: str, powers: Sequence[Power]) -> ItemPage:
    sample = _like_most(edition, key, powers)
    path, code = urls.listed_item(key), key.partition("/")[2]
    chart = edition.charts.get(key)
    home = Anchor(shared.name, urls.shared_list(shared.code))
    return ItemPage(
        head=links.head(
            edition, sample.name, "powers", Anchor("职权目录", urls.POWERS), home, Anchor(sample.name),
            description=f"{shared.name}：{sample.name}，{len(powers)}个机构行使", column="职权目录",
            published=words.day(sample.published),
        ),
        title=sample.name,
        shared=home,
        summary=links.prose(edition, sample.summary, path),
        facts=_facts(edition, sample, code, len(powers)),
        conditions=sample.conditions,
        materials=materials.lists(edition, sample),
        chart=drawn(edition, sample, chart, key) if chart else None,
        basis=links.passages(edition, sample.basis, path),
        duties=tuple((duty.stage, duty.content) for duty in sample.duties),
        liabilities=sample.liabilities,
        risks=tuple(_risks(sample)),
        forbidden=tuple(map(who_exercises.ban, shared.bans_on(code))),
        holders=_holders(edition, powers),
        left_out=tuple(_left_out(edition, shared, code)),
    )  # fmt: skip


def _like_most(edition: Edition, key: str, powers: Sequence[Power]) -> Power:
    """A power that has the flow of most holders, and least that is its own."""
    most = edition.charts.get(key)

    def own(power: Power) -> tuple[bool, int]:
        differs = power.listed.differs if power.listed else ()
        return edition.charts.get(power.code) is not most, len(differs)

    return min(powers, key=own)


def _facts(edition: Edition, sample: Power, code: str, number: int) -> tuple[Fact, ...]:
    posts = (edition.site.posts[ref.code].name for ref in sample.posts)
    fee = ("收费" if sample.fee.charged == "是" else "不收费", sample.fee.standard) if sample.fee else ()
    return present(
        fact("清单编号", code),
        fact("类别", sample.category.code),
        fact("行使", f"{number}个机构"),
        fact("承办岗位", *posts),
        fact("法定时限", str(sample.legal or "")),
        fact("承诺时限", str(sample.promised or "")),
        fact("收费", *fee),
        fact("办事主题", *links.all_of(links.topic(edition, ref) for ref in sample.topics)),
        fact("公布日期", words.day(sample.published)),
        fact("以前", links.history(edition, sample)),
    )


def _risks(sample: Power) -> Iterator[Risk]:
    for step in steps_of(sample.flow):
        for risk in step.risks:
            yield links.risk(risk, step.label, map(Anchor, step.posts))
    for risk in sample.risks:
        yield links.risk(risk, risk.stage, ())


def _holders(edition: Edition, powers: Sequence[Power]) -> tuple[Group, ...]:
    """Each holder's own power, with what is otherwise there."""
    return _under_superiors(edition, {power.unit.code: _holder(edition, power) for power in powers})


def _holder(edition: Edition, power: Power) -> ListEntry:
    differs = power.listed.differs if power.listed else ()
    return ListEntry(links.unit_label(edition, power), urls.power(power.code), differs)


def _left_out(edition: Edition, shared: SharedList, code: str) -> Iterator[ListEntry]:
    for out in shared.left_out:
        unit = edition.site.units.get(out.unit.code)
        if out.item == code and unit:
            yield ListEntry(unit.label, urls.unit(unit.code), (out.reason,))
