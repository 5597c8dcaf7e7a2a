"""Lists of powers, decisions, risk posts and notices, narrowed by facets.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``ListPage``, one for each page of each
combination of facets that holds something, and with a ``DirectoryPage`` where the bodies to choose
from are too many to stand beside a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from ...basics.output import Html, Output
from ...basics.values import dataclass
from ...county.site import Site
from ...schema.common import GRADES
from ...schema.compound import Ref
from ...schema.records.decisions.decision import CATEGORIES, CATEGORY_CODES, Decision
from ...schema.records.notices.notice import COLUMNS, Notice
from ...schema.records.powers.power import Power
from ...schema.records.unit import Post
from ..edition import Edition
from ..parts import links, urls, words
from ..parts.blocks import Anchor, Contents, Head, ListEntry, Section, Tile
from ..parts.facets import (
    Block,
    Choices,
    Directory,
    DirectoryPart,
    FacetPlan,
    Facets,
    Keys,
    Listing,
    Value,
)
from ..parts.frame import page_meta
from ..parts.pager import Gathered, Pager, gathered
from . import entries
from .decisions.matters import answers
from .decisions.register import by_year
from .decisions.ways_in import ways
from .disclosed import in_charge, shared_lists
from .superiors import by_superior

T = TypeVar("T")

GRADE_KEYS = {"一": "1", "二": "2", "三": "3"}


@dataclass(frozen=True, slots=True)
class ListTold:
    """A list and the choices that narrow it.

    Beside the whole list stand ``ways`` with numbers of today; elsewhere ``links`` lead to the same.
    """

    note: str
    noun: str
    chosen: tuple[str, ...]
    blocks: tuple[Choices, ...]
    gathered: tuple[Gathered[ListEntry], ...]
    total: int
    whole: Anchor
    pager: Pager
    ways: tuple[Tile, ...]
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    head: Head
    told: ListTold


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """All bodies by which a list may be narrowed, with the number of records of each."""

    head: Head
    title: str
    note: str
    noun: str
    parts: tuple[DirectoryPart, ...]

    @property
    def contents(self) -> Contents:
        return Contents(tuple(Section(part.anchor, part.title) for part in self.parts))


def pages(edition: Edition) -> Iterator[Output]:
    for of in (powers, decisions, posts, notices):
        yield from edition.listed(of)


def powers(edition: Edition) -> Iterator[Html]:
    site = edition.site
    categories = tuple(Value(c.code, c.name) for c in site.county.categories)
    blocks = (*_places(site), Block("类别", 1, categories))

    def keys(power: Power) -> tuple[Keys, ...]:
        places = dict.fromkeys(key for part in power.parts for key in _place_keys(site, part.unit))
        return tuple(places), (site.categories[power.category.code].code,)

    listing = _Listing("职权目录", "项职权", links=shared_lists.ways(edition))
    found = list(site.powers.values())
    plan = FacetPlan("powers", blocks, keys)
    told = _InList(entries.power, links.unit_label, entries.power_of_its_body, _category)
    yield from listing.of(edition, plan, found, told)


def decisions(edition: Edition) -> Iterator[Html]:
    site = edition.site
    found = entries.newest(site.decisions.values())
    categories = tuple(Value(CATEGORY_CODES[name], name) for name in CATEGORIES)
    years, year_keys = by_year(2, found)
    blocks = (*_places(site), Block("类别", 1, categories), years)

    def keys(of: Decision) -> tuple[Keys, ...]:
        return _place_keys(site, of.unit), (CATEGORY_CODES[of.category],), year_keys(of)

    listing = _Listing("四重一大决策", "项决策", ways(edition))
    yield from listing.of(
        edition, FacetPlan("decisions", blocks, keys), found, _InList(answers.in_list, _month)
    )


def posts(edition: Edition) -> Iterator[Html]:
    site = edition.site
    units = {code: number for number, code in enumerate(site.units)}
    found = [post for post in site.posts.values() if post.grade]
    found.sort(key=lambda post: (units[site.unit_of_post[post.code].code], GRADES.index(post.grade)))
    grades = tuple(Value(GRADE_KEYS[name], f"{name}级") for name in GRADES)
    blocks = (Block("风险等级", 1, grades), *_places(site))

    def keys(of: Post) -> tuple[Keys, ...]:
        unit = site.unit_of_post[of.code]
        return _place_keys(site, Ref("机构", unit.code, of.origin.place)), (GRADE_KEYS[of.grade],)

    listing = _Listing("风险岗位", "个风险岗位", in_charge.ways(edition))
    plan = FacetPlan("posts", blocks, keys)
    told = _InList(entries.post, _body, entries.post_of_its_body, _grade)
    yield from listing.of(edition, plan, found, told)


def notices(edition: Edition) -> Iterator[Html]:
    site = edition.site
    found = entries.newest(site.notices.values())
    columns = tuple(Value(urls.COLUMN_CODES[name], name) for name in COLUMNS)
    blocks = (Block("栏目", 1, columns), *_places(site))

    def keys(of: Notice) -> tuple[Keys, ...]:
        return _place_keys(site, of.unit), (urls.COLUMN_CODES[of.column],)

    listing = _Listing("公告公示", "篇")
    yield from listing.of(
        edition, FacetPlan("notices", blocks, keys), found, _InList(entries.notice, _month)
    )


@dataclass(frozen=True, slots=True)
class _InList(Generic[T]):
    """An item as an entry, what it is found under in a long list, and as an entry below that.

    ``then`` it is found under where all of a page stand under the same.
    """

    entry: Callable[[Edition, T], ListEntry]
    under: Callable[[Edition, T], str]
    below: Callable[[Edition, T], ListEntry] | None = None
    then: Callable[[Edition, T], str] | None = None

    def gathered(self, edition: Edition, items: Iterable[T]) -> tuple[Gathered[ListEntry], ...]:
        entry, under = partial(self.entry, edition), partial(self.under, edition)
        below = partial(self.below, edition) if self.below else None
        then = partial(self.then, edition) if self.then else None
        return gathered(items, under, entry, below, then)


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the pages of one list have in common."""

    title: str
    noun: str
    ways: tuple[Tile, ...] = ()
    links: tuple[Anchor, ...] = ()

    @property
    def note(self) -> str:
        return page_meta.ABOUT[self.title]

    def of(
        self, edition: Edition, plan: FacetPlan[T], items: Sequence[T], told: _InList[T]
    ) -> Iterator[Html]:
        narrowed = Facets(plan, items)
        links = self.links or tuple(Anchor(way.text, way.href) for way in self.ways)
        front, further = self, replace(self, ways=(), links=links)
        for listing in narrowed.listings():
            common = further if listing.chosen or listing.pager.previous else front
            page = replace(listing, found=())
            make = partial(_page, edition, common, plan.folder, told, page)
            yield Html(listing.path, "lists/list.html", make)
        for found in narrowed.directories():
            held = partial(_directory, edition, self, plan.folder, found)
            yield Html(found.path, "lists/directory.html", held)


