"""A table of which most rows passed: what is new in it, with what decides how that is read.

Enters: the bytes of a file as it passed and as it is now: CSV, JSON with a record a line, or a workbook.
Leaves: both cut down to the head, the rows that name what stands in others, the rows from the first in
which the files differ to the last, and around these as many as may hold a part of a word that is looked
for; None where a row may read otherwise without the rest, and where little would be saved.  What a
reader of rows finds in those that are left is what it finds in them in the whole, if in both files a
row is read by rows that name and itself alone: that has to be known of the one, and is seen of what is
left of the other.  Naming rows are known by digests.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import accumulate, takewhile
from typing import NamedTuple

from ...basics.files.any_file import split_by
from ...basics.values import dataclass
from .unwrap import MOST, is_wrapped

Pair = tuple[bytes, bytes]

_REGULAR = re.compile(rb'(?:(?:(?:"[^"\r]*+")++|[^",\r\n]*+)(?:,|\r\n))*+')
"""Fields and rows of CSV as this program writes them: no line in a field ends as a row does."""
_RECORD = re.compile(rb'\{".*\}')
_OPENS, _CLOSES, _ROW_ENDS = b"<sheetData>", b"</sheetData>", b"</row>"
_TAG = re.compile(rb"<[^>]*+>")
SHEETS, SHARED = "xl/worksheets/", "xl/sharedStrings.xml"
_LOCAL, _CENTRAL, _END = 30, 46, 22
"""Bytes before a member of an archive and in the list at its end, without the name, and behind that."""
_DEFLATED = -15
_SHORT = 8
"""Bytes of a digest."""


class Otherwise(Exception):
    """The file is not written as this program writes one."""


DAMAGED = (Otherwise, ValueError, LookupError, zipfile.BadZipFile, zlib.error)


class _Kept(NamedTuple):
    """What is left beside new rows: bytes of text around them, and rows that name what stands in others,
    by their digests."""

    around: int
    naming: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows, with what stands before them, a head among it, and behind them."""

    before: bytes
    rows: Sequence[bytes]
    behind: bytes = b""
    between: bytes = b""

    def written(self, first: int, left: int, naming: AbstractSet[str]) -> bytes:
        """Without the rows before ``first`` but ``naming`` ones, and the last that are ``left``."""
        named = [row for row in self.rows[:first] if _mark(row) in naming] if naming else []
        rows = [*named, *self.rows[first : len(self.rows) - left]]
        return b"".join((self.before, self.between.join(rows), self.behind))


def cut_down(
    ending: str, was: bytes, now: bytes, around: int, naming: AbstractSet[str] = frozenset()
) -> Pair | None:
    """A file as it passed and as it is; ``around`` are bytes of text on either side of what is new."""
    kept = _Kept(around, naming)
    with suppress(*DAMAGED):
        return _workbook(was, now, kept) if ending == "xlsx" else _text(ending, was, now, kept)
    return None


def marked(ending: str, data: bytes, rows: Mapping[str, Sequence[int]]) -> frozenset[str] | None:
    """Digests of rows of a file, by sheet, the head being the first; None where they cannot be told."""
    if not any(map(any, rows.values())):
        return frozenset()
    with suppress(*DAMAGED):
        sheets = members_of(data) if ending == "xlsx" else {"": data}
        told = "sheet" if ending == "xlsx" else ending
        tables = {where: _TABLES[told](sheets[where]).rows for where in rows}
        return frozenset(
            _mark(tables[where][number - 1]) for where, own in rows.items() for number in own if number
        )
    return None


def _mark(row: bytes) -> str:
    return hashlib.blake2b(row, digest_size=_SHORT).hexdigest()


def _text(ending: str, was: bytes, now: bytes, kept: _Kept) -> Pair:
    cut = _cut(ending, was, now, kept)
    for data in cut if ending == "json" else ():
        json.loads(data)
    return _if_less(cut, len(cut[1]), len(now))


def _if_less(cut: Pair, left: int, whole: int) -> Pair:
    """What is worth while."""
    if 2 * left > whole:
        raise Otherwise
    return cut


