"""What a release says, so that the next one cannot say something else in silence.

Enters: the county, and what the release in force said.  Leaves: the file for the next release; a problem
for each announced day that was moved without a correction, since calendars and readers of feeds take
over only what bears one; and a reminder for each record that says something else.  The file names no
record: its keys are digests, and of those that are gone it holds nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from ..basics.digests import digest, in_letters
from ..basics.law.titles import VETO
from ..basics.problem import Code, Place, Problem, Severity
from ..basics.values import dataclass
from ..county.facts import agenda
from ..county.facts.agenda import Event, EventKind
from ..county.facts.histories.changes import times_changed
from ..county.site import Published, Site
from ..schema.records.decisions.decision import Decision
from ..schema.records.ledgers.ledger import Ledger
from ..schema.records.notices.notice import Notice
from ..schema.records.powers.item import Item, SubItem
from ..schema.records.powers.power import Power
from .first_dates import LENGTH, key_among, keys_of

CONTENTS = "contents.json"

CHANGED = Code(
    "R65",
    "公布以后改了内容，没有写更正",
    "公布日期不变；请在“更正”（职权写“调整记录”）里写明哪天改了什么，订阅的人才知道。"
    "只是改错别字、格式的，不用理会",
    Severity.REMINDER,
    VETO,
)
MOVED_DAY = Code(
    "R119",
    "公布过的日期改了，没有写更正",
    "请在“更正”里写明哪天改了什么：订阅的日历和阅读器照它更新",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says: a hash of its words, how often it was changed openly, its announced days."""

    words: str
    changes: int
    days: Mapping[str, str]


def contents(site: Site) -> bytes:
    """What every published record says now."""
    told = {
        site.made(keys_of, record)[0]: _written(site.made(_said, record)) for record in site.published
    }
    return json.dumps(told, indent=1, sort_keys=True).encode() + b"\n"


def changed(before: bytes, site: Site) -> Iterator[Problem]:
    """Every record that says something else than before and bears no further change.

    Raises ``ValueError`` where ``before`` is not what ``contents`` writes.
    """
    known = {in_letters(key): _read(*entry) for key, entry in json.loads(before).items()}
    for record in site.published:
        was, now = known.get(key_among(known, site.made(keys_of, record))), site.made(_said, record)
        if was and was.changes >= now.changes:
            yield from _moved(record, was)
            if was.words != now.words:
                what = f"“{record.name}”与上一版不同，{record.published} 公布的日期没有变"
                yield Problem(record.at(), CHANGED, what)


def _moved(record: Published, was: Said) -> Iterator[Problem]:
    """Announced days that are other days now, or none."""
    if not isinstance(record, Decision):
        return
    now = {_name(event): event for event in agenda.of_decision(record)}
    for name, days in was.days.items():
        event = now.get(name)
        if event is None or _days(event) != days:
            told = f"改成了 {_days(event)}" if event else "没有了"
            what = f"“{record.name}”公布过的{EventKind[name.partition(' ')[0]]}是 {days}，现在{told}"
            yield Problem(_place(record, name), MOVED_DAY, what)


def _place(decision: Decision, name: str) -> Place:
    """Where the days of a kind of event were written."""
    steps, statutory = decision.steps, decision.statutory
    match EventKind[name.partition(" ")[0]]:
        case EventKind.CONSULTATION if steps.consult:
            return steps.consult.at("until")
        case EventKind.HEARING if statutory and statutory.hearing:
            return statutory.hearing.at("day")
        case EventKind.MEETING if steps.forecast:
            return steps.forecast.at("planned")
        case _:
            return decision.at("steps")


def _said(record: Published) -> Said:
    words = digest(json.dumps(_words(record)).encode())[:LENGTH]
    if isinstance(record, Decision):
        days = {_name(event): _days(event) for event in agenda.of_decision(record)}
        return Said(words, times_changed(record), days)
    if isinstance(record, Ledger):  # each period says for itself when it was published
        return Said(words, len(record.posted), {})
    declared = "adjustments" if isinstance(record, Power) else "corrections"
    return Said(words, len(getattr(record, declared, ())), {})


def _words(record: Published) -> list[str]:
    """What people rely on: of a notice all of it, of a power what it promises and asks."""
    match record:
        case Notice():
            parts = [record.name, record.number, record.body]
            parts += [hashlib.sha256(file.data).hexdigest() for file in record.files]
            return parts + [
                json.dumps([listed.name, listed.heads, listed.rows]) for listed in record.lists
            ]
        case Power():
            asked = (*record.conditions, *map(str, record.materials), record.counter)
            whose = (f"{part.role} {part.unit.code}" for part in record.parts)
            promised = (
                record.legal,
                record.promised,
                record.fee and record.fee.standard,
                record.supervision,
            )
            own = (text for item in record.items for text in _asked_besides(item))
            return [record.name, record.category.code, *whose, *map(str, promised), *asked, *own]
        case Decision():
            return [record.name, record.category, str(record.amount), record.summary]
        case _:
            return [record.name]


def _asked_besides(item: Item) -> Iterator[str]:
    """What a power or a 子项 says of how it is done, as far as it says anything."""
    if isinstance(item, SubItem):
        asked = (item.legal, item.promised, item.fee and item.fee.standard, *item.materials)
        yield from (f"{item.code} {said}" for said in (*asked, *item.conditions) if said)
    limits = (
        item.legal_note,
        item.promised_note,
        item.handled,
        item.visits,
        item.quota and item.quota.number,
    )
    besides = (*item.refused, *(result.name for result in item.results))
    yield from (str(said) for said in (*limits, *besides) if said not in (None, ""))


def _name(event: Event) -> str:
    return f"{event.kind.name} {event.number}"


def _days(event: Event) -> str:
    return f"{event.start} 至 {event.until}" if event.start != event.until else str(event.start)


def _written(said: Said) -> list[object]:
    return [said.words, str(said.changes), *([said.days] if said.days else [])]


def _read(words: str, changes: str, days: Mapping[str, str] | None = None) -> Said:
    """An entry; releases of before told of notices only, with digests in hexadecimal."""
    return Said(in_letters(words), int(changes), days or {})
