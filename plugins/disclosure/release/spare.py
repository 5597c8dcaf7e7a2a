"""A folder at hand for the next release: linked already with what the one in force holds.

Enters: a folder that is to be forgotten, a release that was put in force.  Leaves: the folder, kept
under the release's name, with nothing in it but files of that release.  What changes from one release
to the next is little: to take that away and add it costs less than to link everything again and remove
it again.  A folder that is not at hand, or of another release, is made anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from . import tree
from .tree import INODE, Identity

SPARE = ".spare-"


def place(out: Path, release: Path) -> Path:
    """Where the spare folder of a release lies."""
    return out / f"{SPARE}{release.name}"


def take(out: Path, release: Path | None, stage: Path) -> bool:
    """Make the spare folder of a release the stage, which is empty; others are of no use any more."""
    spare = place(out, release) if release else None
    taken = False
    for path in out.glob(f"{SPARE}*"):
        if path == spare and not path.is_symlink():
            with suppress(OSError):
                path.replace(stage)
                taken = True
        if not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    return taken


def astray(folder: Path, noted: Mapping[str, Identity]) -> set[str]:
    """Those of the noted files that do not lie in a folder as they were noted; below a folder that is
    no longer as it was made, all of them."""
    root = str(folder)

    @cache
    def is_fit(folder: str) -> bool:
        above, _, own = folder.rpartition("/")
        return not own or (tree.is_folder(f"{root}/{folder}") and is_fit(above))

    def is_there(name: str, was: Identity) -> bool:
        return is_fit(name.rpartition("/")[0]) and tree.identity_of(f"{root}/{name}") == was

    return {name for name, was in noted.items() if not is_there(name, was)}


def put_by(out: Path, folder: Path, release: Path, files: Mapping[str, Identity]) -> None:
    """Keep a folder as the spare one of a release, if it can be and has none yet.

    Which files lie in the release need not be asked where that is known.
    """
    spare = place(out, release)

    def is_the_same(name: str, inode: int) -> bool:
        there = files.get(name) or tree.identity_of(f"{release}/{name}")
        return there is not None and there[INODE] == inode

    if folder.is_dir() and not spare.exists():
        with suppress(OSError):
            shed(folder, is_the_same)
            folder.rename(spare)


def clear(path: Path) -> None:
    """Make room for something else.  Raises ``OSError``."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def shed(folder: Path, is_wanted: Callable[[str, int], bool]) -> None:
    """Remove every file below that is not wanted by its path and its number on the disk, and every
    folder that holds none.

    Raises ``OSError`` where one cannot be removed.
    """
    _shed(str(folder), "", is_wanted)


def _shed(folder: str, prefix: str, is_wanted: Callable[[str, int], bool]) -> bool:
    """Whether anything is left."""
    left = False
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                left |= _shed(entry.path, f"{name}/", is_wanted)
            elif is_wanted(name, entry.inode()):
                left = True
            else:
                os.unlink(entry.path)  # noqa: PTH108  as fast as it gets
    if prefix and not left:
        os.rmdir(folder)  # noqa: PTH106
    return left
