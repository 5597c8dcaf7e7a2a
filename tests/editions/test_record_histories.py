"""What became of a record stands on a page of its own, in its data and in its feed, as the files say.

The oracles are written by hand; what nobody wrote down is nowhere.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import feedparser
import golden
import pytest
from edition_counties import Built, build, changed, files, linked, small
from lxml import html as lxml_html

from disclosure.basics.output import File

POWER = "catalogues/powers/MZ-JF-001.yaml"


@cache
def made() -> Built:
    return build(linked(files(golden.GOLDEN / "county")), "门户")


def data(path: str, of: Built | None = None) -> bytes:
    outputs = (of or made()).outputs
    return next(o.data for o in outputs if isinstance(o, File) and o.path == f"public/{path}")


def moments(path: str) -> list[str]:
    page = lxml_html.document_fromstring(made().pages[f"public/{path}"])
    return [
        " ".join(part.text_content() for part in row) for row in page.xpath("//ol[@class='moments']/li")
    ]


HISTORIES = {
    "powers/MZ-JF-001": [
        "2026-03-10 公布",
        "2026-02-20 修改 承诺时限由10个工作日压缩到8个工作日",
    ],
    "decisions/DECREE": ["2026-04-12 更正 补充归档日期", "2026-03-23 公布"],
    "notices/GZ-2026-001": ["2026-07-20 更正 补充一项办结情况", "2026-07-16 公布"],
    "notices/ZC-2025-001": [
        "2026-04-01 被替代 依据：民发〔2026〕1号；由救助办法接替",
        "2025-03-12 公布",
    ],
    "ledgers/daiban": ["2026-10-12 公布 2026年第三季度", "2026-04-10 公布 2026年第一季度"],
}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_record_tells_what_became_of_it_and_its_page_leads_there(name: str) -> None:
    assert moments(f"changes/{name}.html") == HISTORIES[name]
    assert f'href="../changes/{name}.html"' in made().pages[f"public/{name}.html"]
    told = json.loads(data(f"changes/{name}.json"))
    assert told["path"] == f"{name}.html"
    assert [entry["day"] for entry in told["changes"]] == [line[:10] for line in HISTORIES[name]]
    read = feedparser.parse(data(f"feeds/changes/{name}.atom"))
    assert [(e.published[:10], e.title.rpartition("：")[2]) for e in read.entries] == [
        tuple(line.split(" ")[:2]) for line in HISTORIES[name]
    ]


def test_nothing_but_what_is_recorded_has_a_history() -> None:
    pages = {p for p in made().paths if p.startswith("public/changes/") and p.count("/") > 2}
    live = {
        p.removeprefix("public/changes/").removesuffix(".html") for p in pages if p.endswith(".html")
    }
    assert live == {*HISTORIES, "notices/TZ-2026-003"}  # whose code changed
    assert "TZ-2026-003" in made().pages["public/changes/notices/TZ-2026-003.html"]


def test_before_and_after_are_told_to_programs_as_on_the_page() -> None:
    (adjusted,) = (
        c
        for c in json.loads(data("changes/powers/MZ-JF-001.json"))["changes"]
        if c["basis"] or c["before_after"]
    )
    parts = {part["title"]: part["rows"] for part in adjusted["before_after"]}
    assert parts["承诺时限"] == [
        {"before": "10个工作日", "after": "8个工作日（不含公示期）", "marks": ["改"]}
    ]
    assert {"before": "到县里复核（局长）", "after": "", "marks": ["去掉"]} in parts["步骤"]


def test_all_changes_stand_on_one_list_newest_first_and_no_publication_does() -> None:
    listed: Any = next(o.page for o in made().outputs if o.path == "public/changes/index.html")  # type: ignore[union-attr]
    told = [(e.date, e.badge.text, e.href) for of in listed.gathered for e in of.held]
    assert [day for day, _, _ in told] == sorted((day for day, _, _ in told), reverse=True)
    assert ("2026-06-10", "撤下：合并", "powers/MZ-JF-009.html") in told
    assert ("2026-04-12", "更正", "changes/decisions/DECREE.html") in told
    assert not [what for _, what, _ in told if what == "公布"]
    assert len(json.loads(data("changes/all.json"))["changes"]) == len(told)


def test_every_entry_of_every_feed_says_something_and_leads_to_a_page() -> None:
    """JSON Feed 1.1: an item has a text; below a path of the portal its address is whole."""
    base = "https://www.titian.example/quanli/"
    feeds = {
        path: json.loads(data(path))
        for path in (output.path.removeprefix("public/") for output in made().outputs)
        if path.startswith(("feed.json", "feeds/")) and path.endswith(".json")
    }
    assert {path.split("/")[1] for path in feeds if "/" in path} >= {"changes", "ledgers", "units"}
    for path, feed in feeds.items():
        assert feed["feed_url"] == base + path
        for item in feed["items"]:
            assert item["content_text"].strip(), (path, item["title"])
            assert f"public/{item['url'].removeprefix(base)}" in made().paths, (path, item["url"])


def test_a_withdrawn_record_keeps_its_feed_and_its_data() -> None:
    page = made().pages["public/powers/MZ-JF-009.html"]
    assert 'href="../feeds/changes/powers/MZ-JF-009.atom"' in page
    assert 'href="../changes/powers/MZ-JF-009.json"' in page
    (entry,) = feedparser.parse(data("feeds/changes/powers/MZ-JF-009.atom")).entries
    assert (entry.title, entry.link.rpartition("/quanli/")[2]) == (
        "职权“取暖救助”：撤下：合并",
        "powers/MZ-JF-009.html",
    )


def test_the_ids_of_a_feed_stay_when_more_is_written_and_a_code_changes() -> None:
    first = "调整记录:\n  - {日期: 2026-02-20, 类型: 修改, 说明: 一}\n"
    more = f"{first}  - {{日期: 2026-02-20, 类型: 修改, 说明: 二}}\n"
    before = build(changed(POWER, ("公开范围:", f"{first}公开范围:")), "门户")
    after = build(
        changed(
            POWER,
            ("公开范围:", f"{more}公开范围:"),
            ("编码: MZ-JF-001", "编码: MZ-JF-002\n原编码: MZ-JF-001"),
        ),
        "门户",
    )
    ids = [
        {e.id: e.summary for e in feedparser.parse(data(path, of)).entries}
        for path, of in (
            ("feeds/changes/powers/MZ-JF-001.atom", before),
            ("feeds/changes/powers/MZ-JF-001.atom", after),
            ("feeds/changes/powers/MZ-JF-002.atom", after),
        )
    ]
    assert ids[0].items() < ids[1].items() == ids[2].items()


def test_a_county_in_which_nothing_changed_has_no_list_of_changes() -> None:
    built = build(small(), "门户")
    assert not [path for path in built.paths if "/changes/" in path]
    assert "变更记录" not in built.pages["public/sitemap/index.html"]
