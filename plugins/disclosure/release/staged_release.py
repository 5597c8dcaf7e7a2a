"""The folder that a release is written to, before anything leads to it.

Enters: files, by their path in the release, and the release in force.  Leaves: the same files in a
folder, and what the manifest says of them.  A file equal to the one in force is not written again: it
is linked, so it keeps its time (to rsync and browsers it is unchanged) and costs the disk nothing.

Two releases may share a file so.  Nothing of this program ever changes a file that was published;
whoever changes one by hand changes it in both, and ``verify`` and ``rollback`` say so.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..basics.digests import in_letters
from . import manifest
from .durable import Settle, one_by_one
from .manifest import FileEntry
from .tree import FILE, FOLDER

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


Identity = tuple[int, int, int, int, int]
"""Tells a file from another, and from itself once it is written to or replaced."""


class _Published(NamedTuple):
    """A file in force, which it was before it was read, and its bytes."""

    path: Path
    identity: Identity
    data: bytes


@dataclass
class StagedRelease:
    """``files`` are all that were written, by path; ``before`` is the release in force, if any.

    ``settle`` sees all that lies below a folder onto the disk.
    """

    root: Path
    settle: Settle = one_by_one
    before: Path | None = None
    files: dict[str, FileEntry] = field(default_factory=dict)
    _taken: dict[str, Identity] = field(default_factory=dict)
    _folders: dict[str, Path] = field(default_factory=dict)

    def write(self, name: str, data: bytes) -> None:
        """Add a file.

        Raises:
            FileExistsError: two outputs collide.
            ValueError: the name would lead out of the folder.
            OSError: the disk failed.
        """
        entry = FileEntry(hashlib.sha256(data).hexdigest(), len(data))
        old = self._in_force(name) if self.known.get(name) == entry.sha256 else None
        if old and old.data == data:
            self._take_over(name, old)
        else:
            _write(self._place(name), data)
        self.files[name] = entry

    def keep(self, name: str) -> bool:
        """Take over a file in force without making it; False where it is not what its manifest says."""
        old = self._in_force(name)
        if old is None or hashlib.sha256(old.data).hexdigest() != self.known[name]:
            return False
        self._take_over(name, old)
        self.files[name] = FileEntry(self.known[name], len(old.data))
        return True

    def untouched(self) -> set[str]:
        """Files that were taken over, and that nobody wrote to since their bytes were compared."""
        return {name for name, then in self._taken.items() if _is_still(self.root / name, then)}

    def digests(self) -> dict[str, str]:
        """SHA-256 in letters, by path: what the gates hold the disk against."""
        return {name: in_letters(entry.sha256) for name, entry in self.files.items()}

    def manifest(self) -> bytes:
        """The manifest of what was written."""
        return manifest.printed(self.files)

    def _place(self, name: str) -> Path:
        folder, _, leaf = name.rpartition("/")
        if leaf != Path(leaf).name or not self._is_within(folder):
            raise ValueError(f"{name} 走出了输出文件夹")
        if folder not in self._folders:
            self._folders[folder] = self._made(folder)
        return self._folders[folder] / leaf

    def _is_within(self, folder: str) -> bool:
        if folder in self._folders:
            return True
        return (self.root / folder).is_relative_to(self.root) and ".." not in Path(folder).parts

    def _made(self, folder: str) -> Path:
        path = self.root / folder
        for missing in reversed([path, *path.parents]):
            if missing.is_relative_to(self.root) and not missing.is_dir():
                missing.mkdir(exist_ok=True)  # several processes write into one stage
                missing.chmod(FOLDER)  # readable whatever the umask is
        return path

    @cached_property
    def manifest_before(self) -> bytes:
        """The manifest of the release in force, or nothing."""
        try:
            return manifest.read(self.before) if self.before else b""
        except manifest.Unreadable:
            return b""

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Digests of the release in force, as its manifest tells them."""
        try:
            return manifest.digests(self.manifest_before)
        except manifest.Unreadable:
            return {}

    def _in_force(self, name: str) -> _Published | None:
        """The file of this name in force, if there is one and readers may read it."""
        return _read(self.before / name) if self.before and name in self.known else None

    def _take_over(self, name: str, old: _Published) -> None:
        """One more name for a file; where the disk allows none, the same bytes with the same time.

        A name more is told by nothing but the time of the last change of the file's names.
        """
        new = self._place(name)
        try:
            os.link(old.path, new)
        except FileExistsError:
            raise
        except OSError:
            _write(new, old.data)
            then = old.path.stat().st_mtime_ns
            os.utime(new, ns=(then, then))
        now = _identity(new.lstat())
        if now[:-1] == old.identity[:-1]:
            self._taken[name] = now


def _fit(mode: int) -> bool:
    """Whether a published file is as this program leaves one; Windows has no such modes."""
    return stat.S_ISREG(mode) and (os.name == "nt" or stat.S_IMODE(mode) == FILE)


def _read(path: Path) -> _Published | None:
    """A published file as this program leaves one."""
    try:
        handle = os.open(path, _OLD)
    except OSError:
        return None
    with os.fdopen(handle, "rb", buffering=0) as file:
        about = os.fstat(handle)
        return _Published(path, _identity(about), file.readall()) if _fit(about.st_mode) else None


def _is_still(path: Path, then: Identity) -> bool:
    try:
        return _identity(path.lstat()) == then
    except OSError:
        return False


def _identity(about: os.stat_result) -> Identity:
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, _NEW, FILE)
    with os.fdopen(handle, "wb", buffering=0) as file:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, FILE)
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
