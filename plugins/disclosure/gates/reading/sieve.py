"""What a file has in common with thousands of others: its lines, and in these tags and texts.

Enters: the bytes of files, one after another.  Leaves: of a file that is written in the way of this
program its lines, and of those that are fresh (no file had them before, or something was found in them)
the tags, the texts between these, and the text without tags.  A gate judges a tag once and a line
once, and of such a file only what is fresh; any other file is read with care from end to end.  So a
sieve finds nothing: it knows where there is nothing to be found.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from ...basics.files.any_file import MARKED_UP, PLAIN, gap
from .tags import is_mute

MOST = 1 << 20
"""Lines, tags and texts that are remembered, some 100 bytes each; with more all are forgotten, and
judged anew."""
LONG = 4096
"""Bytes of a line that stands nowhere else: a drawing."""

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
_NO_GAPS = b"\x01\x02"


class FileKind(NamedTuple):
    """Whether a file has tags, and whether it is one of those that are read line by line."""

    has_tags: bool
    is_lined: bool


class NewTag(NamedTuple):
    """A tag as it stands in the sieve, and in its angle brackets; ``speaks`` is a start tag not mute."""

    data: bytes
    text: str
    speaks: bool


class FreshLine(NamedTuple):
    """A line, its tags, and its text with marks where a block or a cell begins."""

    data: bytes
    tags: frozenset[bytes]
    marked: bytes

    @property
    def lined(self) -> str:
        """The text as it reads: blocks begin lines, cells stand behind tabs."""
        return self.marked.translate(_TO_GAPS).decode()


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is to be judged of a file: lines, with all that stands in them, and what of it is new.

    ``short`` lines are remembered, ``long`` ones are not.  ``is_lined`` tells that the file is one that
    is read line by line; any other, a table or JSON, is read by its values.
    """

    short: tuple[FreshLine, ...] = ()
    long: tuple[FreshLine, ...] = ()
    tags: frozenset[bytes] = frozenset()
    texts: frozenset[bytes] = frozenset()
    new_tags: tuple[NewTag, ...] = ()
    new_texts: tuple[bytes, ...] = ()
    is_lined: bool = False

    @property
    def bare(self) -> bytes:
        """The text without its tags."""
        marked = b"\n".join(line.marked for lines in (self.short, self.long) for line in lines)
        return marked.translate(None, _NO_GAPS)


@dataclass(slots=True)
class Sieved:
    """Of one file: its lines as they follow, each once, and what is fresh.

    ``is_quiet`` tells that nothing in it is to be read with care, wherever it stands.
    """

    sequence: list[bytes]
    lines: frozenset[bytes]
    fresh: Fresh
    kind: FileKind
    is_quiet: bool = True


class Sieve:
    """Every tag so far, with its mark, every text, and every line, apart for each kind of file."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._marks: dict[bytes, bytes] = {}
        self._texts: set[bytes] = set()
        self._lines: dict[FileKind, set[bytes]] = {}

    def sieved(self, data: bytes, ending: str) -> Sieved | None:
        """A file taken apart; None where it is to be read with care."""
        has_tags, sequence = b"<" in data, data.split(b"\n")
        kind = FileKind(has_tags, ending in (MARKED_UP if has_tags else PLAIN))
        lines = frozenset(sequence)
        new = lines.difference(self._lines.setdefault(kind, set()))
        fresh = self._fresh(new, kind) if new else _NOTHING
        return Sieved(sequence, lines, fresh, kind) if fresh else None

    def remember(self, sieved: Sieved) -> None:
        """All gates have judged what is fresh."""
        if sum(map(len, (self._marks, self._texts, *self._lines.values()))) > MOST:
            self._forget()
        if sieved.is_quiet:
            self._lines.setdefault(sieved.kind, set()).update(line.data for line in sieved.fresh.short)

    def _fresh(self, lines: Collection[bytes], kind: FileKind) -> Fresh | None:
        has_tags, is_lined = kind
        parts = [line.replace(b">", b"><").split(b"<") if has_tags else [line] for line in lines]
        tags = frozenset[bytes]().union(*(own[1::2] for own in parts))
        texts = frozenset[bytes]().union(*(own[::2] for own in parts))
        new_tags = _taken_apart(tags.difference(self._marks))
        new_texts = tuple(texts.difference(self._texts))
        if new_tags is None or not _are_plain(new_texts, is_whole=not has_tags):
            return None
        self._marks.update((tag.data, _MARKS[gap(tag.text)]) for tag in new_tags)
        self._texts.update(new_texts if has_tags else ())
        read = [self._read(line, own) for line, own in zip(lines, parts, strict=True)]
        short = tuple(line for line in read if len(line.data) < LONG)
        long = tuple(line for line in read if len(line.data) >= LONG)
        return Fresh(short, long, tags, texts, new_tags=new_tags, new_texts=new_texts, is_lined=is_lined)

    def _read(self, line: bytes, parts: list[bytes]) -> FreshLine:
        tags = parts[1::2]
        parts[1::2] = map(self._marks.__getitem__, tags)
        return FreshLine(line, frozenset(tags), b"".join(parts))


_NOTHING = Fresh()


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
