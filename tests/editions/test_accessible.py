"""axe-core finds nothing in the eight pages that show most.

``make audit-pages`` looks at every kind of page, in every look, with two more tools.
"""

from __future__ import annotations

from pathlib import Path

import axe
import pytest
from page_kinds import kinds
from playwright.sync_api import Browser


@pytest.mark.parametrize("look", axe.LOOKS)
def test_axe_finds_nothing(browser: Browser, sample: Path, look: str) -> None:
    page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 800})
    number = [*axe.LOOKS].index(look)
    wrong = []
    for path in kinds(sample / "public")[number :: len(axe.LOOKS)][:2]:
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
