"""What a file has in common with thousands of others: its tags, and the texts between them.

Enters: the bytes of files, one after another.  Leaves: of a file that is written in the way of this
program its tags, those tags and texts that no file had before, and the text without tags.  A gate
judges a tag once, and of such a file only what is new; any other file is read with care from end to
end.  So a sieve finds nothing: it knows where there is nothing to be found.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from ...basics.files.any_file import gap
from .tags import is_mute

MOST = 1 << 20
"""Tags and texts that are remembered, some 100 bytes each; with more all are forgotten, and judged
anew."""

_TAG = (
    r"(?:/?[A-Za-z][\w:-]*+(?:\s++[^\s=<>\"'/]++(?:=\"[^\"<>]*+\")?+)*+\s*+/?"
    r"|!doctype html|\?xml version='1\.0' encoding='utf-8'\?)>"
)
_TAGS = re.compile(rf"(?:{_TAG}<)*+")
_ESCAPED = re.compile(r"&(?!amp;|lt;|gt;|quot;|#34;|#39;)|%[0-9A-Fa-f]{2}|\\[ux]")
"""What a browser or a program reads as other characters."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What is a line break to Python or nothing to a reader; among them are our own marks."""
_MARKS = {"": b"", "\n": b"\x01", "\t": b"\x02"}
_TO_GAPS = bytes.maketrans(b"\x01\x02", b"\n\t")


class NewTag(NamedTuple):
    """A tag as it stands in the sieve, and in its angle brackets; ``speaks`` is a start tag not mute."""

    data: bytes
    text: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class New:
    """Tags and texts that no file had before."""

    tags: tuple[NewTag, ...]
    texts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Sieved:
    """Of one file: its tags and the texts between them, what of these no file had before, and all text.

    ``marked`` is the text without tags, with marks where a block or a cell begins.
    """

    tags: frozenset[bytes]
    texts: frozenset[bytes]
    new: New
    marked: bytes

    @property
    def bare(self) -> bytes:
        """The text without its tags."""
        return self.marked.translate(None, b"\x01\x02")

    @property
    def lined(self) -> str:
        """The text as it reads: blocks begin lines, cells stand behind tabs."""
        return self.marked.translate(_TO_GAPS).decode()


class Sieve:
    """Every tag so far, with its mark, and every text."""

    def __init__(self) -> None:
        self._marks: dict[bytes, bytes] = {}
        self._texts: set[bytes] = set()

    def sieved(self, data: bytes) -> Sieved | None:
        """A file taken apart; None where it is to be read with care."""
        parts = data.replace(b">", b"><").split(b"<") if b"<" in data else [data]
        tags = parts[1::2]
        distinct, texts = frozenset(tags), frozenset(parts[::2])
        if len(self._marks) + len(self._texts) > MOST:
            self._marks.clear()
            self._texts.clear()
        new_tags = _taken_apart(distinct.difference(self._marks))
        new_texts = tuple(texts.difference(self._texts))
        if new_tags is None or not _are_plain(new_texts, is_whole=not tags):
            return None
        self._marks.update((tag.data, _MARKS[gap(tag.text)]) for tag in new_tags)
        self._texts.update(new_texts if tags else ())
        parts[1::2] = map(self._marks.__getitem__, tags)
        return Sieved(distinct, texts, New(new_tags, new_texts), b"".join(parts))


def _taken_apart(tags: Collection[bytes]) -> tuple[NewTag, ...] | None:
    """Each of them; None if not all are written in our way.  One search over all is the quickest."""
    try:
        text = b"<".join((*tags, b"")).decode()
    except UnicodeDecodeError:
        return None
    if _ODD.search(text) or _ESCAPED.search(text) or not _TAGS.fullmatch(text):
        return None
    read = [f"<{tag}" for tag in text.split("<")[:-1]]
    if any(map(_is_torn, read)):
        return None
    return tuple(
        NewTag(data, tag, tag[1].isalpha() and not is_mute(tag))
        for data, tag in zip(tags, read, strict=True)
    )


def _is_torn(tag: str) -> bool:
    """Whether a reader of attributes may take a quote in one tag and one in another for a pair."""
    return tag.count("'") % 2 > 0


def _are_plain(texts: Collection[bytes], *, is_whole: bool) -> bool:
    """Whether texts are what they seem to be; only in a file without tags a ``>`` stands by itself."""
    try:
        text = b"<".join(texts).decode()
    except UnicodeDecodeError:
        return False
    return not (_ODD.search(text) or _ESCAPED.search(text)) and (is_whole or ">" not in text)
