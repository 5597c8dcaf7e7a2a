"""Takes the pictures of docs/images anew from a built sample, so that they show the site of today.

Enters: the folder of a build.  Leaves: PNG files.  Kept by hand are ``import.png``, a terminal, and
``due.png``, a page of ``disclosure self-audit``.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import chromium  # noqa: E402  the path comes first

IMAGES = ROOT / "docs/images"


class Picture(NamedTuple):
    """A page at the size of a screen, and how many of its pixels become one of the picture's."""

    name: str
    page: str
    width: int
    height: int
    shrunk: float = 1


SHOWN = (
    Picture("home", "public/index.html", 1440, 968, 1.44),
    Picture("power", "public/powers/MZ-JF-001.html", 1440, 1238, 2),
    Picture("decision", "public/decisions/JC-XW-2026-001.html", 1440, 1238, 2),
    Picture("phone", "public/powers/MZ-JF-001.html", 390, 844),
    Picture("ledger", "public/ledgers/sangong.html", 1280, 900, 1.422),
    Picture("ledger-phone", "public/ledgers/sangong.html", 390, 844),
    Picture("ledger-kiosk", "kiosk/ledgers/sangong.html", 1080, 1920, 2),
)
PAPER = ("ledger-paper", "public/ledgers/sangong.html")
COLOURS = 64
DOTS = 1.1
"""Of a picture, to a point of paper."""


def main(folder: Path) -> int:
    with sync_playwright() as playwright:
        args = [*chromium.sandbox(), *chromium.QUIET]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=args)
        for shown in SHOWN:
            screen = ViewportSize(width=shown.width, height=shown.height)
            page = browser.new_page(viewport=screen, device_scale_factor=1 / shown.shrunk)
            page.goto((folder / shown.page).resolve().as_uri())
            _keep(Image.open(io.BytesIO(page.screenshot())), shown.name)
            page.close()
        _on_paper(browser.new_page(), folder)
    return 0


def _on_paper(page: Page, folder: Path) -> None:
    name, address = PAPER
    page.goto((folder / address).resolve().as_uri())
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    _keep(sheets[0].render(scale=DOTS).to_pil(), name)


def _keep(image: Image.Image, name: str) -> None:
    """Few colours are enough for words on paper, and a third of the bytes."""
    image.convert("RGB").quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
