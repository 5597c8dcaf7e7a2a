"""One fact once a page, one name a thing, no card alone beside empty room, nothing that moves.

Over pages of every kind of the sample.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from frames import framed, resize
from lxml import html as lxml_html
from page_kinds import kinds
from playwright.sync_api import Browser, Route

SCREENS = ((390, 844), (768, 1024), (1280, 800), (1920, 1080))
# sentences that can be seen, told by where they stand; things alike may say the same
TWICE = """least => {
  const kind = one => `${one.tagName}.${one.getAttribute("class")}`;
  const place = one => [one, one.parentElement, one.closest("section, details, main")].map(kind);
  const blocks = "p, li, dd, dt, td, th, h1, h2, h3, h4, text, summary, figcaption";
  const leaves = [...document.querySelectorAll("main, .hero")].flatMap(
    part => [...part.querySelectorAll(blocks)]).filter(
    one => !one.querySelector(`${blocks}, ul, ol, dl`) &&
      one.checkVisibility({visibilityProperty: true}));
  const said = new Map(), twice = new Set();
  for (const one of leaves) {
    const at = place(one).join(" ");
    for (const words of one.textContent.replace(/\\s+/g, "").split(/[。；！？]/)) {
      if (words.length < least) { continue; }
      if ((said.get(words) || at) !== at) { twice.add(words); }
      said.set(words, at);
    }
  }
  return [...twice];
}"""
LEAST = 13
"""Characters of a sentence: a name or a date may come again."""
# rows of boxes with a border or a shadow, the last of which holds one and has room for another
ALONE = """() => {
  const framed = one => [one, one.firstElementChild].some(part => {
    const style = part && getComputedStyle(part);
    return style && (style.boxShadow !== "none" || parseFloat(style.borderLeftWidth) > 0);
  });
  return [...document.querySelectorAll("main *")].filter(box => {
    const style = getComputedStyle(box);
    const cards = [...box.children].filter(one => one.getClientRects().length);
    const inRows = style.display === "grid" || (style.display === "flex" && style.flexWrap === "wrap");
    if (!inRows || cards.length < 3 || !cards.every(framed)) { return false; }
    const places = cards.map(one => one.getBoundingClientRect());
    const row = top => places.filter(one => Math.abs(one.top - top) < 2);
    const last = places[places.length - 1], whole = box.getBoundingClientRect();
    return last.height > 60 && row(places[0].top).length > 1 && row(last.top).length === 1
      && last.width < whole.width * 0.6;
  }).map(box => box.className);
}"""
MOVED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum));
})"""
DRAWN = 300
"""Milliseconds until all that stands in the frames is on the screen."""


def test_no_sentence_stands_in_two_places_and_no_card_stands_alone(
    browser: Browser, sample: Path, tmp_path: Path
) -> None:
    pages = kinds(sample / "public")
    page, twice, alone = browser.new_page(), set(), set()
    frames = framed(page, pages, tmp_path / "all.html")
    for width, height in SCREENS:
        resize(page, width, height)
        for path, frame in zip(pages, frames, strict=True):
            said, lonely = frame.evaluate(f"least => [({TWICE})(least), ({ALONE})()]", LEAST)
            twice |= {(path.stem, width, words) for words in said}
            alone |= {(path.stem, width, name) for name in lonely}
    page.close()
    assert sorted(twice) == []
    assert sorted(alone) == []


def test_the_checks_would_tell(browser: Browser, tmp_path: Path) -> None:
    card = '<li style="border:1px solid;width:200px;height:80px">'
    (tmp_path / "a.html").write_text(
        '<main><p>同一句话在这一页上说了两遍</p><ul><li class="a">同一句话在这一页上说了两遍</li></ul>'
        f'<ul class="b" style="display:flex;flex-wrap:wrap;width:500px">{card}{card}{card}</ul></main>',
        "utf-8",
    )
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    assert page.evaluate(TWICE, LEAST) == ["同一句话在这一页上说了两遍"]
    assert page.evaluate(ALONE) == ["b"]
    (frame,) = framed(page, [tmp_path / "a.html"], tmp_path / "all.html", painted=True)
    frame.evaluate(f"new Promise(done => setTimeout(done, {DRAWN}))")
    frame.evaluate("document.querySelector('p').style.marginTop = '200px'")
    assert frame.evaluate(MOVED) > 0
    page.close()


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_nothing_moves_while_a_page_opens(
    browser: Browser, sample: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Scripts come when all pages have been drawn, as they do over a slow line."""
    pages, page = kinds(sample / "public"), browser.new_page()
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)
        if len(late) == len(pages):
            page.wait_for_timeout(DRAWN)
            for one in late:
                one.continue_()

    page.route("**/static/site.js", hold)
    frames = framed(page, pages, tmp_path / "all.html", size, painted=True)
    moved = {path.stem: frame.evaluate(MOVED) for path, frame in zip(pages, frames, strict=True)}
    page.close()
    assert {name: by for name, by in moved.items() if by} == {}


def test_a_column_has_one_name(sample: Path) -> None:
    """What leads there from the head, the crumbs and the foot is in the title that is met there."""
    public = (sample / "public").resolve()
    wrong = set()
    for path in kinds(sample / "public"):
        tree = lxml_html.fromstring(path.read_bytes())
        for link in tree.xpath("//header//nav//a | //nav[@class='crumbs']//a | //footer//ul//a"):
            to = (path.resolve().parent / link.get("href")).resolve()
            if to.name == "index.html" and to.parent.parent == public:
                title = lxml_html.fromstring(to.read_bytes()).xpath("string(//h1)")
                if link.text_content().strip() not in title:
                    wrong.add((link.text_content().strip(), title))
    assert wrong == set()
