"""Pages that a preview shows before the release that they are of.

Enters: the pages that browsers have open; those of them that a build makes before all else.  Leaves:
what is to be shown in place of the release in force, until a build that made more has ended.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from ...basics.values import dataclass

_OPEN, _MOST = 3.0, 8
"""Seconds since a page asked last, in which somebody has it open, and how many are made first; browsers
let a page that nobody sees ask once a second."""


@dataclass
class OpenPages:
    """Paths in a release of the pages that browsers have open, and when each asked last."""

    asked: dict[str, float] = field(default_factory=dict)

    def note(self, path: str) -> None:
        """A browser has it open."""
        self.asked[path] = time.monotonic()

    def now(self) -> list[str]:
        """The last that asked first."""
        since = time.monotonic() - _OPEN
        self.asked = {path: at for path, at in list(self.asked.items()) if at > since}
        return sorted(self.asked, key=self.asked.__getitem__, reverse=True)[:_MOST]


@dataclass(frozen=True, slots=True)
class EarlyPages:
    """Pages in a folder that a process writes and another reads; each is there whole or not at all."""

    folder: Path

    def show(self, path: str, data: bytes) -> None:
        """From now on, in place of that of the release in force; where it cannot be written, it comes
        with the next release."""
        place = self.folder / path
        part = place.with_name(f".{place.name}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(place)

    def read(self, path: str) -> bytes | None:
        """None where the release in force is to be shown."""
        with suppress(OSError):
            return (self.folder / path).read_bytes()
        return None

    def clear(self) -> None:
        """The release in force is to be shown."""
        for below in self.folder.iterdir() if self.folder.is_dir() else ():
            shutil.rmtree(below, ignore_errors=True)
