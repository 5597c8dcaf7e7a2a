"""Office files read in a process of their own, with an end to its time and its memory.

Enters: paths.  Leaves: grids, and problems for files that could not be read.  A file that brings its
reader down, or keeps it busy, is named; this program goes on.  Nothing of a file is run.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from ....basics.files.os_errors import reason
from ....basics.problem import Problem
from ....tables.grid import DAMAGED, TOO_LARGE, FilePlace, SheetGrid, UnreadFile
from ....tables.sources import read
from ....tables.sources.word_notice import WordNotice, read_notice

SECONDS, MEMORY = 60, 1536 * 1024 * 1024
_CHILD = f"from {__name__} import child; child()"
T = TypeVar("T")


def read_in_bounds(
    path: Path, seconds: int = SECONDS, memory: int = MEMORY
) -> tuple[list[SheetGrid], list[Problem]]:
    """The grids of one file, or why there are none.

    ``seconds`` are the processor's, ``memory`` is in bytes; it is waited for ``SECONDS`` at the most.
    """
    grids, problems = _in_child("tables", path, seconds, memory, list[SheetGrid]())
    return grids, problems


def notice_in_bounds(path: Path) -> tuple[WordNotice | None, list[Problem]]:
    """A Word document as a notice, read in the same way."""
    return _in_child("notice", path, SECONDS, MEMORY, None)


def _in_child(reader: str, path: Path, seconds: int, memory: int, nothing: T) -> tuple[T, list[Problem]]:
    """What a reader makes of a file; ``nothing``, and the reason, where it makes nothing."""
    command = [sys.executable, "-c", _CHILD, str(path), str(seconds), str(memory), reader]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603  this program; the file's name is an argument, its content no command
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return nothing, [_problem(path, f"读了 {SECONDS} 秒还没有读完")]
    if done.returncode or not done.stdout:
        return nothing, [
            _problem(path, f"读它的进程停了，多半是展开后太大（超过 {memory >> 20} MB 内存）")
        ]
    found: tuple[T, list[Problem]]
    found = pickle.loads(done.stdout)  # noqa: S301  from a process of our own
    return found if found[0] is not None else (nothing, found[1])


def _problem(path: Path, what: str) -> Problem:
    return Problem(FilePlace(path.name), TOO_LARGE, what)


def child() -> None:
    """The whole life of the process that reads."""
    _bound(*map(int, sys.argv[2:4]))
    out = sys.stdout.buffer
    sys.stdout = sys.stderr
    pickle.dump(_read(Path(sys.argv[1]), _READERS[sys.argv[4]]), out)


_READERS: Mapping[str, Callable[[str, bytes], object]] = {"tables": read, "notice": read_notice}


def _read(path: Path, reader: Callable[[str, bytes], object]) -> tuple[object | None, Sequence[Problem]]:
    try:
        return reader(path.name, path.read_bytes()), []
    except UnreadFile as unreadable:
        return None, [unreadable.problem]
    except OSError as error:
        return None, [Problem(FilePlace(path.name), DAMAGED, f"打不开：{reason(error)}")]


def _bound(seconds: int, memory: int) -> None:
    """Where the system can, no more memory and time of the processor than any honest file needs."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  Windows has none

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
