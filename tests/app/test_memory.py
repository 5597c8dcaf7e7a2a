"""A process that builds again and again makes what a fresh one would make."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.app.arguments import parser
from disclosure.app.build import build
from disclosure.app.kept import kept_pages, kept_records, program
from disclosure.app.kept.memory import Memory
from disclosure.app.preview import builder
from disclosure.county.read import SourceFile
from disclosure.release import manifest

pytestmark = pytest.mark.usefixtures("ungated")
POWER, UNIT = "catalogues/powers/MZ-JF-001.yaml", "catalogues/units/MZJ.yaml"


def replaced(path: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(county: Path) -> None:
        text = (county / path).read_text("utf-8")
        assert old in text
        (county / path).write_text(text.replace(old, new), "utf-8")

    return edit


def another_power_and_name(county: Path) -> None:
    replaced(UNIT, "简称: 民政局", "简称: 民政")(county)
    text = (county / POWER).read_text("utf-8").replace("MZ-JF-001", "MZ-JF-002")
    (county / "catalogues/powers/MZ-JF-002.yaml").write_text(text, "utf-8")


def one_less_and_as_before(county: Path) -> None:
    (county / "catalogues/powers/MZ-JF-002.yaml").unlink()
    replaced(POWER, "0000-5550199", "0000-5550101")(county)


EDITS: tuple[Callable[[Path], object], ...] = (
    lambda _: None,
    replaced(POWER, "0000-5550101", "0000-5550199"),
    replaced(POWER, "承诺时限: 8个工作日", "承诺时限: 八天"),
    replaced(POWER, "承诺时限: 八天", "承诺时限: 9个工作日"),
    another_power_and_name,
    one_less_and_as_before,
)


@pytest.fixture
def caches(kept_in: Callable[..., Path]) -> Callable[[str], Path]:
    """Where pages and records are kept; no county is part of the names of templates and drawings."""
    return lambda name: kept_in(name, "templates", "charts")


def is_stale(tmp_path: Path, caches: Callable[[str], Path]) -> bool:
    """Whether after any edit a process that remembers publishes what a fresh one would not."""
    county, memory = lay_out_case("", tmp_path), Memory()
    for edit in EDITS:
        edit(county)
        caches("kept")
        again = asked(county, tmp_path / "again")
        status = build(again, memory)
        for store in ("pages", "records"):
            shutil.rmtree(caches("empty") / "disclosure" / store, ignore_errors=True)
        if build(asked(county, tmp_path / "fresh")) != status or differ(tmp_path):
            return True
    return False


def asked(county: Path, out: Path) -> Namespace:
    words = [str(county), "--output", str(out), "--as-of", str(AS_OF), "--allow-withdrawal"]
    return parser().parse_args(["build", *words])


def differ(folder: Path) -> bool:
    again, fresh = ((folder / name / "current").resolve() for name in ("again", "fresh"))
    return manifest.of_folder(again) != manifest.of_folder(fresh)


def test_what_is_remembered_is_what_would_be_made(tmp_path: Path, caches: Callable[[str], Path]) -> None:
    assert not is_stale(tmp_path, caches)


def old_bytes(function: Callable[[SourceFile], object], file: SourceFile) -> str:
    return f"{function.__qualname__} {file.path}"


def always(*_: object) -> bool:
    return True


MUTANTS = {
    "a file is remembered by its name": (kept_records, "_name", old_bytes),
    "every answer is still the same": (kept_pages.KeptPages, "_holds", always),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_stale_memory_is_caught(
    mutant: str, tmp_path: Path, caches: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*MUTANTS[mutant])
    assert is_stale(tmp_path, caches)


def told_to_build(times: int, monkeypatch: pytest.MonkeyPatch, build: Callable[[], object]) -> int:
    """What the builder ends with when it is asked so often, one by one, by somebody who then leaves."""
    reading, writing = os.pipe()

    def built(*_: object) -> None:
        build()
        nonlocal writing, times
        if times:
            os.write(writing, b"\n\n")
        elif writing:
            os.close(writing)
            writing = 0
        times -= 1

    with os.fdopen(reading) as asking:
        monkeypatch.setattr(sys, "stdin", asking)
        words = ["serve", "--no-open", "--builder", "http://127.0.0.1:1/"]
        return builder.build_for(parser().parse_args(words), built)


def test_it_builds_as_often_as_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    assert told_to_build(3, monkeypatch, lambda: built.append(1)) == 0
    assert len(built) == 4


def test_it_stands_aside_after_many_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    monkeypatch.setattr(builder, "MOST", 3)
    assert told_to_build(9, monkeypatch, lambda: built.append(1)) == builder.BEGIN_AGAIN
    assert len(built) == 3


def test_it_stands_aside_for_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    monkeypatch.setattr(program, "theme_folder", lambda: theme)
    page = theme / "base.html"
    assert told_to_build(3, monkeypatch, lambda: page.write_text("改过", "utf-8")) == builder.BEGIN_AGAIN


def test_what_it_remembers_does_not_grow(tmp_path: Path) -> None:
    """The third build of a county leaves behind what the fifth does."""
    county, memory, left = lay_out_case("", tmp_path), Memory(), []
    for number in range(5):
        replaced(POWER, f"0000-555010{number + 1}", f"0000-555010{number + 2}")(county)
        build(asked(county, tmp_path / "out"), memory)
        gc.collect()
        left.append(len(gc.get_objects()))
    assert left[-1] - left[2] < left[2] / 100
