"""The pages in a real browser: phone, desktop, and a kiosk that reads them from its own disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from frames import framed, resize
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """A page; whoever takes it visits first, and what is visited knows nothing of what was before."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """The same, with nothing in it: the screen of a phone would cut a page of a touch screen into
    hundreds before the next page comes."""
    opened.goto("about:blank")
    return opened


@pytest.fixture(scope="module")
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page that runs no script, on a phone."""
    opened = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield opened
    opened.close()


def visit(page: Page, path: Path, width: int, height: int) -> None:
    """Open a file on a screen of that size."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(path.as_uri())


def test_a_kiosk_walks_from_a_power_to_a_flow_step_on_file_urls(page: Page, sample: Path) -> None:
    visit(page, sample / "kiosk" / "powers" / "MZ-JF-001.html", 1080, 1920)
    page.click(".parts-key >> text=运行流程")
    page.locator(".stages a").nth(1).click()
    page.locator(f".flow-details[open] {page.url[page.url.index('#') :]}").wait_for()
    visit(page, sample / "kiosk" / "powers" / "MZ-JF-002.html", 1080, 1920)
    page.click(".parts-key >> text=运行流程")
    while not page.locator(".flow-chart:visible svg a[href='#step-3']").count():
        page.click(".turn-on")
    page.locator(".flow-chart:visible svg a[href='#step-3']").click()
    told = page.locator("#step-3 .steprow-name").text_content()
    assert page.locator(".flow-sheet .steprow-name").text_content() == told
    shown, bar = (page.locator(name).bounding_box() for name in (".flow-sheet", ".touchbar"))
    assert shown
    assert bar
    assert shown["y"] + shown["height"] <= bar["y"] + 1


def test_large_type_is_one_touch_away_and_stays(page: Page, sample: Path) -> None:
    visit(page, sample / "public" / "index.html", 390, 844)
    page.get_by_role("button", name="大字").click()
    visit(page, sample / "public" / "powers" / "MZ-JF-001.html", 390, 844)
    assert page.locator("html.large").count() == 1
    sizes = page.locator("main *").evaluate_all(
        "all => all.filter(e => !e.closest('svg')).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 18
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="大字").click()
    assert page.locator("html.large").count() == 0


def test_a_step_opens_beside_its_chart_and_the_keys_walk_the_flow(page: Page, sample: Path) -> None:
    path = sample / "public" / "powers" / "XWC-XQ-001.html"
    visit(page, path, 1600, 900)
    chart, sheet = page.locator(".flow-wide"), page.locator(".flow-sheet")
    chart.locator("a[href='#step-4']").click()
    step, beside = chart.locator("svg").bounding_box(), sheet.bounding_box()
    assert step
    assert beside
    assert beside["x"] >= step["x"] + step["width"]
    assert "乡镇党委审核通过" in sheet.inner_text()
    assert page.evaluate("document.activeElement.className") == "flow-sheet"
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    walked = []
    for key in ("ArrowRight", "ArrowUp", "ArrowDown", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert walked == ["#step-9", "#step-4", "#step-5", "#step-4", "#step-2"]
    page.keyboard.press("Enter")
    assert sheet.is_visible()
    heights = sheet.locator("button, [data-way] a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    sheet.locator("[data-way] a").first.click()
    assert "委托第三方评估资产" in sheet.inner_text()
    sheet.locator("button").click()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#step-3"


SAMPLED = 3
LANES_OPEN = "document.querySelectorAll('.flow-lanes').forEach(one => { one.open = true; })"
TURNED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A page settles in the frame after a screen was turned."""
DRAWN = """() => {
    const all = of => [...document.querySelectorAll(of)];
    const cut = all(".flow-chart, .graph-chart").filter(
        one => one.offsetParent && one.scrollWidth > one.clientWidth + 1);
    return [innerWidth, document.documentElement.scrollWidth, cut.map(one => {
        const hint = one.previousElementSibling, said = hint && hint.offsetParent && hint.innerText;
        const first = one.querySelector("a").getBoundingClientRect();
        const here = one.getBoundingClientRect();
        const whole = first.left >= here.left && first.right <= here.right;
        return one.className + (said && whole ? " told" : "");
    }), all(".stages").filter(
        one => one.checkVisibility({visibilityProperty: true})).length];
}"""


