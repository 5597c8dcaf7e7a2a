"""What was written is on the disk itself before any name leads to it.

Enters: a folder on the disk that is to be written to, before the writing begins.  Leaves: a function
that returns once all that lies below a folder would survive a power cut, and raises where the disk
failed meanwhile.

One sync of the whole file system costs what a few files cost one by one.  It is taken where it was
proved by power cuts (``tests/trust/powercut``) and where the kernel tells of failed writes (Linux from
5.8 on, ``syncfs(2)``: errors since the handle was opened); everywhere else every file is synced.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Settle = Callable[[Path], None]

PROVED: tuple[str, ...] = ("ext4", "tmpfs")
"""File systems that are synced whole; on ``tmpfs`` nothing outlives a power cut either way."""
_FIRST_TO_TELL = (5, 8)


@contextmanager
def settling(disk: Path) -> Iterator[Settle]:
    """The way to see onto the disk all that is written below ``disk`` from now on."""
    if not _synced_whole(disk):
        yield one_by_one
        return
    handle = os.open(disk, os.O_RDONLY)
    try:
        yield lambda _: sync_disk(handle)
    finally:
        os.close(handle)


def one_by_one(folder: Path) -> None:
    """Every file and folder below, and the folder."""
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(parent, name), os.O_RDWR)
        sync_folder(Path(parent))


def sync_disk(handle: int) -> None:
    """The whole file system of an open folder.  Raises ``OSError`` where a write failed."""
    if ctypes.CDLL(None, use_errno=True).syncfs(handle):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def sync_folder(folder: Path) -> None:
    """The names in a folder on the disk itself."""
    if os.name != "nt":  # Windows cannot open a folder to sync it
        sync(folder, os.O_RDONLY)


def sync(path: Path, mode: int) -> None:
    """One file or folder, opened in a mode that allows it."""
    handle = os.open(path, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _synced_whole(disk: Path) -> bool:
    if sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "syncfs"):
        return False
    found = re.match(r"(\d+)\.(\d+)", platform.release())
    tells = found is not None and tuple(map(int, found.groups())) >= _FIRST_TO_TELL
    return tells and _file_system(disk) in PROVED


def _file_system(folder: Path) -> str:
    """The kind of file system of a folder, as Linux calls it; nothing where it does not say."""
    device = folder.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    rows = (line.partition(" - ") for line in mounts.splitlines())
    return next((kind.split()[0] for mount, _, kind in rows if mount.split()[2] == number), "")
