"""A release swapped in whole: readers see the old one or the new one, never a mixture.

Enters: the output folder.  Leaves, below it::

    public kiosk led …   names that consumers point at: links into current/
    current              link to the release in force, replaced in one step
    previous             link to the one before, for going back
    releases/<hash>/     releases; the name is the hash of the manifest
    .spare-<hash>        links to the files in force, for the next release (``spare``)
    .disclosure.lock     held while a build writes

Files are written to a staging folder (``staged_release``), listed in ``manifest.json``, synced, and
only then renamed into ``releases/``; what a name leads to is on the disk before the name is.  Where the
disk has no symbolic links (Windows without the right), the names are folders that are moved
aside one by one: quick, but not in one step.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from . import durable, manifest, pointers, spare, tree
from .manifest import MANIFEST, SIGNATURE, SUMS
from .pointers import CURRENT, PREVIOUS, RELEASES
from .staged_release import StagedRelease
from .tree import Foreign, Identity

__all__ = [
    "LOCK", "MANIFEST", "SIGNATURE", "Busy", "Damaged", "Foreign", "NoRelease", "StagedRelease",
    "astray", "before", "commit", "forget", "in_force", "in_force_if_any", "kept", "recall", "rollback",
    "staging",
]  # fmt: skip

LOCK = ".disclosure.lock"
Sign = Callable[[bytes], bytes]
"""Makes the signature of a manifest."""


class Busy(Exception):
    """Another build is writing to the same output folder."""


class NoRelease(Exception):
    """The output folder holds no release to go back to."""


class Damaged(Exception):
    """A release no longer is what its manifest says."""


@contextmanager
def staging(out: Path) -> Iterator[StagedRelease]:
    """An empty stage to build into; gone again unless ``commit`` took it.

    Raises:
        Busy: another build holds the lock.
        Foreign: ``out`` is not empty and is not ours.
    """
    tree.refuse_foreign(out, LOCK)
    out.mkdir(parents=True, exist_ok=True)
    with _locked(out):
        tree.sweep(out)
        folder = Path(tempfile.mkdtemp(prefix=tree.STAGE, dir=out))
        before = in_force_if_any(out)
        at_hand = spare.take(out, before, folder)
        folder.chmod(tree.FOLDER)
        stage = StagedRelease(folder, before=before, at_hand=at_hand)
        try:
            with durable.settling(out) as stage.settle:
                yield stage
        finally:
            if before and at_hand:
                spare.put_by(out, folder, before, stage.noted)
            tree.remove(folder)


def commit(out: Path, stage: StagedRelease, sign: Sign | None = None) -> str:
    """Make ``stage`` the current release; returns the release's name.

    What ``sign`` says of the manifest, if anything, is kept beside it.

    Raises:
        Foreign: a name that consumers would point at is taken by something that is not ours.
        OSError: the disk failed; the release before is still, or again, in force.
    """
    if not stage.identities:
        stage.finish()
    pointers.refuse_squatters(out, stage.root)
    release = _shelve(out, stage, sign)
    before = pointers.target(out, CURRENT)
    _put_in_force(out, release, before)
    keep = {release.name, before, pointers.target(out, PREVIOUS)}
    for gone in (stage.root, *tree.forget(out / RELEASES, keep)):
        spare.put_by(out, gone, release, stage.identities)
        tree.remove(gone)
    return release.name


def rollback(out: Path) -> str:
    """Put the release before in force again, whole; returns its name.

    Going back once more returns to where one was.

    Raises:
        Busy: a build is running.
        NoRelease: there is none before.
        Damaged: it is no longer what it was when it was published.
    """
    if not (out / LOCK).is_file():
        raise NoRelease(f"{out} 不是本程序的输出文件夹")
    with _locked(out):
        current = pointers.target(out, CURRENT)
        release = before(out)
        damage = manifest.compare(release)
        if damage:
            raise Damaged(f"上一版已经不完整（{damage[0]}），没有退回")
        _put_in_force(out, release, current)
    return release.name


def forget(out: Path, releases: Iterable[Path]) -> None:
    """Remove releases that are kept beside the one in force, whole.

    Raises:
        Busy: a build is running.
        OSError: some of one is still there.
    """
    with _locked(out):
        names = {release.name for release in releases} - {pointers.target(out, CURRENT)}
        keep = {release.name for release in kept(out)} - names
        for gone in tree.forget(out / RELEASES, keep):
            shutil.rmtree(gone)
        if pointers.target(out, PREVIOUS) in names:
            pointers.point(out, PREVIOUS, "")


def astray(out: Path, noted: Mapping[str, Identity]) -> dict[Path, set[str]]:
    """By release, what was noted of the one in force and does not lie at hand for the next one."""
    release = in_force_if_any(out)
    at_hand = release and spare.place(out, release)
    return {release: spare.astray(at_hand, noted)} if release and at_hand and at_hand.is_dir() else {}


def recall(out: Path) -> None:
    """Take in what the release in force holds, before copies of this process ask for that too."""
    with suppress(NoRelease, manifest.Unreadable):  # whoever needs it says so
        manifest.digests(manifest.read(in_force(out)))


def in_force(out: Path) -> Path:
    """The folder of the current release.  Raises ``NoRelease``."""
    name = pointers.target(out, CURRENT)
    if not name or not (out / RELEASES / name).is_dir():
        raise NoRelease(f"{out} 里还没有发布过网站")
    return out / RELEASES / name


def in_force_if_any(out: Path) -> Path | None:
    """The folder of the current release, where there is one."""
    try:
        return in_force(out)
    except NoRelease:
        return None


def kept(out: Path) -> list[Path]:
    """The folders of all releases that are kept."""
    return sorted(tree.releases(out / RELEASES))


def before(out: Path) -> Path:
    """The release that a rollback would put in force.  Raises ``NoRelease``."""
    current = pointers.target(out, CURRENT)
    named = pointers.target(out, PREVIOUS)  # names the current one where a swap was interrupted
    others = [path for path in kept(out) if path.name != current]
    others.sort(key=lambda path: (path.name == named, path.stat().st_mtime), reverse=True)
    found = next(iter(others), None)
    if found is None:
        raise NoRelease(f"{out} 里没有上一版，退不回去")
    return found


def _put_in_force(out: Path, release: Path, current: str) -> None:
    """Swap, and stand behind it: a swap that may not last is taken back."""
    pointers.expose(out, release)
    if release.name != current:
        if current:
            pointers.point(out, PREVIOUS, current)
        try:
            pointers.point(out, CURRENT, release.name)
            durable.sync_folder(out)
        except OSError:
            pointers.point(out, CURRENT, current)
            raise
    pointers.settle(out, release)


def _shelve(out: Path, stage: StagedRelease, sign: Sign | None) -> Path:
    """The stage among the releases, on the disk itself; an equal and whole one is used as it is."""
    text = stage.manifest()
    signature = sign(text) if sign else b""
    names = (out / RELEASES / name for name in manifest.names(text))
    release = next(path for path in names if not path.exists() or _is_whole(path, stage))
    if not release.exists():
        tree.write(stage.root / MANIFEST, text)
        tree.write(stage.root / SUMS, manifest.sums(manifest.digests(text)))
        stage.settle(stage.root)
        release.parent.mkdir(exist_ok=True)
        stage.root.rename(release)
    if signature:
        tree.replace(release / SIGNATURE, signature)
    durable.sync_folder(release)
    durable.sync_folder(release.parent)
    durable.sync_folder(out)
    return release


def _is_whole(release: Path, stage: StagedRelease) -> bool:
    """What is the very file that is in the stage is not read again."""
    return not manifest.compare(release, same=stage.shared_with(release))


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    lock = FileLock(out / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(f"另一个生成正在写 {out}，请等它结束") from None
    try:
        yield
    finally:
        lock.release()
