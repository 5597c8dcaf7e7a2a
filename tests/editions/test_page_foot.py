"""The foot of a page: whom to call, whom to tell of mistakes, paper, and a code to scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from edition_counties import SOUND, THEME, page_of, small
from lxml import html
from playwright.sync_api import Browser, Page

from disclosure.editions.parts.blocks import PageFoot

SPONSOR = "  主办单位: 中共梯田县委办公室\n"
TOLD = "  纠错: {受理: 公开办, 网页: https://a.example/jiucuo/, 信箱: 县政府大院}\n"
PHONE = ("简称: 民政局\n", "简称: 民政局\n电话: 0000-5550101\n")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


def foot_of(carrier: str, path: str, desk: str = "") -> PageFoot:
    """The foot of a page of the small county, whose 民政局 has a telephone."""
    texts = {"units/MZJ.yaml": PHONE, "county.yaml": (SPONSOR, SPONSOR + desk)}
    county = small({
        f"catalogues/{name}": (SOUND / "catalogues" / name).read_text("utf-8").replace(*swap)
        for name, swap in texts.items()
    })  # fmt: skip
    foot: PageFoot = page_of(county, path, carrier).head.foot
    return foot


@pytest.mark.parametrize("length", [14, 15, 42, 100, 122, 150, 213])
def test_the_code_is_the_one_of_the_standard(
    page: Page, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    """Against another program, whose padding is mended: it adds a byte where none is missing."""
    monkeypatch.setattr(
        segno.encoder, "write_padding_bits", lambda out, _, had: out.extend([0] * (-had % 8))
    )
    text = ("https://www.titian.example/" + "quanli-" * 40)[:length]
    wanted = segno.make_qr(text, error="m", mask=0, boost_error=False, mode="byte").matrix
    page.evaluate((THEME / "static" / "qr.js").read_text("utf-8"))
    drawn = page.evaluate("text => disclosureCode(text).lastChild.getAttribute('d')", text)
    dark = ((x + 4, y + 4) for y, row in enumerate(wanted) for x, on in enumerate(row) if on)
    assert drawn == "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)


def test_what_is_too_long_for_a_code_has_none(page: Page) -> None:
    page.evaluate((THEME / "static" / "qr.js").read_text("utf-8"))
    assert page.evaluate("disclosureCode('a'.repeat(214))") is None


def test_a_number_among_words_is_dialled_at_a_touch_or_is_at_least_not_broken(sample: Path) -> None:
    for edition, written in (
        ("public", '<a href="tel:{0}">{0}</a>'),
        ("kiosk", '<b class="number">{0}</b>'),
    ):
        page = (sample / edition / "consultations/index.html").read_text("utf-8")
        assert f"来电{written.format('0000-5552412')}，" in page


def test_a_number_in_the_foot_is_dialled_or_not_broken_and_what_is_beside_it_kept_apart(
    sample: Path,
) -> None:
    for edition, told in (
        ("public", ["a", "a", "span", "a", "a", "span"]),
        ("kiosk", ["a", "span.number", "span", "span.number", "span", "span"]),
    ):
        tree = html.parse(sample / edition / "powers" / "MZ-JF-001.html")
        parts = tree.xpath("//*[@class='pagefoot']//p[b]/*[not(self::b)]")
        assert [".".join((part.tag, *part.classes)) for part in parts] == told
        assert not any((part.tail or "").strip() for part in parts)


def test_every_page_offers_paper_and_a_code_at_a_touch(page: Page, sample: Path) -> None:
    page.goto((sample / "public" / "powers" / "MZ-JF-001.html").as_uri())
    foot = page.locator(".pagefoot")
    assert foot.locator("a[href='tel:0000-5550201']").is_visible()
    foot.get_by_text("这页有错").click()
    assert foot.locator("a[href='https://www.titian.example/hudong/jiucuo/']").is_visible()
    foot.get_by_role("button", name="二维码").click()
    code = foot.locator("svg")
    code.wait_for()
    assert (code.get_attribute("aria-label") or "").endswith("/quanli/powers/MZ-JF-001.html")
    foot.get_by_role("button", name="二维码").click()
    assert not code.is_visible()
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    foot.get_by_role("button", name="打印").click()
    assert page.title() == "printed"


def test_a_power_is_asked_of_its_body_and_mistakes_are_told_to_whom_the_county_declares() -> None:
    foot = foot_of("门户", "public/powers/MZ-JF-001.html", TOLD)
    assert (foot.ask.office.text, foot.ask.phones[0].dial) == ("民政局", "0000-5550101")
    assert foot.wrong.form
    assert (foot.wrong.office.text, foot.wrong.form.away) == ("公开办", "https://a.example/jiucuo/")


def test_a_screen_that_nobody_can_leave_tells_the_address() -> None:
    wrong = foot_of("触摸屏", "kiosk/powers/MZ-JF-001.html", TOLD).wrong
    assert wrong.form
    assert (wrong.form.away, wrong.form.text) == ("", "https://a.example/jiucuo/")


def test_where_nothing_is_declared_the_body_of_the_page_is_told() -> None:
    foot = foot_of("门户", "public/powers/MZ-JF-001.html")
    assert foot.wrong == foot.ask
    assert foot_of("门户", "public/index.html").wrong.office.text == "中共梯田县委办公室"