def _body(edition: Edition, of: Post) -> str:
    return edition.site.unit_of_post[of.code].label


def _category(_: Edition, of: Power) -> str:
    return of.category.code


def _grade(_: Edition, of: Post) -> str:
    return words.graded(of.grade)


def _month(_: Edition, of: Decision | Notice) -> str:
    return words.month(of.published)


def _page(
    edition: Edition, common: _Listing, folder: str, told: _InList[T], listing: Listing[T]
) -> ListPage:
    title = "·".join((common.title, *listing.chosen))
    whole = Anchor(common.title, urls.listed(folder, (), 1))
    crumbs = (whole, Anchor("·".join(listing.chosen))) if listing.chosen else (Anchor(common.title),)
    return ListPage(
        head=links.head(edition, title, folder, *crumbs, description=common.note, column=common.title),
        told=edition.alike(_told, common, whole, told, listing),
    )


def _told(
    edition: Edition, common: _Listing, whole: Anchor, told: _InList[T], listing: Listing[T]
) -> ListTold:
    return ListTold(
        note=common.note,
        noun=common.noun,
        chosen=listing.chosen,
        blocks=listing.blocks,
        gathered=tuple(
            entries.said_once(part, *listing.chosen) for part in told.gathered(edition, listing.items)
        ),
        total=listing.total,
        whole=whole,
        pager=listing.pager,
        ways=common.ways,
        links=common.links,
    )


def _directory(edition: Edition, common: _Listing, folder: str, found: Directory) -> DirectoryPage:
    title = "·".join((common.title, *found.chosen))
    back = Anchor(title, found.whole.href)
    way = (Anchor(common.title, urls.listed(folder, (), 1)),) if found.chosen else ()
    named = f"按{found.title}查找"
    note = f"共{found.number}个{found.title}，数字是各有多少{common.noun}，点开就看它自己的。"
    return DirectoryPage(
        head=links.head(
            edition, f"{title}·{named}", folder, *way, back, Anchor(named), description=note,
            column=common.title,
        ),
        title=f"{title}：{named}",
        note=note,
        noun=common.noun,
        parts=found.parts,
    )  # fmt: skip


def place(kind: str, code: str) -> str:
    """The key of a level (``l``) or a unit (``u``) on the axis of places."""
    return f"{kind}-{code}"


def _places(site: Site) -> tuple[Block, ...]:
    levels = tuple(Value(place("l", level.code), level.name) for level in site.county.levels)
    units = tuple(
        Value(place("u", unit.code), unit.label, place("l", level.code), below.title)
        for level in site.county.levels
        for below in by_superior(site, site.units_at[level.name])
        for unit in below.units
    )
    return Block("层级", 0, levels), Block("机构", 0, units, "units")


def _place_keys(site: Site, ref: Ref) -> Keys:
    unit = site.units[ref.code]
    return place("l", site.level_of(unit).code), place("u", unit.code)
