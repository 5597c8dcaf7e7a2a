"""The history of a record: when it was published, changed, put out of force or withdrawn, and why.

Enters: a ``Site`` and its records.  Leaves: ``HistoryEntry`` values, newest first, and the records of
which more is to be told than that they were published.  All of it is stated in the data: nothing is
worked out from what an earlier release held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from ....basics.values import dataclass
from ....schema.compound import Ref
from ....schema.records.decisions.decision import Decision
from ....schema.records.decisions.follow import Correction
from ....schema.records.ledgers.ledger import EVERYTHING, Ledger
from ....schema.records.ledgers.ledger_spans import said
from ....schema.records.notices.notice import Notice
from ....schema.records.notices.withdrawal import Withdrawal
from ....schema.records.powers.power import Power
from ...flows.before_after import BeforeAfter, by_adjustment
from ...lookups.written_once import plainest
from ...site import Published, Site, former_codes
from . import in_force
from .changes import changes


class HistoryKind(StrEnum):
    """What became of a record, in the words in which two releases are compared."""

    ADDED = "新增"
    CHANGED = "改动"
    WITHDRAWN = "撤下"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a record: ``compared`` with what it was before, where that is told, and
    what stands in its place since."""

    day: date
    kind: HistoryKind
    what: str
    note: str = ""
    basis: str = ""
    compared: BeforeAfter | None = None
    successors: tuple[Ref, ...] = ()


def is_told(site: Site, of: Published) -> bool:
    """Whether there is more to tell than that it was published: a change, an end, another code."""
    entries = history(site, of)
    changed = len(entries) > 1 or any(entry.kind is HistoryKind.CHANGED for entry in entries)
    return changed or bool(former_codes(of) and not _is_listed(of))


def _is_listed(of: Published) -> bool:
    """Whether it is told for all that hold an item of a list, whose codes are each its own."""
    return isinstance(of, Power) and of.listed is not None


def told(site: Site) -> Iterator[Published]:
    """Every record with a history, a ledger without its sheets; of an item of a list that of the holder
    who differs least.
    """
    every: tuple[Published, ...] = (
        *(power for power, *_ in plainest(site)),
        *site.decisions.values(),
        *site.notices.values(),
        *(replace(ledger, sheets=()) for ledger in site.ledgers.values()),
    )
    yield from (of for of in every if is_told(site, of))


def history(site: Site, of: Published | Withdrawal) -> tuple[HistoryEntry, ...]:
    """All that happened to a record, newest first; of one day, what is written last."""
    entries = tuple(_of(site, of))[::-1]
    return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True))


def _of(site: Site, of: Published | Withdrawal) -> Iterator[HistoryEntry]:
    if isinstance(of, Withdrawal):
        yield HistoryEntry(
            day=of.day,
            kind=HistoryKind.WITHDRAWN,
            what=f"撤下：{of.reason}",
            note=of.note,
            basis=of.basis,
            successors=tuple(of.successors or ()),
        )
        return
    if of.published and not (isinstance(of, Ledger) and of.published in dict(of.posted).values()):
        yield HistoryEntry(of.published, HistoryKind.ADDED, "公布")
    match of:
        case Power():
            yield from _adjusted(of)
        case Decision():
            for change in reversed(changes(of)):
                yield HistoryEntry(change.day, HistoryKind.CHANGED, change.what, change.content)
        case Notice():
            yield from _of_notice(site, of)
        case Ledger():
            for period, day in of.posted:
                what, note = ("更新", "") if period == EVERYTHING else ("公布", said(of.period, period))
                yield HistoryEntry(day, HistoryKind.ADDED, what, note)


def _adjusted(power: Power) -> Iterator[HistoryEntry]:
    compared = by_adjustment(power)
    for number, of in enumerate(power.adjustments):
        yield HistoryEntry(
            of.day, HistoryKind.CHANGED, of.kind, of.note, basis=of.basis, compared=compared.get(number)
        )


def _of_notice(site: Site, notice: Notice) -> Iterator[HistoryEntry]:
    """Its corrections, and since when and by what it is in force no more."""
    for correction in notice.corrections:
        yield HistoryEntry(correction.day, HistoryKind.CHANGED, Correction.title, correction.content)
    force, standing = notice.force, in_force.standing(site, notice)
    if force and standing and standing.ended:
        yield HistoryEntry(
            day=standing.ended,
            kind=HistoryKind.CHANGED,
            what=standing.state,
            note="" if force.has_ended else f"有效期至 {force.until}",
            basis=force.declared,
            successors=force.successors,
        )
