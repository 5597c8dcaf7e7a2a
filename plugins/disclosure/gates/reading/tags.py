"""The tags of a page as the gates see them.

Enters: HTML or SVG text that this program wrote (attributes are always in double quotes).
Leaves: start tags, and what is in them.  Most tags stand on every page, so each distinct one is
taken apart once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

_TAG = re.compile(r"<[a-zA-Z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_PARTS = re.compile(r"<([a-zA-Z][\w:-]*)((?:\s+[^\s=<>\"'/]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s+([^\s=<>\"'/]+)(?:=\"([^\"]*)\")?")
UNREADABLE = "?"
PAGES = ("html", "svg")
"""What a browser shows."""

ADDRESSES = ("src", "href", "xlink:href", "data", "action", "srcset", "poster")
"""Attributes that may lead elsewhere."""

_SPEAKING = f"id|style|on|{'|'.join(ADDRESSES)}"
_MUTE_PARTS = r"(?:\s++(?!{})[a-z][a-z:-]*+(?:=\"[^\"]*+\")?+)*+"
_MUTE = re.compile(
    rf"<(?!style|script)[a-z][\w:-]*+{_MUTE_PARTS.format(_SPEAKING)}\s*+/?>", re.ASCII | re.IGNORECASE
)
_MUTE_BUT_HREF = _MUTE_PARTS.format(f"{_SPEAKING}|download")
_TO_PAGE = re.compile(
    rf"<a{_MUTE_BUT_HREF}\s++href=\"(?P<page>(?:[\w.-]+/)*[\w.-]+\.html(?:\#[\w.-]+)?)\""
    rf"{_MUTE_BUT_HREF}\s*+>",
    re.ASCII,
)


def tags(text: str) -> list[str]:
    """Every start tag as it is written, in order."""
    return _TAG.findall(text)


def is_mute(tag: str) -> bool:
    """Whether a tag leads nowhere, loads nothing, runs nothing, styles nothing and has no id."""
    return _MUTE.fullmatch(tag) is not None


def page_ahead(tag: str) -> str:
    """The page of its edition to which a tag leads that does nothing else, as this program writes it."""
    leads = _TO_PAGE.fullmatch(tag)
    return leads["page"] if leads else ""


@functools.lru_cache(maxsize=1 << 16)
def taken_apart(tag: str) -> tuple[str, Mapping[str, str]]:
    """A start tag's name in lower case and its attributes, still escaped.

    A tag written in any way that this program does not write is named ``UNREADABLE``.
    """
    parts = _PARTS.fullmatch(tag)
    if parts is None:
        return UNREADABLE, {}
    return parts[1].lower(), {name.lower(): value for name, value in _ATTRIBUTE.findall(parts[2])}
