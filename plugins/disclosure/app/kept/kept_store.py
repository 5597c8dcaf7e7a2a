"""What one build keeps for the next, outside of every county and every output.

Enters: the name of a store.  Leaves: its folder; files read and written as a whole.  A file that is not
what was written counts as absent.  Everything here may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from ...basics.where import theme_folder

_DIGEST = 32


def folder(name: str) -> Path:
    """In the user's cache where one is named, else in the checkout, which then leaves nothing behind."""
    asked, checkout = Path(os.environ.get("XDG_CACHE_HOME", "")), theme_folder().parent
    if not asked.is_absolute() and (checkout / "pyproject.toml").is_file():
        return checkout / ".cache" / name
    return (asked if asked.is_absolute() else Path("~/.cache").expanduser()) / "disclosure" / name


def read(path: Path) -> bytes | None:
    """What ``write`` left there, and nothing else."""
    with suppress(OSError):
        data = path.read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return data[_DIGEST:]
    return None


def write(path: Path, data: bytes) -> None:
    """Keep a file, readable by its owner alone; where it cannot be kept, the next build does without."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        fresh.replace(path)
