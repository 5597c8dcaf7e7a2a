"""A file that passed the gates is not read again, unless it or anything that is hidden is another."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure import gates
from disclosure.__main__ import main
from disclosure.app.kept import kept_store
from disclosure.basics.problem import Problem
from disclosure.gates.leaks import Leaks
from disclosure.release import StagedRelease
from disclosure.release.tree import Identity

POWER, NOTICE = "catalogues/powers/MZ-JF-001.yaml", "content/TZ-2026-001.md"
PAGE = "public/notices/TZ-2026-001.html"
NAME = "临时救助审核确认"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all files of a release that the gates read."""
    names: list[str] = []
    real = gates.look

    def noted(gate: gates.Gate, file: gates.WrittenFile) -> Iterator[Problem]:
        names.append(file.name)
        return real(gate, file)

    monkeypatch.setattr(gates, "look", noted)
    return names


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return lay_out_case("", tmp_path)


def status(county: Path) -> int:
    out = county.parent / "out"
    asked = ["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]
    return main([*asked, "--processes", "1"])  # what others read is not noted here


def edit(county: Path, path: str, old: str, new: str) -> None:
    text = (county / path).read_text("utf-8")
    assert old in text
    (county / path).write_text(text.replace(old, new, 1), "utf-8")


def test_what_passed_is_not_read_again(county: Path, read: list[str]) -> None:
    assert status(county) == 0
    assert PAGE in read
    read.clear()
    assert status(county) == 0
    assert not any(name.endswith(".html") for name in read)
    edit(county, POWER, "0000-5550101", "0000-5550199")
    assert status(county) == 0
    assert "public/powers/MZ-JF-001.html" in read
    assert PAGE not in read


def test_without_its_line_or_with_another_everything_is_read(
    county: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert status(county) == 0
    place = kept_store.place("verdicts", county.parent / "out")
    place.write_bytes(place.read_bytes()[:-1])
    read.clear()
    assert status(county) == 0
    assert PAGE in read
    read.clear()
    monkeypatch.setattr(Leaks, "settings", "another")
    assert status(county) == 0
    assert PAGE in read


def kept_attachment(county: Path) -> int:
    """A build upon one in which a table was in order that now says what is hidden."""
    (county / "content" / "表.csv").write_text(f"序号,事项\n1,{NAME}\n", "utf-8")
    edit(county, NOTICE, "发布日期", "附件: 表.csv\n发布日期")
    assert status(county) == 0
    edit(county, POWER, "公开范围: 向社会公开", "公开范围: 在本地区本部门本单位公开")
    return main(
        [
            "build",
            str(county),
            "--output",
            str(county.parent / "out"),
            "--as-of",
            str(AS_OF),
            "--allow-withdrawal",
        ]
    )


def test_where_something_else_is_hidden_everything_is_read(county: Path, capsys: Printed) -> None:
    assert kept_attachment(county) == 1
    assert f"C06 这里有不该让这些读者看到的“{NAME}”" in capsys.readouterr().err


def test_to_forget_what_is_hidden_is_noticed(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Leaks, "settings", ())
    assert kept_attachment(county) == 0


# Files that are changed behind our back


def written_to(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"13800000000")


def with_its_time_put_back(path: Path) -> None:
    then = path.stat()
    written_to(path)
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))


def replaced(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.write_bytes(b"13800000000")
    path.with_suffix(".old").unlink()


HARMS: Mapping[str, Callable[[Path], None]] = {
    PAGE: written_to,
    "public/units/MZJ.html": with_its_time_put_back,
    "public/powers/MZ-JF-001.html": replaced,
}


def harmed(county: Path, monkeypatch: pytest.MonkeyPatch, *pages: str) -> int:
    """A build upon another, during which somebody changes files that were taken over."""
    assert status(county) == 0
    real = StagedRelease.look

    def meanwhile(stage: StagedRelease, coming: Container[str]) -> Mapping[str, Identity | None]:
        for page in pages:
            HARMS[page](stage.root / page)
        return real(stage, coming)

    monkeypatch.setattr(StagedRelease, "look", meanwhile)
    return status(county)


def test_a_file_that_is_changed_after_it_was_taken_over_is_found(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert harmed(county, monkeypatch, *HARMS) == 1
    told = capsys.readouterr().err
    for page in HARMS:
        assert f"{page}:1:1: C12" in told
        assert re.search(rf"{page}:\d+:\d+: C08", told)


def test_to_trust_what_was_taken_over_is_noticed(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StagedRelease, "untouched", lambda stage: set(stage._taken))  # noqa: SLF001
    assert harmed(county, monkeypatch, PAGE) == 0


def test_a_file_that_was_changed_in_the_release_in_force_is_made_and_read(
    county: Path, read: list[str]
) -> None:
    assert status(county) == 0
    written_to(county.parent / "out" / PAGE)
    read.clear()
    assert status(county) == 0
    assert PAGE in read
