"""Every kind of page on a touch screen, part by part, page by page: nothing scrolls, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from frames import framed
from page_kinds import kinds
from playwright.sync_api import Browser, Page, expect

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
SMALL = [(1366, 768), (1280, 1024), (1440, 900), (1024, 768), (800, 1280)]
"""Other screens that are sold: of the first a part is looked at, of all of them with ``--whole``."""
MANY_COLUMNS = "ledgers/zijin/2026-H1/1.html"
FEW = 5
"""Pages of the kinds that show most; of all kinds with ``--whole``."""
WALK = """() => {
    // "coverage-rest" says in words, where there is little room, what dashes say elsewhere
    const APART = "svg, .skip, thead, .pager, .toc-strip, .steer, .front, .front ~ *, [class*=hint], "
        + ".coverage-rest";
    // what may not be seen at all: the caption of a table says what the title of its panel does, a
    // drawing who is kept apart from whom; of all ledgers their names are enough
    const HIDDEN = "details:not([open]), [hidden], form, .finder, .panel-captioned caption, "
        + ".flow-apart-drawn, .ledger-names td";
    const wrong = new Set(), seen = new Set(), main = document.querySelector("main");
    // on a smaller screen all is smaller, as on one of 1920 by 1080 that is seen from further away
    const part = Math.min(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 24.1);
    const all = (of) => [...document.querySelectorAll(of)].filter(one => one.checkVisibility());
    const texts = of => {
        const found = [], walker = document.createTreeWalker(of, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
        return found.filter(one => !one.parentElement.closest(APART));
    };
    const look = () => {
        const bar = all(".steer, .touchbar").map(one => one.getBoundingClientRect().top);
        if (Math.max(document.documentElement.scrollHeight, document.body.scrollHeight) > innerHeight)
            wrong.add(`scrolls ${location.hash}`);
        for (const one of all("main *, .touchfoot")) {
            if (one.closest("svg, .steer")) continue;
            const place = one.getBoundingClientRect();
            const told = `${one.className} ${location.hash}`;
            if (place.bottom > Math.min(...bar) + 1) wrong.add(`below ${told}`);
            if (place.right > innerWidth + 1) wrong.add(`beside ${told}`);
        }
        for (const one of all("a, button, summary, input")) {
            const {width, height} = one.getBoundingClientRect();
            if (!one.closest("svg, .skip") && Math.min(width, height) < 48 * part)
                wrong.add(`small target ${one.textContent}`);
        }
        for (const one of texts(document.body)) {
            if (!one.parentElement.checkVisibility()) continue;
            seen.add(one);
            const size = parseFloat(getComputedStyle(one.parentElement).fontSize);
            if (size < 22 * part) wrong.add(`small ${one.data}`);
        }
        for (const one of all(".touchbar > *"))
            if (one.getBoundingClientRect().height < 60 * part) wrong.add(`low key ${one.textContent}`);
    };
    for (const key of all(".parts-key")) {
        key.click();
        look();
        const count = /共 (\\d+) 页/.exec(document.querySelector(".turn-told").textContent);
        for (let page = 1; page < (count ? Number(count[1]) : 1); page += 1) {
            document.querySelector(".turn-on").click();
            look();
        }
    }
    look();
    for (const one of texts(main))
        if (!seen.has(one) && !one.parentElement.closest(HIDDEN)) wrong.add(`lost ${one.data}`);
    return [...wrong];
}"""


@pytest.fixture(scope="module")
def chosen(sample: Path, *, whole: bool) -> list[Path]:
    folder = sample / "kiosk"
    few = kinds(folder)[: None if whole else FEW]
    first = ("index.html", "at/LHZ-LSC.html", MANY_COLUMNS, "search/index.html")
    return [*(folder / path for path in first), *few]


def amiss(
    browser: Browser, pages: list[Path], place: Path, screen: tuple[int, int], large: str = ""
) -> dict[str, list[str]]:
    """What is wrong with pages on a screen, by their addresses."""
    page = browser.new_page()
    page.add_init_script(f"sessionStorage.setItem('large', '{large}')")
    frames = framed(page, pages, place / "all.html", screen)
    wrong = {frame.url: frame.evaluate(WALK) for frame in frames}
    page.close()
    return {url: told for url, told in wrong.items() if told}


@pytest.mark.parametrize(("screen", "large"), [(PORTRAIT, ""), (LANDSCAPE, "1")])
def test_no_page_is_scrolled_and_all_of_it_is_on_some_page(
    browser: Browser, chosen: list[Path], tmp_path: Path, screen: tuple[int, int], large: str
) -> None:
    assert amiss(browser, chosen, tmp_path, screen, large) == {}


def test_screens_of_fewer_dots_show_as_much(
    browser: Browser, chosen: list[Path], tmp_path: Path, *, whole: bool
) -> None:
    for screen in SMALL if whole else SMALL[:1]:
        assert amiss(browser, chosen if whole else chosen[:3], tmp_path, screen) == {}, screen


def test_a_table_without_room_for_its_columns_shows_each_row_as_a_card(
    browser: Browser, sample: Path
) -> None:
    page = browser.new_page(viewport={"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    page.goto((sample / "kiosk" / MANY_COLUMNS).as_uri())
    cells = 'document.querySelectorAll(".ledger-wide td")'
    page.evaluate(f"{cells}.forEach(one => {{ one.textContent = '{'拨付进度说明' * 25}'; }})")
    page.set_viewport_size({"width": LANDSCAPE[0] - 40, "height": LANDSCAPE[1]})
    page.locator(".ledger-wide > .cards").wait_for(state="attached", timeout=5_000)
    assert page.evaluate(WALK) == []
    page.close()


def test_a_sentence_that_no_page_has_room_for_does_not_end_the_turning_of_pages(
    browser: Browser, sample: Path
) -> None:
    page = browser.new_page(viewport={"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    page.goto((sample / "kiosk" / MANY_COLUMNS).as_uri())
    told = page.locator(".turn-told").inner_text()
    page.evaluate(f"document.querySelector('.keys dd').textContent = '{'拨付进度说明' * 500}'")
    page.set_viewport_size({"width": LANDSCAPE[0] - 40, "height": LANDSCAPE[1]})
    expect(page.locator(".turn-told")).not_to_have_text(told, timeout=3_000)
    page.close()


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """A page of a touch screen; whoever takes it visits first."""
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    yield page
    page.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """The same, with nothing in it: an address that differs in its end only would load nothing."""
    opened.goto("about:blank")
    return opened


def test_every_page_is_taken_home_by_its_address_or_is_one_that_the_portal_lacks(sample: Path) -> None:
    kiosk, script = sample / "kiosk", (sample / "kiosk/static/portal.js").read_text()
    told = json.loads(script.partition("= ")[2].rstrip(";\n"))
    paths = {path.relative_to(kiosk).as_posix(): path for path in kiosk.rglob("*.html")}
    pages = {own: path.read_text("utf-8") for own, path in paths.items()}
    offered = {own for own, page in pages.items() if 'class="touchbar"' in page}
    assert all('http-equiv="refresh"' in page for own, page in pages.items() if own not in offered)
    missing = {own for own in offered if not (sample / "public" / own).exists()}
    assert missing
    assert set(told["lacking"]) == missing
    assert told["address"] == "https://www.titian.example/quanli/"


@pytest.mark.parametrize(
    "own", ["index.html", "posts/index.html", "decisions/JC-CZJ-2026-001.html", "units/MZJ.html?a#b"]
)
def test_a_page_names_its_address_on_the_portal(page: Page, sample: Path, own: str) -> None:
    page.goto(f"{(sample / 'kiosk').as_uri()}/{own}")
    digest = page.locator(".imprint-digest").all_inner_texts()
    page.click("text=带走")
    page.locator(".over svg").wait_for()
    address = f"https://www.titian.example/quanli/{own.partition('?')[0]}"
    told = f"{address}?v={digest[0]}" if digest else address
    assert page.locator(".over-box p").all_inner_texts() == [told]


def test_what_is_on_touch_screens_only_says_that_it_cannot_be_taken(page: Page, sample: Path) -> None:
    for path, told in (("complaints/index.html", "带不走"), ("posts/index.html", "扫一扫")):
        page.goto((sample / "kiosk" / path).as_uri())
        page.click("text=带走")
        assert told in page.locator(".over-box h2").inner_text()
        page.locator(".over-box").get_by_role("button", name="关闭").click()


def test_a_code_to_take_home_leaves_room_for_its_key(browser: Browser, sample: Path) -> None:
    page = browser.new_page(viewport={"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    page.add_init_script("sessionStorage.setItem('large', '1')")
    page.goto((sample / "kiosk/ledgers/zijin.html").as_uri())
    page.click("text=带走")
    page.wait_for_selector(".over-box svg")
    box = page.locator(".over-box").bounding_box()
    page.close()
    assert box
    assert (box["y"] >= 0, box["y"] + box["height"] <= LANDSCAPE[1]) == (True, True)


def shown(page: Page) -> list[str]:
    return page.locator(".parts-key[aria-pressed=true]").all_inner_texts()


def test_an_address_leads_to_the_part_and_the_page_on_which_it_is(page: Page, sample: Path) -> None:
    power = (sample / "kiosk/powers/MZ-JF-001.html").as_uri()
    page.goto(power)
    assert shown(page) == ["要点"]
    page.click(".parts-key >> text=实施依据")
    assert page.url == f"{power}#basis"
    page.goto("about:blank")
    page.goto(f"{power}#clearance")
    assert "清权确权" in shown(page)
    assert page.locator("#clearance").is_visible()


def test_behind_the_last_page_stands_the_next_part_and_before_the_first_the_one_before(
    page: Page, sample: Path
) -> None:
    page.goto((sample / "kiosk/powers/MZ-JF-001.html").as_uri() + "#basis")
    assert page.locator(".turn-on").inner_text() == "接着看：责任事项"
    page.click(".turn-on")
    assert shown(page) == ["责任事项", "追责情形"], "which one page has room for"
    page.click(".turn-back")
    assert shown(page) == ["实施依据"]


def test_parts_that_one_page_has_room_for_need_no_keys(page: Page, sample: Path) -> None:
    page.goto((sample / "kiosk/complaints/index.html").as_uri())
    assert page.locator(".touchfoot").is_visible()
    assert page.locator(".parts").is_hidden()
    assert page.locator(".turn-on").is_disabled()


def test_a_list_of_several_files_is_turned_from_file_to_file(page: Page, sample: Path) -> None:
    page.goto((sample / "kiosk/posts/index.html").as_uri())
    rows = page.locator(".entries > li:visible").count()
    assert 1 < rows <= 6
    last = int(page.locator(".turn-told").inner_text().split("共")[1].split()[0])
    page.locator(".turn-on").evaluate("(key, times) => { while (times--) key.click(); }", last)
    page.wait_for_url("**/posts/by/_/_/2.html*")


def test_what_is_opened_flows_on_to_further_pages(page: Page, sample: Path) -> None:
    page.goto((sample / "kiosk/powers/MZ-JF-001.html").as_uri() + "#flow")
    assert page.locator(".turn-told").inner_text() == ""
    page.click("text=分步说明")
    page.locator(".turn-told").filter(has_text="共").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollHeight") <= 1920


def test_a_drawing_stands_below_what_opens_it_and_is_turned_piece_by_piece(
    page: Page, sample: Path
) -> None:
    page.goto((sample / "kiosk/powers/CWH-DW-001.html").as_uri() + "#flow")
    page.click("text=看平面流程图")
    drawing, key = page.locator("#lanes .flow-chart"), page.locator(".turn-on")
    drawing.wait_for(state="visible")
    assert page.locator("#lanes summary").is_visible()
    pieces = []
    while drawing.is_visible():
        pieces.append(drawing.evaluate("it => [it.scrollTop, it.scrollLeft]"))
        key.click()
    assert pieces[0] == [0, 0]
    assert len(pieces) > 1
    assert sorted(pieces) == sorted(map(list, set(map(tuple, pieces))))


def test_all_of_it_is_printed_and_read_without_script(browser: Browser, sample: Path) -> None:
    name = (sample / "kiosk/powers/MZ-JF-001.html").as_uri()
    printed, plain = browser.new_page(), browser.new_page(java_script_enabled=False)
    printed.goto(name)
    printed.emulate_media(media="print")
    plain.goto(name)
    for one, hidden in ((printed, ".steer"), (plain, ".turned-off")):
        assert one.locator("#basis").is_visible()
        assert one.locator(".keys").is_visible()
        assert not one.locator(f"{hidden}:visible").count()
        one.close()
