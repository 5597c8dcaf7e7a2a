"""On which day each ledger, each matter of a 公开目录 and each column will be late, for the office.

Sources: the counties' catalogues and ledgers themselves; for columns the State Council's
《政府网站与政务新媒体检查指标》: 动态 two weeks, 通知公告 and 政策文件 six months.

Enters: a ``Site``, whole.  Leaves: ``Foretold`` values, those that have no day first, then the earliest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ....basics.calendar.month_spans import months_after
from ....basics.values import dataclass
from ....schema.records.ledgers.ledger import Ledger
from ....schema.records.notices.notice import COLUMNS, Notice
from ....schema.records.publicity import PublicityCatalogue
from ...ledgers.freshness import Freshness, next_due
from ...site import Site
from .kept_up import Kept, standings

IN_WEEKS, IN_MONTHS = {"工作动态": 2}, {"通知公告": 6, "政策文件": 6}
"""How long a column may go without anything new."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """What will be late, who is to see to it, the last day that is in time, and whether that is past.

    ``last`` is None where nothing has been published of which a day could be reckoned.
    """

    kind: str
    code: str
    name: str
    unit: str
    last: date | None
    late: bool


def foretold(site: Site) -> tuple[Foretold, ...]:
    """Everything that comes round."""
    found = (*_ledgers(site), *_catalogues(site), *_columns(site))
    return tuple(sorted(found, key=lambda of: (of.last or date.min, of.kind, of.code, of.name)))


def _ledgers(site: Site) -> Iterator[Foretold]:
    for ledger in site.ledgers.values():
        due = next_due(ledger, site.as_of)
        late = due.standing is Freshness.OVERDUE
        name = f"{ledger.name}（{due.label}）"
        yield Foretold(
            Ledger.title, ledger.code, name=name, unit=ledger.unit.code, last=due.last, late=late
        )


def _catalogues(site: Site) -> Iterator[Foretold]:
    """A matter for each body that is to publish it, where it can run out."""
    for code, standing in standings(site).items():
        for row in standing.rows:
            for own in row.units:
                late = own.kept in (Kept.MISSING, Kept.STALE)
                if late or own.until:
                    yield Foretold(
                        PublicityCatalogue.title, code,
                        name=row.row.name, unit=own.unit, last=own.until, late=late,
                    )  # fmt: skip


def _columns(site: Site) -> Iterator[Foretold]:
    """The columns in which anything stands."""
    for column in COLUMNS:
        days = [of.published for of in site.notices.values() if _counts(site, of, column)]
        last = _last(column, max(days)) if days else None
        if last:
            late = last < site.as_of
            yield Foretold("栏目", column, name=column, unit="", last=last, late=late)


def _counts(site: Site, notice: Notice, column: str) -> bool:
    return notice.column == column and notice.published <= site.as_of


def _last(column: str, newest: date) -> date | None:
    if column in IN_WEEKS:
        return newest + timedelta(weeks=IN_WEEKS[column])
    return months_after(newest, IN_MONTHS[column]) if column in IN_MONTHS else None
