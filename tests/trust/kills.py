"""Old or new, never torn: publishers killed at random moments while a reader keeps reading.

Enters: how many kills, and which publisher.  Leaves: how often the old and the new release was in
force afterwards, how often what was in force was torn, and what the reader saw meanwhile.  Each
publisher is a process of its own that writes a whole release of pages in which every file says to
which release it belongs; a release is torn when one does not, or differs from its manifest.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import publishers

MEMORY = Path("/dev/shm")  # noqa: S108  a kill loses nothing that the system holds: no disk is needed


@dataclass
class Tally:
    """What came of it; a harness that saw only one outcome has shown nothing."""

    old: int = 0
    new: int = 0
    torn: int = 0
    reads: int = 0
    torn_reads: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def both(self) -> bool:
        """Whether the old and the new outcome were both seen."""
        return self.old > 0 and self.new > 0


def run(kills: int, publisher: str = "sound", seed: int = 1, seconds: float = 1e9) -> Tally:
    """Kill that many publishers, one after another, each after a random part of its time.

    What is taken for its time follows the outcomes: as many are killed too late as in time.
    Stops short after ``seconds``; how many were killed is the sum of the outcomes.
    """
    chance, tally = random.Random(seed), Tally()  # noqa: S311  the same moments again
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    out, begun = folder / "out", time.monotonic()
    try:
        span = sorted(_publish(out, publisher, number, None) for number in range(3))[1]
        with _Reader(out, publisher) as reader:
            for number in range(3, kills + 3):
                if time.monotonic() - begun > seconds:
                    break
                was_new = tally.new
                _one_kill(out, publisher, number, chance.uniform(0, 1.5) * span, tally)
                span *= 0.9 if tally.new > was_new else 1 / 0.9  # whatever else the machine does
        tally.reads, tally.torn_reads = reader.seen
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tally


def _one_kill(out: Path, publisher: str, number: int, after: float, tally: Tally) -> None:
    before = publishers.number_in_force(out, publisher)
    _publish(out, publisher, number, after)
    now = publishers.number_in_force(out, publisher)
    torn = publishers.torn(out, publisher)
    if torn or now not in (before, number):
        tally.torn += 1
        tally.notes.append(f"{number}: {torn or now}")
    elif now == number:
        tally.new += 1
    else:
        tally.old += 1


def _publish(out: Path, publisher: str, number: int, kill_after: float | None) -> float:
    """Publish release ``number`` in a process of its own; returns the seconds it took."""
    child = forked(lambda: publishers.PUBLISHERS[publisher](out, number))
    begun = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if kill_after is None and status:
        raise RuntimeError(f"a publisher that was left alone failed with {status}")
    return time.monotonic() - begun


def forked(work: Callable[[], object]) -> int:
    """A child process that does ``work`` and ends with 0, or 1 where it raised; its id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001  a child of a test must never run the test on
        os._exit(1)
    os._exit(0)


class _Reader:
    """A visitor and a copying program in one: pin the release in force, read all of it, check it."""

    def __init__(self, out: Path, publisher: str) -> None:
        self.out, self.publisher, self.seen = out, publisher, (0, 0)

    def __enter__(self) -> Self:
        self.stop = self.out.with_name("stop")
        self.report = self.out.with_name("report")
        self.child = forked(self._read)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.touch()
        os.waitpid(self.child, 0)
        self.seen = tuple(json.loads(self.report.read_text(encoding="ascii")))

    def _read(self) -> None:
        reads = torn = 0
        while not self.stop.exists():
            release = publishers.pinned(self.out, self.publisher)
            fault = publishers.torn_release(release)
            torn += bool(fault and publishers.still_kept(self.out, self.publisher, release))
            reads += 1
            time.sleep(0.002)
        self.report.write_text(json.dumps([reads, torn]), encoding="ascii")
