"""Golden cases: what a clerk mistypes, and the answer.

``tests/cases/<name>/in`` is laid over the sound county ``_county``; ``problems.txt`` is all that
``check`` prints.  ``pytest --accept tests/test_cases.py`` rewrites the answers for review.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from counties import AS_OF, CASES, SOUND, case_names, lay_out_case

from disclosure.__main__ import main

LINE = re.compile(r"[^:]+:\d+:\d+: [A-Z]\d{2,3} (?:提醒：)?.+[。？].+")

HARMLESS = ("reminder-", "pass-")  # what is only a reminder, and what is in order, stops no build


def run(*arguments: object) -> int:
    return main([str(argument) for argument in (*arguments, "--as-of", AS_OF)])


@pytest.mark.parametrize("name", case_names())
def test_each_mistake_is_answered_by_line_and_column(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    status = run("check", lay_out_case(name, tmp_path))
    printed = capsys.readouterr().out
    answer = CASES / name / "problems.txt"
    if request.config.getoption("--accept"):
        answer.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == answer.read_text(encoding="utf-8")
    assert bool(printed) != name.startswith("pass-")
    assert all(LINE.fullmatch(line) for line in printed.splitlines())
    assert status == (0 if name.startswith(HARMLESS) else 1)


def test_the_sound_county_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", SOUND) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", [n for n in case_names() if not n.startswith(HARMLESS)])
def test_a_mistake_leaves_the_last_good_output_byte_for_byte(
    name: str, tmp_path: Path, good_output: Path
) -> None:
    before = fingerprint(good_output)
    assert run("build", lay_out_case(name, tmp_path), "--output", good_output) == 1
    assert fingerprint(good_output) == before


@pytest.fixture(scope="module")
def good_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("good") / "output"
    assert run("build", SOUND, "--output", out) == 0
    return out


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below a folder, through links, by content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
