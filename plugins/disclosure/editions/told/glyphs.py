"""The bitmap font: GNU Unifont, 16 rows of dots for each character of GBK and ASCII, as they are.

Enters: a character.  Leaves: its cell, half as wide for ASCII; larger ones by whole times.  The file
lies in ``glyphs/`` in Unifont's own form: a code point, a colon, hexadecimal digits.
"""

from __future__ import annotations

import lzma
import pkgutil
from collections.abc import Mapping
from functools import cache

from PIL import Image

from ...schema.records.shown.screen import CELL

_HALF = CELL // 2
_AT = {"“": (_HALF,), "‘": (_HALF,), "”": (0,), "’": (0,), "—": (0, _HALF)}
"""Where in its cell a half as wide character stands, if not in the middle; a dash stands twice."""


def has(char: str) -> bool:
    """Whether the font has a character."""
    return char in _dots()


@cache
def glyph(char: str, times: int) -> Image.Image:
    """A character, so many times as large.  Raises ``KeyError`` where there is none."""
    data = bytes.fromhex(_dots()[char])
    dots = Image.frombytes("1", (len(data) * 8 // CELL, CELL), data)
    if dots.width < CELL and not char.isascii():
        cell = Image.new("1", (CELL, CELL))
        for left in _AT.get(char, (_HALF // 2,)):
            cell.paste(dots, (left, 0))
        dots = cell
    return dots.resize((dots.width * times, dots.height * times), Image.Resampling.NEAREST)


@cache
def _dots() -> Mapping[str, str]:
    data = pkgutil.get_data(__package__ or "", "glyphs/unifont16.hex.xz") or b""
    rows = (line.partition(":") for line in lzma.decompress(data).decode("ascii").splitlines())
    return {chr(int(code, 16)): dots for code, _, dots in rows}
