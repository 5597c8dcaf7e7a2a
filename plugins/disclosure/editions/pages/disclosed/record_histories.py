"""What became of records: a page for each that has a history, and all changes on one list.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``HistoryPage`` or a ``ChangesPage``, and for other
programs the same as JSON.  Of a withdrawn record the page at its address tells what there is to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ....basics.output import File, Html, as_json
from ....basics.values import dataclass
from ....county.facts.histories.record_history import HistoryEntry, HistoryKind, history, told
from ....county.flows.before_after import BeforeAfter
from ....county.site import Published, former_codes
from ....schema.records.lists.shared_list import SharedList
from ....schema.records.notices.withdrawal import Withdrawal
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, Head, ListEntry, Moment, Offer
from ...parts.frame import page_meta
from ...parts.pager import Gathered, Pager, gathered, pager, slices

TITLE = "变更记录"
FORMAT = "disclosure history 1"
MOST = 24
"""Changes on a page of the list."""
CHANNEL = "changes"
FORMATS = ("xml", "atom", "json")
_TONES = {HistoryKind.CHANGED: "live", HistoryKind.WITHDRAWN: "stop"}
_WHOLE = "从公布到现在"
_NOTE = page_meta.ABOUT[TITLE]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A record from its publication on; ``offers`` and ``data`` are for whoever takes them away."""

    head: Head
    title: str
    record: Anchor
    note: str
    moments: tuple[Moment, ...]
    compared: tuple[BeforeAfter, ...]
    data: Anchor | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the list of all changes."""

    head: Head
    title: str
    note: str
    total: int
    gathered: tuple[Gathered[ListEntry], ...]
    data: Anchor | None
    pager: Pager


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change of a record, as the list of all of them has it."""

    of: Published | Withdrawal
    entry: HistoryEntry


def pages(edition: Edition) -> Iterator[Html]:
    for of in _changed(edition):
        path = urls.history(links.told_on(of))
        yield Html(path, "disclosed/history.html", partial(_page, edition, of))
    if way(edition):
        found = _changes(edition)
        for number, shown in slices(found, MOST):
            window = pager(partial(urls.further, urls.CHANGES), number, len(found), MOST)
            make = partial(_list, edition, shown, len(found), window)
            yield Html(urls.further(urls.CHANGES, number), "disclosed/changes.html", make, hub=True)


def files(edition: Edition) -> Iterator[File]:
    """The history of each record as JSON, of those that were withdrawn too, and all changes as one."""
    for of in every(edition):
        yield File(urls.history(links.told_on(of), "json"), partial(_json, edition, of))
    if way(edition):
        yield File(urls.CHANGES_DATA, partial(_all_as_json, edition))


def every(edition: Edition) -> Iterator[Published | Withdrawal]:
    """Every record with a history, and every one that was withdrawn."""
    yield from _changed(edition)
    yield from edition.site.of(Withdrawal).values()


def _changed(edition: Edition) -> Sequence[Published]:
    """Every record with a history that is still there."""
    return edition.reads.once("records with a history", lambda: tuple(told(edition.site)))


def way(edition: Edition) -> Anchor | None:
    """The way to all changes, where there are any."""
    return Anchor(TITLE, urls.CHANGES) if any(True for _ in every(edition)) else None


def offered(of: Published | Withdrawal) -> Offer:
    """The feed of what becomes of a record."""
    stem = links.told_on(of).removesuffix(".html")
    return links.offer(TITLE, {suffix: urls.channel(CHANNEL, stem, suffix) for suffix in FORMATS})


def data(of: Published | Withdrawal) -> Anchor:
    """The history of a record for other programs."""
    return Anchor("JSON", urls.history(links.told_on(of), "json"))


def name_of(of: Published | Withdrawal) -> str:
    """What may be told of what it is, or was."""
    return of.called if isinstance(of, Withdrawal) else of.name


def leads_to(of: Published | Withdrawal) -> str:
    """The page that tells what became of a record."""
    page = links.told_on(of)
    return page if isinstance(of, Withdrawal) else urls.history(page)


def noted(edition: Edition, entry: HistoryEntry) -> str:
    """Why, on what basis, and what stands in its place now, as far as the edition holds it."""
    basis = f"依据：{entry.basis}" if entry.basis else ""
    instead = "、".join(to.text for to in _instead(edition, entry))
    return "；".join(filter(None, (entry.note, basis, instead and f"由{instead}接替")))


