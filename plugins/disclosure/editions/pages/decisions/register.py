"""The register of decisions: per level, category and year, with totals and amounts.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``RegisterPage`` for each combination that holds
something.  A matter disclosed at several levels counts once in totals of money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.matters import groups as matters
from ....county.site import Site
from ....schema.records.decisions.decision import CATEGORIES, CATEGORY_CODES, Decision
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, Head
from ...parts.facets import Block, Choices, FacetPlan, Facets, Keys, Listing, Value
from ...parts.pager import Gathered, Pager, gathered
from .. import entries
from .matters import matter_page

FOLDER = "register"
TITLE = "决策台账"
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A decision in the register."""

    code: str
    name: Anchor
    whole: Anchor | None
    unit: Anchor | None
    category: str
    amount: str
    decided: str
    announced: str
    state: Badge


HEATS = 4


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of the summary: one level, or all of them; a cell is a number and money, linked.

    The last of a cell says how many these are beside the others, from 0 to 4; a total is beside none.
    """

    label: str
    cells: tuple[tuple[Anchor, str, int], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What all pages of a list add up to: different matters, money, and a table of both."""

    matters: int = 0
    money: str = ""
    heads: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register."""

    head: Head
    title: str
    note: str
    chosen: tuple[str, ...]
    whole: Anchor
    blocks: tuple[Choices, ...]
    total: int
    matters: int
    money: str
    heads: tuple[str, ...]
    sums: tuple[Sum, ...]
    gathered: tuple[Gathered[RegisterLine], ...]
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    if edition.site.decisions:
        found = entries.newest(edition.site.decisions.values())
        counted, wholes = Counted(), matter_page.by_record(edition)
        for listing in Facets(_plan(edition.site, found), found).listings():
            if listing.pager.number == 1:
                counted = summed(edition.site, listing.found, _year(listing))
            shown = {of.code: wholes[of.code].code for of in listing.items if of.code in wholes}
            make = partial(_page, edition, replace(listing, found=()), counted, shown)
            yield Html(listing.path, "decisions/register.html", make)


def by_year(axis: int, found: Iterable[Decision]) -> tuple[Block, Callable[[Decision], Keys]]:
    """The years of first publication, which narrow a list, and what a decision answers to there: nothing
    where all are of one year, which would lead to the same list again."""
    years = sorted({_year_of(d) for d in found}, reverse=True)
    apart = years if len(years) > 1 else []
    block = Block("年份", axis, tuple(Value(year, f"{year}年") for year in apart))
    return block, lambda of: (_year_of(of),) if apart else ()


def _year_of(decision: Decision) -> str:
    return str(decision.published.year)


def money(decisions: Iterable[Decision]) -> str:
    """The exact total, each matter once; empty where no money moves."""
    total = matters.total(decisions)
    return words.amount(total)


def _plan(site: Site, found: Sequence[Decision]) -> FacetPlan[Decision]:
    years, year_keys = by_year(2, found)
    blocks = (
        Block("层级", 0, tuple(Value(level.code, level.name) for level in site.county.levels)),
        Block("类别", 1, tuple(Value(CATEGORY_CODES[name], name) for name in CATEGORIES)),
        years,
    )

    def keys(of: Decision) -> tuple[Keys, ...]:
        level = site.level_of(site.unit(of.unit))
        return (level.code,), (CATEGORY_CODES[of.category],), year_keys(of)

    return FacetPlan(FOLDER, blocks, keys)


def summed(site: Site, found: Sequence[Decision], year: str = urls.ANY) -> Counted:
    """What decisions, those of a year or all, add up to."""
    return Counted(
        matters=len(matters.matters(found)),
        money=money(found),
        heads=tuple(_heads(found)),
        sums=tuple(_sums(site, found, year)),
    )


def _page(
    edition: Edition, listing: Listing[Decision], counted: Counted, wholes: Mapping[str, str]
) -> RegisterPage:
    """``wholes`` are the codes of the matters that have pages, by the code of a decision shown."""
    note = "全县四重一大决策的件数和金额。同一事项在几个层级同步公开的，各层级分别列出，合计只计一次。"
    whole = Anchor(TITLE, urls.REGISTER)
    title = "·".join((TITLE, *listing.chosen))
    way = Anchor("四重一大决策", urls.DECISIONS)
    line = partial(_line, edition, wholes)
    crumbs = (way, whole, Anchor("·".join(listing.chosen))) if listing.chosen else (way, Anchor(TITLE))
    return RegisterPage(
        head=links.head(edition, title, "decisions", *crumbs, description=note, column=TITLE),
        title=TITLE,
        note=note,
        chosen=listing.chosen,
        whole=whole,
        blocks=listing.blocks,
        total=listing.total,
        matters=counted.matters,
        money=counted.money,
        heads=counted.heads,
        sums=() if listing.pager.number > 1 else counted.sums,
        gathered=gathered(listing.items, lambda of: words.month(of.published), line),
        pager=listing.pager,
    )


def _heads(found: Sequence[Decision]) -> list[str]:
    """The categories that hold something, and a total where they are several."""
    shown = [name for name in CATEGORIES if _of(found, name)]
    return [*shown, TOTAL] if len(shown) > 1 else shown


def _sums(site: Site, found: Sequence[Decision], year: str) -> Iterator[Sum]:
    """Levels against categories; a last row where there are several levels."""
    heads = _heads(found)
    rows = 0
    levels = [[d for d in found if site.unit(d.unit).level.code == of.name] for of in site.county.levels]
    most = max((len(_of(own, name)) for own in levels for name in CATEGORIES), default=0)
    for level, own in zip(site.county.levels, levels, strict=True):
        if own:
            rows += 1
            yield Sum(level.name, tuple(_cells(own, heads, (level.code, year), most)))
    if rows > 1:
        yield Sum(TOTAL, tuple(_cells(found, heads, (urls.ANY, year), 0)))


def _cells(
    own: Sequence[Decision], heads: Sequence[str], of: tuple[str, str], most: int
) -> Iterator[tuple[Anchor, str, int]]:
    level, year = of
    for name in heads:
        if name == TOTAL:
            yield _cell(own, (level, urls.ANY, year), 0)
        else:
            yield _cell(_of(own, name), (level, CATEGORY_CODES[name], year), most)


def _cell(found: Sequence[Decision], chosen: tuple[str, ...], most: int) -> tuple[Anchor, str, int]:
    href = urls.listed(FOLDER, chosen, 1) if found else ""
    heat = -(-HEATS * len(found) // most) if most else 0
    return Anchor(f"{len(found)}件" if found else "—", href), money(found), heat


def _of(found: Iterable[Decision], category: str) -> list[Decision]:
    return [decision for decision in found if decision.category == category]


def _year(listing: Listing[Decision]) -> str:
    """The year that the page is narrowed to: the last part of its path says it."""
    return listing.path.split("/")[4] if listing.chosen else urls.ANY


def _line(edition: Edition, wholes: Mapping[str, str], decision: Decision) -> RegisterLine:
    steps, whole = decision.steps, wholes.get(decision.code)
    return RegisterLine(
        code=decision.code,
        name=Anchor(decision.name, urls.decision(decision.code)),
        whole=Anchor("全过程", urls.matter(whole)) if whole else None,
        unit=links.unit(edition, decision.unit),
        category=decision.category,
        amount=words.amount(decision.amount),
        decided=words.day(steps.meeting.day) if steps.meeting else "",
        announced=words.day(steps.announce.day) if steps.announce else "",
        state=entries.state(decision),
    )
