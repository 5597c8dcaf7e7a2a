"""What a file has in common with thousands of others: its lines, and in these tags and texts.

Enters: the bytes of files, one after another or many together.  Leaves: of a file that is written in
the way of this program its lines, and of those that are fresh (no file had them before, or something
was found in them) the tags, the texts between these, and the text without tags.  A gate judges a tag
once and a line once, and of such a file only what is fresh; any other file is read with care from end
to end.  So a sieve finds nothing: it knows where there is nothing to be found.

All fresh lines are taken apart as one text: a search over all is the quickest.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from ...basics.files.any_file import MARKED_UP, PLAIN, gap
from .tags import PAGES, is_mute

MOST = 1 << 20
"""Lines, tags and texts that are remembered, some 100 bytes each; with more all are forgotten, and
judged anew."""
LONG = 4096
"""Bytes of a line, a drawing, that is remembered by its digest."""

_TAG = (
    r"(?:/?[A-Za-z][\w:-]*+(?:\s++[^\s=<>\"'/]++(?:=\"[^\"<>]*+\")?+)*+\s*+/?"
    r"|!--\#include virtual=\"[\w./-]+\" --|!doctype html|\?xml version='1\.0' encoding='utf-8'\?)>"
)
_TAGS = re.compile(rf"(?:{_TAG}<)*+")
_ESCAPED = re.compile(r"&(?!amp;|lt;|gt;|quot;|#34;|#39;)|%[0-9A-Fa-f]{2}|\\[ux]")
"""What a browser or a program reads as other characters."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What is a line break to Python or nothing to a reader; among them are our own marks."""
_NEXT = b"\n>"
"""A tag that is none: it stands between two lines."""
_MARKS = {"": b"", "\n": b"\x01", "\t": b"\x02"}
_ROW_ENDS = b"\r\n"
_NO_GAPS = b"\x01\x02"


class FileKind(NamedTuple):
    """Whether a file has tags, is one of those that are read line by line, and is shown by a browser."""

    has_tags: bool
    is_lined: bool
    is_page: bool


class NewTag(NamedTuple):
    """A tag as it stands in the sieve, and in its angle brackets; ``speaks`` is a start tag not mute."""

    data: bytes
    text: str
    speaks: bool


@dataclass(frozen=True)
class Fresh:
    """What is to be judged of one file or many: lines, with all that stands in them, and what is new.

    ``lines`` name lines as the sieve does, ``marked`` are their texts with marks where a block or a
    cell begins, ``speaking`` are start tags not mute, by the number of their line.  ``is_lined`` tells
    that files of this kind are read line by line; any other, a table or JSON, is read by its values.
    ``is_page`` tells that they are shown by a browser.
    """

    lines: tuple[bytes, ...] = ()
    marked: bytes = b""
    tags: frozenset[bytes] = frozenset()
    texts: frozenset[bytes] = frozenset()
    new_tags: tuple[NewTag, ...] = ()
    new_texts: tuple[bytes, ...] = ()
    speaking: tuple[tuple[int, tuple[bytes, ...]], ...] = ()
    is_lined: bool = False
    is_page: bool = False

    @cached_property
    def bare(self) -> bytes:
        """The text without its tags."""
        return self.marked.translate(None, _NO_GAPS)


@dataclass(slots=True)
class Cut:
    """The lines of a file as they follow, and each once; a long one stands there by its digest.

    ``is_known`` tells that all of them were judged, and are quiet.
    """

    sequence: list[bytes]
    lines: frozenset[bytes]
    long: Mapping[bytes, bytes]
    kind: FileKind
    is_known: bool = False


@dataclass(slots=True)
class Sieved:
    """Of one file: its lines as they follow, each once, and what is fresh.

    ``is_quiet`` tells that nothing in it is to be read with care, wherever it stands.
    """

    cut: Cut
    fresh: Fresh
    is_quiet: bool = True

    @property
    def lines(self) -> frozenset[bytes]:
        """Each line once."""
        return self.cut.lines


