"""The characters of GBK and ASCII dot by dot, drawn once: no font of the machine has a part in it.

Enters: a character, and how large its cell is.  Leaves: its dots, half as wide for ASCII; larger ones
by whole times.  The files lie in ``glyphs/`` in Unifont's own form: a code point, a colon, hexadecimal
digits.  Whose they are, and under which licence, stands beside them.
"""

from __future__ import annotations

import lzma
import pkgutil
from collections.abc import Mapping
from functools import cache

from PIL import Image

from ...schema.records.shown.screen import CELL, LARGER

_USUAL, _LOW = "unifont16", "wenquanyi15"
_LARGER = {cell: f"noto{cell}" for cell in LARGER}
_AT = {"“": (1,), "‘": (1,), "”": (0,), "’": (0,), "—": (0, 1)}
"""On which side of its cell a half as wide character stands, if not in the middle; a dash on both."""


def has(char: str) -> bool:
    """Whether there are dots for a character."""
    return char in _file(_USUAL)


@cache
def glyph(char: str, cell: int, *, is_low: bool = False) -> Image.Image:
    """A character in a cell so high; a low one leaves the first row of a ``CELL`` blank.

    Raises ``KeyError`` where there is none.
    """
    own = next((size for size in sorted(_LARGER, reverse=True) if cell % size == 0), CELL)
    low = _file(_LOW) if is_low and cell == CELL else {}
    dots = _drawn(char, own, low.get(char) or _file(_LARGER.get(own, _USUAL))[char])
    times = cell // own
    return dots.resize((dots.width * times, dots.height * times), Image.Resampling.NEAREST)


def _drawn(char: str, cell: int, data: str) -> Image.Image:
    """The dots as they were drawn; one that is no ASCII fills its cell."""
    bits, half = bytes.fromhex(data), cell // 2
    is_whole = len(bits) * 8 >= cell * cell
    dots = Image.frombytes("1", (cell if is_whole else half, cell), bits)
    if is_whole or char.isascii():
        return dots
    whole = Image.new("1", (cell, cell))
    for left in (side * half for side in _AT.get(char, (0.5,))):
        whole.paste(dots, (int(left), 0))
    return whole


@cache
def _file(name: str) -> Mapping[str, str]:
    data = pkgutil.get_data(__package__ or "", f"glyphs/{name}.hex.xz") or b""
    rows = (line.partition(":") for line in lzma.decompress(data).decode("ascii").splitlines())
    return {chr(int(code, 16)): dots for code, _, dots in rows}
