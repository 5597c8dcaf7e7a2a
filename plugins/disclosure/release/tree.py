"""Folders and files as publishing needs them: on the disk itself, readable by the web server.

Enters: paths.  Leaves: files and folders written, synced, or gone.  Nothing is removed that this
program did not put there.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

STAGE, GONE = ".stage-", ".gone-"
FILE, FOLDER = 0o644, 0o755

Identity = tuple[int, int, int, int, int]
"""Tells a file from another, and from itself once it is written to or replaced."""
INODE, SIZE = 1, 2
"""Which parts of it are the number of the file on its disk, and the number of bytes."""


class Foreign(Exception):
    """The output folder holds files that this program did not write."""


def refuse_foreign(out: Path, lock: str) -> None:
    """Raises ``Foreign`` for a folder that holds anything and not our lock."""
    if not out.exists() or (out / lock).is_file():
        return
    strangers = sorted(path.name for path in out.iterdir())
    if strangers:
        raise Foreign(f"{out} 里已有“{strangers[0]}”等不是本程序生成的文件，请换一个输出文件夹")


def sweep(out: Path) -> None:
    """Remove what builds that were cut short left behind; only while the lock is held."""
    for path in (*out.glob(f"{STAGE}*"), *out.glob(f"releases/{GONE}*")):
        remove(path)


def releases(shelf: Path) -> Iterator[Path]:
    """The releases that are kept."""
    for path in shelf.iterdir() if shelf.is_dir() else ():
        if path.is_dir() and not path.name.startswith("."):
            yield path


def forget(shelf: Path, keep: set[str]) -> Iterator[Path]:
    """Other releases, to be removed; renamed first, so that none is ever left in part under its name."""
    for release in list(releases(shelf)):
        if release.name not in keep:
            gone = shelf / f"{GONE}{release.name}"
            remove(gone)
            with suppress(OSError):  # the new release is in force; the next build tries again
                release.rename(gone)
            yield gone


def plain(file: Path, most: int) -> bytes:
    """What a file of others holds.  Raises ``OSError``: also for a pipe, for a device, and for more
    bytes than it may have, none of which is read."""
    told = file.stat()
    if not (stat.S_ISREG(told.st_mode) or stat.S_ISDIR(told.st_mode)):
        raise OSError(errno.EINVAL, "no regular file", str(file))
    if told.st_size > most:
        raise OSError(errno.EFBIG, "too large", str(file))
    return file.read_bytes()


def identity_of(path: str) -> Identity | None:
    """Of nothing where nothing is."""
    try:
        return identity(os.lstat(path))
    except OSError:
        return None


def identity(about: os.stat_result) -> Identity:
    """That of a file of which this is told."""
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def is_folder(path: str) -> bool:
    """Whether a folder of ours is there, which readers may look into; Windows has no such modes."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and (os.name == "nt" or stat.S_IMODE(mode) == FOLDER)


def make(folder: Path) -> None:
    """A folder, be there one already, or a file in its place; other processes may be about it too."""
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_symlink() or not folder.is_dir():
            with suppress(OSError):
                folder.unlink()
            folder.mkdir(exist_ok=True)


def remove(folder: Path) -> None:
    """Remove a folder of ours as far as the disk allows; the next build tries again."""
    if not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, data: bytes) -> None:
    """Write a file, readable whatever the umask is, and see it onto the disk."""
    with path.open("wb") as file:
        path.chmod(FILE)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Write a file in place of another in one rename."""
    fresh = path.with_name(f".{path.name}.new")
    write(fresh, data)
    fresh.replace(path)
