"""What costs seconds is made once: no test starts a browser of its own or builds the sample county."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import conftest
import memory_disk
import pytest
from counties import AS_OF, ROOT, lay_out_case
from shared_out import turned

from disclosure.__main__ import main

TESTS = ROOT / "tests"
DEAR = {
    "starts a browser": re.compile(r"\bchromium\.launch|\bsync_playwright\("),
    "builds the sample county": re.compile(r"""(?:["']build["'],\s*(?:str\()?|\bbuilt_once\()ROOT\b"""),
}
MADE_ONCE = {
    "conftest.py starts a browser", "conftest.py builds the sample county",
}  # fmt: skip


def dear(name: str, text: str) -> set[str]:
    """What a file of tests does that costs seconds."""
    return {f"{name} {does}" for does, written in DEAR.items() if written.search(text)}


def test_only_fixtures_start_a_browser_or_build_the_sample_county() -> None:
    files = {TESTS / "conftest.py", *TESTS.rglob("test_*.py")} - {Path(__file__)}
    assert set().union(*(dear(path.name, path.read_text("utf-8")) for path in files)) == MADE_ONCE


@pytest.mark.parametrize(
    "text",
    [
        "playwright.chromium.launch()", "with sync_playwright() as made:",
        'main(["build", str(ROOT), "--output", "out"])', "run('build', ROOT)",
        "built_once(ROOT, out)",
    ],
)  # fmt: skip
def test_one_that_does_is_told(text: str) -> None:
    assert dear("x.py", text)


def test_each_process_begins_to_read_tests_elsewhere_and_reads_all() -> None:
    places = [turned(process, 3) for process in range(3)]
    assert len({first for first, *_ in places}) == 3
    for place in places:
        read = (Path(of) for of in place)
        files = [file for of in read for file in ([of] if of.is_file() else of.glob("test_*.py"))]
        assert sorted(files) == sorted(TESTS.rglob("test_*.py"))


def test_a_release_as_large_as_the_sample_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = lay_out_case("", tmp_path)
    words = ["build", str(county), "--output", str(tmp_path / "out"), "--as-of", str(AS_OF)]
    monkeypatch.setattr(conftest, "MOST_FILES", 10)
    with pytest.raises(pytest.fail.Exception, match="用小县"):
        main(words)


def test_tests_write_to_memory_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_disk, "MEMORY", tmp_path)
    monkeypatch.setattr(memory_disk, "ROOM", 0)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert memory_disk.claimed() is None, "somebody said where"
    monkeypatch.delenv("TMPDIR")
    killed, running = (tmp_path / f"{memory_disk.NAME}{process}-x" for process in ("none", os.getpid()))
    killed.mkdir()
    running.mkdir()
    folder = memory_disk.claimed()
    assert folder
    assert sorted(tmp_path.iterdir()) == sorted([folder, running])
    assert folder.parent == tmp_path
    assert os.environ["TMPDIR"] == tempfile.gettempdir() == str(folder)
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(memory_disk, "ROOM", 2**80)
    assert memory_disk.claimed() is None
