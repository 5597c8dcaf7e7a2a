"""What one build keeps for the next, outside of every county and every output.

Enters: the name of a store.  Leaves: its folder; files read and written as a whole.  A file that is not
what was written, that was written about something else, as by another program, or that another user
could have written, counts as absent.  Everything here may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from ...basics.paths.where import theme_folder

_DIGEST = 32


def folder(name: str) -> Path:
    """In the user's cache where one is named, else in the checkout, which then leaves nothing behind."""
    asked, checkout = Path(os.environ.get("XDG_CACHE_HOME", "")), theme_folder().parent
    if not asked.is_absolute() and (checkout / "pyproject.toml").is_file():
        return checkout / ".cache" / name
    return (asked if asked.is_absolute() else Path("~/.cache").expanduser()) / "disclosure" / name


def place(name: str, of: Path, part: str = "") -> Path:
    """Where a store keeps what belongs to a folder, a county's or that of an output; or a part of it."""
    return folder(name) / hashlib.sha256(f"{of.resolve()}{part}".encode()).hexdigest()


def read(path: Path, about: str) -> bytes | None:
    """What ``write`` left there about the same, and nothing else."""
    with suppress(OSError):
        data = _own(path)
        if _digest(about, memoryview(data)[_DIGEST:]) == data[:_DIGEST]:
            return data[_DIGEST:]
    return None


def _own(path: Path) -> bytes:
    """The bytes of a file that, like its folder, only this user can write.  Raises ``OSError``."""
    if not hasattr(os, "geteuid"):  # where files have no such owners
        return path.read_bytes()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.fdopen(os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb") as file:
            for about in (os.fstat(folder), os.fstat(file.fileno())):
                if about.st_uid != os.geteuid() or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                    raise PermissionError(path)
            return file.read()
    finally:
        os.close(folder)


def write(path: Path, about: str, data: bytes) -> None:
    """Keep a file, readable by its owner alone; where it cannot be kept, the next build does without."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(about, data) + data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def _digest(about: str, data: bytes | memoryview) -> bytes:
    told = hashlib.sha256(hashlib.sha256(about.encode()).digest())
    told.update(data)
    return told.digest()


def prune(folder: Path, most: int) -> None:
    """Keep the files written last, as many as have room in ``most`` bytes, and one at the least."""
    with suppress(OSError), os.scandir(folder) as entries:
        dated = [(entry.stat(), entry.path) for entry in entries]
        if sum(about.st_size for about, _ in dated) <= most:
            return
        dated.sort(key=lambda entry: -entry[0].st_mtime_ns)
        sizes = accumulate(about.st_size for about, _ in dated)
        for (_, path), total in list(zip(dated, sizes, strict=True))[1:]:
            if total > most:
                os.unlink(path)  # noqa: PTH108  a name, of thousands
