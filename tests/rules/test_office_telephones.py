"""Telephones are looked for where a record can hold some: a walk through everything finds no other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from counties import ROOT
from golden import GOLDEN

from disclosure.app import disk
from disclosure.county.read import read
from disclosure.county.reviewed import phones
from disclosure.schema.declare import Record
from disclosure.schema.phones import Phones


def everywhere(value: object) -> Iterator[str]:
    """Every number in a telephone's field, whatever kind of value it stands in."""
    if isinstance(value, tuple | list):
        for part in value:
            yield from everywhere(part)
    elif isinstance(value, Record):
        for name, key in type(value).keys().items():
            inner = getattr(value, name)
            yield from inner if isinstance(key.kind, Phones) else everywhere(inner)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from everywhere(getattr(value, part.name))


def test_no_telephone_is_passed_over() -> None:
    for county in (ROOT, GOLDEN / "county"):
        records = read(disk.read_county(county)[0])[0].items
        assert sorted(phones(records)) == sorted(everywhere(records))
        assert len(list(phones(records))) > 5
