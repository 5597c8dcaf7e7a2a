"""New files put where the old ones are: all of them, or none.

Enters: a county's folder and the bytes of files below it, "" for one that goes.  Leaves: the files.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def put(folder: Path, made: Mapping[str, bytes]) -> None:
    """All files beside the catalogue first; then each in its place."""
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as name:
        staged = {path: Path(name, str(number)) for number, path in enumerate(made)}
        for path, data in made.items():
            staged[path].write_bytes(data)
        _swap(folder, made, staged)


def _swap(folder: Path, made: Mapping[str, bytes], staged: Mapping[str, Path]) -> None:
    """Where one cannot be replaced, or someone ends this, those of before are put back."""
    before = {path: (folder / path).read_bytes() for path in made if (folder / path).exists()}
    done: list[str] = []
    try:
        for path, data in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            done.append(path)
            if data:
                os.replace(staged[path], folder / path)  # noqa: PTH105  atomic on every system
            else:
                (folder / path).unlink()
    except BaseException:
        for path in done:
            if path in before:
                (folder / path).write_bytes(before[path])
            else:
                (folder / path).unlink(missing_ok=True)
        raise