def _cut(ending: str, was: bytes, now: bytes, kept: _Kept) -> Pair:
    """Both without the rows that are the same at the beginning and at the end."""
    old, new = _TABLES[ending](was), _TABLES[ending](now)
    if old.before != new.before:
        raise Otherwise
    least = min(len(old.rows), len(new.rows))
    first = _alike(old.rows, new.rows, least)
    left = _alike(old.rows[::-1], new.rows[::-1], least - first)
    first -= _enough(new.rows[:first][::-1], kept.around)
    left -= _enough(new.rows[len(new.rows) - left :], kept.around)
    return old.written(first, left, kept.naming), new.written(first, left, kept.naming)


def _alike(was: Sequence[bytes], now: Sequence[bytes], most: int) -> int:
    """How many rows from the beginning are the same."""
    return sum(1 for _ in takewhile(lambda rows: rows[0] == rows[1], zip(was[:most], now, strict=False)))


def _enough(rows: Sequence[bytes], around: int) -> int:
    """How many rows, of all that there are, hold so many bytes of text."""
    sizes = accumulate(len(_TAG.sub(b"", row)) for row in rows)
    return min(sum(1 for _ in takewhile(lambda size: size < around, sizes)) + 1, len(rows))


def _csv(data: bytes) -> _Rows:
    _refuse_odd(data)
    head, ends, rest = data.partition(b"\r\n")
    if split_by(head.decode()) != "," or not _REGULAR.fullmatch(data.removeprefix(b"\xef\xbb\xbf")):
        raise Otherwise
    return _Rows(head + ends, rest.removesuffix(ends).split(ends), ends, ends)


def _json(data: bytes) -> _Rows:
    """By records, each of which is a line: keys within a record say what its values are."""
    _refuse_odd(data)
    begins, ends = data.find(b'\n{"') + 1, data.rfind(b"}\n]") + 1
    rows = data[begins:ends].split(b",\n")
    if not begins or not all(map(_RECORD.fullmatch, rows)):
        raise Otherwise
    return _Rows(data[:begins], rows, data[ends:], b",\n")


def _sheet(data: bytes) -> _Rows:
    before, opens, rest = data.partition(_OPENS)
    *rows, behind = rest.split(_ROW_ENDS)
    if not rows or not behind.startswith(_CLOSES):
        raise Otherwise
    head, *others = [row + _ROW_ENDS for row in rows]
    return _Rows(before + opens + head, others, behind)


def _refuse_odd(data: bytes) -> None:
    """Text of which a part may read otherwise than alone."""
    data.decode()
    if b"<" in data or is_wrapped(data):
        raise Otherwise


_TABLES: Mapping[str, Callable[[bytes], _Rows]] = {"csv": _csv, "json": _json, "sheet": _sheet}
ENDINGS = ("csv", "json", "xlsx")
"""Kinds of files that can be cut down."""


def _workbook(was: bytes, now: bytes, kept: _Kept) -> Pair:
    """Those of its files that differ, each of which is read by itself; a sheet by its rows."""
    old, new = _deflated_in(was), _deflated_in(now)
    if old.keys() != new.keys() or SHARED in new:
        raise Otherwise
    before, after, whole = dict[str, bytes](), dict[str, bytes](), 0
    for name in (name for name in new if old[name] != new[name]):
        both = _inflated(old[name]), _inflated(new[name])
        before[name], after[name] = _cut("sheet", *both, kept) if name.startswith(SHEETS) else both
        whole += len(both[1])
    return _if_less((packed(before), packed(after)), sum(map(len, after.values())), whole)


def members_of(data: bytes) -> dict[str, bytes]:
    """The files in an archive in which there is nothing else."""
    return {name: _inflated(content) for name, content in _deflated_in(data).items()}


def _deflated_in(data: bytes) -> dict[str, bytes]:
    """The same as they stand there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    found, at = dict[str, bytes](), 0
    for member in members:
        name = member.filename.encode()
        begins = at + _LOCAL + len(name)
        is_bare = not (member.comment or member.extra or member.flag_bits)
        is_bare &= member.compress_type == zipfile.ZIP_DEFLATED
        if not is_bare or member.header_offset != at or data[at + _LOCAL : begins] != name:
            raise Otherwise
        at = begins + member.compress_size
        found[member.filename] = data[begins:at]
    listed = sum(_CENTRAL + len(member.filename.encode()) for member in members)
    if at + listed + _END != len(data) or len(found) != len(members):
        raise Otherwise
    return found


def _inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj(_DEFLATED)
    content = stream.decompress(data, MOST)
    if not stream.eof or stream.unused_data:
        raise Otherwise
    return content


def packed(members: Mapping[str, bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
