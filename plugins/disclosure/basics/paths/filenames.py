"""File names that mean the same on every disk, and stay inside their folder.

Enters: relative paths with ``/``.  Leaves: what is wrong with them, in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..values import regex

LONGEST = 255
"""Bytes that a disk allows a name, without its folder."""

# what Windows keeps for devices, whatever ending stands behind it
_RESERVED = regex(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DRIVE = regex(r"[A-Za-z]:")
_BLUNT = regex(r"[. ]\Z")
_STEPS = frozenset(("", ".", ".."))


def fault(name: str) -> str:
    """Why a relative path may not be read, written or unpacked, or nothing."""
    parts = name.removesuffix("/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "绝对路径"
    if "\\" in name or not _STEPS.isdisjoint(parts):
        return "会走出文件夹"
    if any(map(_RESERVED.fullmatch, parts)):
        return "Windows 保留的名字"
    if any(map(_BLUNT.search, parts)):
        return "以点或空格结尾"
    is_long = len(name.encode()) > LONGEST and any(len(part.encode()) > LONGEST for part in parts)
    return "太长" if is_long else ""


def twins(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that is another one on a disk that folds case, or ways to write an accent."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            yield name, first
