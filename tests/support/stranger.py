"""Somebody who never saw the site and has a question, in a real browser.

Enters: a built release and a question.  Leaves: ``Walked``: how many touches and how many screens of
scrolling lay before the answer.  To type a word counts as one touch, to open what is folded as another;
the scrolling before every touch counts, and that before the answer.  Run as a program it asks every
question of every screen and prints the table::

    .venv/bin/python tests/support/stranger.py output
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from questions import QUESTIONS, Question

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

import chromium

TOUCHES, SCREENS, RESULTS = 3, 2.0, 2
PATIENT = 60_000
"""Milliseconds, however busy the machine is."""


@dataclass(frozen=True)
class Screen:
    """What a visitor stands before; ``bar`` covers the lower edge."""

    name: str
    folder: str
    width: int
    height: int
    bar: int = 0

    @property
    def seen(self) -> int:
        return self.height - self.bar


SCREENS_TRIED = (
    Screen("手机", "public", 390, 844),
    Screen("电脑", "public", 1280, 800),
    Screen("竖屏", "kiosk", 1080, 1920, 96),
    Screen("横屏", "kiosk", 1920, 1080, 96),
)


@dataclass(frozen=True)
class Walked:
    """A way to the answer."""

    touches: int
    screens: float
    way: str

    @property
    def short(self) -> bool:
        return self.touches <= TOUCHES and self.screens <= SCREENS


LINKS = "main a:not([rel]):not([href^=tel]), nav a, header a"
# where a pattern stands that can be seen, or else the title of the fold that hides it; or what links
LOOK = """([pattern, links]) => {
  const wanted = new RegExp(pattern);
  const bottom = one => {  // below where a link has led; what lies above is scrolled to as far
    const place = one.getBoundingClientRect();
    return place.bottom < 0 ? innerHeight - place.top : place.bottom;
  };
  const shown = one => one.checkVisibility({visibilityProperty: true});
  const all = [...document.querySelectorAll(links || "main, main *")].filter(
    one => !one.closest("svg") && wanted.test(one.textContent.replace(/\\s+/g, " ").trim()));
  const inner = all.filter(one => !all.some(other => other !== one && one.contains(other)));
  const seen = inner.filter(shown).sort((one, other) => bottom(one) - bottom(other))[0];
  if (seen) { return {y: bottom(seen), to: seen.href || "", folded: false}; }
  const fold = inner.map(one => one.closest("details:not([open])")).filter(Boolean)
    .map(one => one.querySelector("summary")).filter(shown)[0];
  return fold ? {y: bottom(fold), to: "", folded: true} : null;
}"""


# on a touch screen what is looked for may stand in another part, or on a further page of one
TURN = f"""([pattern, links]) => {{
  const look = {LOOK}, on = document.querySelector(".turn-on");
  for (const key of document.querySelectorAll(".parts-key")) {{
    let touches = key.getAttribute("aria-pressed") === "true" ? 0 : 1;
    if (touches) {{ key.click(); }}
    for (;; touches += 1) {{
      const found = look([pattern, links]);
      if (found) {{ return {{...found, touches}}; }}
      if (on.disabled || on.textContent !== "下一页") {{ break; }}
      on.click();
    }}
  }}
  return null;
}}"""


UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true; })"


class Visit:
    """One visitor, from the front page on."""

    def __init__(self, page: Page, release: Path, screen: Screen) -> None:
        self.page, self.screen = page, screen
        page.set_default_timeout(PATIENT)
        self.home = release / screen.folder / "index.html"
        self.touches, self.scrolled = 0, 0.0

    def start(self) -> None:
        self.touches, self.scrolled = 0, 0.0
        self.page.goto(self.home.as_uri())

    def reach(self, y: float) -> None:
        """Scroll until something is whole on the screen."""
        self.scrolled += max(0.0, y - self.screen.seen) / self.screen.seen

    def look(self, pattern: str, links: str) -> Any:
        """Where it stands, a touch for every part and page that lies before it."""
        found = self.page.evaluate(LOOK, [pattern, links])
        if not found and self.page.locator(".parts-key").count():
            found = self.page.evaluate(TURN, [pattern, links])
            self.touches += found["touches"] if found else 0
        return found

    def answered(self, pattern: str) -> bool:
        """Whether the page says it, be it behind one touch."""
        found = self.look(pattern, "")
        if found:
            self.reach(found["y"])
            self.touches += found["folded"]
        return bool(found)

    def press(self, words: str) -> bool:
        """Touch the first link that says so; one that is folded takes a touch more."""
        found = self.look(words, LINKS)
        if found and found["folded"]:
            self.touches += 1
            self.page.evaluate(
                "document.querySelectorAll('main details').forEach(one => one.open = true)"
            )
            found = self.look(words, LINKS)
        if not found or not found["to"]:
            return False
        self.reach(found["y"])
        self.touches += 1
        self.page.goto(found["to"])
        return True

    def type(self, word: str) -> int:
        """Search; how many results there are."""
        self.touches += 1
        if self.screen.folder == "public":
            self.page.goto((self.home.parent / "search" / "index.html").as_uri())
        box = self.page.locator(".finder-box").bounding_box()
        if self.screen.folder != "public" and box:
            self.reach(box["y"] + box["height"])
        self.page.locator("script[src*='search/']").nth(1).wait_for(state="attached")
        self.page.fill(".finder-box", word)
        self.page.locator(".finder-said").filter(has_not_text="正在找").wait_for(state="attached")
        return self.page.locator(".finder-row").count()


def searched(visit: Visit, question: Question) -> Iterator[Walked]:
    """By what is typed: the results themselves, then the first of them, then the next."""
    for number in range(-1, RESULTS):
        visit.start()
        if visit.type(question.typed) <= number:
            return
        if number >= 0:
            visit.touches += 1 + 2 * number  # there, back, and to the next
            link = visit.page.locator(".finder-link").nth(number)
            box = link.bounding_box()
            visit.reach(box["y"] + box["height"] if box else 0)
            visit.page.goto(link.evaluate("one => one.href"))
        if visit.answered(question.answer):
            yield Walked(visit.touches, visit.scrolled, f"搜“{question.typed}”")
            return


def followed(visit: Visit, question: Question) -> Iterator[Walked]:
    """By links, from one page to the next."""
    for way in question.ways:
        visit.start()
        if all(visit.press(words) for words in way) and visit.answered(question.answer):
            yield Walked(visit.touches, visit.scrolled, " › ".join(way) or "首页")


def ask(page: Page, release: Path, screen: Screen, question: Question) -> Walked | None:
    """The shortest way found, if any."""
    page.set_viewport_size({"width": screen.width, "height": screen.height})
    visit = Visit(page, release, screen)
    found = [*followed(visit, question)]
    if not any(way.short for way in found) and question.typed:
        found += searched(visit, question)
    return min(found, key=lambda way: (not way.short, way.touches, way.screens), default=None)


def table(release: Path, page: Page) -> Iterator[str]:
    """A line a question; what is not found, or lies too far, is marked."""
    yield "\t".join(["问", *(screen.name for screen in SCREENS_TRIED), "怎样找到（手机）"])
    told: list[list[Walked | None]] = []
    for question in QUESTIONS:
        told.append([ask(page, release, screen, question) for screen in SCREENS_TRIED])
        first = told[-1][0]
        yield "\t".join([question.asked, *map(_cell, told[-1]), first.way if first else ""])
    for number, screen in enumerate(SCREENS_TRIED):
        good = sum(1 for ways in told if (way := ways[number]) and way.short)
        yield f"{screen.name}：{len(QUESTIONS)} 问，{TOUCHES} 触 {SCREENS:.0f} 屏以内 {good}"


def _cell(way: Walked | None) -> str:
    return f"{'' if way.short else '✗'}{way.touches}触 {way.screens:.1f}屏" if way else "✗没找到"


def main() -> int:
    release = Path(sys.argv[1] if len(sys.argv) > 1 else "output").absolute()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*chromium.sandbox(), *chromium.QUIET]
        )
        lines = []
        for line in table(release, browser.new_page()):
            lines.append(line)
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        browser.close()
    return int(any("✗" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
