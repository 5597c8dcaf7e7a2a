"""The kiosk's pages: what cannot be taken away is read in place, and there is a way up from each."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from posixpath import dirname, join, normpath

import golden
from edition_counties import build, built, files, linked
from lxml import html as lxml_html
from page_kinds import some

from disclosure.basics.output import Html


def test_a_kiosk_holds_pages_and_what_their_search_looks_through() -> None:
    others = [output.path for output in built("触摸屏").outputs if not isinstance(output, Html)]
    assert others
    assert all(path.startswith("kiosk/search/") and path.endswith(".js") for path in others)


def test_an_attached_table_is_read_in_place_and_taken_away_from_the_portal_only() -> None:
    county = linked(files(golden.GOLDEN / "county"))
    kiosk, portal = build(county, "触摸屏"), build(county, "门户")
    tables = 0
    for code, notice in kiosk.edition.site.notices.items():
        page = lxml_html.document_fromstring(kiosk.pages[f"kiosk/notices/{code}.html"])
        assert not page.xpath("//a[@download]")
        shown = [cell.text_content().strip() for cell in page.xpath("//table//th | //table//td")]
        for file in notice.files:
            assert file.name in page.text_content()
            assert file.name in portal.pages[f"public/notices/{code}.html"]
            if file.ending == "csv":
                tables += 1
                rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))
                assert {cell.strip() for row in rows for cell in row} <= set(shown)
    assert tables


def test_every_page_leads_to_the_page_above_it(sample: Path, *, whole: bool) -> None:
    """The last link of the breadcrumbs that is not the page itself, and home from anywhere."""
    for path in some(sample / "kiosk", whole=whole):
        name, text = path.relative_to(sample).as_posix(), path.read_text("utf-8")
        page = lxml_html.document_fromstring(text)
        bar = [to_page(name, href) for href in page.xpath("//nav[@class='touchbar']/a/@href")]
        above = page.xpath("//nav[@class='crumbs']//li[not(@aria-current)]/a/@href")
        assert "kiosk/index.html" in bar
        if name != "kiosk/index.html" and not name.startswith("kiosk/at/"):
            assert above, name
            assert bar[0] == to_page(name, above[-1])
        assert "history" not in text


def to_page(page: str, href: str) -> str:
    return normpath(join(dirname(page), href.partition("#")[0])) if href[0] != "#" else page
