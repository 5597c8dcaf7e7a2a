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
_NAME = r"(?!style|script)[a-z][\w:-]*+"
_SHORT = r"=\"[^\"']{0,7}+\""
"""A value that is no longer holds no number of a person."""
_PLACING = (
    r"(?:[xy][0-9]|d|points|transform|viewBox|class|for|aria-(?:labell|describ)edby)=\"[^\"']*+\""
    rf"|(?!{_SPEAKING})[a-z][a-z:-]*+{_SHORT}"
)
_STILL = rf"/?{_NAME}(?:\s++(?:{_PLACING}))*+\s*+/?(?P<still>>)"
_MUTE_PARTS = rf"(?:\s++(?!{_SPEAKING})[a-z][a-z:-]*+(?:=\"[^\"]*+\")?+)*+"
_MUTE = rf"{_NAME}{_MUTE_PARTS}\s*+/?(?P<mute>>)"
_PLACE = r"\#[\w.-]+"
_AHEAD = (
    rf"a(?:\s++id=\"(?P<id>[\w.-]+)\")?+{_MUTE_PARTS}"
    rf"\s++href=\"(?P<link>{_PLACE}|(?:[\w.-]+/)*[\w.-]+(?:{_PLACE})?)\"{_MUTE_PARTS}\s*+>"
)
_OURS = (
    r"(?:/?[A-Za-z][\w:-]*+(?:\s++[^\s=<>\"'/]++(?:=\"[^\"<>]*+\")?+)*+\s*+/?"
    r"|!--\#include virtual=\"[\w./-]+\" --|!doctype html|\?xml version='1\.0' encoding='utf-8'\?)>"
)
_SORTED = re.compile(rf"(?<=<)(?=(?P<head>[^ <]*+))(?:(?a:{_AHEAD}|{_STILL}|{_MUTE})|{_OURS})<")


def tags(text: str) -> list[str]:
    """Every start tag as it is written, in order."""
    return _TAG.findall(text)


TagSort = tuple[str, str, str, str, str]
"""What a tag begins with, to the first space; where this program writes it so, its id and link, if it
does nothing but lead along a path with nothing escaped, whether it is still, and whether it is mute.

A mute one leads nowhere, loads nothing, runs nothing, styles nothing and has no id; a still one does not
even say anything in which there may be a number of a person.
"""


def sorts(text: str) -> list[TagSort] | None:
    """What many tags are, all found at once; between, before and behind them stands ``<``.

    None if not each of them is written in the way of this program.
    """
    found: list[TagSort] = _SORTED.findall(text)
    return found if len(found) == text.count("<") - 1 else None


@functools.lru_cache(maxsize=1 << 16)
def taken_apart(tag: str) -> tuple[str, Mapping[str, str]]:
    """A start tag's name in lower case and its attributes, still escaped.

    A tag written in any way that this program does not write is named ``UNREADABLE``.
    """
    parts = _PARTS.fullmatch(tag)
    if parts is None:
        return UNREADABLE, {}
    return parts[1].lower(), {name.lower(): value for name, value in _ATTRIBUTE.findall(parts[2])}
