"""A page for every body, and the list of them by level.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``UnitPage`` or a ``UnitsPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.posts import charge, rotation
from ....schema.records.county import Level
from ....schema.records.powers.power import Power
from ....schema.records.powers.sharing import Role
from ....schema.records.unit import Post, Unit
from ...edition import Edition
from ...ledgers import in_records
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    Contents,
    Fact,
    Figure,
    Group,
    Head,
    ListEntry,
    Risk,
    Section,
    fact,
    grade,
    present,
)
from ...parts.frame import outward
from ...parts.pager import GLANCE, PER_PAGE, Gathered, gathered
from .. import entries, lists
from ..disclosed import catalogues, shared_lists
from ..powers import relation_drawings, seven_powers
from ..powers.relation_drawings import GraphView
from ..superiors import by_superior
from .county_map import Belt, county_map

SHOWN = 10
"""So many decisions and notices on the page of a body; the list holds the rest."""
BESIDE = 40
"""So many posts stand open beside the powers, where there is room."""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A body that holds power."""

    head: Head
    title: str
    level: Anchor | None
    facts: tuple[Fact, ...]
    about: Markup
    figures: tuple[Figure, ...]
    posts: tuple[Gathered[ListEntry], ...]
    leadership: tuple[Group, ...]
    risks: tuple[Risk, ...]
    powers: tuple[Group, ...]
    decisions: Group
    notices: Group
    ledgers: Group
    separation: tuple[GraphView, ...]
    below: tuple[ListEntry, ...]

    @property
    def is_large(self) -> bool:
        return sum(len(rank.held) for rank in self.posts) > BESIDE


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """All bodies, level by level."""

    head: Head
    belts: tuple[Belt, ...]
    graph: GraphView | None
    others: tuple[Anchor, ...]
    groups: tuple[Group, ...]

    @property
    def contents(self) -> Contents:
        has_graph = self.graph is not None
        return Contents((Section("map", "全县图"), Section("graph", "单位与层级图", has_graph)))


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.UNITS, "bodies/units.html", partial(_index, edition))
    bound = catalogues.by_unit(edition)
    for unit in edition.site.units.values():
        make = partial(_page, edition, unit, bound.get(unit.code, ()))
        yield Html(urls.unit(unit.code), "bodies/unit.html", make)


def by_level(edition: Edition) -> tuple[Group, ...]:
    """Bodies under their levels, each group leading to the level's own page."""
    return tuple(_level(edition, level) for level in edition.site.county.levels)


def _level(edition: Edition, level: Level) -> Group:
    page = Anchor(f"{level.name}专页", urls.level(level.code))
    is_long = len(edition.site.units) > GLANCE
    return Group(level.name, tuple(_at(edition, level)), page, level.note, folded=is_long)


def _at(edition: Edition, level: Level) -> Iterator[ListEntry]:
    """The bodies of a level; of very many, those above them, each leading to where they are listed."""
    units = edition.site.units_at[level.name]
    above = by_superior(edition.site, units) if len(units) > PER_PAGE else ()
    if len(above) > 1:
        page = urls.level(level.code)
        for below in above:
            address = f"{page}#{below.anchor}" if below.anchor else page
            yield ListEntry(below.title, address, (f"{len(below.units)}个机构",))
    else:
        yield from (entries.unit(edition, unit) for unit in units)


def _index(edition: Edition) -> UnitsPage:
    head = links.head(edition, "机构", "units", Anchor("机构"), column="机构")
    groups = tuple(group for group in by_level(edition) if group.entries)
    others = links.all_of((seven_powers.way(edition),))
    return UnitsPage(head, county_map(edition), relation_drawings.whole(edition), others, groups)


def _page(edition: Edition, unit: Unit, bound: Sequence[Anchor]) -> UnitPage:
    level = links.level(edition, unit)
    return UnitPage(
        head=links.head(
            edition,
            unit.name,
            "units",
            Anchor("机构", urls.UNITS),
            level,
            Anchor(unit.label),
            description=f"{unit.name}的职权、流程、风险岗位和决策",
            column="机构",
            of=unit,
            source=unit.name,
        ),
        title=unit.name,
        level=level,
        facts=_facts(edition, unit, bound),
        about=links.prose(edition, unit.about, urls.unit(unit.code)),
        figures=_figures(edition, unit),
        posts=tuple(map(entries.said_once, gathered(unit.posts, _rank, partial(_post, edition)))),
        leadership=_leadership(unit),
        risks=tuple(links.risk(risk, risk.stage, (Anchor("全单位"),)) for risk in unit.risks),
        powers=tuple(_powers(edition, unit)),
        decisions=_decisions(edition, unit),
        notices=_notices(edition, unit),
        separation=relation_drawings.of_unit(edition, unit.code),
        below=tuple(entries.unit(edition, u) for u in edition.site.units_below[unit.code]),
        ledgers=in_records.told(edition, Unit.title, unit.code),
    )


