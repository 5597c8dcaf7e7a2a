"""Which program this is: its source, its theme, its libraries, read once a process.

Enters: nothing.  Leaves: a digest of some of its rooms, or of all that decides what a file of a release
holds; and a stamp that is another one as soon as any of it is written to.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from ...basics.paths.where import theme_folder
from .. import disk

PACKAGE = Path(__file__).parent.parent.parent
_COMPILED = "__pycache__/"

Stamp = tuple[tuple[str, int, int, int], ...]
"""Names of files, which files they are, how long, and when they were last written to."""


def stamp(*more: Path) -> tuple[Stamp, ...]:
    """Of the program, of its theme, and of ``more`` files."""
    return _stamp(PACKAGE), _stamp(theme_folder()), tuple(_told("", path) for path in more)


def of_rooms(rooms: Iterable[str], package: Path = PACKAGE) -> str:
    """A digest of all in some rooms.

    Raises ``FileNotFoundError`` where one holds no program: what is kept under another version would be
    served for ever.
    """
    told, every = hashlib.sha256(), _read(package)
    for room in rooms:
        digests = {name: digest for name, digest in every if name.startswith(f"{room}/")}
        if not digests:
            raise FileNotFoundError(f"{package / room} 里没有程序，不知道是哪一版")
        told.update(repr(digests).encode())
    return told.hexdigest()


def of_all(*more: str) -> str:
    """A digest of program, theme and libraries, and of what else is told."""
    told = (libraries(), more, _read(PACKAGE), _read(theme_folder()))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _read(folder: Path) -> tuple[tuple[str, str], ...]:
    """Digests of all source below a folder, by path."""
    return _running() if folder == PACKAGE else _digests(folder, _stamp(folder))


@cache
def _running() -> tuple[tuple[str, str], ...]:
    """What runs was imported once: whoever builds for hours asks for its ``stamp``."""
    return _digests(PACKAGE, _stamp(PACKAGE))


@lru_cache(maxsize=4)
def _digests(folder: Path, stamp: Stamp) -> tuple[tuple[str, str], ...]:
    return tuple((name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name, *_ in stamp)


def _stamp(folder: Path) -> Stamp:
    names = (name for name in disk.names_below(folder) if _COMPILED not in name)
    return tuple(_told(name, f"{folder}/{name}") for name in names)


def _told(name: str, path: str | Path) -> tuple[str, int, int, int]:
    about = os.stat(path)  # noqa: PTH116  hundreds of times a command
    return name, about.st_ino, about.st_size, about.st_mtime_ns


def libraries() -> str:
    """A digest of Python, and of the name and version of all that is installed: so are the folders
    called that tell of it."""
    found = {name for place in sys.path for name in _names_in(place)}
    told = sorted(name for name in found if name.endswith((".dist-info", ".egg-info")))
    return hashlib.sha256(repr((sys.version, told)).encode()).hexdigest()


def _names_in(place: str) -> list[str]:
    """Nothing of what is no folder, or can be looked into by nobody: nothing is imported from there."""
    with suppress(OSError):
        return os.listdir(place or ".")  # noqa: PTH208  names only
    return []
