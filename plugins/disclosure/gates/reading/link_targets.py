"""Which pages may lead to one of a few files, told without taking a page apart.

Enters: paths in a release; later, a page's path and its bytes.  Leaves: whether a link to one of them
may stand in the page.  A link ends in the last folder and the name of a file, or, from below that
folder, in its name alone, unless it is written in a roundabout way: then the page may lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import basename, dirname

MOST = 40
"""Paths that are looked for one after another; of more, any page may name one."""

_UNSEEN = b"\t\r\n"
"""What a browser leaves out of a link."""
_ROUNDABOUT = (
    *[rb"%[0-9A-Fa-f]{2}", rb"&(?!amp;|lt;|gt;|quot;|#34;|#39;)", rb"\\"],
    *[rb"/\.{1,2}/(?<!\.\./\.\./)", rb"//(?<!://)"],
)
"""Other ways to write a path: a character by its number or its name, a step to nowhere or back.  What
begins with one character is found much sooner than one of several things."""
_OTHERWISE = tuple(map(re.compile, _ROUNDABOUT))
_PLAIN = re.compile(r"[\w./-]+#?")


class LinkTargets:
    """Paths, each of a file or, with ``#`` behind it, of places in one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._are_sought = len(self._paths) <= MOST and all(map(_PLAIN.fullmatch, self._paths))
        self._ends: dict[str, tuple[bytes, ...]] = {}

    def may_be_led_to_from(self, page: str, data: bytes) -> bool:
        """Whether a link to one of them may stand in a page."""
        if not self._are_sought:
            return True
        folder, text = dirname(page), data.translate(None, _UNSEEN)
        if folder not in self._ends:
            self._ends[folder] = tuple(_end_of(path, folder).encode() for path in self._paths)
        is_said = any(end in text for end in self._ends[folder])
        return is_said or any(way.search(text) for way in _OTHERWISE)


def _end_of(path: str, folder: str) -> str:
    """In what a link from a folder to a path ends."""
    own, name = dirname(path), basename(path)
    return name if f"{folder}/".startswith(f"{own}/") else f"{basename(own)}/{name}"
