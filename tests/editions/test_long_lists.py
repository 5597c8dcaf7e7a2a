"""A long list is found through on a phone: parts of it are folded, and hold all of it, in order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disclosure.editions.parts.pager import GLANCE, PER_PAGE, gathered, pager
from disclosure.editions.parts.words import month

SCREEN = 844
LONG = (
    "powers/index",
    "posts/index",
    "posts/LJX-LXC-ZR",
    "decisions/index",
    "register/index",
    "execution/index",
    "procedures/index",
    "rotation/index",
    "leaders/index",
    "tiers/index",
    "changes/index",
    "separation/index",
    "consultations/index",
    "catalogues/ML-ZW",
    "annual/NB-XZF-2025",
    "units/XZF",
    "units/index",
    "sitemap/index",
    "subscribe/index",
)


def test_items_stand_under_what_they_share_in_the_order_of_the_first() -> None:
    days = [date(2026, 1 + number % 3, 1) for number in range(GLANCE + 1)]
    found = gathered(days, month, date.isoformat)
    assert [one.title for one in found] == ["2026年1月", "2026年2月", "2026年3月"]
    assert [one.held for one in found] == [
        tuple(day.isoformat() for day in days if month(day) == one.title) for one in found
    ]
    assert gathered(days, month, date.isoformat, lambda day: str(day.day))[0].held == ("1",) * 5
    assert gathered(days, lambda day: str(day.day), date.isoformat, then=month) == found


def test_a_number_of_items_says_where_they_are_not_all_there_are() -> None:
    assert [pager(str, 1, total).whose for total in (PER_PAGE, PER_PAGE + 1)] == ["", "本页 "]


@pytest.mark.parametrize("name", ["powers", "posts", "leaders"])
def test_what_stands_under_its_body_does_not_name_it_again(sample: Path, name: str) -> None:
    page = (sample / f"public/{name}/index.html").read_text("utf-8")
    folds = re.findall(r'class="folded-head"><b>(.*?)</b>(.*?)</details>', page, re.DOTALL)
    assert len(folds) > 1
    assert [body for body, held in folds[:5] if f">{body}" in held] == []


def test_a_grade_is_said_over_a_list_or_beside_each_post_of_it(sample: Path) -> None:
    for name, is_said_above in (
        ("units/CZJ", True),
        ("posts/by/u-CZJ/_/1", True),
        ("posts/by/l-bumen/3/1", True),
        ("posts/by/l-bumen/_/1", False),
    ):
        page = (sample / f"public/{name}.html").read_text("utf-8")
        posts = re.findall(r'<li>(<span class="mark-)?.*?href="[./]*(?:posts/)?CZJ-\w+\.html"', page)
        assert posts, name
        assert "三级" in re.sub(r"<li>.*", "", page), name
        assert {not mark for mark in posts} == {is_said_above}, name


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
        page.goto((sample / f"public/{name}.html").as_uri())
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
