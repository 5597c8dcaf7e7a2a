"""The folder that a release is written to, before anything leads to it.

Enters: files, by their path in the release, and the release in force.  Leaves: the same files in a
folder, and what the manifest says of them.  A file equal to the one in force is not written again: it
is linked, so it keeps its time (to rsync and browsers it is unchanged) and costs the disk nothing.
Where a ``spare`` was at hand, it is linked already.

Two releases may share a file so.  Nothing of this program ever changes a file that was published;
whoever changes one by hand changes it in both, and ``verify`` and ``rollback`` say so.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..basics.digests import in_letters
from ..basics.values import dataclass
from . import manifest, spare, tree
from .durable import Settle, one_by_one
from .manifest import FileEntry
from .tree import FILE, FOLDER, SIZE, Identity

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_FILE = ("", ".", "..")
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class _Published(NamedTuple):
    """A file in force, which it was before it was read, and its bytes."""

    path: str
    identity: Identity
    data: bytes


class StageWork(NamedTuple):
    """Files that were written or taken over, and which files those are that were taken over; but for
    ``kept`` ones, which are what was noted of them."""

    files: Mapping[str, FileEntry]
    taken: Mapping[str, Identity]
    kept: Sequence[str]


@dataclass
class StagedRelease:
    """``files`` are all that were written, by path; ``before`` is the release in force, if any.

    ``settle`` sees all that lies below a folder onto the disk.  ``at_hand``: the folder is a spare one
    of the release in force.  ``noted`` tells which files were in force when their bytes were what the
    manifest says, ``found_astray`` by release which of these somebody has not found at hand,
    ``identities`` which files they were when the stage was finished.
    """

    root: Path
    settle: Settle = one_by_one
    before: Path | None = None
    at_hand: bool = False
    noted: Mapping[str, Identity] = field(default_factory=dict)
    found_astray: Mapping[Path, AbstractSet[str]] = field(default_factory=dict)
    files: dict[str, FileEntry] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    _taken: dict[str, Identity] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)

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
            self._take_over(name, old.path, old.identity)
        else:
            _write(self._new(name, self._place(name)), data)
        self.files[name] = entry

    def keep(self, name: str) -> bool:
        """Take over a file in force without making it; False where it is not what its manifest says.

        It is read, unless it still is the one that was noted.
        """
        if name in self.known and self._keep_noted(name):
            return True
        old = self._in_force(name)
        if old is None or hashlib.sha256(old.data).hexdigest() != self.known[name]:
            return False
        self._take_over(name, old.path, old.identity)
        self.files[name] = FileEntry(self.known[name], len(old.data))
        return True

    def work(self) -> StageWork:
        """What was done so far."""
        kept = {name for name, was in self._taken.items() if self.noted.get(name) is was}
        files = {name: entry for name, entry in self.files.items() if name not in kept}
        taken = {name: was for name, was in self._taken.items() if name not in kept}
        return StageWork(files, taken, list(kept))

    def add(self, work: StageWork) -> None:
        """What a copy of this process did in the same folder."""
        self.files.update(work.files)
        self._taken.update(work.taken)
        for name in work.kept:
            self._taken[name] = noted = self.noted[name]
            self.files[name] = FileEntry(self.known[name], noted[SIZE])

    def look(self, coming: Container[str] = ()) -> Mapping[str, Identity | None]:
        """Leave nothing in the folder but what was written or taken over so far, and what is ``coming``.

        Returns which files it is, but for those that are what they were when they were taken over: a
        copy of this process may look.
        """
        if self.at_hand:
            spare.shed(self.root, lambda name, _: name in self.files or name in coming)
        found = ((name, tree.identity_of(f"{self.root}/{name}")) for name in self.files)
        return {name: now for name, now in found if now != self._taken.get(name)}

    def finish(self, looked: Mapping[str, Identity | None] | None = None) -> dict[str, str]:
        """Note which files it is; at those that came after whoever ``looked`` nobody has looked yet.

        Returns SHA-256 in letters, by path: what the gates hold the disk against.
        """
        found = {**self._taken, **(self.look() if looked is None else looked)}
        for name in self.files.keys() - found.keys():
            found[name] = tree.identity_of(f"{self.root}/{name}")
        self.identities = {name: identity for name, identity in found.items() if identity}
        digests = in_letters("\n".join(entry.sha256 for entry in self.files.values()))
        return dict(zip(self.files, digests.split("\n"), strict=True)) if self.files else {}

    def untouched(self) -> set[str]:
        """Files that were taken over, and that nobody wrote to since their bytes were compared."""
        return {name for name, then in self._taken.items() if self.identities.get(name) == then}

    def shared_with(self, release: Path) -> set[str]:
        """Files that are in a release under one more name, untouched since the stage was finished."""
        found = self.identities.items()
        return {name for name, then in found if tree.identity_of(f"{release}/{name}") == then}

    def digests(self) -> dict[str, str]:
        """SHA-256 of what was written, by path."""
        return {name: entry.sha256 for name, entry in self.files.items()}

    def manifest(self) -> bytes:
        """The manifest of what was written."""
        return manifest.printed(self.files)

    def _new(self, name: str, path: str) -> str:
        """Where a file is to be made; what a spare folder holds there goes."""
        if name in self.files:
            raise FileExistsError(name)
        if self.at_hand:
            spare.clear(Path(path))
        return path

    def _place(self, name: str) -> str:
        folder, _, leaf = name.rpartition("/")
        own = (leaf,) if folder and folder in self._folders else name.split("/")
        if not all(map(_is_own, own)):
            raise ValueError(f"{name} 走出了输出文件夹")
        return f"{self._made(folder)}/{leaf}"

    def _made(self, folder: str) -> str:
        """A folder and all above it, readable whatever the umask is."""
        if folder not in self._folders:
            above, _, own = folder.rpartition("/")
            path = Path(self._made(above), own) if folder else self.root
            tree.make(path)
            path.chmod(FOLDER)
            self._folders[folder] = str(path)
        return self._folders[folder]

    @cached_property
    def astray(self) -> AbstractSet[str]:
        """Noted files that do not lie at hand as they were noted."""
        found = self.found_astray.get(self.before) if self.before else None
        return spare.astray(self.root, self.noted) if found is None else found

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
        return _read(f"{self.before}/{name}") if self.before and name in self.known else None

    def _take_over(self, name: str, old: str, was: Identity) -> None:
        """One more name for a file; where the disk allows none, the same bytes with the same time.

        A name more is told by nothing but the time of the last change of the file's names.
        """
        path = self._place(name)
        now = tree.identity_of(path) if self.at_hand and name not in self.files else None
        if now is None or now[:2] != was[:2]:
            self._link(old, self._new(name, path))
            now = tree.identity_of(path)
        if now and now[:-1] == was[:-1]:
            self._taken[name] = now

    def _keep_noted(self, name: str) -> bool:
        """A file that was noted, where nobody wrote to it; one that is at hand is linked already."""
        noted, path = self.noted.get(name), f"{self.before}/{name}"
        if noted is None:
            return False
        if self.at_hand and name not in self.files and name not in self.astray:
            self._taken[name] = noted
        elif tree.identity_of(path) == noted:
            self._take_over(name, path, noted)
        else:
            return False
        self.files[name] = FileEntry(self.known[name], noted[SIZE])
        return True

    def _link(self, old: str, new: str) -> None:
        try:
            os.link(old, new)
        except FileExistsError:
            raise
        except OSError:
            _write(new, Path(old).read_bytes())
            then = os.lstat(old).st_mtime_ns
            os.utime(new, ns=(then, then))


def _is_own(name: str) -> bool:
    """Whether a part of a path names something in the folder before it."""
    return name not in _NO_FILE and name == os.path.basename(name)  # noqa: PTH119  as fast as it gets


def _fit(mode: int) -> bool:
    """Whether a published file is as this program leaves one; Windows has no such modes."""
    return stat.S_ISREG(mode) and (os.name == "nt" or stat.S_IMODE(mode) == FILE)


def _read(path: str) -> _Published | None:
    """A published file as this program leaves one."""
    try:
        handle = os.open(path, _OLD)
    except OSError:
        return None
    with os.fdopen(handle, "rb", buffering=0) as file:
        about = os.fstat(handle)
        return _Published(path, tree.identity(about), file.readall()) if _fit(about.st_mode) else None


def _write(path: str, data: bytes) -> None:
    handle = os.open(path, _NEW, FILE)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, FILE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
