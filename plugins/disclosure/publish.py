"""A release swapped in whole: readers see the old one or the new one, never a mixture.

Enters: the output folder.  Leaves, below it::

    public kiosk led …   names that consumers point at: links into current/
    current              link to the release in force, replaced in one step
    previous             link to the one before, for going back
    releases/<hash>/     releases; the name is the hash of the manifest
    .disclosure.lock     held while a build writes

Files are written to a staging folder, synced, hashed into ``manifest.json`` and only then
renamed into ``releases/``.  Where the disk has no symbolic links (Windows without the right),
the names are folders that are moved aside one by one: quick, but not in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from . import disk

LOCK = ".disclosure.lock"
MANIFEST = "manifest.json"
_OURS = {LOCK, "current", "previous", "releases"}


class Busy(Exception):
    """Another build is writing to the same output folder."""


class Foreign(Exception):
    """The output folder holds files that this program did not write."""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder to build into; gone again unless ``commit`` took it.

    Raises:
        Busy: another build holds the lock.
        Foreign: ``out`` is not empty and is not ours.
    """
    _refuse_foreign(out)
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(f"另一个生成正在写 {out}，请等它结束") from None
    try:
        stage = Path(tempfile.mkdtemp(prefix=".stage-", dir=out))
        stage.chmod(0o755)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        lock.release()


def commit(out: Path, stage: Path) -> str:
    """Make ``stage`` the current release; returns the release's name."""
    manifest = _manifest(stage)
    name = hashlib.sha256(manifest).hexdigest()[:16]
    release = out / "releases" / name
    if not release.exists():
        disk.write(stage, MANIFEST, manifest)
        _sync(stage)
        release.parent.mkdir(exist_ok=True)
        stage.rename(release)
    before = _target(out / "current")
    if before != name:
        _swap(out, "previous", before)
        _swap(out, "current", name)
    _expose(out, release)
    _sync_folder(out)
    _forget(out, keep={name, before, _target(out / "previous")})
    return name


def _refuse_foreign(out: Path) -> None:
    if not out.exists() or (out / LOCK).exists():
        return
    strangers = sorted(p.name for p in out.iterdir())
    if strangers:
        raise Foreign(f"{out} 里已有“{strangers[0]}”等不是本程序生成的文件，请换一个输出文件夹")


def _manifest(stage: Path) -> bytes:
    files = {
        name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": path.stat().st_size}
        for name, path in disk.files_below(stage).items()
    }
    text = json.dumps({"files": files}, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def _sync(stage: Path) -> None:
    """Every file and folder below ``stage`` on the disk itself, not only in its cache."""
    for parent, _, names in os.walk(stage):
        for name in names:
            with (Path(parent) / name).open("rb") as file:
                os.fsync(file.fileno())
        _sync_folder(Path(parent))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _target(link: Path) -> str:
    """The release that a pointer names: the link's target, or the text where links fail."""
    if link.is_symlink():
        return link.readlink().name
    return link.read_text(encoding="ascii") if link.is_file() else ""


def _swap(out: Path, pointer: str, release: str) -> None:
    """Point ``pointer`` at a release in one rename."""
    if not release:
        return
    fresh = out / f".{pointer}.new"
    fresh.unlink(missing_ok=True)
    if not _link(fresh, Path("releases") / release):
        fresh.write_text(release, encoding="ascii")
    fresh.replace(out / pointer)


def _expose(out: Path, release: Path) -> None:
    """The names consumers point at lead to what the release holds, and no others remain."""
    names = {path.name for path in release.iterdir() if path.is_dir()}
    for path in out.iterdir():
        stale = path.name not in names | _OURS and not path.name.startswith(".")
        if stale and path.is_symlink():
            path.unlink()
    for name in sorted(names):
        if (out / name).is_symlink():
            continue
        if not _link(out / name, Path("current") / name):
            _replace_folder(out / name, release / name)


def _link(link: Path, target: Path) -> bool:
    if not (link.parent / "releases").is_dir():
        return False
    try:
        link.symlink_to(target, target_is_directory=True)
    except (OSError, NotImplementedError):
        return False
    return True


def _replace_folder(name: Path, fresh: Path) -> None:
    coming, going = name.with_name(f".{name.name}.new"), name.with_name(f".{name.name}.old")
    for leftover in (coming, going):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(fresh, coming)
    if name.exists():
        name.rename(going)
    coming.rename(name)
    shutil.rmtree(going, ignore_errors=True)


def _forget(out: Path, keep: set[str]) -> None:
    for release in (out / "releases").iterdir():
        if release.name not in keep:
            shutil.rmtree(release)
