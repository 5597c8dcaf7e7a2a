"""By when each ledger is due next, for other programs: JSON, and a calendar to subscribe to.

Enters: an ``Edition``.  Leaves: ``ledgers/due.json`` and ``ledgers/due.ics``; nothing without ledgers.
Every stamp is a date of the data; the id of an entry is that of the period.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from functools import partial

from icalendar import Event as DueEntry

from ...basics.files.xmltext import legible
from ...basics.output import File
from ...county.ledgers.freshness import Due, next_due
from ...schema.records.ledgers.ledger import Ledger
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of, midnight
from .calendars import calendar_of


def files(edition: Edition) -> Iterator[File]:
    if edition.site.ledgers:
        yield File(urls.DUES, partial(_json, edition))
        yield File(urls.DUE_CALENDAR, partial(_calendar, edition))


def _dues(edition: Edition) -> list[tuple[Ledger, Due]]:
    """What is due next of every ledger, the earliest first."""
    found = [(of, next_due(of, edition.site.as_of)) for of in edition.site.ledgers.values()]
    return sorted(found, key=lambda pair: (pair[1].last, pair[0].code))


def _json(edition: Edition) -> bytes:
    rows = [
        {
            "code": ledger.code, "name": ledger.name, "unit": ledger.unit.code, "period": due.period,
            "due": due.last.isoformat(), "state": due.standing, "path": urls.ledger(ledger.code),
        }
        for ledger, due in _dues(edition)
    ]  # fmt: skip
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{\n"format": "disclosure dues 1",\n"ledgers": [\n{lines}\n]\n}}\n'.encode()


def _calendar(edition: Edition) -> bytes:
    entries = (_entry(edition, ledger, due).to_ical() for ledger, due in _dues(edition))
    return calendar_of(f"{edition.site.county.portal.site}·台账到期", entries)


def _entry(edition: Edition, ledger: Ledger, due: Due) -> DueEntry:
    county, entry = edition.site.county, DueEntry()
    told = max((ledger.published, *(day for _, day in ledger.posted)))
    entry.add("uid", f"{ledger.code}-due-{urls.period_name(due.period)}@{county.area_code}.disclosure")
    entry.add("dtstamp", midnight(told).astimezone(UTC))
    entry.add("dtstart", due.last)
    entry.add("dtend", due.last + timedelta(1))
    entry.add("summary", legible(f"最晚今天公布：{ledger.name}（{due.label}）"))
    entry.add("url", base_of(county) + urls.ledger(ledger.code))
    entry.add("transp", "TRANSPARENT")
    return entry
