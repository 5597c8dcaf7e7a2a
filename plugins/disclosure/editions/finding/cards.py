"""The pictures that chats show for a link: what it is, whose, when, how it was voted on.

Enters: an ``Edition``.  Leaves: a PNG of 1200 by 630 for each decision, each section and the site, in
the county's colour and the characters of the screens: no font of the machine has a part in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from ...basics.output import File
from ...basics.values import dataclass
from ...schema.records.county import County
from ...schema.records.decisions.decision import Decision
from ...schema.records.shown.portal_frame import ACCENT, BRAND
from ..edition import Edition
from ..pages.decisions.matters import answers
from ..parts import words
from ..parts.frame import page_card
from ..told import breaking, glyphs

WIDE, HIGH, EDGE, BAR = 1200, 630, 60, 24
ROOM = WIDE - 2 * EDGE
LEADING = 1.3
LOST, MORE = "〓", "…"
"""What printers set for a character that they do not have; what stands for the rest of a text."""
_GROUND, _WHITE, _SOFT, _ACCENT = range(4)
_SOFT_INK = "#cfdcec"


@dataclass(frozen=True, slots=True)
class LetterSize:
    """A type: so many dots high, in an ink, and at most so many lines of it."""

    cell: int
    ink: int
    most: int

    @property
    def step(self) -> int:
        """From a line to the next."""
        return int(self.cell * LEADING)

    @property
    def room(self) -> int:
        """Half cells in a line."""
        return 2 * (ROOM // self.cell)


TITLES = (LetterSize(72, _WHITE, 2), LetterSize(64, _WHITE, 3))
"""The larger one where the whole title has room in it."""
ABOVE, BELOW = LetterSize(48, _SOFT, 1), LetterSize(48, _SOFT, 2)


@dataclass(frozen=True, slots=True)
class SharedCard:
    """What stands on a picture: ``above`` small, the title large, and lines below."""

    above: str
    title: str
    below: tuple[str, ...]


def files(edition: Edition) -> Iterator[File]:
    county = edition.site.county
    yield File(page_card.path(page_card.SITE), partial(_of_site, county, ""))
    for section, title in page_card.SECTIONS.items():
        if section != "ledgers" or edition.site.ledgers:
            yield File(page_card.path(section), partial(_of_site, county, title))
    for decision in edition.site.decisions.values():
        path = page_card.of_decision(decision.code)
        yield File(path, partial(_of_decision, edition, decision))


def _of_site(county: County, title: str) -> bytes:
    above = county.portal.site if title else county.name
    card = SharedCard(above, title or county.portal.site, (county.motto, county.portal.sponsor))
    return drawn(county, card)


def _of_decision(edition: Edition, decision: Decision) -> bytes:
    county, unit = edition.site.county, edition.site.unit(decision.unit)
    told = (answers.decided(decision), f"{unit.name} {words.day(decision.published)}")
    above = f"{county.portal.site} {decision.category}"
    return drawn(county, SharedCard(above, decision.name, told))


def drawn(county: County, card: SharedCard) -> bytes:
    """A picture; counting equal dots only packs it alike on every machine."""
    image = Image.new("P", (WIDE, HIGH), _GROUND)
    image.putpalette(_palette(county))
    ImageDraw.Draw(image).rectangle((0, 0, BAR, HIGH), fill=_ACCENT)
    top = _write(image, _lines(card.above, ABOVE), EDGE, ABOVE) + EDGE // 2
    fits = (of for of in TITLES if len(breaking.lines(card.title, of.room)) <= of.most)
    title = next(fits, TITLES[-1])
    _write(image, _lines(card.title, title), top, title)
    lines = [part for text in card.below for part in _lines(text, BELOW)]
    _write(image, lines, HIGH - EDGE // 2 - len(lines) * BELOW.step, BELOW)
    file = BytesIO()
    image.save(file, "png", bits=2, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _palette(county: County) -> list[int]:
    look = county.portal.look
    own = (look.brand, look.accent) if look else (BRAND, ACCENT)
    inks = (own[0], "#ffffff", _SOFT_INK, own[1])
    return [part for ink in inks for part in ImageColor.getrgb(ink)]


def _lines(text: str, of: LetterSize) -> tuple[str, ...]:
    """A text in even lines, cut where there is no more room for it."""
    lines = breaking.lines(text, of.room)
    if len(lines) <= of.most:
        least = breaking.halves(text) // max(len(lines), 1)
        narrower = (breaking.lines(text, less) for less in range(least, of.room))
        return next((even for even in narrower if len(even) == len(lines)), lines)
    last = breaking.lines(lines[of.most - 1], of.room - breaking.halves(MORE))[0]
    return (*lines[: of.most - 1], last + MORE)


def _write(image: Image.Image, lines: Iterable[str], top: int, of: LetterSize) -> int:
    """Lines from ``top`` on; returns where they end."""
    for line in lines:
        left = EDGE
        for char in line:
            dots = glyphs.glyph(char if glyphs.has(char) else LOST, of.cell)
            image.paste(of.ink, (left, top), dots)
            left += dots.width
        top += of.step
    return top
