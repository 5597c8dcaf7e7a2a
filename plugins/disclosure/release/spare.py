"""A folder at hand for the next release: linked already with what the one in force holds.

Enters: a folder that is to be forgotten, a release that was put in force.  Leaves: the folder, kept
under the release's name, with nothing in it but files of that release.  What changes from one release
to the next is little: to take that away and add it costs less than to link everything again and remove
it again.  A folder that is not at hand, or of another release, is made anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

SPARE = ".spare-"


def take(out: Path, release: Path | None, stage: Path) -> bool:
    """Make the spare folder of a release the stage, which is empty; others are of no use any more."""
    spare = out / f"{SPARE}{release.name}" if release else None
    taken = False
    for path in out.glob(f"{SPARE}*"):
        if path == spare and not path.is_symlink():
            with suppress(OSError):
                path.replace(stage)
                taken = True
        if not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    return taken


def put_by(out: Path, folder: Path, release: Path) -> None:
    """Keep a folder as the spare one of a release, if it can be and has none yet."""
    place = out / f"{SPARE}{release.name}"
    if folder.is_dir() and not place.exists():
        with suppress(OSError):
            _thin(str(folder), str(release))
            folder.rename(place)


def clear(path: Path) -> None:
    """Make room for something else.  Raises ``OSError``."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def shed(folder: Path, names: Container[str]) -> None:
    """Remove every file below that has none of these names, and every folder that holds none.

    Raises ``OSError`` where one cannot be removed.
    """
    _shed(str(folder), "", names)


def _shed(folder: str, prefix: str, names: Container[str]) -> bool:
    """Whether anything is left."""
    left = False
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                left |= _shed(entry.path, f"{name}/", names)
            elif name in names:
                left = True
            else:
                os.unlink(entry.path)  # noqa: PTH108  as fast as it gets
    if prefix and not left:
        os.rmdir(folder)  # noqa: PTH106
    return left


def _thin(folder: str, release: str) -> None:
    """Remove all that is not the same file there.  Raises ``OSError``."""
    with os.scandir(release) as entries:
        same = {entry.name: entry.inode() for entry in entries}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if Path(release, entry.name).is_dir():
                    _thin(entry.path, f"{release}/{entry.name}")
                else:
                    shutil.rmtree(entry.path)
            elif same.get(entry.name) != entry.inode():
                os.unlink(entry.path)  # noqa: PTH108
