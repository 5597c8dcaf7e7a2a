"""What search engines are told: every page once, with the day on which its record was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from edition_counties import SOUND, build, small
from lxml import etree

from disclosure.basics.output import File, Html
from disclosure.county.site import Site
from disclosure.editions.finding import crawlers

BASE = "https://www.titian.example/quanli/"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
DECISION, NOTICE = "catalogues/decisions/JC-2026-001.yaml", "content/TZ-2026-001.md"


def told(county: Site) -> tuple[list[str], dict[str, bytes]]:
    """The pages of the portal, and its other files at the root by name."""
    outputs = build(county, "门户").outputs
    pages = [o.path.removeprefix("public/") for o in outputs if isinstance(o, Html)]
    return pages, {o.path.removeprefix("public/"): o.data for o in outputs if isinstance(o, File)}


def rows(data: bytes, row: str) -> Iterator[tuple[str, str]]:
    """Addresses below the site's, each with its day."""
    for entry in etree.fromstring(data).findall(f"s:{row}", NAMESPACE):
        address = entry.findtext("s:loc", "", NAMESPACE)
        assert address.startswith(BASE)
        yield address.removeprefix(BASE), entry.findtext("s:lastmod", "", NAMESPACE)


def test_every_page_is_told_once_but_lists_cut_from_others_and_the_page_for_lost_addresses() -> None:
    pages, files = told(small())
    addresses = [address for address, _ in rows(files["sitemap.xml"], "url")]
    left_out = [page for page in pages if re.search(r"/by/|^404\.html$|^search/", page)]
    assert len(left_out) > 1
    assert addresses == [page for page in pages if page not in left_out]
    assert {"index.html", "powers/MZ-JF-001.html", "subscribe/index.html"} <= set(addresses)


def test_robots_are_led_to_it() -> None:
    _, files = told(small())
    assert files["robots.txt"].decode() == f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\n"


def test_a_page_has_the_day_on_which_its_record_says_it_was_last_changed() -> None:
    changed = "更正: [{日期: 2026-03-18, 内容: 补上附件}]\n"
    texts = {path: (SOUND / path).read_text("utf-8") for path in (DECISION, NOTICE)}
    corrected = {
        DECISION: texts[DECISION] + changed,
        NOTICE: re.sub("^编码:", f"{changed}编码:", texts[NOTICE], flags=re.MULTILINE),
    }
    for county, decision, notice in (
        (
            small(),
            re.findall("公布日期: (.*)", texts[DECISION])[-1],
            re.findall("发布日期: (.*)", texts[NOTICE])[-1],
        ),
        (small(corrected), "2026-03-18", "2026-03-18"),
    ):
        days = dict(rows(told(county)[1]["sitemap.xml"], "url"))
        assert (days["decisions/JC-2026-001.html"], days["notices/TZ-2026-001.html"]) == (
            decision,
            notice,
        )
        assert days["powers/MZ-JF-001.html"] == days["index.html"] == "", "nobody says when"


@pytest.mark.parametrize(("limit", "most"), [("MOST_ADDRESSES", 7), ("MOST_BYTES", 2000)])
def test_more_than_one_sitemap_may_hold_is_dealt_over_several(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(rows(told(small())[1]["sitemap.xml"], "url"))
    monkeypatch.setattr(crawlers, limit, most)
    files = told(small())[1]
    names = [name for name, _ in rows(files["sitemap.xml"], "sitemap")]
    assert names == [f"sitemap-{n}.xml" for n in range(1, len(names) + 1)]
    assert len(names) > 2
    parts = [list(rows(files[name], "url")) for name in names]
    assert [row for part in parts for row in part] == whole
    held = (map(len, parts), (len(files[name]) for name in names))[limit == "MOST_BYTES"]
    assert max(held) <= most