def _instead(edition: Edition, entry: HistoryEntry) -> tuple[Anchor, ...]:
    return links.all_of(links.of_kind(edition, ref) for ref in entry.successors)


def _page(edition: Edition, of: Published) -> HistoryPage:
    entries, takes = history(edition.site, of), edition.medium.feeds
    title = f"{of.name}：{TITLE}"
    return HistoryPage(
        head=links.head(
            edition, title, "changes", Anchor(TITLE, urls.CHANGES),
            Anchor(of.name, links.told_on(of)), Anchor(_WHOLE),
            description=f"{of.title}“{of.name}”：{'；'.join(map(_said, entries))}", column=TITLE,
        ),
        title=title,
        record=Anchor(f"现在的{of.title}页面", links.told_on(of)),
        note=_note(edition, of),
        moments=tuple(Moment(words.day(e.day), e.what, noted(edition, e)) for e in entries),
        compared=tuple(entry.compared for entry in entries if entry.compared),
        data=data(of) if takes else None,
        offers=(offered(of),) if takes else (),
    )  # fmt: skip


def _said(entry: HistoryEntry) -> str:
    return f"{words.day(entry.day)} {entry.what}"


def _note(edition: Edition, of: Published) -> str:
    """What it is, whose, and what its codes were; an item of a list is nobody's in particular."""
    if isinstance(of, Power) and of.listed:
        return f"{SharedList.title}里的一项，{of.category.code}"
    unit = links.unit(edition, of.unit)
    codes = " → ".join((*former_codes(of), of.code))
    return "，".join(filter(None, (of.title, unit.text if unit else "", f"编码 {codes}")))


def _list(edition: Edition, shown: Sequence[ListedChange], total: int, window: Pager) -> ChangesPage:
    return ChangesPage(
        head=links.head(edition, TITLE, "changes", Anchor(TITLE), description=_NOTE, column=TITLE),
        title=TITLE,
        note=_NOTE,
        total=total,
        gathered=gathered(shown, lambda change: words.month(change.entry.day), partial(_entry, edition)),
        data=Anchor("JSON", urls.CHANGES_DATA) if edition.medium.feeds else None,
        pager=window,
    )


def _changes(edition: Edition) -> list[ListedChange]:
    """Every change and withdrawal, newest first: what was published for the first time is no change."""
    found = (
        ListedChange(of, entry)
        for of in every(edition)
        for entry in history(edition.site, of)
        if entry.kind is not HistoryKind.ADDED
    )
    return sorted(found, key=lambda change: change.entry.day, reverse=True)


def _entry(edition: Edition, change: ListedChange) -> ListEntry:
    of, entry = change.of, change.entry
    unit = links.unit(edition, of.unit)
    whose = "" if isinstance(of, Power) and of.listed else unit.text if unit else ""
    return ListEntry(
        text=name_of(of),
        href=leads_to(of),
        notes=tuple(filter(None, (of.title, whose, noted(edition, entry)))),
        date=words.day(entry.day),
        badge=Badge(entry.what, _TONES[entry.kind]),
    )


def _json(edition: Edition, of: Published | Withdrawal) -> bytes:
    return as_json({"format": FORMAT, **_told(of), "changes": _entries(edition, of)})


def _all_as_json(edition: Edition) -> bytes:
    told_of = [
        {**_told(change.of), **_entry_data(edition, change.entry)} for change in _changes(edition)
    ]
    return as_json({"format": FORMAT, "changes": told_of})


def _told(of: Published | Withdrawal) -> dict[str, object]:
    kind = of.kind if isinstance(of, Withdrawal) else of.title
    return {
        "kind": kind, "code": of.code, "former": list(former_codes(of)), "name": of.name,
        "unit": of.unit.code, "path": links.told_on(of),
    }  # fmt: skip


def _entries(edition: Edition, of: Published | Withdrawal) -> list[object]:
    return [_entry_data(edition, entry) for entry in history(edition.site, of)]


def _entry_data(edition: Edition, entry: HistoryEntry) -> dict[str, object]:
    return {
        "day": words.day(entry.day), "change": str(entry.kind), "what": entry.what,
        "note": entry.note, "basis": entry.basis,
        "successors": [to.href for to in _instead(edition, entry)],
        "before_after": _compared(entry.compared) if entry.compared else [],
    }  # fmt: skip


def _compared(of: BeforeAfter) -> list[object]:
    return [
        {
            "title": part.title,
            "rows": [
                {"before": row.before, "after": row.after, "marks": list(row.marks)} for row in part.rows
            ],
        }
        for part in of.parts
    ]
