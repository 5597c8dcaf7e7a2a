"""References are sought only where the declared fields may hold one: none is overlooked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from edition_counties import sample

from disclosure.schema.compound import Ref
from disclosure.schema.derived.references import references


def everywhere(value: object) -> Iterator[Ref]:
    """Every reference below a value, whatever its fields are declared to hold."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from everywhere(part)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from everywhere(getattr(value, part.name))


def test_none_is_overlooked() -> None:
    found = 0
    for records in sample().records.values():
        for record in records.values():
            assert references(record) == list(everywhere(record))
            found += len(references(record))
    assert found > 1000
