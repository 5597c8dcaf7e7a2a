"""Any failure of the disk: the old site and a non-zero exit, or the new site whole.

Enters: a publisher, and whether a failure lasts.  Leaves: what came of failing each mutating call
in turn, the first, the second and so on to the last.  Calls that name files are failed by a hook
of Python's own, ``fsync`` and ``syncfs`` by a function in their place, ``write`` by ``strace``, where
it is there.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kills
import publishers

from disclosure.release import durable

ERRORS = (errno.ENOSPC, errno.EIO)
EVENTS = {"open", "os.mkdir", "os.rename", "os.symlink", "os.link", "os.remove", "os.rmdir", "os.chmod"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Tally:
    """Outcomes of one failed call each.

    ``old``: the old site, and the publisher said that it failed.  ``new``: the new site, and it
    said so.  ``late``: it said that it failed, but the new site, whole, is in force.
    ``silent``: it said nothing, and the old site is in force.  ``torn``: neither.
    ``short``: time ran out before all calls had their turn.
    """

    calls: int = 0
    old: int = 0
    new: int = 0
    late: int = 0
    silent: int = 0
    torn: int = 0
    short: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def both(self) -> bool:
        """Whether the old and the new outcome were both seen."""
        return self.old > 0 and self.new > 0

    def add(self, kind: str, note: str) -> None:
        """Count one outcome; remember those that should not be."""
        self.calls += 1
        setattr(self, kind, getattr(self, kind) + 1)
        if kind not in ("old", "new"):
            self.notes.append(f"{note}: {kind}")


@dataclass
class Disk:
    """Lets calls through to the ``nth``, which fails; ``lasting`` ones fail ever after."""

    out: Path
    nth: int
    error: int
    lasting: bool
    seen: int = 0

    def call(self) -> None:
        self.seen += 1
        if self.seen == self.nth or (self.lasting and self.seen > self.nth):
            raise OSError(self.error, os.strerror(self.error))

    def failing(self, sync: Callable[[Any], None]) -> Callable[[Any], None]:
        """A call that Python has no hook for."""

        def call(handle: Any) -> None:
            self.call()
            sync(handle)

        return call

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Python's audit hook: called before each such call."""
        if event in EVENTS and self._ours(event, arguments):
            self.call()

    def _ours(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITES):
            return False
        named = any(str(self.out) in str(argument) for argument in arguments)
        by_handle = event in ("os.remove", "os.rmdir") and arguments[-1] != -1
        return named or by_handle or (event == "os.chmod" and isinstance(arguments[0], int))


def run(
    publisher: str = "sound", *, lasting: bool = False, most: int = 100_000, seconds: float = 1e9
) -> Tally:
    """Fail every mutating call in turn (the first ``most``), with each of ``ERRORS``.

    Stops after ``seconds`` for each error; ``short`` tells that it did.
    """
    tally = Tally()
    with _folder() as out:
        for error in ERRORS:
            nth, end = 0, time.monotonic() + seconds
            while nth < most and _one(out, publisher, (nth := nth + 1, error, lasting), tally):
                if time.monotonic() > end:
                    tally.short = True
                    break
    return tally


def run_writes(publisher: str = "sound", seconds: float = 1e9) -> Tally | None:
    """Fail every ``write`` in turn, in the kernel; None where there is no ``strace``."""
    if not shutil.which("strace"):
        return None
    tally, end = Tally(), time.monotonic() + seconds
    with _folder() as out:
        nth = 1  # the first write says “ready”
        while _one_write(out, publisher, nth := nth + 1, tally):
            if time.monotonic() > end:
                tally.short = True
                break
    return tally


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=kills.MEMORY if kills.MEMORY.is_dir() else None) as folder:
        yield Path(folder) / "out"


def _one(out: Path, publisher: str, how: tuple[int, int, bool], tally: Tally) -> bool:
    """Publish with one call failed; whether there was such a call."""
    number = tally.calls * 2
    _left_alone(out, publisher, number)
    reached = out.with_name("reached")

    def fail() -> None:
        disk = Disk(out, *how)
        sys.addaudithook(disk.hook)
        os.fsync = disk.failing(os.fsync)  # type: ignore[assignment]
        durable.sync_disk = disk.failing(durable.sync_disk)  # type: ignore[assignment]
        try:
            publishers.PUBLISHERS[publisher](out, number + 1)
        finally:
            disk.nth, disk.lasting = 0, False
            reached.write_text(str(disk.seen >= how[0]), encoding="ascii")

    status = os.waitpid(kills.forked(fail), 0)[1]
    if reached.read_text(encoding="ascii") != "True":
        return False
    kind = _outcome(out, publisher, number, failed=status != 0)
    tally.add(kind, f"call {how[0]}, error {how[1]}")
    return True


def _one_write(out: Path, publisher: str, nth: int, tally: Tally) -> bool:
    number, log = tally.calls * 2, out.with_name("trace")
    _left_alone(out, publisher, number)
    inject = ["strace", "-f", "-o", str(log), "-e", "trace=write", "-e"]
    inject += [f"inject=write:error=ENOSPC:when={nth}"]
    command = [*inject, sys.executable, publishers.__file__, publisher, str(out), str(number + 1)]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    status = subprocess.run(command, env=quiet, capture_output=True, check=False).returncode
    injected = [line for line in log.read_text(errors="replace").splitlines() if "INJECTED" in line]
    if not injected or "write(2," in injected[0]:  # the traceback that a failure before it caused
        return False
    tally.add(_outcome(out, publisher, number, failed=status != 0), f"write {nth}")
    return True


def _left_alone(out: Path, publisher: str, number: int) -> None:
    if os.waitpid(kills.forked(lambda: publishers.PUBLISHERS[publisher](out, number)), 0)[1]:
        raise RuntimeError("a publisher that was left alone failed")


def _outcome(out: Path, publisher: str, before: int, *, failed: bool) -> str:
    """Which of the outcomes that a ``Tally`` counts it was."""
    if publishers.torn(out, publisher):
        return "torn"
    outcomes = {(before, True): "old", (before + 1, False): "new"}
    outcomes |= {(before + 1, True): "late", (before, False): "silent"}
    return outcomes.get((publishers.number_in_force(out, publisher), failed), "torn")
