"""How each row of a catalogue of publicity stands: met, stale or missing, and until when.

Enters: a ``Site``.  Leaves: ``RowStanding`` values, one for each body that a row binds.  What was
published in one period (a month, a quarter …) serves until the next one's is due: ``期内`` days into
it, or its last day.  What bears no date counts as not renewed; what is dated ahead of the as-of date
as not published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from ....basics.calendar.month_spans import first_day
from ....basics.values import dataclass
from ....schema.common import PUBLIC
from ....schema.compound import Ref
from ....schema.records.decisions.decision import APPOINTMENT, Decision
from ....schema.records.powers.power import Power
from ....schema.records.publicity import (
    ACCOUNTS_LIST,
    APPOINTED_LIST,
    DECISIONS_LIST,
    MONTHS,
    ON_REQUEST,
    POSTS_LIST,
    POWERS_LIST,
    PROGRESS_LIST,
    UNIT_PAGE,
    Fulfilment,
    PublicityCatalogue,
    PublicityRow,
)
from ....schema.records.unit import Unit
from ...site import Published, Site

DatedRecord = tuple[Published | Unit, date | None]


class Kept(StrEnum):
    """How a row stands, the worst first."""

    MISSING = "没有公开"
    STALE = "逾期"
    MET = "按时"
    INSIDE = "在规定范围内公开"
    ASKED = "依申请公开"


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that fulfils a row: what leads to it, and the day on which it was published."""

    to: Ref
    day: date | None


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A row as one body keeps it.

    ``latest`` is what was published last, of ``count`` things; ``until`` the last day on which that
    suffices, None where nothing runs out.
    """

    unit: str
    kept: Kept
    count: int = 0
    latest: Shown | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RowStanding:
    """A row of the group of a number, from 1, and how each body that it binds keeps it."""

    group: int
    row: PublicityRow
    units: tuple[UnitStanding, ...]

    @property
    def counts(self) -> Mapping[Kept, int]:
        """Bodies by how they keep it, the worst first."""
        found = Counter(unit.kept for unit in self.units)
        return {kept: found[kept] for kept in Kept if found[kept]}

    @property
    def until(self) -> date | None:
        """The day after which the first of them will be late."""
        return min((unit.until for unit in self.units if unit.until), default=None)


@dataclass(frozen=True, slots=True)
class CatalogueStanding:
    """A catalogue, and how its rows stand; not those that bind nobody who is seen."""

    catalogue: PublicityCatalogue
    rows: tuple[RowStanding, ...]


def standings(site: Site) -> Mapping[str, CatalogueStanding]:
    """Every catalogue, by its code."""
    catalogues = site.of(PublicityCatalogue)
    return {code: CatalogueStanding(of, tuple(_rows(site, of))) for code, of in catalogues.items()}


def as_seen(site: Site) -> Mapping[str, CatalogueStanding]:
    """The same of what an audience sees: what is not for everybody may be kept where it cannot look."""
    found = standings(site)
    return {code: replace(of, rows=tuple(map(_as_seen, of.rows))) for code, of in found.items()}


def binds(site: Site, catalogue: PublicityCatalogue, row: PublicityRow) -> tuple[str, ...]:
    """The bodies that are to disclose what a row says."""
    named = [ref.code for ref in row.units]
    named += [unit.code for level in row.levels for unit in site.units_at[level.code]]
    return tuple(dict.fromkeys(named)) if row.units or row.levels else (catalogue.unit.code,)


def last_day(day: date, row: PublicityRow) -> date | None:
    """The last day on which what was published on ``day`` suffices; None where nothing runs out."""
    if row.cycle not in MONTHS:
        return None
    months = MONTHS[row.cycle]
    if row.within:
        return first_day(day, months, after=1) + timedelta(row.within - 1)
    return first_day(day, months, after=2) - timedelta(1)


def _rows(site: Site, catalogue: PublicityCatalogue) -> Iterator[RowStanding]:
    for number, group in enumerate(catalogue.groups, 1):
        for row in group.rows:
            units = tuple(_standing(site, row, code) for code in binds(site, catalogue, row))
            if units:
                yield RowStanding(number, row, units)


def _standing(site: Site, row: PublicityRow, unit: str) -> UnitStanding:
    if row.manner == ON_REQUEST:
        return UnitStanding(unit, Kept.ASKED)
    found = [shown for by in row.fulfilled for shown in _shown(site, row, by, site.units[unit])]
    found = [shown for shown in found if not shown.day or shown.day <= site.as_of]
    if not found:
        return UnitStanding(unit, Kept.MISSING)
    latest = max(found, key=lambda shown: shown.day or date.min)
    until = last_day(latest.day, row) if latest.day else None
    undated = row.cycle in MONTHS and latest.day is None
    late = undated or (until is not None and until < site.as_of)
    return UnitStanding(unit, Kept.STALE if late else Kept.MET, len(found), latest, until)


def _as_seen(standing: RowStanding) -> RowStanding:
    if standing.row.scope == PUBLIC:
        return standing
    doubtful = (Kept.MISSING, Kept.STALE)
    units = (UnitStanding(u.unit, Kept.INSIDE) if u.kept in doubtful else u for u in standing.units)
    return replace(standing, units=tuple(units))


def _shown(site: Site, row: PublicityRow, by: Fulfilment, unit: Unit) -> Iterator[Shown]:
    """What fulfils a row, as far as those whom the row is for may see it."""
    found = [*_named(site, by), *_in_column(site, by, unit)]
    if by.listed:
        found += _LISTED[by.listed](site, by, unit)
    return (Shown(_to(of), day) for of, day in found if of.scope in (PUBLIC, row.scope))


def _named(site: Site, by: Fulfilment) -> Iterator[DatedRecord]:
    yield from _days_of(site.notices[ref.code] for ref in by.notices)
    yield from _days_of(site.powers[ref.code] for ref in by.powers)
    yield from _days_of(site.decisions[ref.code] for ref in by.decisions)


def _in_column(site: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    own = site.notices_of[unit.code] if by.column else ()
    yield from _days_of(
        notice for notice in own if notice.column == by.column and by.word in notice.name
    )


def _powers(site: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    for power in site.powers_of[unit.code]:
        if by.word in power.name and by.category in (None, power.category):
            yield power, _day(power)


def _decisions(site: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    yield from _days_of(_weighed(site, by, unit))


def _appointed(site: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    for decision in _weighed(site, by, unit):
        told = decision.steps.announce
        if decision.category == APPOINTMENT and told:
            yield decision, told.day


def _progress(site: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    for decision in _weighed(site, by, unit):
        yield from ((decision, progress.day) for progress in decision.progress)


def _accounts(_: Site, __: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    yield from ((unit, accounts.day) for accounts in unit.accounts)


def _posts(_: Site, by: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    yield from ((unit, None) for post in unit.posts if post.grade and by.word in post.name)


def _unit_page(_: Site, __: Fulfilment, unit: Unit) -> Iterator[DatedRecord]:
    yield unit, None


def _weighed(site: Site, by: Fulfilment, unit: Unit) -> Iterator[Decision]:
    for decision in site.decisions_of[unit.code]:
        if by.word in decision.name and by.weight in ("", decision.category):
            yield decision


_LISTED: Mapping[str, Callable[[Site, Fulfilment, Unit], Iterator[DatedRecord]]] = {
    POWERS_LIST: _powers,
    DECISIONS_LIST: _decisions,
    APPOINTED_LIST: _appointed,
    PROGRESS_LIST: _progress,
    ACCOUNTS_LIST: _accounts,
    POSTS_LIST: _posts,
    UNIT_PAGE: _unit_page,
}


def _days_of(records: Iterable[Published]) -> Iterator[DatedRecord]:
    yield from ((record, _day(record)) for record in records)


def _day(of: Published) -> date | None:
    """When a record was published last: what is adjusted is published anew, a correction is not."""
    adjusted = [adjustment.day for adjustment in of.adjustments] if isinstance(of, Power) else []
    return max(adjusted + ([of.published] if of.published else []), default=None)


def _to(of: Published | Unit) -> Ref:
    return Ref(of.title, of.code, of.origin.place)
