"""How long the search of a large county answers a keystroke, on a device six times slower.

Enters: the size of a county that tests/bench/county writes, a folder for it, and a browser.  Leaves:
how many things its index holds, and for each way of looking the slowest and the middle keystroke, in
milliseconds, from the key until the rows are laid out; the middle of a few rounds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from edition_counties import ROOT, edition_of, files, linked, render
from playwright.sync_api import Browser, Page

from disclosure.basics.output import File, Html
from disclosure.county.audience import Audience, for_audience
from disclosure.editions.finding import found, search_files, search_page

THROTTLE, ROUNDS = 6, 3
MOST = 100
"""Milliseconds that an answer may take."""
WAYS = {
    "汉字": ("最低生活保障", "道路运输经营许可", "财务股会计"),
    "声母": ("dbpd", "zdshbz", "dlysjyxk"),
    "全拼": ("zuidishenghuo", "daoluyunshu"),
    "编码": ("MZ-XK-001", "XK-000660"),
    "电话": ("0000-5550201",),
    "几个词": ("民政局 低保", "环保 处罚"),
    "错一个字": ("最低生或保障", "daoluyunshy"),
    "整句话": ("我想给孩子上户口", "哪里可以办残疾证"),
}

_KEYSTROKE = """typed => {
  const box = document.querySelector('.finder-box'), begun = performance.now();
  box.value = typed;
  box.dispatchEvent(new Event('input'));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """Of one way of looking: what was typed slowest, and how long that and the middle one took."""

    way: str
    slowest: str
    most: float
    middle: float


def laid_out(size: str, folder: Path) -> tuple[Path, int]:
    """The page on which people search in a county of a size, and how many things it finds."""
    subprocess.run([sys.executable, ROOT / "tests/bench/county", size, folder / "county"], check=True)
    seen = for_audience(linked(files(folder / "county")), Audience())
    edition = edition_of(seen, "门户", charted=False)
    index = search_files.files(edition)
    (html,) = search_page.pages(edition, [file.path for file in index])
    shutil.copytree(ROOT / "theme" / "static", folder / "public" / "static")
    for file in index:
        _write(folder / "public", file)
    page = folder / "public" / html.path
    page.write_text(render(Html(f"public/{html.path}", html.template, html.make), seen), "utf-8")
    return page, sum(1 for _ in found.everything(edition))


def _write(folder: Path, file: File) -> None:
    path = folder / file.path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(file.data)


def timed(browser: Browser, address: str) -> Iterator[Keystrokes]:
    """Every way of looking, typed letter by letter."""
    page = browser.new_page()
    page.goto(address)
    page.fill(".finder-box", "a")
    page.locator(".finder-said").filter(has_not_text="正在").wait_for(state="attached")
    slowly = page.context.new_cdp_session(page)
    slowly.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    for way, words in WAYS.items():
        took = {typed: _took(page, typed) for typed in _beginnings(words)}
        slowest = max(took, key=lambda typed: took[typed])
        yield Keystrokes(way, slowest, took[slowest], median(took.values()))
    page.close()


def _beginnings(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word[:end] for word in words for end in range(1, len(word) + 1)))


def _took(page: Page, typed: str) -> float:
    return median(page.evaluate(_KEYSTROKE, typed) for _ in range(ROUNDS))
