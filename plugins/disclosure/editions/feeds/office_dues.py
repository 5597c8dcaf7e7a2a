"""What will be late and when, as a calendar for the county's own office.

Enters: a ``County``, ``Foretold`` values, the as-of date.  Leaves: the bytes of a calendar, a day with
an entry for each thing that has a last day.  The id of an entry is that of the thing and its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from icalendar import Event as LastDay

from ...basics.digests import digest
from ...basics.files.xmltext import legible
from ...county.facts.practices.foretold import Foretold
from ...schema.records.county import County
from ..parts.addresses import midnight
from .calendars import calendar_of


def office_calendar(county: County, found: Sequence[Foretold], as_of: date) -> bytes:
    """The calendar."""
    entries = (_last_day(county, of, of.last, as_of) for of in found if of.last)
    return calendar_of(f"{county.name}：哪天会晚", entries)


def _last_day(county: County, of: Foretold, last: date, as_of: date) -> bytes:
    entry = LastDay()
    which = digest(f"{of.kind} {of.code} {of.name} {of.unit} {last}".encode())[:20]
    entry.add("uid", f"{which}@{county.area_code}.disclosure")
    entry.add("dtstamp", midnight(as_of).astimezone(UTC))
    entry.add("dtstart", last)
    entry.add("dtend", last + timedelta(1))
    entry.add("summary", legible(f"最晚今天公布：{of.name}（{of.kind}）"))
    entry.add("transp", "TRANSPARENT")
    return bytes(entry.to_ical())
