"""The touch screen in a real browser, from a disk, without a network, as visitors come and go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PORTRAIT = {"width": 1080, "height": 1920}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor's page; what time it is there is told by its own clock."""
    context = browser.new_context(viewport=PORTRAIT)
    context.set_offline(offline=True)
    opened = context.new_page()
    opened.clock.install(time="2026-11-22T09:00:00+08:00")
    yield opened
    context.close()


def visit(page: Page, sample: Path, name: str) -> None:
    page.goto((sample / "kiosk" / name).as_uri())


def test_a_visitor_walks_from_the_front_page_and_back_and_leaves_no_way_back(
    page: Page, sample: Path
) -> None:
    visit(page, sample, "index.html")
    before = page.evaluate("history.length")
    for link in ("levels/bumen.html", "../units/MZJ.html", "../powers/MZ-JF-001.html"):
        while not page.locator(f"a[href='{link}']:visible").count():
            page.click(".turn-on")
        page.locator(f"a[href='{link}']:visible").first.click()
        page.wait_for_url(f"**/{link.removeprefix('../')}*")
    assert "最低生活保障" in page.locator("h1").inner_text()
    page.click(".touchbar >> text=返回上级")
    page.wait_for_url("**/units/MZJ.html*")
    page.click(".touchbar >> text=首页")
    page.wait_for_url("**/kiosk/index.html")
    assert page.evaluate("history.length") == before


def test_whoever_goes_away_is_asked_and_forgotten(page: Page, sample: Path) -> None:
    visit(page, sample, "index.html")
    page.click("[data-key=d]")
    page.click(".touchbar >> text=大字")
    page.clock.run_for(74_000)
    assert not page.locator(".over").is_visible()
    page.clock.run_for(2_000)
    assert "还在看吗" in page.locator(".over").inner_text()
    page.click(".over button")
    assert page.input_value(".finder-box") == "d"
    page.clock.run_for(76_000)
    with page.expect_navigation():
        page.clock.run_for(17_000)
    assert page.url.endswith("kiosk/index.html")
    assert page.input_value(".finder-box") == ""
    assert not page.locator("html.large").count()


def test_the_loop_tells_only_what_is_true_on_the_day_of_the_machine(page: Page, sample: Path) -> None:
    visit(page, sample, "index.html")
    assert page.locator(".loop-slide:visible .loop-left").inner_text().startswith("还有")
    page.clock.set_system_time("2027-06-01T09:00:00+08:00")
    visit(page, sample, "index.html")
    assert "今天 2027-06-01" in page.locator(".front-day").inner_text()
    told = {page.locator(".loop-slide:visible .loop-kind").inner_text()}
    for _ in range(12):
        page.click(".loop >> text=下一条")
        told.add(page.locator(".loop-slide:visible .loop-kind").inner_text())
    assert told == {"怎样办"}


def test_a_village_has_a_front_page_of_its_own_to_which_its_visitors_return(
    page: Page, sample: Path
) -> None:
    visit(page, sample, "at/LHZ-LSC.html")
    assert page.locator("h1").inner_text() == "梨树村"
    page.click("text=刚定的事 >> nth=-1")
    page.wait_for_load_state()
    assert "梨树村" in page.locator("main").inner_text()
    page.click(".touchbar >> text=首页")
    page.wait_for_url("**/at/LHZ-LSC.html")


def test_a_page_is_taken_home_with_its_digest(page: Page, sample: Path) -> None:
    visit(page, sample, "powers/MZ-JF-001.html")
    digest = page.locator(".imprint-digest").inner_text()
    page.click(".touchbar >> text=带走")
    page.locator(".over svg").wait_for()  # what draws it is loaded when it is asked for
    assert f"/powers/MZ-JF-001.html?v={digest}" in page.locator(".over").inner_text()
