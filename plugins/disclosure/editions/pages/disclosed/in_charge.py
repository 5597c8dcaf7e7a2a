"""领导责任、三级风险、轮岗: who answers for which posts, risks in three tiers, who is to move on when.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``ChargePage``, and for each further page of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.posts import rotation
from ....county.facts.posts.charge import answered_for, tiers
from ....schema.common import GRADES
from ....schema.records.unit import Post, Unit
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, Head, ListEntry, TallyRow, TallyTable, Tile, grade
from ...parts.pager import Gathered, Pager, gathered, pager, slices

ROWS = 100
"""Rows on a page."""
LEADERS, TIERS, ROTATION = "领导责任", "三级风险", "轮岗"
NOTES = {
    LEADERS: "一级风险岗位由主要领导负责，二级由分管领导，三级由直接管辖的领导：各负责哪些岗位。",
    TIERS: "风险点分岗位、股室、单位三个层次：每个单位各有多少。",
    ROTATION: "在有风险的岗位上满了年限就要轮岗：每个岗位到哪一天。",
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChargePage:
    """A table, or a list of posts by date."""

    head: Head
    title: str
    note: str
    table: TallyTable | None
    posts: tuple[Gathered[ListEntry], ...]
    others: tuple[Anchor, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class _InCharge:
    """Leaders by code with the posts that they answer for, bodies with risks, and who is to move on."""

    leaders: Sequence[tuple[str, tuple[Post, ...]]]
    risky: Sequence[Unit]
    due: Sequence[tuple[str, Post]]

    @property
    def ways(self) -> tuple[Tile, ...]:
        """The ways to the pages that are made."""
        found = (
            Tile(LEADERS, urls.LEADERS, "每个领导负责哪些岗位", len(self.leaders), "个领导"),
            Tile(TIERS, urls.TIERS, "岗位、股室、单位三个层次", len(self.risky), "个单位"),
            Tile(ROTATION, urls.ROTATION, "哪一天应当轮岗", len(self.due), "个岗位"),
        )
        return tuple(tile for tile in found if tile.count)


def pages(edition: Edition) -> Iterator[Html]:
    held, risks = _in_charge(edition), edition.risks_by_post
    risky = [(unit, {p.code: len(risks[p.code]) for p in unit.posts}) for unit in held.risky]
    yield from _sheets(edition, held.ways, urls.LEADERS, held.leaders, _leaders)
    yield from _sheets(edition, held.ways, urls.TIERS, risky, _tiers)
    yield from _sheets(edition, held.ways, urls.ROTATION, held.due, _rotation)


def ways(edition: Edition) -> tuple[Tile, ...]:
    """The ways to the pages that are made."""
    return _in_charge(edition).ways


def _in_charge(edition: Edition) -> _InCharge:
    return edition.reads.once("in charge", partial(edition.alike, _found))


def _found(edition: Edition) -> _InCharge:
    site = edition.site
    led = answered_for(site)
    units = site.units.values()
    days = ((rotation.due(site, post), post) for post in site.posts.values())
    return _InCharge(
        leaders=[(code, led[code]) for code in site.posts if code in led],
        risky=[unit for unit in units if unit.risks or any(post.grade for post in unit.posts)],
        due=sorted(((str(day), post) for day, post in days if day), key=lambda pair: pair[0]),
    )


Sheet = Callable[[Edition, Sequence[T]], tuple[TallyTable | None, tuple[Gathered[ListEntry], ...]]]


def _sheets(
    edition: Edition, ways: Sequence[Tile], front: str, items: Sequence[T], sheet: Sheet[T]
) -> Iterator[Html]:
    others = tuple(Anchor(way.text, way.href) for way in ways if way.href != front)
    title = next((way.text for way in ways if way.href == front), "")
    for number, shown in slices(items, ROWS) if items else ():
        window = pager(partial(urls.further, front), number, len(items), ROWS)
        make = partial(_page, edition, title, sheet, shown, others, window)
        yield Html(urls.further(front, number), "bodies/charge.html", make, hub=True)


def _page(  # noqa: PLR0913, PLR0917  what three pages differ in
    edition: Edition, title: str, sheet: Sheet[T], shown: Sequence[T], others: tuple[Anchor, ...],
    window: Pager,
) -> ChargePage:  # fmt: skip
    table, posts = sheet(edition, shown)
    crumbs = (Anchor("风险岗位", urls.POSTS), Anchor(title))
    return ChargePage(
        head=links.head(edition, title, "posts", *crumbs, description=NOTES[title], column="风险岗位"),
        title=title,
        note=NOTES[title],
        table=table,
        posts=posts,
        others=others,
        pager=window,
    )


def _leaders(
    edition: Edition, shown: Sequence[tuple[str, tuple[Post, ...]]]
) -> tuple[None, tuple[Gathered[ListEntry], ...]]:
    def body(led: tuple[str, tuple[Post, ...]]) -> str:
        return edition.site.unit_of_post[led[0]].label

    def whole(led: tuple[str, tuple[Post, ...]]) -> ListEntry:
        own = below(led)
        return replace(own, text=f"{body(led)}{own.text}")

    def below(led: tuple[str, tuple[Post, ...]]) -> ListEntry:
        return _leader(edition, *led)

    return None, gathered(shown, body, whole, below)


def _leader(edition: Edition, code: str, own: Sequence[Post]) -> ListEntry:
    post, grades = edition.site.posts[code], Counter(answered.grade for answered in own)
    told = tuple(f"{name}级岗位{grades[name]}个" for name in GRADES if grades[name])
    return ListEntry(post.name, links.post_anchor(post).href, told)


def _tiers(_: Edition, shown: Sequence[tuple[Unit, Mapping[str, int]]]) -> tuple[TallyTable, tuple[()]]:
    heads = (*(f"{name}级岗位" for name in GRADES), "岗位风险点", "股室", "股室风险点", "单位风险点")
    rows = tuple(_tier(unit, carried) for unit, carried in shown)
    return TallyTable("岗位、股室、单位三个层次的风险", "单位", heads, rows), ()


def _tier(unit: Unit, carried: Mapping[str, int]) -> TallyRow:
    found = tiers(unit, carried)
    figures = (*found.posts.values(), found.at_posts, found.offices, found.in_offices, found.of_unit)
    return TallyRow(Anchor(unit.label, urls.unit(unit.code)), tuple(map(str, figures)))


def _rotation(
    edition: Edition, shown: Sequence[tuple[str, Post]]
) -> tuple[None, tuple[Gathered[ListEntry], ...]]:
    return None, gathered(shown, lambda moving: f"{moving[0][:4]}年", partial(_moving, edition))


def _moving(edition: Edition, moving: tuple[str, Post]) -> ListEntry:
    day, post = moving
    unit = edition.site.unit_of_post[post.code]
    late = day <= edition.site.as_of.isoformat()
    notes = (f"{words.day(post.since)}到岗", f"应当在 {day} 轮岗")
    badge = Badge("到了年限", "stop") if late else None
    name = f"{unit.label}{post.name}"
    return ListEntry(name, links.post_anchor(post).href, notes, badge=badge, grade=grade(post.grade))
