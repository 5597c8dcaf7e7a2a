"""Work dealt out to processes: the same answers as of one process, and no failure goes unsaid."""

from __future__ import annotations

import gc
import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from counties import AS_OF, ROOT, lay_out_case
from outside import in_turn

from disclosure.__main__ import main
from disclosure.app.executors.processes import Answer, Processes
from disclosure.app.kept import kept_store
from disclosure.county.site import Site
from disclosure.release import manifest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="别处不分进程")

POWER = "catalogues/powers/MZ-JF-001.yaml"
WORK = """
import os, select, signal, sys, time
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
parent = os.getpid()

def shared_with_others(function, items):
    return list(everybody.shared(lambda own: os.getpid() == parent or function(7), items))

drawn = list(everybody.shared(list, range(20000)))
assert len(drawn) == 3 and sorted(sum(drawn, [])) == list(range(20000))
assert list(everybody.shared(list, [])) == [[]]

def whoever(own):
    for number in own:
        failing(number)
    time.sleep(.25)
    return os.getpid()

parts = []
assert parent in set(everybody.shared(whoever, range(10, 20000)))
copies = set(everybody.shared(whoever, range(10, 20000), parts.append))
assert len(copies) == 3 and parent not in copies, "they are left to copies"
assert min(parts) >= 0 and max(parts) == 1, "and this process says how far they are"
reading, writing = os.pipe()
with everybody.mapping(lambda _: os.write(writing, b".") and os.getpid(), range(20)) as answers:
    assert select.select([reading], [], [], 60)[0], "copies begin before anybody asks"
    assert {{*answers()}} - {{os.getpid()}}
with everybody.mapping(failing, range(20)):
    pass
with everybody.beside(lambda: "x" * 99999) as answer:
    assert answer() == "x" * 99999
with everybody.beside(lambda: failing(7)) as answer:
    pass
for work, function, expected in (
    (everybody.mapped, failing, ValueError),
    (shared_with_others, failing, ValueError),
    (shared_with_others, dying, processes.ProcessLost),
    (lambda function, _: list(everybody.shared(whoever, range(20000))), None, ValueError),
):
    try:
        work(function, range(20))
    except expected:
        print(expected.__name__)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")

waited = os.waitpid

def interrupted(pid, options):
    waited(pid, options)
    raise KeyboardInterrupt

os.waitpid = interrupted
try:
    with everybody.beside(lambda: 1) as answer:
        answer()
except KeyboardInterrupt:
    print("ended by whoever asked while a copy ended")
os.waitpid = waited
signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: os.kill(parent, signal.SIGINT))
try:
    everybody.mapped(str, range(20))
except KeyboardInterrupt:
    print("ended by whoever asked in the midst of a fork")
"""


def test_answers_come_in_order_and_failures_are_raised() -> None:
    code = WORK.format(plugins=str(ROOT / "plugins"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n"), done.stderr) == (
        [
            *["ValueError"] * 2,
            "ProcessLost",
            "ValueError",
            "nobody left",
            "ended by whoever asked while a copy ended",
            "ended by whoever asked in the midst of a fork",
            "",
        ],
        "",
    )


def noted(out: Path) -> set[str]:
    """The files that the next build may keep."""
    notes = kept_store.place("pages", out).read_bytes()
    _, files, *_ = marshal.loads(notes[kept_store._DIGEST :])  # noqa: S302, SLF001
    return {*files}


def test_all_processors_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, and upon that with one power changed."""
    monkeypatch.setattr("disclosure.app.executors.processes.workers", lambda: 1)
    county, changed = (lay_out_case("", tmp_path / name) for name in ("county", "changed"))
    power = changed / POWER
    power.write_text(power.read_text("utf-8").replace("名称: ", "名称: 甲", 1), "utf-8")
    one, all_of_them = (
        [
            ("build", str(of), "--as-of", str(AS_OF), "--output", str(tmp_path / out))
            for of in (county, changed)
        ]
        for out in ("one", "all")
    )
    assert [main(words) for words in one] == [0, 0]
    said = in_turn((sys.executable,), str(ROOT / "plugins"), tmp_path, *all_of_them)
    assert [status for status, _ in said] == [0, 0]
    for release in ("previous", "current"):
        written = [manifest.of_folder((tmp_path / out / release).resolve()) for out in ("one", "all")]
        assert written[0] == written[1]
    assert noted(tmp_path / "one") == noted(tmp_path / "all")
    assert (tmp_path / "one" / "previous").resolve() != (tmp_path / "one" / "current").resolve()


def sites() -> set[int]:
    return {id(thing) for thing in gc.get_objects() if isinstance(thing, Site)}


@contextmanager
def answered(_: Processes, function: Callable[[], object]) -> Iterator[Answer[object]]:
    """Beside whoever asks, and done before he does."""
    answer = function()
    del function
    yield Answer(lambda: answer)


def test_who_checks_a_new_release_has_the_room_of_what_it_was_made_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks for rings of what could be thrown away while a command runs: there may be none."""
    monkeypatch.setattr("disclosure.app.executors.processes.workers", lambda: 1)
    monkeypatch.setattr(Processes, "beside", answered)
    held: list[set[int]] = []
    monkeypatch.setattr("disclosure.gates.check", lambda *_: held.append(sites()) or [])
    words = ("build", str(lay_out_case("", tmp_path)), "--as-of", str(AS_OF))
    before = sites()
    gc.disable()
    try:
        assert main([*words, "--output", str(tmp_path / "out")]) == 0
    finally:
        gc.enable()
    (still,) = held
    assert still <= before