def _facts(edition: Edition, unit: Unit, bound: Sequence[Anchor]) -> tuple[Fact, ...]:
    return present(
        fact("上级", links.full_unit(edition, unit.parent)),
        fact("办公电话", *outward.phones(edition, unit.phones)),
        fact("办公地址", unit.address),
        fact("办公时间", unit.hours),
        fact("公开目录", *bound),
        *shared_lists.of_unit(edition, unit.code),
        links.on_carriers(unit.carriers),
        fact("做法豁免", *(words.waived(waiver) for waiver in unit.waivers)),
    )


def _figures(edition: Edition, unit: Unit) -> tuple[Figure, ...]:
    powers = edition.site.powers_of[unit.code]
    charts = sum(power.code in edition.charts for power in powers)
    graded = sum(bool(post.grade) for post in unit.posts)
    decided = len(edition.site.decisions_of[unit.code])
    figures = (
        Figure(len(powers), "项", "职权"),
        Figure(charts, "张", "流程图"),
        Figure(graded, "个", "风险岗位"),
        Figure(decided, "项", "决策"),
    )
    return tuple(figure for figure in figures if figure.number)


def _leadership(unit: Unit) -> tuple[Group, ...]:
    """班子分工: what each leader does and the posts directly below, where there are several."""
    posts = {post.code: post for post in unit.posts}
    found = charge.leadership(unit)
    is_long = sum(map(len, found.values())) > GLANCE
    groups = (_leader(posts[code], below, folded=is_long) for code, below in found.items())
    return tuple(groups) if len(found) > 1 else ()


def _leader(post: Post, below: Sequence[Post], *, folded: bool) -> Group:
    shown = tuple(ListEntry(of.name, links.post_anchor(of).href) for of in below)
    return Group(post.name, shown, note="；".join(post.duties), folded=folded)


def _rank(post: Post) -> str:
    return words.graded(post.grade) if post.grade else "没有定级"


def _post(edition: Edition, post: Post) -> ListEntry:
    arrived = f"{words.day(post.since)}到岗" if post.since else ""
    due = rotation.due(edition.site, post)
    moving = f"{words.day(due)}前轮岗" if due else ""
    about = entries.notes(post.rank, arrived, moving, "；".join(post.duties[:1]))
    mark = grade(post.grade) if post.grade else None
    return ListEntry(post.name, links.post_anchor(post).href, about, grade=mark)


def _powers(edition: Edition, unit: Unit) -> Iterator[Group]:
    own = edition.site.powers_of[unit.code]
    for category in edition.site.county.categories:
        found = tuple(_power(edition, p.code) for p in own if p.category.code == category.name)
        if found:
            yield Group(category.name, found, folded=len(own) > GLANCE)
    shared = edition.site.shared_by.get(unit.code, ())
    if shared:
        yield Group("与其他机构一起行使", tuple(_shared(edition, power, role) for power, role in shared))


def _shared(edition: Edition, power: Power, role: Role) -> ListEntry:
    lead = edition.site.unit(power.unit).label
    note = f"{lead}{Role.LEADS}，本机构{role}"
    return ListEntry(power.name, urls.power(power.code), entries.notes(entries.called(power), note))


def _power(edition: Edition, code: str) -> ListEntry:
    power = edition.site.powers[code]
    promised = f"承诺{power.promised}" if power.promised else ""
    chart = "有流程图" if code in edition.charts else ""
    about = entries.notes(entries.called(power), promised, chart)
    return ListEntry(power.name, urls.power(code), about)


def _decisions(edition: Edition, unit: Unit) -> Group:
    found = entries.newest(edition.site.decisions_of[unit.code])
    told = (entries.decision(edition, decision) for decision in found[:SHOWN])
    shown = tuple(entries.of_its_body(entry, unit.label) for entry in told)
    href = urls.listed("decisions", (lists.place("u", unit.code), urls.ANY, urls.ANY), 1)
    return Group("四重一大决策", shown, Anchor(f"全部{len(found)}项", href) if found else None)


def _notices(edition: Edition, unit: Unit) -> Group:
    found = entries.newest(edition.site.notices_of[unit.code])
    told = (entries.notice(edition, notice) for notice in found[:SHOWN])
    shown = tuple(entries.of_its_body(entry, unit.label) for entry in told)
    href = urls.listed("notices", (lists.place("u", unit.code), urls.ANY), 1)
    return Group("公告公示", shown, Anchor(f"全部{len(found)}篇", href) if found else None)
