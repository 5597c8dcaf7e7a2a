"""axe-core finds nothing in the pages that show most, four of the portal and four of touch screens.

With ``--whole`` it looks at every kind of page, each in one look; ``make audit-pages`` does in every
look, with two more tools.
"""

from __future__ import annotations

from pathlib import Path

import axe
import pytest
from frames import framed
from page_kinds import DOZEN, kinds
from playwright.sync_api import Browser

SCREENS = {"public": (1280, 800), "kiosk": (1080, 1920)}
# words in the colour of the ground, behind which a browser lays the ground where colours are forced
BURIED = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  const isLost = style.forcedColorAdjust === "auto" && style.color === "rgb(255, 255, 255)";
  return isLost && !one.closest("svg")
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
}).map(one => `${one.tagName}.${one.className}`)"""


@pytest.mark.parametrize("look", axe.LOOKS)
def test_axe_finds_nothing(browser: Browser, sample: Path, look: str, *, whole: bool) -> None:
    number = [*axe.LOOKS].index(look)
    wrong = []
    for edition, (width, height) in SCREENS.items():
        page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": height})
        for path in kinds(sample / edition)[number :: len(axe.LOOKS)][: None if whole else 1]:
            page.goto(path.as_uri())
            wrong += [f"{edition} {path.name}: {told}" for told in axe.found(page, (look,))]
        page.close()
    assert wrong == []


@pytest.mark.parametrize("edition", SCREENS)
def test_forced_colours_bury_no_words(
    browser: Browser, sample: Path, tmp_path: Path, edition: str
) -> None:
    page = browser.new_page(forced_colors="active")
    frames = framed(page, kinds(sample / edition)[:DOZEN], tmp_path / "all.html", SCREENS[edition])
    buried = {name for frame in frames for name in frame.evaluate(BURIED)}
    page.close()
    assert sorted(buried) == []


def test_axe_would_tell(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html lang=zh><title>一</title><img src=a.png>", "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    assert any("image-alt" in told for told in axe.found(page, ("通常",)))
    page.close()
