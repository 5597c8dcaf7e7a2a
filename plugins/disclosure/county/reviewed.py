"""What may be shown although it looks like a person's: office telephones, waivers, signatures.

Enters: the county, or some of its records.  Leaves: numbers and fingerprints.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import cast

from ..basics.digests import digest
from ..basics.persons.detect import scan
from ..schema.declare import Record
from ..schema.derived.editor import records_below, records_in
from ..schema.derived.references import PLAIN
from ..schema.phones import Phones
from ..schema.records.privacy_policy import Privacy
from .site import Site

PRINT = 16


def allowed(site: Site) -> frozenset[str]:
    """What the release may show: office phones, records' codes, and the fingerprints of waivers."""
    waived = (waiver.number for policy in site.of(Privacy).values() for waiver in policy.waivers)
    records = (site.county, *site.units.values(), *site.powers.values(), *site.flows.values())
    return frozenset((*spared((*records, *site.published)), *waived))


def signed(site: Site) -> frozenset[str]:
    """Digests, as far as they were written down, of files that someone has read and signed."""
    return frozenset(sign.digest for policy in site.of(Privacy).values() for sign in policy.signed)


def spared(records: Sequence[Record]) -> Iterator[str]:
    """Office phones, and what in a record's code looks like a number of a person."""
    yield from phones(records)
    for code in (str(getattr(record, "code", "")) for record in records):
        if not code.isdecimal():
            said = {found.number for found in scan(code, "编码")}
            yield from (found.number for found in scan(code) if found.number not in said)


def phones(value: object) -> Iterator[str]:
    """Every number in a field declared as an office telephone, however deep."""
    for _, _, number in phones_held(value):
        yield number


def phones_held(value: object) -> Iterator[tuple[Record, str, str]]:
    """The same, each with its record and its field."""
    telephones, others = _FIELDS[type(value)]
    for name in telephones:
        yield from ((cast(Record, value), name, number) for number in getattr(value, name))
    parts = value if isinstance(value, tuple | list) else [getattr(value, name) for name in others]
    for part in parts:
        if type(part) not in PLAIN:
            yield from phones_held(part)


class _PhoneFields(dict[type, tuple[tuple[str, ...], tuple[str, ...]]]):
    """The fields of a type that are office telephones, and those in which there may be some."""

    def __missing__(self, kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
        keys = kind.keys() if issubclass(kind, Record) else {}
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) and not keys else ()
        telephones = tuple(name for name, key in keys.items() if isinstance(key.kind, Phones))
        deeper = (name for name, key in keys.items() if _may_hold_phones(key.kind))
        self[kind] = telephones, (*deeper, *(field.name for field in fields))
        return self[kind]


def _may_hold_phones(kind: object) -> bool:
    """Whether a record that a kind of value can hold has such a field, however deep."""
    below = (record for held in records_in(kind) for record in records_below(held))
    return any(isinstance(key.kind, Phones) for record in below for key in record.keys().values())


_FIELDS = _PhoneFields()


def fingerprint(name: str) -> str:
    """Names a person's name in a waiver without repeating it."""
    return digest(name.encode())[:12]
