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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from ...basics.files.any_file import MARKED_UP, PLAIN, gap
from ...basics.persons.remembered import Remembered
from ...basics.values import dataclass
from .tags import PAGES, sorts

MOST = 1 << 20
"""Lines, tags and texts that are remembered, some 100 bytes each; with more all are forgotten, and
judged anew."""
LONG = 4096
"""Bytes of a line, a drawing, that is remembered by its digest."""

_ESCAPED = {
    "&": re.compile("&(?!amp;|lt;|gt;|quot;|#34;|#39;)"),
    "%": re.compile("%[0-9A-Fa-f]{2}"),
    "\\": re.compile(r"\\[ux]"),
}
"""What a browser or a program reads as other characters, by what it begins with: that is found much
sooner."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What is a line break to Python or nothing to a reader; among them are our own marks."""
_NEXT = b"\n>"
"""A tag that is none: it stands between two lines."""
_MARKS = {"": b"", "\n": b"\x01", "\t": b"\x02"}
_MARK_OF = Remembered(lambda head: _MARKS[gap(f"<{head} >")])
"""What begins a tag decides what stands in its place."""
_ROW_ENDS = b"\r\n"
_NO_GAPS = b"\x01\x02"


class FileKind(NamedTuple):
    """Whether a file has tags, is one of those that are read line by line, and is shown by a browser."""

    has_tags: bool
    is_lined: bool
    is_page: bool


class NewTag(NamedTuple):
    """A tag as it stands in the sieve, and in its angle brackets; ``speaks`` is a start tag not mute.

    One that does nothing but lead along a path with nothing escaped has a ``link``, and may have an
    ``id`` or say ``download``.
    """

    data: bytes
    text: str
    speaks: bool
    id: str
    link: str


@dataclass(frozen=True)
class Fresh:
    """What is to be judged of one file or many: lines, with all that stands in them, and what is new.

    ``lines`` name lines as the sieve does, ``marked`` are their texts with marks where a block or a
    cell begins, ``told`` are new tags that are not still, ``speaking`` start tags not mute, by the
    number of their line.  ``is_lined`` tells that files of this kind are read line by line; any other, a
    table or JSON, is read by its values.  ``is_page`` tells that they are shown by a browser.  To
    ``noted`` a gate that judges them adds the lines that it will ask for again in every file.
    """

    lines: tuple[bytes, ...] = ()
    marked: bytes = b""
    tags: AbstractSet[bytes] = frozenset()
    texts: AbstractSet[bytes] = frozenset()
    new_tags: tuple[bytes, ...] = ()
    told: tuple[NewTag, ...] = ()
    new_texts: tuple[bytes, ...] = ()
    speaking: tuple[tuple[int, tuple[bytes, ...]], ...] = ()
    is_lined: bool = False
    is_page: bool = False
    noted: set[bytes] = field(default_factory=set)

    @cached_property
    def bare(self) -> bytes:
        """The text without its tags."""
        return self.marked.translate(None, _NO_GAPS)


@dataclass(slots=True)
class Cut:
    """The lines of a file as they follow, or those of many, each once; a long one stands there by its
    digest.

    When all of them were judged, and are quiet, ``noted`` are those that a gate noted.
    """

    lines: Collection[bytes]
    long: Mapping[bytes, bytes]
    kind: FileKind
    noted: set[bytes] | None = None


@dataclass(slots=True)
class Sieved:
    """Of one file: its lines, and what is fresh.

    ``known`` are its lines that a gate noted in other files; ``is_quiet`` tells that nothing in it is to
    be read with care, wherever it stands.
    """

    cut: Cut
    fresh: Fresh
    known: set[bytes]
    is_quiet: bool = True

    @property
    def noted(self) -> set[bytes]:
        """Its lines that a gate noted: few, so that each gate need not look for its own in all."""
        return self.known | self.fresh.noted if self.fresh.noted else self.known


