"""What the pages promise, in both editions of the sample county."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from edition_counties import THEME, built, editions_with_pages, render, small
from lxml import html as lxml_html

from disclosure import pipeline
from disclosure.app.host.static_files import static_files
from disclosure.basics.output import Html
from disclosure.charts.graphviz import dot
from disclosure.schema.records.decisions.decision import UNDECIDED_STATES, Decision
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.unit import Post, Unit

EDITIONS = pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
SITE = "/quanli/"
STATIC = {f"static/{name}" for name in static_files(THEME)}


@dataclass(frozen=True)
class Ends:
    """Every address on a page, and every place in it that one can lead to."""

    links: frozenset[str]
    ids: frozenset[str]


@cache
def ends(name: str) -> Mapping[str, Ends]:
    """Of every page of an edition, by its path: each is parsed once."""
    return {path: ends_of(text) for path, text in built(name).pages.items()}


def ends_of(text: str) -> Ends:
    tree = lxml_html.document_fromstring(text)
    found = (link for _, attribute, link, _ in tree.iterlinks() if attribute in ("href", "src"))
    return Ends(frozenset(found), frozenset(tree.xpath("//@id")))


def words_of(text: str) -> str:
    content: str = lxml_html.document_fromstring(text).text_content()
    return content


@EDITIONS
def test_every_link_leads_to_a_file_of_the_edition(name: str, folder: str) -> None:
    edition = built(name)
    known = edition.paths | {f"{folder}/{path}" for path in STATIC}
    for path, page in ends(name).items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            if path.endswith("/404.html"):  # shown at any address, so it leads from the domain's root
                assert parts.path.startswith(SITE)
                parts = parts._replace(path=parts.path.removeprefix(SITE))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            assert target in known, f"{path}: {link}"


@EDITIONS
def test_every_link_within_a_page_has_its_target(name: str, folder: str) -> None:
    for path, page in ends(name).items():
        assert path.startswith(folder)
        assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids, path


@EDITIONS
def test_every_page_is_sound_html(name: str, folder: str) -> None:
    seen = set()
    pages = [output for output in built(name).outputs if isinstance(output, Html)]
    for page in pages:
        if page.template not in seen or not len(page.path) % 23:
            seen.add(page.template)
            html5lib.HTMLParser(strict=True).parse(built(name).pages[page.path])
    home = "site/touch_home.html" if folder == "kiosk" else "site/home.html"
    assert {home, "powers/power.html", "decisions/decision.html", "lists/list.html"} <= seen


@EDITIONS
def test_no_style_or_script_stands_in_a_page_and_nothing_comes_from_elsewhere(
    name: str, folder: str
) -> None:
    for path, text in built(name).pages.items():
        tree = lxml_html.document_fromstring(text)
        assert not tree.xpath(
            "//style | //@style | //script[not(@src or @type='application/ld+json')]"
            " | //@*[starts-with(name(), 'on')]"
        )
        assert not tree.xpath(
            "//*[self::script or self::link or self::img][contains(@src | @href, ':')]"
        )
        assert "Content-Security-Policy" in text, (folder, path)


@EDITIONS
def test_every_record_has_its_page_and_its_whole_name_there(name: str, folder: str) -> None:
    edition = built(name)
    site = edition.edition.site
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
            heading = lxml_html.document_fromstring(edition.pages[f"{folder}/{kind}/{code}.html"])
            assert record.name in heading.xpath("string(//h1)"), code


@EDITIONS
def test_no_name_is_cut_in_the_lists(name: str, folder: str) -> None:
    edition = built(name)
    first, rest = f"{folder}/powers/index.html", f"{folder}/powers/by/_/_/"
    pages = [text for path, text in edition.pages.items() if path == first or path.startswith(rest)]
    whole = "".join(map(words_of, pages))
    for power in edition.edition.site.powers.values():
        assert power.name in whole


def test_the_kiosk_leads_nowhere_outside_itself() -> None:
    for path, page in ends("触摸屏").items():
        outside = [link for link in page.links if urlsplit(link).scheme not in ("", "tel")]
        assert outside == [], path


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


def test_government_meta_data_stand_on_every_article() -> None:
    edition = built("门户")
    for code, notice in edition.edition.site.notices.items():
        tree = lxml_html.document_fromstring(edition.pages[f"public/notices/{code}.html"])
        meta = {m.get("name"): m.get("content") for m in tree.xpath("//meta[@name]")}
        assert meta["SiteName"] == edition.edition.site.county.portal.site
        assert meta["SiteDomain"] == "www.titian.example"
        assert meta["SiteIDCode"] == edition.edition.site.county.portal.site_id
        assert meta["ColumnName"] == notice.column
        assert meta["ArticleTitle"] == notice.name
        assert meta["PubDate"] == notice.published.isoformat()


@EDITIONS
def test_a_contents_list_names_the_panels_in_the_order_in_which_they_stand(
    name: str, folder: str
) -> None:
    kinds = set()
    for path, text in built(name).pages.items():
        tree = lxml_html.document_fromstring(text)
        listed = [(a.get("href"), a.text) for a in tree.xpath("//nav[@aria-label='本页内容']//a")]
        beside = "ancestor::*[contains(@class, 'split-side')] or ancestor::section[@id]"
        panels = tree.xpath(
            f"//main//*[self::section[@id][h2] or self::details[@id][summary/h2]][not({beside})]"
        )
        own = [("#" + panel.get("id"), panel.xpath("string((h2 | summary/h2)[1])")) for panel in panels]
        if listed:
            kinds.add(path.split("/")[1])
            assert listed == own, path
    assert kinds == {"powers", "lists", "separation", "procedures"}, folder


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
