"""What a message quotes of a record repeats no number of a person, whichever rule quotes it."""

from __future__ import annotations

import random

import personal
import pytest

from disclosure.basics.persons.detect import scan
from disclosure.basics.problem import Place, Problem, known_as
from disclosure.release import said_before

MARKS = ("", "\u200b")
PLANTED = personal.samples(random.Random("messages"), 60)  # noqa: S311  cases, not secrets


def message(what: str) -> str:
    return Problem(Place("公告.md"), known_as(said_before.CHANGED.id), what).message


@pytest.mark.parametrize("mark", MARKS)
def test_no_number_is_repeated(mark: str) -> None:
    for planted in PLANTED:
        written = f"{planted.number[:3]}{mark}{planted.number[3:7]}{mark}{planted.number[7:]}"
        said = message(f"“{planted.label}：{written} 的补助”与上一版不同")
        assert not list(scan(said)), said
        assert f"{planted.number[:3]}…（{len(planted.number)} 位） 的补助”与上一版不同" in said


def test_one_that_is_broken_over_lines_is_told_in_one() -> None:
    assert "“130…（11 位）”" in message("“1300000\n0000”与上一版不同")


def test_all_else_is_told_as_it_is_written() -> None:
    said = "“１２３４５ 热线、0000-5550100、XK-000660（2026年）”与上一版不同"
    assert message(said).startswith(said)
