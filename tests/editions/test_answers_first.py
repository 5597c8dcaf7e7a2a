"""Powers, decisions and matters of the sample answer first: on a phone, and on paper.

The longest pages of each kind are looked at, and one in so many of the others (more with ``--whole``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from frames import framed
from playwright.sync_api import Browser, Page

PHONE = (390, 844)
HEIGHT, FIRST_SCREEN, SMALLEST = 4500, 844, 15
A_FOOT = 120
"""Runs of words on a sheet that holds nothing but what stands at the foot of every page."""
SHEETS = {"powers": 3, "decisions": 2, "matters": 5}
MEASURED = """() => {
  const seen = e => e.getClientRects().length && !e.closest("svg, .skip");
  const sizes = [], low = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && seen(at)) {
      sizes.push([parseFloat(getComputedStyle(at).fontSize), walk.currentNode.data.trim()]);
    }
  }
  for (const target of document.querySelectorAll("a[href], summary, button, input")) {
    const alone = target.parentElement.textContent.trim() === target.textContent.trim();
    const inLine = getComputedStyle(target).display === "inline" && !alone;
    if (seen(target) && !inLine && target.getBoundingClientRect().height < 43.5) {
      low.push(target.outerHTML);
    }
  }
  const answers = [...document.querySelectorAll(".keys, .answer")];
  return {
    height: document.documentElement.scrollHeight,
    answer: Math.max(...answers.map(e => e.getBoundingClientRect().bottom)),
    smallest: sizes.sort((one, other) => one[0] - other[0])[0],
    low,
  };
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def looked_at(sample: Path, kind: str, longest: int, every: int) -> list[Path]:
    """The longest pages of a kind, and of the others each so-manyth."""
    pages = sorted((sample / "public" / kind).glob("*-*.html"), key=lambda path: -path.stat().st_size)
    assert pages
    return [*pages[:longest], *pages[longest + every - 1 :: every]]


@pytest.fixture(scope="module")
def measured(
    phone: Page, sample: Path, tmp_path_factory: pytest.TempPathFactory, *, whole: bool
) -> dict[str, Any]:
    longest, every = (15, 30) if whole else (4, 120)
    pages = [path for kind in SHEETS for path in looked_at(sample, kind, longest, every)]
    frames = framed(phone, pages, tmp_path_factory.mktemp("phone") / "all.html", PHONE)
    return {path.stem: frame.evaluate(MEASURED) for path, frame in zip(pages, frames, strict=True)}


def test_a_page_is_no_longer_than_a_few_screens_of_a_phone(measured: dict[str, Any]) -> None:
    assert {name: of["height"] for name, of in measured.items() if of["height"] > HEIGHT} == {}


def test_the_answer_stands_on_the_first_screen(measured: dict[str, Any]) -> None:
    assert {
        name: of["answer"] for name, of in measured.items() if not 0 < of["answer"] <= FIRST_SCREEN
    } == {}


def test_no_word_is_smaller_than_people_read(measured: dict[str, Any]) -> None:
    assert {name: of["smallest"] for name, of in measured.items() if of["smallest"][0] < SMALLEST} == {}


def test_whatever_is_touched_is_as_large_as_a_finger(measured: dict[str, Any]) -> None:
    assert {name: of["low"] for name, of in measured.items() if of["low"]} == {}


@pytest.mark.parametrize("kind", SHEETS)
def test_a_page_takes_few_sheets_and_nothing_on_them_is_cut(
    phone: Page, sample: Path, kind: str, *, whole: bool
) -> None:
    for path in looked_at(sample, kind, 1, 90 if whole else 1000):
        phone.goto(path.as_uri())
        phone.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        printed = pypdfium2.PdfDocument(phone.pdf(format="A4", prefer_css_page_size=True))
        more = phone.locator("#subitems").count()  # each is told in full
        assert len(printed) <= SHEETS[kind] + more, path.name
        for sheet in printed:
            right = max((box[2] for box in words(sheet)), default=0)
            assert right <= sheet.get_width(), path.name
        if kind != "matters":
            *_, before, last = (printed[0], *printed)
            assert len(words(last)) > A_FOOT, f"{path.name}: a sheet for the foot of the page"
            halves = [box[0] > before.get_width() / 2 for box in words(before)]
            assert sum(halves) > len(halves) / 5, f"{path.name}: half a sheet is empty"


def words(sheet: Any) -> list[tuple[float, float, float, float]]:
    text = sheet.get_textpage()
    return [text.get_rect(number) for number in range(text.count_rects())]
