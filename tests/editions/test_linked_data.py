"""JSON-LD of the pages, as programs find it: read by a parser of web pages and one of JSON.

What is expected of a type is written here by hand, from schema.org and the European vocabularies; what
the pages say is compared with the YAML of the small county as PyYAML reads it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from counties import ROOT

from disclosure.basics.problem import Place
from disclosure.editions.parts.frame import linked
from disclosure.gates.pages.requests import Requests
from disclosure.gates.written import WrittenFile

GOLDEN = ROOT / "tests" / "golden"
PAGES = GOLDEN / "society" / "public"
BASE = "https://www.titian.example/quanli/"
TYPES = {
    "index.html": "WebSite",
    "units/MZJ.html": "GovernmentOrganization",
    "powers/MZ-JF-001.html": "GovernmentService",
    "decisions/JC-2026-001.html": ["CreativeWork", "besluit:Besluit"],
    "notices/TZ-2026-001.html": "Article",
    "notices/ZC-2026-001.html": ["Article", "Legislation"],
    "annual/ND-2025.html": "Report",
    "ledgers/daiban.html": "Dataset",
    "catalogues/ML-01.html": "Dataset",
    "data/index.html": "DataCatalog",
}
OF_TYPES: Mapping[str, set[str]] = {
    "WebSite": {"name", "url", "publisher", "potentialAction"},
    "GovernmentOrganization": {"name", "url", "identifier", "contactPoint", "parentOrganization"},
    "GovernmentService": {
        "name", "provider", "jurisdiction", "serviceType", "hoursAvailable", "availableChannel",
        "offers", "audience", "cv:hasLegalResource",
    },
    "CreativeWork": {"name", "creator", "datePublished", "inLanguage", "prov:wasGeneratedBy"},
    "Article": {"headline", "datePublished", "publisher"},
    "Legislation": {"legislationPassedBy", "legislationJurisdiction", "legislationLegalForce"},
    "Report": {"headline", "datePublished", "publisher"},
    "Dataset": {"name", "description", "creator", "distribution", "isAccessibleForFree"},
    "DataCatalog": {"name", "description", "dataset"},
}  # fmt: skip
MOST_BYTES = 60_000
_XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def told(path: str) -> dict[str, Any]:
    """The one data block of a page, by a parser that knows where a script ends."""
    page = html5lib.parse((PAGES / path).read_text("utf-8"))
    blocks = [s for s in page.iter(f"{_XHTML}script") if s.get("type") == "application/ld+json"]
    assert len(blocks) == 1, path
    read: dict[str, Any] = json.loads(blocks[0].text)
    return read


def node(path: str) -> dict[str, Any]:
    first: dict[str, Any] = told(path)["@graph"][0]
    return first


def inside(value: object) -> Iterator[tuple[str, Any]]:
    """Every key with its value, however deep."""
    for key, said in value.items() if isinstance(value, dict) else ():
        yield key, said
        yield from inside(said)
    for said in value if isinstance(value, list) else ():
        yield from inside(said)


def record(path: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((GOLDEN / "county" / "catalogues" / path).read_text("utf-8"))
    return read


@pytest.mark.parametrize("path", TYPES)
def test_a_page_is_of_its_type_and_says_what_is_asked_of_that(path: str) -> None:
    assert node(path)["@type"] == TYPES[path]
    kinds = [TYPES[path]] if isinstance(TYPES[path], str) else TYPES[path]
    wanted = set[str]().union(*(OF_TYPES.get(kind, set()) for kind in kinds))
    assert wanted <= node(path).keys()


def test_the_table_is_tried_whole_and_stands_in_the_document() -> None:
    tried = [[kind] if isinstance(kind, str) else kind for kind in TYPES.values()]
    assert all(list(kind.types) in tried for kind in linked.KINDS)
    document = (ROOT / "docs" / "open-data.md").read_text("utf-8")
    for kind in linked.KINDS:
        row = re.search(rf"^\| {kind.record.title}[^|]*\|([^|]*)\|", document, re.MULTILINE)
        assert row, kind.record.title
        assert {f"`{of}`" for of in kind.types} & set(row[1].replace("、", " ").split()), row[0]


def test_a_decision_tells_its_sitting_item_and_votes_as_the_record_does() -> None:
    meeting = record("decisions/JC-2026-001.yaml")["六步"]["会议集体决策"]
    (treated,) = node("decisions/JC-2026-001.html")["prov:wasGeneratedBy"]
    sitting = treated["dct:subject"]["@reverse"]["besluit:behandelt"]
    assert sitting["startDate"] == str(meeting["日期"])
    assert sitting["besluit:isGehoudenDoor"]["name"] == meeting["会议"]
    (vote,) = treated["besluit:heeftStemming"]
    counted = {"Voorstanders": "赞成", "Tegenstanders": "反对", "Onthouders": "弃权"}
    assert {k: vote[f"besluit:aantal{k}"] for k in counted} == {
        k: meeting[v] for k, v in counted.items()
    }
    assert vote["besluit:gevolg"] == meeting["结果"]


def test_those_who_stood_are_told_by_their_number_with_the_votes_for_them() -> None:
    meeting = record("decisions/cadre.yaml")["六步"]["会议集体决策"]
    (treated,) = node("decisions/CADRE.html")["prov:wasGeneratedBy"]
    votes = [vote for vote in treated["besluit:heeftStemming"] if "人选" in vote["besluit:onderwerp"]]
    told = ("besluit:onderwerp", "besluit:aantalVoorstanders", "besluit:gevolg")
    assert [[vote[key] for key in told] for vote in votes] == [
        [stood[key] for key in ("人选", "得票", "结果")] for stood in meeting["票决人选"]
    ]


def test_a_body_serves_the_place_whose_name_it_bears_and_another_below_it_none() -> None:
    whole = node("units/XW.html")["areaServed"]
    village = {"@type": "Place", "name": "石桥村", "containedInPlace": whole}
    assert node("units/CUN.html")["areaServed"] == village
    assert "areaServed" not in node("units/MZJ.html")


def test_a_count_that_nobody_wrote_down_is_not_told_as_nought() -> None:
    (treated,) = node("decisions/HIGH.html")["prov:wasGeneratedBy"]
    (vote,) = treated["besluit:heeftStemming"]
    assert vote["besluit:aantalVoorstanders"] == 7
    assert vote.keys().isdisjoint({"besluit:aantalTegenstanders", "besluit:aantalOnthouders"})


def test_a_service_says_where_when_how_and_for_how_much_as_the_record_does() -> None:
    power, service = record("powers/MZ-JF-001.yaml"), node("powers/MZ-JF-001.html")
    channel = service["availableChannel"]
    assert channel["serviceLocation"]["name"] == power["办理地点"]
    assert channel["serviceUrl"] == power["网上办"]
    assert service["hoursAvailable"]["description"] == power["办理时间"]
    assert service["provider"]["@id"] == f"{BASE}units/{power['主体']}.html"
    assert (service["offers"]["price"], power["收费"]["是否收费"]) == ("0", "否")


def test_every_page_is_small_and_every_address_of_ours_in_it_leads_to_a_file() -> None:
    for page in sorted(PAGES.rglob("*.html")):
        text = page.read_text("utf-8")
        assert len(page.read_bytes()) < MOST_BYTES
        block = re.search(r'<script type="application/ld\+json">\n(.*?)\n</script>', text, re.DOTALL)
        read = json.loads(block[1]) if block else {"@graph": []}
        for key, said in inside(read["@graph"]):
            if key in ("@id", "item", "url", "contentUrl") and said.startswith(BASE):
                path = said.removeprefix(BASE).partition("#")[0] or "index.html"
                assert (PAGES / path).is_file() or listed(path), (page, said)
            assert said not in ("", None, [], {}), (page, key)


@cache
def others() -> str:
    """The files of the golden tree of which only the digest is kept."""
    return (GOLDEN / "society" / "_others.txt").read_text("utf-8")


def listed(path: str) -> bool:
    return f"public/{path} " in others()


def test_the_way_to_a_page_is_that_of_its_breadcrumbs_between_the_front_page_and_itself() -> None:
    page = html5lib.parse((PAGES / "powers/MZ-JF-001.html").read_text("utf-8"))
    (shown,) = (nav for nav in page.iter(f"{_XHTML}nav") if "crumbs" in nav.get("class", ""))
    words = ["".join(entry.itertext()).strip() for entry in shown.iter(f"{_XHTML}li")]
    way = told("powers/MZ-JF-001.html")["@graph"][-1]["itemListElement"]
    assert [entry["name"] for entry in way] == words[1:-1]
    assert [entry["position"] for entry in way] == list(range(1, len(words) - 1))
    assert all("item" in entry for entry in way)
    assert "BreadcrumbList" not in (PAGES / "powers/index.html").read_text("utf-8")


def test_no_context_is_to_be_fetched() -> None:
    """A context by address would be; one that spells out its terms is whole in itself."""
    used = set()
    for path in TYPES:
        context = told(path)["@context"]
        assert isinstance(context, dict)
        keys = {key.partition(":")[0] for key, _ in inside(told(path)["@graph"]) if ":" in key}
        assert keys <= context.keys(), path
        used |= keys
    assert used == set(linked.PREFIXES) - {"eli"}, "no decision of the small county states its grounds"


@pytest.mark.parametrize(
    "tag",
    [
        "<script>", '<script type="text/javascript">', '<script type="module">',
        '<script type="application/ld+json" type="module">', "<script type='application/ld+json'>",
        '<script type="application/ld+json" onload="a()">', '<script language="application/ld+json">',
    ],
)  # fmt: skip
def test_only_the_data_block_itself_passes_the_gate(tag: str, tmp_path: Path) -> None:
    assert faults('<script type="application/ld+json">', tmp_path) == []
    assert set(faults(tag, tmp_path)) == {Place("public/a.html")}


def faults(tag: str, folder: Path) -> list[Place]:
    page = folder / "a.html"
    page.write_text(f"<!doctype html><title>甲</title>{tag}1</script>", "utf-8")
    return [problem.place for problem in Requests().look(WrittenFile("public/a.html", page))]


def test_nothing_in_a_record_ends_the_block() -> None:
    """A record may speak of tags; the block says so in letters that begin none."""
    said = linked.terms.DataNode(name="</script><script>alert(1)</script>")
    page = linked.RecordPage(None)
    text = str(linked.block(_edition(), (), page, said))
    assert "<" not in text
    assert json.loads(text)["@graph"] == [said]


def _edition() -> Any:
    from edition_counties import edition_of, small  # noqa: PLC0415  the county of this test alone

    return edition_of(small(), "门户", charted=False)