class Sieve:
    """Every tag so far, with its mark, every text, and every line, apart for each kind of file; and the
    lines that gates noted, for good, as these remember what they say."""

    def __init__(self) -> None:
        self._noted: set[bytes] = set()
        self._forget()

    def _forget(self) -> None:
        self._marks: dict[bytes, bytes] = {_NEXT: b"\n"}
        self._speaking: set[bytes] = {_NEXT}
        self._texts: set[bytes] = set()
        self._lines: dict[FileKind, set[bytes]] = {}

    def sieved(self, cut: Cut) -> Sieved | None:
        """A file, or many together, taken apart; None where it is to be read with care."""
        if cut.noted is not None:
            return Sieved(cut, _NOTHING, cut.noted)
        new = tuple(frozenset(cut.lines).difference(self._lines.setdefault(cut.kind, set())))
        fresh = self._fresh(new, cut) if new else _NOTHING
        return Sieved(cut, fresh, self._noted.intersection(cut.lines)) if fresh else None

    def remember(self, sieved: Sieved) -> None:
        """All gates have judged what is fresh."""
        if not sieved.fresh.lines:
            return
        if sum(map(len, (self._marks, self._texts, *self._lines.values()))) > MOST:
            self._forget()
        if sieved.is_quiet:
            self._lines.setdefault(sieved.cut.kind, set()).update(sieved.fresh.lines)
            self._noted.update(sieved.fresh.noted)

    def _fresh(self, names: tuple[bytes, ...], cut: Cut) -> Fresh | None:
        lines = [cut.long.get(name, name) for name in names] if cut.long else names
        if not cut.kind.has_tags:
            return _of_texts(names, tuple(lines), cut.kind) if _are_plain(lines) else None
        parts = b"<\n>".join(lines).replace(b">", b"><").split(b"<")
        tags, texts = set(parts[1::2]), set(parts[::2])
        tags.discard(_NEXT)
        new_tags = tuple(tags.difference(self._marks))
        new_texts = tuple(texts.difference(self._texts))
        if not _are_plain(new_texts, between=True) or (told := self._told(new_tags)) is None:
            return None
        self._speaking.update(tag.data for tag in told if tag.speaks)
        self._texts.update(new_texts)
        speaking = tuple(_by_line(filter(self._speaking.__contains__, parts[1::2])))
        parts[1::2] = map(self._marks.__getitem__, parts[1::2])
        return Fresh(
            names, b"".join(parts), tags, texts,
            new_tags=new_tags, told=told, new_texts=new_texts, speaking=speaking,
            is_lined=cut.kind.is_lined, is_page=cut.kind.is_page,
        )  # fmt: skip

    def _told(self, tags: Sequence[bytes]) -> tuple[NewTag, ...] | None:
        """Those of new tags that are not still, the mark of each being remembered; None if not all are
        written in our way."""
        try:
            text = b"<".join((b"", *tags, b"")).decode()
        except UnicodeDecodeError:
            return None
        found = None if _ODD.search(text) or _is_escaped(text) or _is_torn(text) else sorts(text)
        if found is None:
            return None
        self._marks.update(zip(tags, [_MARK_OF[sort[0]] for sort in found], strict=True))
        read = zip(tags, text.split("<")[1:], found, strict=False)
        return tuple(
            NewTag(tag, f"<{said}", not mute and head[0].isalpha(), own, link)
            for tag, said, (head, own, link, still, mute) in read
            if not still
        )


_NOTHING = Fresh()


def _of_texts(names: tuple[bytes, ...], lines: tuple[bytes, ...], kind: FileKind) -> Fresh:
    texts, is_lined = frozenset(lines), kind.is_lined
    return Fresh(names, b"\n".join(lines), texts=texts, new_texts=lines, is_lined=is_lined)


def cut_in_lines(data: bytes, ending: str) -> Cut:
    """A file by its lines; of a table in CSV, by its rows."""
    has_tags = b"<" in data
    kind = FileKind(has_tags, ending in (MARKED_UP if has_tags else PLAIN), ending in PAGES)
    ends = _ROW_ENDS if ending == "csv" else b"\n"
    text = data.removeprefix(BOM_UTF8) if ending == "csv" else data
    lines, long = text.split(ends), {}
    if _has_long(text, ends):
        named = [line if len(line) < LONG else b"\n" + sha256(line).digest() for line in lines]
        long = {name: line for name, line in zip(named, lines, strict=True) if name is not line}
        lines = named
    return Cut(lines, long, kind)


def _has_long(text: bytes, ends: bytes) -> bool:
    """Whether a line of a text is long; sought from break to break, as far apart as may be."""
    at = 0
    while at + LONG <= len(text):
        end = text.rfind(ends, at, at + LONG - 1 + len(ends))
        if end < 0:
            return True
        at = end + len(ends)
    return False


def together(cuts: Collection[Cut]) -> Cut:
    """The lines of many files of one kind, in no order."""
    lines = frozenset[bytes]().union(*(cut.lines for cut in cuts))
    long = {name: line for cut in cuts for name, line in cut.long.items()}
    return Cut(lines, long, next(cut.kind for cut in cuts))


def _by_line(speaking: Iterable[bytes]) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Tags that speak, by the number of their line, where there are any."""
    number, tags = 0, list[bytes]()
    for tag in chain(speaking, (_NEXT,)):
        if tag != _NEXT:
            tags.append(tag)
            continue
        if tags:
            yield number, tuple(tags)
            tags = []
        number += 1


def _is_torn(tags: str) -> bool:
    """Whether a reader of attributes may take a quote in one tag and one in another for a pair."""
    return "'" in tags and any(tag.count("'") % 2 for tag in tags.split("<"))


def _is_escaped(text: str) -> bool:
    return any(mark in text and escaped.search(text) for mark, escaped in _ESCAPED.items())


def _are_plain(texts: Collection[bytes], *, between: bool = False) -> bool:
    """Whether texts are what they seem to be; ``between`` tags no ``>`` stands by itself."""
    try:
        text = b"<".join(texts).decode()
    except UnicodeDecodeError:
        return False
    return not (_ODD.search(text) or _is_escaped(text) or (between and ">" in text))
