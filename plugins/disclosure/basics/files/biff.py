"""The records of an old Excel workbook: what stands in no cell, as text with its labels.

Enters: the stream of a workbook (BIFF8).  Leaves: readable stretches of every record that may hold
a person's number: comments (NOTE, TXO), headers and footers, defined names, validation lists,
shapes.  A text that goes on in CONTINUE records is put together first, whether its parts are
written in one byte a character or in two.

Source: [MS-XLS] 2.4.58 (Continue), 2.4.329 (TxO).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..values import regex

_CONTINUE = 0x003C
_NARROW, _WIDE = 0, 1  # the first byte of a continued text: how its characters are written
# strings of cells, and the cells themselves, are read as a table
_READ_ELSEWHERE = frozenset((0x00FC, 0x00FD, 0x0204, 0x00BD, 0x0203, 0x027E, 0x0006, 0x00BE, 0x0201))
_READABLE = regex(r"[\x20-\x7e\u3000-\u303f\u3400-\u9fff\uff00-\uffef\n\r]{6,}")
MOST_RECORDS = 1_000_000


def texts(stream: bytes) -> Iterator[str]:
    """Every readable stretch of six characters or more, in either alignment."""
    for data in _records(stream):
        for start in (0, 1):
            even = data[start : start + (len(data) - start) // 2 * 2]
            yield from _READABLE.findall(even.decode("utf-16-le", "replace"))
        yield from _READABLE.findall(data.decode("latin-1"))


def _records(stream: bytes) -> Iterator[bytes]:
    """The data of each record of interest, with what continues it."""
    place, whole, wanted = 0, b"", False
    for _ in range(MOST_RECORDS):
        if place + 4 > len(stream):
            break
        kind, length = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + length]
        place += 4 + length
        if kind == _CONTINUE:
            whole += _widened(data) if wanted else b""
            continue
        if whole:
            yield whole
        wanted = kind not in _READ_ELSEWHERE
        whole = data if wanted else b""
    if whole:
        yield whole


def _widened(data: bytes) -> bytes:
    """A continued text without its flag, two bytes a character."""
    if data[:1] == bytes([_NARROW]):
        return data[1:].decode("latin-1").encode("utf-16-le")
    return data[1:] if data[:1] == bytes([_WIDE]) else data
