"""What we write ourselves (keys, ids, coordinates) is never taken for a person's number."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counties import SOUND, load

from disclosure.basics import digests
from disclosure.basics.files import any_file
from disclosure.basics.persons.detect import scan
from disclosure.county.facts.agenda import EventKind
from disclosure.editions.feeds.calendars import uid
from disclosure.editions.led.pictures import PICTURES
from disclosure.editions.parts.addresses import tag
from disclosure.release import first_dates, manifest, said_before

TAKEN = ("XK-000660", "TZ-2026-1578")
"""A power and a notice whose keys in hexadecimal digits hold eleven like a mobile number."""

TITLES = ("职权", "公告", "决策", "流程")
WRITTEN = {
    "html",
    "svg",
    "xml",
    "atom",
    "ics",
    "json",
    "csv",
    "dot",
    "css",
    "js",
    "txt",
    "opml",
    "jsonld",
    "xlsx",
}
"""Every kind of file that a release of the sample county holds."""


@pytest.fixture(scope="module")
def many(*, whole: bool) -> int:
    """Of codes: ``make trust`` tries as many as all counties may ever give."""
    return 200_000 if whole else 20_000


def codes(count: int) -> Iterator[str]:
    """Codes as counties give them: a unit, a kind, a year or none, a number."""
    rng = random.Random(count)  # noqa: S311  no secret
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from TAKEN
    for _ in range(count):
        unit = "".join(rng.choices(letters, k=rng.randint(2, 4)))
        parts = [unit, *(["".join(rng.choices(letters, k=2))] if rng.random() < 0.5 else [])]
        parts += [str(rng.randint(1990, 2030))] if rng.random() < 0.5 else []
        yield "-".join([*parts, f"{rng.randrange(10**6):0{rng.randint(3, 6)}}"])


def ledger(count: int) -> bytes:
    """First dates and contents of that many records, as they lie in a release."""
    keys = (first_dates.entry_key(TITLES[n % 4], code) for n, code in enumerate(codes(count)))
    return json.dumps({key: [digests.digest(key.encode())[:24], "2026-03-10"] for key in keys}).encode()


def alarms(count: int) -> list[str]:
    return [found.number for _, found in any_file.findings("dates.json", ledger(count))]


def test_no_key_of_a_ledger_is_taken_for_a_number(many: int) -> None:
    assert alarms(many) == []


def test_keys_in_hexadecimal_digits_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "in_letters", str)
    assert len(alarms(len(TAKEN))) >= len(TAKEN)


@pytest.mark.parametrize(
    "written",
    [
        lambda code: uid("990122", code, EventKind.CONSULTATION, 1),
        lambda code: uid("990122", f"2{code[-3:]}0307-{code[-4:]}", EventKind.MEETING, 12),
        lambda code: f"attachments/{code}-list-1.csv",
    ],
)
def test_no_id_of_our_own_is_taken_for_a_number(written: Callable[[str], str], many: int) -> None:
    assert [(code, *scan(written(code))) for code in codes(many // 5) if [*scan(written(code))]] == []


def test_no_lasting_id_is_taken_for_a_number(many: int) -> None:
    site, _ = load(SOUND)
    assert site
    found = [code for code in codes(many // 5) if [*scan(tag(site.county, "notice", code))]]
    assert found == []


def test_a_ledger_holds_no_run_of_digits_but_its_dates(sample: Path) -> None:
    for name in (first_dates.LEDGER, said_before.CONTENTS):
        text = (sample / "current" / name).read_text("utf-8")
        assert re.findall(r"\d{5,}", re.sub(r"\d{4}-\d\d-\d\d", "", text)) == []


def test_every_kind_of_file_that_we_write_is_read_by_the_gate(sample: Path) -> None:
    release = (sample / "current").resolve()
    all_files = (path for path in release.rglob("*") if path.is_file() and path.name != manifest.SUMS)
    written = [path for path in all_files if path.parent.name != "attachments"]  # those a county brings
    drawn = {path for path in written if path.suffix[1:] in PICTURES}  # from words that stand beside
    cards = {path for path in drawn if path.is_relative_to(release / "public" / "cards")}
    assert all((path.parent.parent / "keys.txt").is_file() for path in drawn - cards)
    pages = (
        release / "public" / "decisions" / f"{p.stem}.html"
        for p in cards
        if p.parent.name == "decisions"
    )
    assert all(page.is_file() for page in pages)
    written = [path for path in written if path not in drawn]
    endings = {path.suffix[1:] for path in written}
    assert endings <= WRITTEN
    assert any_file.READERS.keys() >= WRITTEN


def test_a_calendar_is_read_with_its_folded_lines_whole() -> None:
    text = b"BEGIN:VCALENDAR\r\nDESCRIPTION:1300\r\n 0000\r\n 000\r\nEND:VCALENDAR\r\n"
    assert [found.number for _, found in any_file.findings("a.ics", text)] == ["13000000000"]
