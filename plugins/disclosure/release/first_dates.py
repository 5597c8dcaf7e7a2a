"""The date on which each record was first published, kept from release to release.

Enters: the county, and the ledgers of the releases that are kept.  Leaves: the ledger of the next
release, and a problem for every date that was moved.  A ledger names no record: its keys are digests,
so that a record that was withdrawn leaves no trace but the date it must come back with.  Whoever
guesses a code can tell whether it was ever published: ``dates.json`` is not for readers.

Source: 国办秘函〔2019〕19号 counts a forged date of publication (伪造发稿日期) as a veto item.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..basics.digests import digest, in_letters
from ..basics.law.titles import VETO
from ..basics.problem import Code, Problem, Severity
from ..county.site import Published, Site, former_codes

LEDGER = "dates.json"

MOVED_LATER = Code(
    "R62",
    "公布日期比首次公布时晚",
    "请改回首次公布的日期；内容有改动就写“更正”或“调整记录”，不改公布日期",
    law=VETO,
)
MOVED_EARLIER = Code(
    "R63",
    "公布日期比首次公布时早",
    "如果是更正当时写错的日期，不用理会；否则请改回",
    Severity.REMINDER,
    VETO,
)


FirstDates = Mapping[str, date]

LENGTH = 24
"""Letters of a digest that stands for a record."""


def read(texts: Iterable[bytes]) -> FirstDates:
    """The earliest date of every record in several ledgers, old ones with hexadecimal keys too.

    Raises ``ValueError``.
    """
    found: dict[str, date] = {}
    for text in texts:
        for key, day in json.loads(text).items():
            first, name = date.fromisoformat(day), in_letters(key)
            found[name] = min(first, found.get(name, first))
    return found


def updated(ledger: FirstDates, site: Site) -> bytes:
    """The ledger with the county's own new dates; the same input, the same bytes."""
    dated = ((site.made(keys_of, record), day) for record, day in _dated(site))
    everything = {**{keys[0]: ledger.get(key_among(ledger, keys), day) for keys, day in dated}, **ledger}
    text = json.dumps({key: str(day) for key, day in everything.items()}, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def moved(ledger: FirstDates, site: Site) -> Iterator[Problem]:
    """Every record that claims another date than the one it was first published with."""
    for record, day in _dated(site):
        first = ledger.get(key_among(ledger, site.made(keys_of, record)), day)
        if day != first:
            code = MOVED_LATER if day > first else MOVED_EARLIER
            what = f"“{record.name}”写的公布日期是 {day}，首次公布时是 {first}"
            yield Problem(record.at("published"), code, what)


def keys_of(record: Published) -> Sequence[str]:
    """What a ledger may call a record: by its code, or else by one that it had before."""
    return [entry_key(record.title, code) for code in (record.code, *reversed(former_codes(record)))]


def key_among(known: Container[str], keys: Sequence[str]) -> str:
    """What a ledger calls a record, of what it may be called."""
    return next((key for key in keys if key in known), keys[0])


def _dated(site: Site) -> Iterator[tuple[Published, date]]:
    for record in site.published:
        if record.published:
            yield record, record.published


def entry_key(title: str, code: str) -> str:
    """What a ledger calls a record of a kind, by its code."""
    return digest(f"{title} {code}".encode())[:LENGTH]
