"""A page for every matter with more to tell than one record: the answer, the levels, all that happened.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``MatterPage`` a matter, and with the ``MattersPage``
of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from .....basics.output import Html
from .....basics.values import dataclass
from .....county.facts import agenda
from .....county.facts.matters.matter import Matter, matters_of
from ....edition import Edition
from ....parts import links, urls, words
from ....parts.blocks import Anchor, Badge, Group, Head, ListEntry, Offer
from ....parts.pager import Pager, pager, slices
from ... import entries
from .. import execution
from ..execution import CheckMarks
from . import answers
from .levels_beside import LevelTable, levels_beside
from .rounds import SelectionView, selections
from .told_in_time import Phase, phases

TITLE = "一件事，各级一起看"
MOST = 40
"""Matters on a page of the list."""


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """Which checks of a level were held in time; who carries the matter out stands beside the others."""

    title: Anchor
    rows: tuple[CheckMarks, ...]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter across its levels; ``offers`` are empty where an edition offers none."""

    head: Head
    title: str
    category: str
    state: Badge
    amount: str
    reason: str
    answer: str
    ahead: str
    overdue: str
    beside: str
    levels: LevelTable
    selections: tuple[SelectionView, ...]
    phases: tuple[Phase, ...]
    execution: tuple[CarriedOut, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class MattersPage:
    """A page of the list of matters."""

    head: Head
    title: str
    note: str
    group: Group
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    found = sorted(matters_of(edition.site), key=lambda m: (m.lead.published, m.code), reverse=True)
    for number, shown in slices(found, MOST) if found else ():
        window = pager(partial(urls.further, urls.MATTERS), number, len(found), MOST)
        make = partial(_list, edition, shown, len(found), window)
        yield Html(urls.further(urls.MATTERS, number), "decisions/matters.html", make, hub=True)
    for matter in found:
        yield Html(urls.matter(matter.code), "decisions/matter.html", partial(_page, edition, matter))


def by_record(edition: Edition) -> Mapping[str, Matter]:
    """The matter that a decision's page leads to, by the decision's code."""
    return {of.code: matter for matter in matters_of(edition.site) for of in matter.records}


def leading_to(matter: Matter | None) -> Anchor | None:
    """The link to the page of a matter."""
    if matter is None:
        return None
    levels = f"{len(matter.records)}级并排，" if len(matter.records) > 1 else ""
    return Anchor(f"这件事的全过程：{levels}一条时间线", urls.matter(matter.code))


def _page(edition: Edition, matter: Matter) -> MatterPage:
    lead = matter.lead
    return MatterPage(
        head=_head(edition, matter),
        title=matter.name,
        category=lead.category,
        state=entries.state(lead),
        amount=answers.money(matter),
        reason=lead.state_reason,
        answer=answers.answer(edition.site, matter),
        ahead=answers.next_steps(edition.site, matter),
        overdue=answers.overdue(edition.site, matter),
        beside="各级并排" if len(matter.records) > 1 else "一览",
        levels=levels_beside(edition, matter),
        selections=tuple(view for of in matter.records for view in selections(of)),
        phases=phases(edition, matter),
        execution=tuple(_carried_out(edition, matter)),
        offers=(_offer(matter),) if edition.medium.feeds else (),
    )


def _head(edition: Edition, matter: Matter) -> Head:
    return links.head(
        edition,
        f"{matter.name}（全过程）",
        "decisions",
        Anchor("四重一大决策", urls.DECISIONS),
        Anchor(TITLE, urls.MATTERS),
        Anchor(matter.name),
        description=answers.answer(edition.site, matter),
        keywords=f"四重一大，{matter.lead.category}",
        column=TITLE,
        published=words.day(min(of.published for of in matter.records)),
    )


def _carried_out(edition: Edition, matter: Matter) -> Iterator[CarriedOut]:
    for of in matter.records:
        rows = execution.rows(edition, of)
        if rows:
            yield CarriedOut(Anchor(links.unit_label(edition, of), urls.decision(of.code)), rows)


def _offer(matter: Matter) -> Offer:
    """What a reader can subscribe to: all that happens, and where there are any, the days to come."""
    dated = any(True for of in matter.records for _ in agenda.of_decision(of))
    suffixes = ("xml", "atom", "json", "ics") if dated else ("xml", "atom", "json")
    return links.offer(matter.name, {s: urls.channel("matters", matter.code, s) for s in suffixes})


def _list(edition: Edition, shown: Sequence[Matter], total: int, pager: Pager) -> MattersPage:
    note = "同一件事在几个层级公开、开过几次会的，在这里合成一页：先说结果，再说各级怎样定、怎样做。"
    return MattersPage(
        head=links.head(
            edition,
            TITLE,
            "decisions",
            Anchor("四重一大决策", urls.DECISIONS),
            Anchor(TITLE),
            description=note,
            column=TITLE,
        ),
        title=TITLE,
        note=note,
        group=Group(f"共{total}件", tuple(_entry(edition, matter) for matter in shown)),
        pager=pager,
    )


def _entry(edition: Edition, matter: Matter) -> ListEntry:
    return ListEntry(
        text=matter.name,
        href=urls.matter(matter.code),
        notes=(answers.answer(edition.site, matter),),
        date=words.day(matter.lead.published),
        badge=entries.state(matter.lead),
    )