def widest(sample: Path, folder: str) -> list[str]:
    """Pages of a folder: those with the widest drawing of their first kind, and each hundredth."""
    wide: dict[str, int] = {}
    for path in sorted((sample / "public" / folder).glob("*-*.html")):
        drawn = re.search(r'<svg[^>]* width="(\d{3,})"', path.read_text("utf-8"))
        if drawn:
            wide[f"{folder}/{path.name}"] = int(drawn[1])
    assert len(wide) > SAMPLED
    return [*sorted(wide, key=lambda name: -wide[name])[:SAMPLED], *list(wide)[::100]]


def test_no_drawing_is_cut_on_any_screen(page: Page, sample: Path, tmp_path: Path) -> None:
    """The widest drawings and some others; lanes are wider than most screens: that is told, and they
    begin at their first step."""
    names = (*widest(sample, "powers"), *widest(sample, "decisions"), "separation/index.html")
    frames = framed(page, [sample / "public" / name for name in names], tmp_path / "all.html")
    resize(page, 390, 844)
    for frame in frames:
        frame.evaluate(LANES_OPEN)
    for width in (390, 768, 1024, 1280, 1920):
        resize(page, width, 900)
        page.evaluate(TURNED)
        for name, frame in zip(names, frames, strict=True):
            here, needed, cut, seen = frame.evaluate(DRAWN)
            assert needed <= here == width, name
            assert all("flow-scroll" in kind and kind.endswith(" told") for kind in cut), (name, width)
            assert name[0] != "p" or seen == 1, (name, width)


def test_without_script_a_step_leads_to_its_row(plain_page: Page, sample: Path) -> None:
    plain_page.goto((sample / "public" / "powers" / "XWC-XQ-001.html").as_uri())
    plain_page.locator(".flow-details > summary").click()
    plain_page.locator("#step-4 a[href='#step-9']").click()
    assert plain_page.url.endswith("#step-9")
    plain_page.set_viewport_size({"width": 1600, "height": 900})
    plain_page.locator("svg a[href='#step-4']").click()
    assert plain_page.url.endswith("#step-4")
    assert plain_page.locator("#step-4").is_visible()


@pytest.mark.parametrize(
    ("edition", "screen", "least"), [("public", (390, 900), 16), ("kiosk", (1080, 1920), 24)]
)
def test_no_word_of_a_list_of_steps_is_small(
    page: Page, sample: Path, edition: str, screen: tuple[int, int], least: int
) -> None:
    visit(page, sample / edition / "powers" / "XWC-XQ-001.html", *screen)
    sizes = page.locator(".flowline *:not(svg *)").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) > 80
    assert min(sizes) >= least


@pytest.mark.parametrize("name", ["MZ-JF-001", "QS-DW-001", "XWC-XQ-001"])
def test_no_word_of_a_chart_on_a_kiosk_is_below_18_px(page: Page, sample: Path, name: str) -> None:
    visit(page, sample / "kiosk" / "powers" / f"{name}.html", 1080, 1920)
    page.locator(".turned-off").evaluate_all(
        "all => all.forEach(one => one.classList.remove('turned-off'))"
    )
    page.locator(".flow-lanes").evaluate_all("all => all.forEach(one => { one.open = true; })")
    drawn = page.locator(".flow-chart:visible").evaluate_all("""charts => charts.map(chart => {
        const svg = chart.querySelector("svg"), wide = svg.getBoundingClientRect().width;
        // a number or a grade in a sign repeats what words say
        const sign = /^([\\d.]+|[一二三])$/, all = [...svg.querySelectorAll("text")];
        const words = all.filter(text => !sign.test(text.textContent));
        const sizes = words.map(text => parseFloat(getComputedStyle(text).fontSize));
        const scale = wide / svg.getAttribute("width");
        return [Math.min(...sizes) * scale, wide, chart.clientWidth, chart.className];
    })""")
    assert drawn
    for least, wide, room, kind in drawn:
        assert least >= 17.99, kind
        assert wide <= room or "flow-broad" in kind


def test_the_chart_and_the_list_tell_the_same_steps(page: Page, sample: Path) -> None:
    visit(page, sample / "public" / "powers" / "MZ-JF-001.html", 1280, 800)
    linked = page.eval_on_selector_all(
        "svg a", "links => links.map(a => a.getAttribute('href').slice(1))"
    )
    listed = page.eval_on_selector_all("[id^='step-']", "rows => rows.map(row => row.id)")
    assert linked
    assert sorted(set(linked)) == sorted(listed)
