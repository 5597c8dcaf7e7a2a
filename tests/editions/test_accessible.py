"""axe-core finds nothing in the pages that show most: four of the portal, each in another look, and two
of touch screens, that are in plain or in large type.

With ``--whole`` it looks at every kind of page, each in one look; ``make audit-pages`` does in every
look, with two more tools.
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import axe
import pytest
from page_kinds import kinds
from playwright.sync_api import Browser

SCREENS = {"public": (1280, 800), "kiosk": (1080, 1920)}
FEW = {"public": len(axe.LOOKS), "kiosk": 2}
"""Pages of an edition: axe takes a second for each."""


@pytest.mark.parametrize("edition", SCREENS)
def test_axe_finds_nothing(browser: Browser, sample: Path, edition: str, *, whole: bool) -> None:
    width, height = SCREENS[edition]
    page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": height})
    wrong = []
    pages = kinds(sample / edition)[: None if whole else FEW[edition]]
    for path, look in zip(pages, cycle(axe.LOOKS)):
        page.goto(path.as_uri())
        wrong += [f"{path.name}: {told}" for told in axe.found(page, (look,))]
    page.close()
    assert wrong == []


def test_axe_would_tell(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html lang=zh><title>一</title><img src=a.png>", "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    assert any("image-alt" in told for told in axe.found(page, ("通常",)))
    page.close()
