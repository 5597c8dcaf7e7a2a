"""iCalendar (RFC 5545): consultations, hearings, open meetings and public notices to subscribe to.

Enters: an ``Edition``.  Leaves: the bytes of calendars.  Every stamp is a date of the
data, so that the same records always give the same bytes; an event's id never changes, and each
correction of its decision, its stop and each meeting raise its sequence number, so that calendars take
over the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from icalendar import Calendar
from icalendar import Event as Entry

from ...basics.files.xmltext import legible
from ...basics.output import File
from ...county.facts.agenda import Event, EventKind, EventStanding
from ...county.facts.histories.changes import changed_on, times_changed
from ...county.lookups.lasting_code import lasting_code
from ...schema.records.decisions.decision import Decision
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of, midnight

PRODUCT = "-//pelican-disclosure//calendar//ZH"
END = b"END:VCALENDAR"
STATUS = {
    EventStanding.SET: "CONFIRMED",
    EventStanding.PLANNED: "TENTATIVE",
    EventStanding.CANCELLED: "CANCELLED",
}
CODES = {
    EventKind.CONSULTATION: "consultation",
    EventKind.HEARING: "hearing",
    EventKind.MEETING: "meeting",
    EventKind.NOTICE: "notice",
}


def calendar(edition: Edition, path: str, title: str, events: Sequence[Event]) -> File:
    """A calendar of all-day events."""
    return File(path, partial(_calendar, edition, title, tuple(events)))


def _calendar(edition: Edition, title: str, events: Sequence[Event]) -> bytes:
    """Each event is written once for all calendars."""
    return calendar_of(title, (_written(edition, event) for event in events))


def _written(edition: Edition, event: Event) -> bytes:
    name = f"event {event.decision.code} {event.kind} {event.number}"
    text: bytes = edition.reads.once(name, lambda: _entry(edition, event).to_ical())
    return text


def calendar_of(title: str, entries: Iterable[bytes]) -> bytes:
    """A calendar of entries that are written already."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", title)
    whole.add("x-wr-timezone", "Asia/Shanghai")
    head, end = whole.to_ical().split(END)
    return b"".join((head, *entries, END, end))


def _entry(edition: Edition, event: Event) -> Entry:
    county, of = edition.site.county, event.decision
    unit = edition.site.unit(of.unit)
    entry = Entry()
    entry.add("uid", uid(county.area_code, lasting_code(of), event.kind, event.number))
    entry.add("dtstamp", _stamp(of))
    entry.add("last-modified", _stamp(of))
    entry.add("sequence", times_changed(of))
    entry.add("dtstart", event.start)
    entry.add("dtend", event.until + timedelta(1))
    entry.add("summary", legible(f"{event.name}：{of.name}"))
    entry.add("description", legible("\n".join(filter(None, (unit.name, of.category, event.note)))))
    if event.place:
        entry.add("location", legible(event.place))
    entry.add("url", base_of(county) + urls.decision(of.code))
    entry.add("categories", [str(event.kind), of.category])
    entry.add("status", STATUS[event.standing])
    entry.add("transp", "TRANSPARENT")
    return entry


def uid(area: str, code: str, kind: EventKind, number: int) -> str:
    """The lasting id of an event; the area stands apart, lest with a code it look like an ID."""
    return f"{code}-{CODES[kind]}-{number}@{area}.disclosure"


def _stamp(decision: Decision) -> datetime:
    return midnight(changed_on(decision)).astimezone(UTC)
