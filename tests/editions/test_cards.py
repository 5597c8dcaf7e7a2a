"""The pictures that chats show: read back dot by dot with the font file itself."""

from __future__ import annotations

import io
import lzma
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from counties import ROOT
from edition_counties import edition_of, small
from PIL import Image

from disclosure.basics.output import File
from disclosure.county.site import Site
from disclosure.editions import view_of
from disclosure.editions.finding import cards

GLYPHS = ROOT / "plugins/disclosure/editions/told/glyphs"
FONTS = {cell: GLYPHS / f"noto{cell}.hex.xz" for cell in (24, 32)}
GOLDEN = ROOT / "tests" / "golden" / "society"
TITLE_AT = (60, 152)
GROUND, WHITE = 0, 1
DECISION = "catalogues/decisions/JC-2026-001.yaml"


@cache
def font(cell: int) -> Mapping[tuple[int, str], str]:
    """A character by how wide its dots are and which they are."""
    rows = (line.split(":") for line in lzma.decompress(FONTS[cell].read_bytes()).decode().splitlines())
    told = ((chr(int(code, 16)), bits) for code, bits in rows)
    return {(cell // 2 if char.isascii() else cell, bits): char for char, bits in told}


def opened(made: bytes) -> Image.Image:
    return Image.open(io.BytesIO(made))


def line(image: Image.Image, top: int, cell: int, times: int) -> str:
    """The words of a line of the title, cell by cell: a wide character, or else a narrow one."""
    found, left = "", TITLE_AT[0]
    while left < image.width:
        for wide in (cell, cell // 2):
            seen = image.crop((left, top, left + wide * times, top + cell * times))
            char = font(cell).get((wide, dots(seen.resize((wide, cell), Image.Resampling.NEAREST))))
            if char and char.strip():
                break
        else:
            return found
        found, left = found + char, left + wide * times
    return found


def dots(seen: Image.Image) -> str:
    return seen.point(lambda ink: 255 * (ink == WHITE), "1").tobytes().hex().upper()


def title(image: Image.Image) -> list[str]:
    """The lines of the title, in whichever type it is set."""
    for cell, times in ((24, 3), (32, 2)):
        step = int(cell * times * 1.3)
        tops = range(TITLE_AT[1], TITLE_AT[1] + 3 * step, step)
        if found := [said for said in (line(image, top, cell, times) for top in tops) if said]:
            return found
    return []


@cache
def made(name: str = "") -> Mapping[str, bytes]:
    """The pictures of the small county, with a decision called so."""
    county = small()
    return {file.path: file.data for file in files(renamed(county, name) if name else county)}


def files(county: Site) -> list[File]:
    return list(cards.files(edition_of(county, "门户", charted=False)))


def renamed(county: Site, name: str) -> Site:
    kinds = {kind: dict(found) for kind, found in county.records.items()}
    for found in kinds.values():
        if "JC-2026-001" in found:
            found["JC-2026-001"] = replace(found["JC-2026-001"], name=name)
    return replace(county, records=kinds)


def of_decision(name: str = "") -> Image.Image:
    return opened(made(name)["cards/decisions/JC-2026-001.png"])


def test_a_picture_is_as_large_as_chats_want_it_and_in_the_county_s_colours() -> None:
    for data in made().values():
        image = opened(data)
        assert (image.format, image.size, len(data) < 32_000) == ("PNG", (1200, 630), True)
        assert image.convert("RGB").getpixel((600, 5)) == (0x17, 0x3A, 0x66)
        assert image.convert("RGB").getpixel((5, 300)) == (0xB2, 0x19, 0x1F)


def test_the_title_can_be_read_in_even_lines() -> None:
    name = small().decisions["JC-2026-001"].name
    lines = title(of_decision())
    assert "".join(lines) == name
    assert len(lines) > 1
    assert min(map(len, lines)) > max(map(len, lines)) / 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("甲" * 26, ["甲" * 13, "甲" * 13]),
        ("甲" * 40, ["甲" * 14, "甲" * 14, "甲" * 12]),
        ("甲" * 60, ["甲" * 16, "甲" * 16, "甲" * 15 + "…"]),
        ("㐀字路口改造", ["〓字路口改造"]),
        ("甲", ["甲"]),
    ],
)
def test_what_has_no_room_or_no_dots_is_marked(name: str, told: list[str]) -> None:
    image = of_decision(name)
    assert title(image) == told
    assert image.crop((1200 - 59, 0, 1200, 630)).getextrema() == (GROUND, GROUND)
    assert image.crop((60, 402, 1200, 412)).getextrema() == (GROUND, GROUND), "the title ends above"


def test_every_page_names_a_picture_that_is_there_and_itself() -> None:
    others = (GOLDEN / "_others.txt").read_text("utf-8")
    for page in sorted((GOLDEN / "public").rglob("*.html")):
        said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page.read_text("utf-8")))
        assert said.keys() == {"site_name", "type", "title", "url", "image"}, page
        base = "https://www.titian.example/quanli/"
        path = said["image"].removeprefix(base)
        assert (GOLDEN / "public" / path).is_file() or f"public/{path} " in others, page
        assert said["url"] == base + page.relative_to(GOLDEN / "public").as_posix()


def test_no_picture_is_drawn_of_what_is_hidden_and_none_for_other_carriers() -> None:
    text = (GOLDEN / "_others.txt").read_text("utf-8")
    drawn = set(re.findall(r"^public/cards/decisions/(\S+)\.png", text, re.MULTILINE))
    shown = {path.stem for path in (GOLDEN / "public" / "decisions").glob("*.html")} - {"index"}
    assert drawn
    assert drawn == shown
    kiosk = edition_of(small(), "触摸屏", charted=False)
    assert not [o for o in view_of(kiosk.medium).view(kiosk) if o.path.startswith("cards/")]