class Sieve:
    """Every tag so far, with its mark, every text, and every line, apart for each kind of file."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._marks: dict[bytes, bytes] = {_NEXT: b"\n"}
        self._speaking: set[bytes] = {_NEXT}
        self._texts: set[bytes] = set()
        self._lines: dict[FileKind, set[bytes]] = {}

    def sieved(self, cut: Cut) -> Sieved | None:
        """A file, or many together, taken apart; None where it is to be read with care."""
        if cut.is_known:
            return Sieved(cut, _NOTHING)
        new = tuple(cut.lines.difference(self._lines.setdefault(cut.kind, set())))
        fresh = self._fresh(new, cut) if new else _NOTHING
        return Sieved(cut, fresh) if fresh else None

    def remember(self, sieved: Sieved) -> None:
        """All gates have judged what is fresh."""
        if not sieved.fresh.lines:
            return
        if sum(map(len, (self._marks, self._texts, *self._lines.values()))) > MOST:
            self._forget()
        if sieved.is_quiet:
            self._lines.setdefault(sieved.cut.kind, set()).update(sieved.fresh.lines)

    def _fresh(self, names: tuple[bytes, ...], cut: Cut) -> Fresh | None:
        lines = [cut.long.get(name, name) for name in names] if cut.long else names
        if not cut.kind.has_tags:
            return _of_texts(names, tuple(lines), cut.kind) if _are_plain(lines) else None
        parts = b"<\n>".join(lines).replace(b">", b"><").split(b"<")
        tags, texts = frozenset(parts[1::2]) - {_NEXT}, frozenset(parts[::2])
        new_tags = _taken_apart(tags.difference(self._marks))
        new_texts = tuple(texts.difference(self._texts))
        if new_tags is None or not _are_plain(new_texts, between=True):
            return None
        self._marks.update((tag.data, _MARKS[gap(tag.text)]) for tag in new_tags)
        self._speaking.update(tag.data for tag in new_tags if tag.speaks)
        self._texts.update(new_texts)
        speaking = tuple(_by_line(filter(self._speaking.__contains__, parts[1::2])))
        parts[1::2] = map(self._marks.__getitem__, parts[1::2])
        return Fresh(
            names, b"".join(parts), tags, texts,
            new_tags=new_tags, new_texts=new_texts, speaking=speaking,
            is_lined=cut.kind.is_lined, is_page=cut.kind.is_page,
        )  # fmt: skip


_NOTHING = Fresh()


def _of_texts(names: tuple[bytes, ...], lines: tuple[bytes, ...], kind: FileKind) -> Fresh:
    texts, is_lined = frozenset(lines), kind.is_lined
    return Fresh(names, b"\n".join(lines), texts=texts, new_texts=lines, is_lined=is_lined)


def cut_in_lines(data: bytes, ending: str) -> Cut:
    """A file by its lines; of a table in CSV, by its rows."""
    has_tags = b"<" in data
    kind = FileKind(has_tags, ending in (MARKED_UP if has_tags else PLAIN), ending in PAGES)
    sequence = data.removeprefix(BOM_UTF8).split(_ROW_ENDS) if ending == "csv" else data.split(b"\n")
    long = {}
    if len(max(sequence, key=len)) >= LONG:
        named = [line if len(line) < LONG else b"\n" + sha256(line).digest() for line in sequence]
        long = {name: line for name, line in zip(named, sequence, strict=True) if name is not line}
        sequence = named
    return Cut(sequence, frozenset(sequence), long, kind)


def together(cuts: Collection[Cut]) -> Cut:
    """The lines of many files of one kind, in no order."""
    lines = frozenset[bytes]().union(*(cut.lines for cut in cuts))
    long = {name: line for cut in cuts for name, line in cut.long.items()}
    return Cut([], lines, long, next(cut.kind for cut in cuts))


def _by_line(speaking: Iterable[bytes]) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Tags that speak, by the number of their line, where there are any."""
    number = 0
    for is_end, tags in groupby(speaking, _NEXT.__eq__):
        if is_end:
            number += sum(1 for _ in tags)
        else:
            yield number, tuple(tags)


def _taken_apart(tags: Collection[bytes]) -> tuple[NewTag, ...] | None:
    """Each of them; None if not all are written in our way."""
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


def _are_plain(texts: Collection[bytes], *, between: bool = False) -> bool:
    """Whether texts are what they seem to be; ``between`` tags no ``>`` stands by itself."""
    try:
        text = b"<".join(texts).decode()
    except UnicodeDecodeError:
        return False
    return not (_ODD.search(text) or _ESCAPED.search(text) or (between and ">" in text))
