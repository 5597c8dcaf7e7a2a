"""What feeds are made of: records that carry a date of publication.

Enters: an ``Edition``.  Leaves: ``FeedItem`` values with dates from the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import islice
from operator import attrgetter

from ...basics.values import dataclass
from ...county.facts.histories.changes import last_changed
from ...county.ledgers.ledger_lines import periods
from ...county.lookups.lasting_code import lasting_code
from ...county.lookups.written_once import plainest
from ...county.site import Published, former_codes
from ...schema.catalogue import LINKED, SHELF_OF
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import said
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.notices.notice import Notice
from ...schema.records.notices.withdrawal import Withdrawal
from ...schema.records.powers.power import Power
from ...schema.records.powers.sharing import ItemOfList
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from ..pages.disclosed.withdrawn import successors
from ..parts import urls
from ..parts.addresses import base_of

_SCHEMAS = {**{shelf.title: shelf.schema for shelf in LINKED}, Post.title: "post"}
MOST = 50
"""Items in a feed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What is told of a record in a feed: ``lasting`` makes its lasting id, ``link`` may be empty."""

    kind: str
    lasting: str
    title: str
    note: str
    day: date
    changed: date
    link: str


_TOLD = attrgetter(*(field.name for field in fields(FeedEntry)))


@dataclass(frozen=True, slots=True)
class FeedItem(FeedEntry):
    """A record in feeds.

    It stands in the feeds of all ``units`` that have a part in it, and of the ``levels``.
    """

    code: str
    levels: frozenset[str]
    units: frozenset[str]
    column: str = ""

    @property
    def entry(self) -> FeedEntry:
        """What each of them tells."""
        return FeedEntry(*_TOLD(self))


def entries(items: Iterable[FeedItem]) -> tuple[FeedEntry, ...]:
    """What a feed tells of its newest items."""
    return tuple(item.entry for item in islice(items, MOST))


def newest(items: Iterable[FeedItem]) -> list[FeedItem]:
    """By the date of the last change, newest first; by kind and code where the dates are equal."""
    ordered = sorted(items, key=lambda item: (item.kind, item.code))
    return sorted(ordered, key=lambda item: item.changed, reverse=True)


def item_of(edition: Edition, of: Published, day: date) -> FeedItem:
    """A record as an item; it has a link where the public site has its page."""
    shelf, unit = SHELF_OF[type(of)], edition.site.units[of.unit.code]
    homes = _homes(edition, of)
    told = shelf.announced(of) if shelf.announced else ()
    moved = [f"编码由 {code} 改为 {of.code}" for code in former_codes(of)[-1:]]
    return FeedItem(
        kind=shelf.schema,
        code=of.code,
        lasting=lasting_code(of),
        title=of.name,
        note="，".join((unit.name, *told, *moved)),
        day=day,
        changed=max(day, last_changed(of) or day),
        link=base_of(edition.site.county) + urls.record(type(of), of.code),
        levels=frozenset(home.level.code for home in homes),
        units=frozenset(home.code for home in homes),
        column=of.column if isinstance(of, Notice) else "",
    )


def _homes(edition: Edition, of: Published) -> list[Unit]:
    """The units that a record belongs to."""
    refs = [part.unit for part in of.parts] if isinstance(of, Power) else [of.unit]
    return [edition.site.unit(ref) for ref in refs]


def all_items(edition: Edition) -> Iterator[FeedItem]:
    """Every record of an announced kind that has been published, and every one that was withdrawn.

    What many bodies hold as one item of a list is one; it is in the feed of none of them.
    """
    for record in edition.site.published:
        if record.published and not _is_listed(record) and SHELF_OF[type(record)].announced:
            yield item_of(edition, record, record.published)
    for held in plainest(edition.site):
        if held[0].published and held[0].listed:
            yield _listed_item(edition, held, held[0].listed, held[0].published)
    yield from (gone_item(edition, gone) for gone in edition.site.of(Withdrawal).values())


def held_items(edition: Edition) -> Iterator[FeedItem]:
    """Items of lists as the powers that they are of each of their holders, for its own feed."""
    for power in edition.site.powers.values():
        if power.published and power.listed:
            yield item_of(edition, power, power.published)


def _is_listed(of: Published) -> bool:
    return isinstance(of, Power) and of.listed is not None


def _listed_item(edition: Edition, held: Sequence[Power], listed: ItemOfList, day: date) -> FeedItem:
    """An item of a list once, for all that hold it: its id lasts as the codes of list and item do."""
    first = held[0]
    shared = edition.site.of(SharedList)[listed.of.code]
    own = lasting_code(first).removeprefix(f"{lasting_code(edition.site.unit(first.unit))}-")
    return replace(
        item_of(edition, first, day),
        kind="list-item",
        code=listed.key,
        lasting=f"{lasting_code(shared)}/{own}",
        note=f"{shared.name}，{first.category.code}，{len(held)}个机构行使",
        link=base_of(edition.site.county) + urls.listed_item(listed.key),
        levels=frozenset(edition.site.unit(power.unit).level.code for power in held),
        units=frozenset(),
    )


def gone_item(edition: Edition, gone: Withdrawal) -> FeedItem:
    """A withdrawn record under the id that it had: whoever kept its entry sees that it is gone."""
    unit = edition.site.unit(gone.unit)
    instead = "、".join(to.text for to in successors(edition, gone))
    notes = (unit.name, f"原因：{gone.reason}", gone.note, instead and f"由{instead}接替")
    return FeedItem(
        kind=_SCHEMAS[gone.kind],
        code=gone.code,
        lasting=lasting_code(gone),
        title=f"已撤下：{gone.called}",
        note="，".join(filter(None, notes)),
        day=gone.day,
        changed=gone.day,
        link=base_of(edition.site.county) + urls.of_kind(gone.kind, gone.code),
        levels=frozenset((unit.level.code,)),
        units=frozenset((unit.code,)),
    )


def ledger_items(edition: Edition, ledger: Ledger) -> tuple[FeedItem, ...]:
    """Every period of a ledger that has been published, the newest first."""
    whole, found = item_of(edition, ledger, ledger.published), periods(ledger)
    posted = (
        replace(
            whole,
            kind="ledger-period",
            code=f"{ledger.code} {period}",
            lasting=f"{whole.lasting}-{urls.period_name(period)}",
            title=f"{ledger.name}：{said(ledger.period, period)}",
            day=day,
            changed=day,
            link=base_of(edition.site.county) + urls.ledger_period(ledger.code, period),
        )
        for period, day in ledger.posted
        if period in found
    )
    return tuple(newest(posted))
