"""清权确权: how many powers were cleared, kept, merged, cut, by body, by level and by round.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``CampaignPage``, where a round is told, and with a
``RoundPage`` for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.practices import round_figures
from ....county.facts.practices.round_figures import Tally
from ....schema.records.clearing_round import ClearingRound, RemovedPower, RoundResult, RoundReview
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    Fact,
    Figure,
    Group,
    Head,
    ListEntry,
    Moment,
    TallyRow,
    TallyTable,
    Tile,
    fact,
    present,
)

TITLE = "清权确权"
NOTE = "每一轮清出多少项职权，保留、合并、取消、下放各多少，一个单位一行；去掉的逐项写明理由。"
HEADS = ("清出", "保留", "合并", "取消", "下放")


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """All rounds, and how the catalogue stands that came of them."""

    head: Head
    title: str
    note: str
    figures: tuple[Figure, ...]
    rounds: TallyTable
    levels: TallyTable


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A form of review, step by step."""

    form: str
    steps: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round."""

    head: Head
    title: str
    about: Markup
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    reviews: tuple[ReviewView, ...]
    results: TallyTable
    removed: tuple[Group, ...]
    waived: tuple[str, ...]


def pages(edition: Edition) -> Iterator[Html]:
    if ways(edition):
        yield Html(urls.CLEARING, "powers/campaign.html", partial(_page, edition))
    for of in edition.site.of(ClearingRound).values():
        path = urls.record(ClearingRound, of.code)
        yield Html(path, "powers/round.html", partial(_round, edition, of))


def ways(edition: Edition) -> tuple[Tile, ...]:
    """The way to the page, where it is made."""
    found = round_figures.rounds(edition.site)
    note = "清出多少项、留下多少项，一轮一轮、一个单位一个单位"
    return (Tile(TITLE, urls.CLEARING, note, len(found), "轮"),) if found else ()


def _page(edition: Edition) -> CampaignPage:
    found = round_figures.rounds(edition.site)
    return CampaignPage(
        head=links.head(edition, TITLE, "powers", Anchor("职权目录", urls.POWERS), Anchor(TITLE),
                        description=NOTE, column=TITLE),
        title=TITLE,
        note=NOTE,
        figures=_confirmed(edition),
        rounds=TallyTable("各轮", "轮次", HEADS, tuple(_of_round(of) for of in found)),
        levels=_by_level(edition, found),
    )  # fmt: skip


def _confirmed(edition: Edition) -> tuple[Figure, ...]:
    now = round_figures.confirmed(edition.site.powers.values())
    return (
        Figure(now.powers, "项", "现在的职权", urls.POWERS),
        Figure(now.cleared, "项", "写明怎样清理"),
        Figure(now.reviewed, "项", "三审核齐全"),
        Figure(now.opened, "项", "两次公开"),
        Figure(now.improved, "次", "照意见完善"),
    )


def _of_round(of: ClearingRound) -> TallyRow:
    return _row(Anchor(of.name, urls.record(ClearingRound, of.code)), round_figures.total(of.results))


def _row(label: Anchor, tally: Tally, *, is_sum: bool = False) -> TallyRow:
    return TallyRow(label, tuple(map(str, tally.figures)), is_sum)


def _by_level(edition: Edition, rounds: Sequence[ClearingRound]) -> TallyTable:
    """What each round kept of what it cleared, level by level."""
    held = [round_figures.by_level(edition.site, of) for of in rounds]
    rows = []
    for level in edition.site.county.levels:
        tallies = [round_figures.total(by.get(level.name, ())) for by in held]
        cells = tuple(f"{of.cleared} → {of.kept}" for of in tallies)
        if any(of.cleared for of in tallies):
            rows.append(TallyRow(Anchor(level.name, urls.level(level.code)), cells))
    return TallyTable("各层级：清出 → 保留", "层级", tuple(of.name for of in rounds), tuple(rows))


def _round(edition: Edition, of: ClearingRound) -> RoundPage:
    total = round_figures.total(of.results)
    crumbs = (Anchor("职权目录", urls.POWERS), Anchor(TITLE, urls.CLEARING), Anchor(of.name))
    named = zip(HEADS, total.figures, strict=True)
    return RoundPage(
        head=links.head(edition, of.name, "powers", *crumbs, description=NOTE, column=TITLE),
        title=of.name,
        about=links.prose(edition, of.about, urls.record(ClearingRound, of.code)),
        figures=tuple(Figure(number, "项", name) for name, number in named),
        facts=present(
            fact("组织", links.full_unit(edition, of.unit)),
            fact("起止", f"{words.day(of.start)} 至 {words.day(of.until)}"),
            links.on_carriers(of.carriers),
        ),
        reviews=tuple(_review(review) for review in of.reviews),
        results=TallyTable("各单位清理结果", "机构", HEADS, tuple(_results(edition, of))),
        removed=tuple(_removed(edition, result) for result in of.results if result.removed),
        waived=tuple(words.waived(waiver) for result in of.results for waiver in result.waivers),
    )


def _review(review: RoundReview) -> ReviewView:
    steps = (Moment(words.day(step.day), step.name, step.result) for step in review.steps)
    return ReviewView(review.form, tuple(steps))


def _results(edition: Edition, of: ClearingRound) -> Iterator[TallyRow]:
    """Body by body, each level added up."""
    for level, results in round_figures.by_level(edition.site, of).items():
        for result in results:
            unit = edition.site.unit(result.unit)
            yield _row(Anchor(unit.label, urls.unit(unit.code)), round_figures.tally(result))
        yield _row(Anchor(f"{level}合计"), round_figures.total(results), is_sum=True)


def _removed(edition: Edition, result: RoundResult) -> Group:
    entries = tuple(_entry(edition, removed) for removed in result.removed)
    return Group(edition.site.unit(result.unit).label, entries)


def _entry(edition: Edition, removed: RemovedPower) -> ListEntry:
    into = links.record(edition, removed.into) if removed.into else None
    told = f"并入“{into.text}”" if into else ""
    notes = tuple(filter(None, (removed.fate, told, removed.reason)))
    return ListEntry(removed.name, into.href if into else "", notes)
