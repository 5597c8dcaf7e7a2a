"""The pictures of a screen, dot by dot: PNG with sixteen colours, and BMP with 24 bits for controllers.

Enters: a ``BoardForm`` and a ``Frame``.  Leaves: bytes, the same on every machine: what a PNG is
packed with counts equal dots only, which every zlib does alike.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from functools import lru_cache
from io import BytesIO

from PIL import Image

from ...basics.persons.detect import scan_all
from ...basics.values import dataclass
from ...schema.records.shown.screen import FULL, RED, SEVEN, TWO
from ..told import glyphs
from .frames import ALARM, FACT, SAID, TITLE, BoardForm, Frame, FrameLine

PICTURES = (PNG, BMP) = ("png", "bmp")
_BLACK, _RED, _GREEN, _YELLOW, _WHITE = (
    (0, 0, 0),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (255, 255, 255),
)
_BRIGHT = {TITLE: _WHITE, FACT: _YELLOW, ALARM: _RED}
_INKS = {
    RED: dict.fromkeys(SAID, _RED),
    TWO: {TITLE: _YELLOW, FACT: _GREEN, ALARM: _RED},
    SEVEN: _BRIGHT,
    FULL: _BRIGHT,
}
_DENSITY = 96
"""Dots an inch, as pictures state it: nobody reads it; another one makes other digests."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A picture, and by what a player knows that it is whole."""

    data: bytes
    md5: str
    sha256: str


@lru_cache(maxsize=512)
def picture(form: BoardForm, frame: Frame, kind: str) -> Checked:
    """A frame in a format; of a density at which nothing that is written of it looks like somebody's
    number: neither its digests nor, of a PNG, itself as letters in a page."""
    image, density = _drawn(form, frame), _DENSITY
    while True:
        data = _written(image, kind, density)
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        sha256 = hashlib.sha256(data).hexdigest()
        in_page = base64.b64encode(data).decode() if kind == PNG else ""
        if not any(scan_all(f"{md5} {sha256} {in_page}")):
            return Checked(data, md5, sha256)
        density += 1


def picture_data(form: BoardForm, frame: Frame, kind: str) -> bytes:
    """The bytes of a picture."""
    return picture(form, frame, kind).data


def _written(image: Image.Image, kind: str, density: int) -> bytes:
    file = BytesIO()
    if kind == PNG:
        image.save(file, PNG, bits=4, dpi=(density, density), compress_type=zlib.Z_RLE)
    else:
        image.convert("RGB").save(file, BMP, dpi=(density, density))
    return file.getvalue()


def _drawn(form: BoardForm, frame: Frame) -> Image.Image:
    """Every line in the middle of its share of the height."""
    image = Image.new("P", (form.width, form.height))
    image.putpalette([part for ink in (_BLACK, *_INKS[form.colour].values()) for part in ink])
    for number, line in enumerate(frame.lines):
        top = (2 * number + 1) * form.height // (2 * form.lines) - form.cell // 2
        _write(image, form, line, top)
    return image


def _write(image: Image.Image, form: BoardForm, line: FrameLine, top: int) -> None:
    left = form.width % form.cell // 2
    ink = tuple(_INKS[form.colour]).index(line.says) + 1
    for char in line.text:
        glyph = glyphs.glyph(char, form.cell, is_low=form.is_close)
        image.paste(ink, (left, top), glyph)
        left += glyph.width
