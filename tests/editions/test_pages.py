"""What the pages promise, in both editions of the sample county.

What is promised of every page is looked for in one of each kind, and some others (``--whole``: all).
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from edition_counties import built, editions_with_pages, render, small
from lxml import html as lxml_html
from page_kinds import kinds, some

from disclosure import pipeline
from disclosure.basics.output import Html
from disclosure.charts.graphviz import dot
from disclosure.schema.records.decisions.decision import UNDECIDED_STATES, Decision
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.unit import Post, Unit

EDITIONS = pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
FOLDERS = pytest.mark.parametrize("folder", [folder for _, folder in editions_with_pages()])
SITE = "/quanli/"


@dataclass(frozen=True)
class Page:
    """A file of the release, parsed once: its address, its text and every address in it."""

    path: str
    text: str
    tree: lxml_html.HtmlElement
    links: frozenset[str]


@pytest.fixture(scope="module")
def looked_at(sample: Path, *, whole: bool) -> dict[str, list[Page]]:
    """Pages of each edition, by its folder; the gates have read all."""
    return {
        folder: [page_at(sample, path) for path in some(sample / folder, whole=whole)]
        for _, folder in editions_with_pages()
    }


def page_at(sample: Path, path: Path) -> Page:
    text = path.read_text("utf-8")
    tree = lxml_html.document_fromstring(text)
    found = (link for _, attribute, link, _ in tree.iterlinks() if attribute in ("href", "src"))
    return Page(path.relative_to(sample).as_posix(), text, tree, frozenset(found))


def words_of(text: str) -> str:
    content: str = lxml_html.document_fromstring(text).text_content()
    return content


@FOLDERS
def test_every_link_leads_to_a_file_of_the_edition(
    sample: Path, looked_at: dict[str, list[Page]], folder: str
) -> None:
    known = {path.relative_to(sample).as_posix() for path in (sample / folder).rglob("*")}
    for page in looked_at[folder]:
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(page.path), unquote(parts.path))
            )
            assert target in known, f"{page.path}: {link}"


def test_the_page_for_what_is_not_there_leads_from_the_root_of_the_domain(sample: Path) -> None:
    """It is shown at any address."""
    parts = map(urlsplit, page_at(sample, sample / "public" / "404.html").links)
    paths = {part.path for part in parts if part.path and not part.scheme}
    assert all(path.startswith(SITE) for path in paths)
    assert all((sample / "public" / path.removeprefix(SITE)).is_file() for path in paths)
    assert paths


@FOLDERS
def test_every_link_within_a_page_has_its_target(looked_at: dict[str, list[Page]], folder: str) -> None:
    within = 0
    for page in looked_at[folder]:
        named = {link[1:] for link in page.links if link.startswith("#")}
        assert named <= set(page.tree.xpath("//@id")), page.path
        within += len(named)
    assert within


@FOLDERS
def test_every_page_is_sound_html(sample: Path, folder: str, *, whole: bool) -> None:
    for path in some(sample / folder, whole=True) if whole else kinds(sample / folder):
        html5lib.HTMLParser(strict=True).parse(path.read_bytes())


@FOLDERS
def test_no_style_or_script_stands_in_a_page_and_nothing_comes_from_elsewhere(
    looked_at: dict[str, list[Page]], folder: str
) -> None:
    for page in looked_at[folder]:
        assert not page.tree.xpath(
            "//style | //@style | //script[not(@src or @type='application/ld+json')]"
            " | //@*[starts-with(name(), 'on')]"
        )
        assert not page.tree.xpath(
            "//*[self::script or self::link or self::img][contains(@src | @href, ':')]"
        )
        assert "Content-Security-Policy" in page.text, page.path


@EDITIONS
def test_every_record_has_its_page_and_its_whole_name_there(
    sample: Path, name: str, folder: str
) -> None:
    site = built(name).edition.site
    graded = {code: post for code, post in site.posts.items() if post.grade}
    kinds: dict[str, Mapping[str, Unit | Post | Power | Decision | Notice]] = {
        "powers": site.powers,
        "units": site.units,
        "decisions": site.decisions,
        "notices": site.notices,
        "posts": graded,
    }
    for kind, records in kinds.items():
        assert records, kind
        for code, record in records.items():
            text = (sample / folder / kind / f"{code}.html").read_text("utf-8")
            assert record.name in words_of(text[text.index("<h1") : text.index("</h1>")]), code


@EDITIONS
def test_no_name_is_cut_in_the_lists(sample: Path, name: str, folder: str) -> None:
    powers = sample / folder / "powers"
    pages = [powers / "index.html", *powers.glob("by/_/_/**/*.html")]
    whole = "".join(words_of(path.read_text("utf-8")) for path in pages)
    for power in built(name).edition.site.powers.values():
        assert power.name in whole


def test_the_kiosk_leads_nowhere_outside_itself(looked_at: dict[str, list[Page]]) -> None:
    for page in looked_at["kiosk"]:
        outside = [link for link in page.links if urlsplit(link).scheme not in ("", "tel")]
        assert outside == [], page.path


@EDITIONS
def test_no_two_files_share_a_name_on_a_disk_that_ignores_case(name: str, folder: str) -> None:
    paths = [output.path for output in built(name).outputs]
    assert all(path.startswith(f"{folder}/") for path in paths)
    assert len({path.casefold() for path in paths}) == len(paths)


def test_home_shows_the_newest_by_the_dates_of_the_data() -> None:
    edition = built("门户")
    front = next(o for o in edition.outputs if isinstance(o, Html) and o.path == "public/index.html")
    page: Any = front.page
    dates = [entry.date for entry in page.news.entries]
    newest = sorted(
        (
            decision.published.isoformat()
            for decision in edition.edition.site.decisions.values()
            if decision.state not in UNDECIDED_STATES
        ),
        reverse=True,
    )
    assert dates == newest[: len(dates)]
    assert len(dates) >= 3


def test_government_meta_data_stand_on_every_article(sample: Path) -> None:
    site = built("门户").edition.site
    for code, notice in site.notices.items():
        tree = page_at(sample, sample / "public" / "notices" / f"{code}.html").tree
        meta = {m.get("name"): m.get("content") for m in tree.xpath("//meta[@name]")}
        assert meta["SiteName"] == site.county.portal.site
        assert meta["SiteDomain"] == "www.titian.example"
        assert meta["SiteIDCode"] == site.county.portal.site_id
        assert meta["ColumnName"] == notice.column
        assert meta["ArticleTitle"] == notice.name
        assert meta["PubDate"] == notice.published.isoformat()


def test_all_pages_of_a_column_describe_the_column_alike_and_each_itself(sample: Path) -> None:
    columns, own = defaultdict[str, set[tuple[str, str]]](set), set[str]()
    for path in (sample / "public").rglob("*.html"):
        head = path.read_text("utf-8").partition("</head>")[0]
        meta = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)"', head))
        if "ColumnDescription" in meta:
            columns[meta["ColumnName"]].add((meta["ColumnDescription"], meta["ColumnKeywords"]))
            own.add(meta["Description"])
    assert {name: told for name, told in columns.items() if len(told) > 1} == {}
    assert len(own) > 4 * len(columns)


@FOLDERS
def test_a_contents_list_names_the_panels_in_the_order_in_which_they_stand(
    looked_at: dict[str, list[Page]], folder: str
) -> None:
    met = set()
    for page in looked_at[folder]:
        tree = page.tree
        listed = [(a.get("href"), a.text) for a in tree.xpath("//nav[@aria-label='本页内容']//a")]
        beside = "ancestor::*[contains(@class, 'split-side')] or ancestor::section[@id]"
        panels = tree.xpath(
            f"//main//*[self::section[@id][h2] or self::details[@id][summary/h2]][not({beside})]"
        )
        own = [("#" + panel.get("id"), panel.xpath("string((h2 | summary/h2)[1])")) for panel in panels]
        if listed:
            met.add(page.path.split("/")[1])
            assert listed == own, page.path
    assert met == {"powers", "lists", "separation", "procedures"}


def test_the_help_page_says_which_graphviz_drew() -> None:
    county = small()
    for engine in ("Graphviz 2.43.0（锁定的是 14.1.5）", ""):
        editions = pipeline.editions(county, dot.lay_out, engine=lambda said=engine: said)
        made = chain.from_iterable(map(pipeline.files_of, editions))
        about = [
            render(o, county)
            for o in made
            if isinstance(o, Html) and o.path.endswith("about/index.html")
        ]
        assert len(about) == 2
        assert all(("Graphviz" in page) == bool(engine) and engine in page for page in about)
