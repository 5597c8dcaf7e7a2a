"""Hostile megabytes, each read in a process of its own: 5 s of processor time and 512 MB a megabyte.

Enters: bombs.  Leaves: what each took, and which were over the bounds.  A bomb that would take all
memory or all time is stopped by the system (``RLIMIT``), and counts as over.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import kills
from bombs import BOMBS, MEGABYTE

SECONDS, MEGABYTES = 5.0, 512.0
TRIES = 3
"""Times that a bomb is set off before it is over: a busy machine does not add as much every time."""
_STOP_SECONDS, _STOP_BYTES = 12, 2 << 30


@dataclass(frozen=True)
class Taken:
    """What one bomb took: seconds of processor time, megabytes in memory, for each megabyte of it."""

    name: str
    seconds: float
    megabytes: float
    finished: bool

    @property
    def over(self) -> bool:
        """Whether it broke the promise."""
        return not self.finished or self.seconds > SECONDS or self.megabytes > MEGABYTES


def run(names: Iterable[str] = tuple(BOMBS), seconds: float = 1e9) -> list[Taken]:
    """Set bombs off, one after another, for at most so many seconds in all."""
    begun, taken = time.monotonic(), []
    for name in names:
        if time.monotonic() - begun > seconds:
            break
        taken.append(one(name))
    return taken


def one(name: str) -> Taken:
    """The first time that a bomb stays within the bounds, or else the last."""
    for _ in range(TRIES):
        if not (taken := _once(name)).over:
            break
    return taken


def _once(name: str) -> Taken:
    """One bomb in a child of this process; what the process itself takes is in the figure."""
    bomb = BOMBS[name]
    data = bomb.make()
    size = max(1.0, len(data) / MEGABYTE)
    child = kills.forked(lambda: _limited(bomb.read, data))
    _, status, used = os.wait4(child, 0)
    spent = used.ru_utime + used.ru_stime
    return Taken(name, spent / size, used.ru_maxrss / 1024 / size, status == 0)


def _limited(reader: Callable[[bytes], object], data: bytes) -> None:
    import resource  # noqa: PLC0415  there is none on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (_STOP_SECONDS, _STOP_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_STOP_BYTES, _STOP_BYTES))
    reader(data)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or BOMBS:
        found = one(wanted)
        told = f"{found.seconds:6.2f} 秒 {found.megabytes:6.0f} MB　{found.name}"
        print(f"{'超过' if found.over else '界内'}　{told}", flush=True)
