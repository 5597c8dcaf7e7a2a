"""The digest that stands on every carrier tells each change of what a record says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from edition_counties import changed, sample, small

from disclosure.county.lookups.content_digests import ContentDigests, content_digest
from disclosure.schema.declare import Record

POWER = "catalogues/powers/MZ-JF-001.yaml"


def digests(records: dict[str, Record]) -> dict[str, str]:
    return {code: content_digest(record) for code, record in records.items()}


def test_no_two_records_of_the_sample_agree() -> None:
    made = [digests(dict(found)) for found in sample().records.values()]
    every = [digest for found in made for digest in found.values()]
    assert len(every) == len(set(every)) > 500


def test_a_word_changes_it_and_a_place_does_not() -> None:
    before = small().powers["MZ-JF-001"]
    moved = changed(POWER, ("编码:", "# 一行注释\n编码:")).powers["MZ-JF-001"]
    assert content_digest(moved) == content_digest(before)
    assert content_digest(replace(before, published=date(2020, 1, 1))) != content_digest(before)
    assert before.flow
    longer = replace(before.flow, promised=None)
    assert content_digest(replace(before, flow=longer)) != content_digest(before)


def test_nothing_and_zero_are_told_apart() -> None:
    power = small().powers["MZ-JF-001"]
    assert content_digest(replace(power, visits=0)) != content_digest(replace(power, visits=None))


def test_what_an_edition_cuts_keeps_the_digest_of_the_whole() -> None:
    county = small()
    power = county.powers["MZ-JF-001"]
    cut = replace(power, topics=(), posts=())
    assert content_digest(cut) != content_digest(power)
    assert ContentDigests(county.records).of(cut) == content_digest(power)
