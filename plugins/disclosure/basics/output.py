"""What a view yields: a value that says which file is to hold what.

Enters: nothing.  Leaves: ``Html``, ``Chart`` and ``File``.  Paths are relative to the release,
use ``/`` and are plain ASCII, so that they mean the same on every disk, portal and kiosk.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Html:
    """A page: ``template`` of the theme, given ``page`` (a frozen value) to show.

    ``root`` is the way to the root of its edition, where that is not the way from its own path.
    """

    path: str
    template: str
    page: object
    root: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that stands as a file of its own: SVG, and its words as DOT."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """Any other file, as the bytes it shall hold."""

    path: str
    data: bytes


Output = Html | Chart | File
