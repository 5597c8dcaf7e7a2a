"""Text deflated part by part: a part that stays as it is need not be deflated again.

Enters: texts that follow each other in a file.  Leaves: each deflated, to be read without those before
it; and the archive (ZIP) of files of such parts, with no times in it: the library's own archives are of
what it deflates itself, all of it each time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping

Deflated = tuple[bytes, int, int]
"""A deflated text that more may follow, the bytes of the text, and their CRC-32."""

_RAW = -15
_LAST = zlib.compressobj(wbits=_RAW).flush()
_LOCAL, _LISTED, _END = (
    struct.Struct("<4s5H3I2H"),
    struct.Struct("<4s6H3I5H2I"),
    struct.Struct("<4s4H2IH"),
)
_VERSION, _DEFLATED, _DAY = 20, 8, 1 << 5 | 1
"""What can read it: anything since PKZIP 2.0; and the first day that an archive can name."""


def deflated(text: str) -> Deflated:
    """A part; what follows it refers to nothing in it."""
    data, stream = text.encode(), zlib.compressobj(wbits=_RAW)
    return stream.compress(data) + stream.flush(zlib.Z_FULL_FLUSH), len(data), zlib.crc32(data)


def archive(files: Mapping[str, Iterable[Deflated]]) -> bytes:
    """An archive of files by their names, which are ASCII."""
    content, listed = bytearray(), bytearray()
    for name, parts in files.items():
        data, size, crc = _joined(parts)
        about = (_VERSION, 0, _DEFLATED, 0, _DAY, crc, len(data), size, len(name), 0)
        listed += _LISTED.pack(b"PK\1\2", _VERSION, *about, 0, 0, 0, 0, len(content)) + name.encode()
        content += _LOCAL.pack(b"PK\3\4", *about) + name.encode() + data
    number = len(files)
    end = _END.pack(b"PK\5\6", 0, 0, number, number, len(listed), len(content), 0)
    return bytes(content + listed + end)


def _joined(parts: Iterable[Deflated]) -> Deflated:
    """A whole file.  That of a text is the CRC of the text before it as if zeros followed that, plus its
    own, in which those zeros count for nothing: sums of remainders, as CRC are."""
    found, whole, crc = [], 0, 0
    for data, size, own in parts:
        zeros = bytes(size)
        crc = zlib.crc32(zeros, crc) ^ zlib.crc32(zeros) ^ own
        found.append(data)
        whole += size
    return b"".join((*found, _LAST)), whole, crc
