"""A process that builds again and again makes what a fresh one would make."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from operator import ne
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.app.arguments import parser
from disclosure.app.build import build
from disclosure.app.kept import kept_pages, kept_records, program
from disclosure.app.kept.memory import Memory
from disclosure.app.preview import builder
from disclosure.county.held import MadeOfHeld
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


def after_edits(
    place: Path, kept: Callable[[], object], memory: Memory | None = None
) -> Iterator[tuple[int, bytes]]:
    """What a build ends with and what is in force, edit by edit; ``kept`` says what is found kept."""
    place.mkdir()
    county, out = lay_out_case("", place), place / "out"
    for edit in EDITS:
        edit(county)
        kept()
        status = build(asked(county, out), memory)
        yield status, manifest.of_folder((out / "current").resolve())


def asked(county: Path, out: Path) -> Namespace:
    words = [str(county), "--output", str(out), "--as-of", str(AS_OF), "--allow-withdrawal"]
    return parser().parse_args(["build", *words])


def old_bytes(function: Callable[[SourceFile], object], file: SourceFile) -> str:
    return f"{function.__qualname__} {file.path}"


def always(*_: object) -> bool:
    return True


def by_code(of: MadeOfHeld, function: Callable[..., object], *given: object) -> object:
    """Of the records that had these codes before."""
    asked = (function, *(getattr(part, "code", id(part)) for part in given))
    of.now[asked] = of._before.get(asked) or (given, function(*given))  # noqa: SLF001  this is the sabotage
    return of.now[asked][1]


MUTANTS = {
    "a file is remembered by its name": (kept_records, "_name", old_bytes),
    "every answer is still the same": (kept_pages.KeptPages, "_all_hold", always),
    "whatever decides a file is alike": (kept_pages, "alike", always),
    "what is made of a record is known by its code": (MadeOfHeld, "__call__", by_code),
}


def test_what_is_remembered_is_what_would_be_made_and_a_stale_memory_is_caught(
    tmp_path: Path, caches: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was edited, a process that remembers publishes what a fresh one would."""

    def nothing() -> None:
        for store in ("pages", "records"):
            shutil.rmtree(caches("empty") / "disclosure" / store, ignore_errors=True)

    def remembering(name: str) -> Iterator[tuple[int, bytes]]:
        return after_edits(tmp_path / name, lambda: caches(f"kept, {name}"), Memory())

    fresh = list(after_edits(tmp_path / "fresh", nothing))
    assert list(remembering("again")) == fresh
    for mutant, sabotage in MUTANTS.items():
        with monkeypatch.context() as patch:
            patch.setattr(*sabotage)
            assert any(map(ne, remembering(mutant), fresh)), mutant


def told_to_build(
    times: int, folder: Path, monkeypatch: pytest.MonkeyPatch, build: Callable[[], object]
) -> int:
    """What the builder ends with when it is asked so often, one by one, by somebody who then leaves."""
    reading, writing = os.pipe()

    def built(*_: object) -> None:
        build()
        nonlocal writing, times
        if times:
            os.write(writing, b"[]\n[]\n")
        elif writing:
            os.close(writing)
            writing = 0
        times -= 1

    os.write(writing, b"[]\n")
    with os.fdopen(reading) as asking:
        monkeypatch.setattr(sys, "stdin", asking)
        words = ["serve", "--no-open", "--builder", "http://127.0.0.1:1/", "--early", str(folder)]
        return builder.build_for(parser().parse_args(words), built)


def test_it_builds_as_often_as_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    assert told_to_build(3, tmp_path, monkeypatch, lambda: built.append(1)) == 0
    assert len(built) == 4


def test_it_stands_aside_after_many_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    monkeypatch.setattr(builder, "MOST", 3)
    assert told_to_build(9, tmp_path, monkeypatch, lambda: built.append(1)) == builder.BEGIN_AGAIN
    assert len(built) == 3


def test_it_stands_aside_for_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, early = tmp_path / "theme", tmp_path / "early"
    theme.mkdir()
    early.mkdir()
    monkeypatch.setattr(program, "theme_folder", lambda: theme)
    page = theme / "base.html"
    assert (
        told_to_build(3, early, monkeypatch, lambda: page.write_text("改过", "utf-8"))
        == builder.BEGIN_AGAIN
    )


def test_what_it_remembers_does_not_grow(tmp_path: Path) -> None:
    """The third build of a county leaves behind what the fifth does."""
    county, memory, left = lay_out_case("", tmp_path), Memory(), []
    for number in range(5):
        replaced(POWER, f"0000-555010{number + 1}", f"0000-555010{number + 2}")(county)
        build(asked(county, tmp_path / "out"), memory)
        gc.collect()
        left.append(len(gc.get_objects()))
    assert left[-1] - left[2] < left[2] / 100
