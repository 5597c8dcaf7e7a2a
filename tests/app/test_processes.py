"""Work dealt out to processes: the same answers as of one process, and no failure goes unsaid."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import golden
import pytest
from counties import AS_OF, ROOT

from disclosure.__main__ import main
from disclosure.app.kept import kept_pages, kept_store
from disclosure.release import manifest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="别处不分进程")

POWER = "catalogues/powers/MZ-JF-001.yaml"
WORK = """
import os, sys
sys.path.insert(0, {plugins!r})
from disclosure.app.executors import processes
processes.workers = lambda: 3
everybody = processes.Processes()

def failing(number):
    if number == 7:
        raise ValueError("seven")
    return number

def dying(number):
    if number == 7:
        os._exit(0)
    return number

assert everybody.mapped(lambda n: "x" * n * 9999, range(20)) == ["x" * n * 9999 for n in range(20)]
assert everybody.mapped(str, []) == []
assert sorted(map(len, everybody.shared(lambda own: own, range(20)))) == [6, 7, 7]
parent = os.getpid()

def drawn_by_others(function, items):
    return list(everybody.drawn(lambda own: os.getpid() == parent or function(7), items))

drawn = list(everybody.drawn(list, range(20000)))
assert len(drawn) == 3 and sorted(sum(drawn, [])) == list(range(20000))
assert list(everybody.drawn(list, [])) == [[]]
with everybody.beside(lambda: "x" * 99999) as answer:
    assert answer() == "x" * 99999
with everybody.beside(lambda: failing(7)) as answer:
    pass
for function, expected in ((failing, ValueError), (dying, processes.ProcessLost)):
    for work in (everybody.mapped, drawn_by_others):
        try:
            work(function, range(20))
        except expected:
            print(expected.__name__)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")
"""


def test_answers_come_in_order_and_failures_are_raised() -> None:
    code = WORK.format(plugins=str(ROOT / "plugins"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n"), done.stderr) == (
        [*["ValueError"] * 2, *["ProcessLost"] * 2, "nobody left", ""],
        "",
    )


def noted(out: Path) -> set[str]:
    """The files that the next build may keep."""
    *_, files, _ = json.loads(kept_store.read(kept_pages._place(out)) or b"")  # noqa: SLF001
    return {*files}


def test_all_processors_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, and upon that with one power changed."""
    monkeypatch.setattr("disclosure.app.executors.processes.workers", lambda: 1)
    county = tmp_path / "county"
    shutil.copytree(golden.GOLDEN / "county", county)
    options = [str(county), "--as-of", str(AS_OF), "--output"]
    command = [sys.executable, "-m", "disclosure", "build", *options, str(tmp_path / "all")]
    releases = []
    for change in ("", "甲"):
        power = county / POWER
        power.write_text(power.read_text("utf-8").replace("名称: ", f"名称: {change}", 1), "utf-8")
        assert main(["build", *options, str(tmp_path / "one")]) == 0
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        one, other = (
            manifest.of_folder((tmp_path / name / "current").resolve()) for name in ("one", "all")
        )
        assert one == other
        assert noted(tmp_path / "one") == noted(tmp_path / "all")
        releases.append(one)
    assert len({*releases}) == len(releases)
