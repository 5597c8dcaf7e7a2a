"""Whole processes, measured.

Enters: commands.  Leaves: a ``Cost`` for each: wall clock, CPU of the process and of all that it
waited for, and the peak memory of the largest of them.  POSIX only.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_UNIT = 1 if sys.platform == "darwin" else 1024
"""What ``ru_maxrss`` counts in."""


class Failed(Exception):
    """A command failed; the message says how."""


@dataclass(frozen=True)
class Command:
    """A program with its words, where it runs, and what it finds in the environment."""

    words: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def started(self, told: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[str]:
        """Running; what it says goes to ``told``."""
        return subprocess.Popen(
            [str(word) for word in self.words], cwd=self.folder, env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds, seconds, bytes."""

    wall: float
    cpu: float
    peak: int


def measured(command: Command) -> Cost:
    """Run it to its end.  Raises ``Failed``."""
    return run(command)[0]


def run(command: Command) -> tuple[Cost, str]:
    """Run it to its end, and what it said.  Raises ``Failed``."""
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        child = command.started(told)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        words = told.read().decode("utf-8", "replace")
        if child.returncode:
            last = words.strip().splitlines()[-3:]
            raise Failed(f"退出码 {child.returncode}：{' '.join(last)[:200]}")
    cost = Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT)
    return cost, words


def middle(costs: Sequence[Cost]) -> Cost:
    """Each figure's median."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        int(statistics.median(cost.peak for cost in costs)),
    )


def disk_of(folder: Path) -> str:
    """The kind of file system that a folder lies on."""
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return "不详"
    rows = (line.split() for line in mounts.read_text().splitlines())
    whole = str(folder.resolve())
    kinds = [(len(row[1]), row[2]) for row in rows if whole.startswith(row[1].rstrip("/") + "/")]
    return max(kinds)[1] if kinds else "不详"
