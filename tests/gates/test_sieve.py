"""The sieve finds what a careful reading finds: damaged files read twice, and sieves with a hole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import damaged
import pytest

from disclosure import gates
from disclosure.gates import leaks
from disclosure.gates.leaks import Leaks
from disclosure.gates.pages import links
from disclosure.gates.pages.links import Links
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading import batches, quiet_lines, sieve
from disclosure.gates.reading.quiet_lines import Lines
from disclosure.gates.reading.sieve import Sieved
from disclosure.gates.reading.tag_facts import TagFacts
from disclosure.gates.reading.tags import TagSort, sorts
from disclosure.gates.reading.traces import Traces
from disclosure.gates.reading.unwrap import readings, runs_of_base64

COUNT, SEED = 1000, 20261128
"""Files read in both ways: ``make trust`` reads twenty times as many."""
ENOUGH = 25_000
"""Files by which a hole is met: when depends on what the golden pages say."""
NEVER = re.compile("(?!)")


@pytest.fixture(scope="module")
def careful() -> damaged.Careful:
    """All read before a hole is made, which may be in what a careful reading uses too."""
    files = damaged.Careful(COUNT, SEED)
    assert len(list(files)) == COUNT
    return files


def test_the_sieve_finds_what_a_careful_reading_finds(careful: damaged.Careful) -> None:
    outcome = damaged.compare(careful)
    assert outcome.differing == []
    assert {gate for gate, times in outcome.found.items() if times > COUNT // 500} == set(outcome.found)
    assert outcome.in_pieces > COUNT // 3


def by_pieces(gate: Links, file: gates.WrittenFile) -> object:
    return vars(links)["_page"](gate.said.by(file.sieved)) if file.sieved else None


def all_taken_for(told: str) -> Callable[[str], list[TagSort] | None]:
    """Every tag written in our way, whatever is in it, is said to be still or mute."""
    said = ("", "", ">", "") if told == "still" else ("", "", "", ">")
    return lambda text: (
        [(sort[0], *said) for sort in found] if (found := sorts(text)) is not None else None
    )


HOLES: dict[str, tuple[object, str, object]] = {
    "escapes": (sieve, "_ESCAPED", {}),
    "line breaks that are none to a browser": (sieve, "_ODD", NEVER),
    "quotes that end in another tag": (sieve, "_is_torn", lambda _: False),
    "tags that say something": (sieve, "sorts", all_taken_for("still")),
    "words across tags": (sieve, "_NO_GAPS", b""),
    "lines": (quiet_lines, "_gaps_in", str),
    "lines that go on": (quiet_lines, "_BEGINS", NEVER),
    "lines with digits": (quiet_lines, "_LEAST", re.compile(r"\d{11}")),
    "lines that are loud": (Sieved, "is_quiet", property(lambda _: True, lambda *_: None)),
    "lines that lead somewhere": (TagFacts, "_said_by", lambda *_: []),
    "lines that are noted": (Sieved, "noted", frozenset()),
    "what lines say": (Lines, "_is_said", lambda *_: False),
    "pages": (sieve, "PAGES", ()),
    "files judged together": (batches, "_is_quiet", lambda parts, judge: [judge(parts.fresh)]),
    "tags that speak": (sieve, "sorts", all_taken_for("mute")),
    "what attributes say": (PersonalNumbers, "_is_said", lambda *_: False),
    "lines put together": (quiet_lines, "stretches", lambda _: ()),
    "cells": (quiet_lines, "alone", lambda line: () if "\t" in line else (line,)),
    "entities in lines": (quiet_lines, "as_read", str),
    "base64": (Leaks, "_telling", lambda *_: ()),
    "secrets in pieces": (Leaks, "learn", lambda *_: True),
    "pieces of secrets": (
        Traces,
        "pieces",
        lambda _, text: frozenset(re.findall(rb"[^\x00-\x7f]+", text)),
    ),
    "wrapped files": (leaks, "is_wrapped", lambda _: False),
    "ids that stand twice": (Links, "_of_tags", by_pieces),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_sieve_with_a_hole_is_noticed(
    hole: str, careful: damaged.Careful, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*HOLES[hole])
    more = damaged.Careful(ENOUGH, SEED)
    assert any(damaged.compare(files, until_differing=True).differing for files in (careful, more))


def test_no_attribute_runs_into_the_next_tag(tmp_path: Path) -> None:
    for number in range(13012345678, 13012345698):  # in which order the pieces are judged is chance
        page = tmp_path / f"{number}.html"
        page.write_text(f'<i class="{number % 7} b="></i><a href="tel:{number}">', "utf-8")
        found = gates.check({f"public/{number}.html": page}, [PersonalNumbers()])
        assert [problem.code.id for problem in found] == ["C08"]


def test_a_line_known_from_json_is_judged_where_it_is_read_as_a_line(tmp_path: Path) -> None:
    said = {"public/a.json": "[\n13012345678\n]", "public/b.txt": "手机\n13012345678\n"}
    files = {name: tmp_path / Path(name).name for name in said}
    for name, path in files.items():
        path.write_text(said[name], "utf-8")
    found = gates.check(files, [PersonalNumbers()])
    assert [problem.place.path for problem in found] == ["public/a.json", "public/b.txt"]
    assert {problem.code.id for problem in found} == {"C08"}


def test_words_that_may_be_base64_are_all_that_the_pattern_finds() -> None:
    chance, pattern = random.Random(5), re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")  # noqa: S311  cases
    texts = [
        b"".join(chance.choices((b"aZ09+/", b"_-b", b"=", b" ", b"\xe4"), (9, 9, 1, 1, 1), k=30))
        for _ in range(2000)
    ]
    each = [frozenset(pattern.findall(text)) for text in texts]
    assert [runs_of_base64(text) for text in texts] == each
    assert sum(map(len, each)) > 2000


SHEET = '<worksheet><sheetData><row r="1">{}</row></sheetData><drawing r:id="秘密"/></worksheet>'
UNSAID = "不公开的那件事"


@pytest.mark.parametrize(
    "cells",
    [
        f'<c r="A1" t="inlineStr"><is><t>{UNSAID}</t></is></c>',
        f'<c r="A1" t="inlineStr"><is><t>{UNSAID[:3]}</t></is></c><c r="B1"><v>{UNSAID[3:]}</v></c>',
        f'<c r="A1" t="{UNSAID}"><v>1</v></c>',
        f'<c r="A1"><v>1</v></c><x y="{UNSAID}"/>',
        '<c r="A1"><v>' + "".join(f"&#{ord(char)};" for char in UNSAID) + "</v></c>",
        f'<c r="A1"><v>{UNSAID[:3]}<b/>{UNSAID[3:]}</v></c>',
    ],
)  # fmt: skip
def test_a_word_is_found_wherever_it_stands_in_a_worksheet(cells: str) -> None:
    assert any(UNSAID in text for text in readings(SHEET.format(cells).encode()))


def test_where_cells_stand_in_a_worksheet_says_nothing() -> None:
    told = list(
        readings(SHEET.format('<c r="AB123" s="1" t="inlineStr"><is><t>说</t></is></c>').encode())
    )
    assert any(text == "说" for text in told)
    assert any("秘密" in text for text in told)
    assert not any("AB123" in text for text in told)
