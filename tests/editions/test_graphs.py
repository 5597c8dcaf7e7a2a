"""Where the county's own graphs stand, and that every box of them leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from edition_counties import Built, build, built, editions_with_pages, small
from lxml import html as lxml_html

from disclosure.basics.output import Chart
from disclosure.editions.pages.powers.relation_drawings import NARROW, view_of

EDITIONS = pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
KIOSK_COLUMN, FLOOR, SMALLEST, ZOOM = 956, 18, 16, 1.2


def graphs(edition: Built) -> dict[str, str]:
    """The files of the graphs, by path."""
    found = (one for one in edition.outputs if isinstance(one, Chart) and "/graphs/" in one.path)
    return {one.path: one.text for one in found}


@cache
def ids(name: str, path: str) -> frozenset[str]:
    return frozenset(lxml_html.document_fromstring(built(name).pages[path]).xpath("//@id"))


def astray(name: str, folder: str, svg: str) -> Iterator[str]:
    for path, part in re.findall(r'href="\.\./([^"#]*)#?([^"]*)"', svg):
        page = f"{folder}/{path}"
        if page not in built(name).pages or (part and part not in ids(name, page)):
            yield f"{path}#{part}"


def test_every_box_of_a_file_leads_to_a_page_and_to_a_place_on_it() -> None:
    files = graphs(built("门户"))
    drawings = {path: text for path, text in files.items() if path.endswith(".svg")}
    assert len(drawings) > 60
    for path, svg in drawings.items():
        assert len(re.findall(r'href="\.\./', svg)) == svg.count("<a "), path
        assert list(astray("门户", "public", svg)) == [], path
        assert files[f"{path[:-3]}dot"].startswith("digraph"), "the DOT stands beside it"


@EDITIONS
def test_each_graph_stands_on_its_page_with_its_list_and_its_files(name: str, folder: str) -> None:
    edition = built(name)
    site = edition.edition.site
    wanted = [(f"{folder}/units/index.html", "单位与层级图")]
    wanted += [(f"{folder}/units/{code}.html", "七分权图") for code in ("MZJ", "LHZ", "LHZ-LSC")]
    wanted += [(f"{folder}/decisions/{code}.html", "来龙去脉图") for code in site.decisions]
    for path, words in wanted:
        page = lxml_html.document_fromstring(edition.pages[path])
        (title, *_) = page.xpath("//*[@class='graph']//*[local-name()='title']/text()")
        assert words in title, path
        assert page.xpath("//*[@class='graph']//ul[@class='outline']//li"), path
        files = page.xpath("//*[@class='graph']//a[@download]/@href")
        offered = [] if edition.edition.medium.touch else ["svg", "dot"]
        assert [one.rpartition(".")[2] for one in files[:2]] == offered, path
        for box in page.xpath("//*[@class='graph']//*[local-name()='svg']//*[local-name()='a']/@href"):
            assert not box.startswith("#") or box[1:] in ids(name, path), path


@EDITIONS
def test_every_kind_of_power_that_the_county_splits_has_its_pictures(name: str, folder: str) -> None:
    edition = built(name)
    page = lxml_html.document_fromstring(edition.pages[f"{folder}/separation/index.html"])
    for kind in edition.edition.site.county.splits:
        (part,) = page.xpath(f"//*[@id='{kind.code}']")
        assert part.xpath(".//*[local-name()='svg']"), kind.name
    tagged = next(power for power in edition.edition.site.powers.values() if power.split)
    links = lxml_html.document_fromstring(edition.pages[f"{folder}/powers/{tagged.code}.html"])
    assert links.xpath("//a[starts-with(@href, '../separation/index.html#')]")
    assert f"{folder}/separation/index.html" not in built_small().paths


def built_small() -> Built:
    """A county that splits nothing."""
    return build(small(), "门户")


def test_what_a_kiosk_shows_whole_is_large_enough_there() -> None:
    edition = built("触摸屏").edition
    pictures = edition.drawn.networks.values()
    rooms = [(view_of(edition, picture).room, picture.width) for picture in pictures]
    assert any(room == NARROW for room, _ in rooms)
    assert all(
        SMALLEST * min(ZOOM, KIOSK_COLUMN / width) >= FLOOR for room, width in rooms if room == NARROW
    )


def test_no_flow_and_no_decision_that_an_edition_does_not_hold_is_in_its_graphs() -> None:
    kiosk = built("触摸屏")
    hidden = set(built("门户").edition.site.powers) ^ set(kiosk.edition.site.powers)
    assert hidden
    drawn = [picture.svg for picture in kiosk.edition.drawn.networks.values()]
    assert drawn
    assert [code for code in hidden for svg in drawn if f"/{code}.html" in svg] == []
