"""Search: what is typed finds the page and the answer, on a server or from a disk, without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from edition_counties import build, small
from playwright.sync_api import Browser, Page

from disclosure.basics.output import File
from disclosure.editions.finding import search_files
from disclosure.editions.finding.readings import Readings


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.context.set_offline(True)
    yield opened
    opened.close()


def to_results(page: Page, typed: str) -> list[str]:
    page.fill(".finder-box", typed)
    return page.locator(".finder-row").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "name", "told"),
    [
        ("最低生活保障", "最低生活保障审核确认", "承诺20个工作日"),
        ("dbpd", "最低生活保障审核确认", "0000-5550201"),
        ("zuidishenghuobaozhang", "最低生活保障审核确认", "政务服务中心"),
        ("zdshbz", "最低生活保障审核确认", "民政局"),
        ("mz-jf-001", "最低生活保障审核确认", "民政局"),
        ("低保评顶", "最低生活保障审核确认", "民政局"),
        ("zuidishenhuobaozhang", "最低生活保障审核确认", "民政局"),
        ("我想申请低保", "最低生活保障审核确认", "民政局"),
        ("民政局 低保", "最低生活保障审核确认", "民政局"),
        ("5550201", "梯田县民政局", "0000-5550201"),
        ("ｄｂｐｄ", "最低生活保障审核确认", "民政局"),
    ],
)
def test_what_people_type_finds_what_they_mean(
    page: Page, sample: Path, typed: str, name: str, told: str
) -> None:
    address = (sample / "kiosk" / "search" / "index.html").as_uri()
    if page.url != address:
        page.goto(address)
    assert any(name in row and told in row for row in to_results(page, typed)[:6]), typed


def test_the_box_of_any_page_leads_to_results_at_an_address_that_can_be_sent(
    page: Page, sample: Path
) -> None:
    page.goto((sample / "public" / "units" / "MZJ.html").as_uri())
    page.fill(".seek > input", "低保评定")
    page.press(".seek > input", "Enter")
    first = page.locator(".finder-link").first
    assert "最低生活保障审核确认" in first.inner_text()
    sent = page.url.replace("?q=", "#q=")
    page.goto("about:blank")
    page.goto(sent)
    page.locator(".finder-link").first.click()
    assert page.url.endswith("public/powers/MZ-JF-001.html")


def test_the_pad_types_and_leaves_nothing_in_the_address(page: Page, sample: Path) -> None:
    page.goto((sample / "kiosk" / "search" / "index.html").as_uri())
    for letter in "dbpd":
        page.click(f".finder-pad [data-key={letter}]")
    assert page.locator(".finder-row").count() == 1
    assert "q=" not in page.url
    page.click("[data-key=clear]")
    assert not page.locator(".finding").count()


def test_every_name_of_the_index_leads_to_a_page_of_its_edition() -> None:
    for carrier, folder in (("门户", "public"), ("触摸屏", "kiosk")):
        built = build(small(), carrier)
        rows = [
            row for file in built.outputs if isinstance(file, File) for row in pages_in(file, folder)
        ]
        assert {f"{folder}/{href}" for _, href, *_ in rows} <= built.paths
        assert {f"{folder}/powers/{code}.html" for code in built.edition.site.powers} <= {
            f"{folder}/{href}" for _, href, *_ in rows
        }


def pages_in(file: File, folder: str) -> Iterator[list[str]]:
    if file.path.startswith(f"{folder}/search/pages-"):
        told = re.search(rb"pages\(\d+,(\[.*\])\);", file.data, re.DOTALL)
        assert told
        for rows in json.loads(told[1]):
            yield from rows


def test_a_word_is_read_as_the_county_says() -> None:
    assert Readings([("单县", "shan xian")]).of("单县民政局2科") == "ShanXianMinZhengJuKe"
    assert Readings([]).of("行政长官的银行") == "XingZhengZhangGuanDeYinHang"


def test_a_change_makes_few_files_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another telephone leaves every name as it was read."""
    monkeypatch.setattr(search_files, "NAMES", 1)
    unit = (Path(__file__).parents[1] / "cases/_county/catalogues/units/MZJ.yaml").read_text("utf-8")
    before, after = (
        {file.path: file.data for file in search_files.files(build(county, "门户").edition)}
        for county in (small(), small({"catalogues/units/MZJ.yaml": f"{unit}\n办公时间: 每天\n"}))
    )
    changed = {path for path in before if before[path] != after[path]}
    assert len(before) > len(changed) == 1
    assert changed.pop().startswith("search/pages-")
