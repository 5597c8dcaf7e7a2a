"""The names that lead to releases: ``current``, ``previous``, and those consumers point at.

Enters: the output folder and a release.  Leaves: links replaced in one rename each.  Without
symbolic links, pointers are small files that hold the release's name, and the names consumers
point at are copies.
"""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress
from pathlib import Path

from . import tree
from .tree import Foreign

CURRENT, PREVIOUS, RELEASES = "current", "previous", "releases"
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOSYS}


def target(out: Path, pointer: str) -> str:
    """The release that a pointer names, or nothing."""
    link = out / pointer
    if link.is_symlink():
        return link.readlink().name
    return link.read_text(encoding="ascii") if link.is_file() else ""


def point(out: Path, pointer: str, release: str) -> None:
    """Point ``pointer`` at a release in one rename; at none, remove it."""
    if not release:
        (out / pointer).unlink(missing_ok=True)
        return
    fresh = out / f".{pointer}.new"
    fresh.unlink(missing_ok=True)
    if not _link(fresh, Path(RELEASES) / release):
        tree.write(fresh, release.encode("ascii"))
    fresh.replace(out / pointer)


def refuse_squatters(out: Path, stage: Path) -> None:
    """Raises ``Foreign`` where a name of the release is taken by what is not our link or copy."""
    copies = (out / CURRENT).is_file() and not (out / CURRENT).is_symlink()
    for name in _names(stage):
        path = out / name
        taken = path.exists() and not (path.is_dir() and copies)
        if (path.is_symlink() and not _ours(path)) or (taken and not path.is_symlink()):
            raise Foreign(f"{path} 不是本程序生成的，请移走它，或换一个输出文件夹")


def expose(out: Path, release: Path) -> None:
    """Before the swap: a link for every name that has none."""
    for name in _names(release):
        path = out / name
        if not path.is_symlink() and not path.exists():
            _link(path, Path(CURRENT) / name)


def settle(out: Path, release: Path) -> None:
    """After the swap: names the release does not hold go; copies, where links fail, are renewed."""
    names = _names(release)
    for path in out.iterdir():
        if path.is_symlink() and _ours(path) and path.name not in names:
            with suppress(OSError):  # it leads nowhere any more; the next build tries again
                path.unlink()
    for name in names:
        if not (out / name).is_symlink():
            _replace_folder(out / name, release / name)


def _names(release: Path) -> set[str]:
    return {path.name for path in release.iterdir() if path.is_dir()}


def _ours(link: Path) -> bool:
    """Whether a link is one of those that consumers point at."""
    return link.readlink().parts[:-1] == (CURRENT,)


def _link(link: Path, to: Path) -> bool:
    try:
        link.symlink_to(to, target_is_directory=True)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS and getattr(error, "winerror", None) is None:
            raise  # the disk failed; that is not the same as having no links
        return False
    return True


def _replace_folder(name: Path, fresh: Path) -> None:
    coming, going = name.with_name(f".{name.name}.new"), name.with_name(f".{name.name}.old")
    for leftover in (coming, going):
        tree.remove(leftover)
    shutil.copytree(fresh, coming)
    if name.exists():
        name.rename(going)
    coming.rename(name)
    tree.remove(going)
