"""What a view yields: a value that says which file is to hold what, and makes it when asked.

Enters: nothing.  Leaves: ``Html``, ``Chart`` and ``File``.  Paths are relative to the release,
use ``/`` and are plain ASCII, so that they mean the same on every disk, portal and kiosk.

``make`` is a ``partial`` of a function of a module: what it is given besides the edition is all that
decides what it makes, together with what it looks up in the edition meanwhile.  So a file of which
neither changed need not be made again.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any, NamedTuple


class Html(NamedTuple):
    """A page: ``template`` of the theme, given a frozen value to show.

    ``root`` is the way to the root of its edition, where that is not the way from its own path.
    ``hub`` marks a page that speaks of the whole county as of a day: its frame bears that day.
    """

    path: str
    template: str
    make: partial[Any]
    root: str = ""
    hub: bool = False

    @property
    def page(self) -> object:
        """The value to show."""
        shown: object = self.make()
        return shown

    @property
    def is_in_force(self) -> bool:
        """Whether it stands for a file that was taken over from the release in force."""
        return not self.template


class Chart(NamedTuple):
    """A drawing that stands as a file of its own: SVG, and the DOT beside it."""

    path: str
    make: partial[str]

    @property
    def text(self) -> str:
        """The drawing."""
        return self.make()


class File(NamedTuple):
    """Any other file, as the bytes it shall hold."""

    path: str
    make: partial[bytes]

    @property
    def data(self) -> bytes:
        """All its bytes."""
        return self.make()


Output = Html | Chart | File
_IN_LINE = json.JSONEncoder(ensure_ascii=False)


def as_json(value: object) -> bytes:
    """A file of JSON, for people to read as well."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def in_line(value: object) -> str:
    """JSON in one line of a file."""
    return _IN_LINE.encode(value)


def in_force(path: str) -> Html:
    """A file that was taken over from the release in force: nobody is to make it."""
    return Html(path, "", partial(_refuse, path))


def _refuse(path: str) -> object:
    raise ValueError(f"{path} was taken over")


def ready(data: bytes) -> partial[bytes]:
    """Bytes that are made already."""
    return partial(bytes, data)
