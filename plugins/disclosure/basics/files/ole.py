"""The shell of old Excel files: a small disk of its own, with chains of sectors.

Enters: bytes.  Leaves: the workbook inside, or nothing where a chain does not come to its end: a
reader that trusts such a chain runs round in it until no memory is left.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import olefile

_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are not sectors but marks: end of a chain, free, table."""

_FIRST_TABLE, _SIZE = 68, 30  # where the header holds the first sector of its table, and their size
MOST_SHIFT = 12


def workbook(data: bytes) -> bytes | None:
    """The stream of cells, or None.  Raises what ``olefile`` raises over odd files."""
    if not _table_ends(data):
        return None
    with olefile.OleFileIO(data) as file:
        file.loadminifat()
        if not (_all_end(file.fat) and _all_end(file.minifat)):
            return None
        stream = file.openstream("Workbook" if file.exists("Workbook") else "Book").read()
    return bytes(stream)


def _all_end(following: Sequence[int]) -> bool:
    """Whether every chain ends, inside the table: no sector follows two others, or itself."""
    known = [sector for sector in following if sector < _LAST_SECTOR]
    if len(set(known)) < len(known) or any(sector >= len(following) for sector in known):
        return False
    rings = set(range(len(following)))  # no two lead to one: what is not on a way to an end is a ring
    for start in set(range(len(following))) - set(known):
        here = start
        while here < _LAST_SECTOR:
            rings.discard(here)
            here = following[here]
    return not rings


def _table_ends(data: bytes) -> bool:
    """Whether the chain of the table itself, for files over 7 MB, comes to its end."""
    (shift,) = struct.unpack_from("<H", data, _SIZE)
    (sector,) = struct.unpack_from("<I", data, _FIRST_TABLE)
    size = 1 << min(shift, MOST_SHIFT)
    for _ in range(len(data) // size + 1):
        if sector >= _LAST_SECTOR:
            return True
        end = (sector + 2) * size
        if end > len(data):
            return False
        (sector,) = struct.unpack_from("<I", data, end - 4)
    return False
