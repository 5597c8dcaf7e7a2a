"""A long list is found through on a phone: parts of it are folded, and hold all of it, in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disclosure.editions.parts.pager import GLANCE, gathered
from disclosure.editions.parts.words import month

SCREEN = 844
LONG = (
    "powers",
    "posts",
    "decisions",
    "register",
    "execution",
    "procedures",
    "rotation",
    "consultations",
)


def test_items_stand_under_what_they_share_in_the_order_of_the_first() -> None:
    days = [date(2026, 1 + number % 3, 1) for number in range(GLANCE + 1)]
    found = gathered(days, month, date.isoformat)
    assert [one.title for one in found] == ["2026年1月", "2026年2月", "2026年3月"]
    assert [one.held for one in found] == [
        tuple(day.isoformat() for day in days if month(day) == one.title) for one in found
    ]


@pytest.mark.parametrize("items", [["甲乙"[n % 2] for n in range(GLANCE)], ["甲"] * 3 * GLANCE])
def test_few_items_or_those_of_one_kind_are_not_parted(items: list[str]) -> None:
    assert [(one.title, len(one.held)) for one in gathered(items, str, str)] == [("", len(items))]
    assert gathered([], str, str) == ()


def test_no_name_is_further_down_a_phone_than_the_parts_of_a_list(
    browser: Browser, sample: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": SCREEN})
    tall = {}
    for name in LONG:
        page.goto((sample / "public" / name / "index.html").as_uri())
        tall[name] = page.evaluate("document.documentElement.scrollHeight") / SCREEN
    page.close()
    assert {name: screens for name, screens in tall.items() if screens > 4.5} == {}


def test_who_comes_back_to_a_list_finds_open_what_was_opened(browser: Browser, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": SCREEN})
    page.goto((sample / "public/rotation/index.html").as_uri())
    page.locator("main details").nth(1).locator("summary").click()
    page.locator("main details[open] a").first.click()
    page.wait_for_url("**/posts/*")
    page.go_back()
    folds = page.locator("main details").evaluate_all("all => all.map(one => one.open)")
    page.close()
    assert [at for at, is_open in enumerate(folds) if is_open] == [1]
