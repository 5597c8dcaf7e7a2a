"""Who has charge of whom, and rounds of 清权确权, against what the sample's own files say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from edition_counties import ROOT, build, linked, page_of, sample, small
from edition_counties import files as read_files

from disclosure.basics.media import FRONT
from disclosure.charts.stage import Drawn
from disclosure.county.facts.posts.charge import answered_for, offices, peers
from disclosure.county.site import Site
from disclosure.editions.edition import Edition
from disclosure.editions.pages.disclosed import campaign, in_charge

PARTS = ("清出", "保留", "合并", "取消", "下放")


@cache
def written(folder: str) -> tuple[dict[str, Any], ...]:
    """What stands in the sample's files, read as plain YAML."""
    paths = sorted((ROOT / "catalogues" / folder).rglob("*.yaml"))
    return tuple(yaml.load(path.read_text("utf-8"), yaml.CBaseLoader) for path in paths)  # noqa: S506


def posts() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for unit in written("units"):
        yield from ((unit, post) for post in unit["岗位"])


def leader(unit: dict[str, Any], post: dict[str, Any]) -> str:
    """The code of the leader by the grading rule, walked over the files; "" where it is outside."""
    by_code = {one["代码"]: one for _, one in posts()}
    main = [one["代码"] for one in unit["岗位"] if one["职务"] == "主要领导"]
    above = post.get("上级岗位", "")
    if post["职务"] == "主要领导" or post["风险等级"] == "三":
        return above
    if post["风险等级"] == "一" or post["职务"] == "分管领导":
        return main[0] if main else ""
    while above and by_code[above]["职务"] != "分管领导":
        above = by_code[above].get("上级岗位", "")
    return above


def test_each_leader_answers_for_the_posts_that_the_rule_gives_him() -> None:
    expected: dict[str, set[str]] = {}
    for unit, post in posts():
        if "风险等级" in post and (code := leader(unit, post)):
            expected.setdefault(code, set()).add(post["代码"])
    found = {code: {post.code for post in own} for code, own in answered_for(sample()).items()}
    assert found == expected
    assert sum(map(len, expected.values())) > 200


def test_peers_stand_below_the_same_post_and_are_each_others() -> None:
    for unit in sample().units.values():
        above = {post.code: post.superior for post in unit.posts}
        for code, others in peers(unit).items():
            wanted = {other for other, at in above.items() if at and at == above[code]} - {code}
            assert {post.code for post in others} == wanted
    assert not any(peers(small().units["MZJ"]).values())


def test_an_office_is_a_post_of_middle_rank_and_all_below_it() -> None:
    (office,) = offices(small().units["MZJ"])
    assert [post.code for post in office.posts] == ["MZJ-GZ", "MZJ-GY"]


def test_a_post_says_for_which_it_answers() -> None:
    page = page_of(small(), "public/posts/MZJ-JZ.html")
    assert [entry.text for entry in page.told.answered] == ["民政局副局长"]
    assert [e.text for e in page_of(small(), "public/posts/MZJ-FJZ.html").told.answered] == [
        "民政局救助股股长"
    ]


@cache
def of_sample() -> dict[str, Any]:
    """Pages of the sample by path."""
    edition = Edition.watched(FRONT, sample(), Drawn(), "", {})
    return {made.path: made.page for of in (in_charge, campaign) for made in of.pages(edition)}


def test_the_table_of_tiers_adds_up_to_the_posts_there_are() -> None:
    pages = [page for path, page in of_sample().items() if path.startswith("tiers/")]
    assert {page.table.caption for page in pages} == {"岗位、股室、单位三个层次的风险"}
    rows = [row for page in pages for row in page.table.rows]
    cells = [sum(int(row.cells[column]) for row in rows) for column in range(3)]
    counts = Counter(post["风险等级"] for _, post in posts() if "风险等级" in post)
    assert cells == [counts["一"], counts["二"], counts["三"]]


def test_what_leaders_answer_for_adds_up_to_the_posts_that_have_a_leader() -> None:
    pages = [page for path, page in of_sample().items() if path.startswith("leaders/")]
    told = [note for page in pages for body in page.posts for entry in body.held for note in entry.notes]
    found = Counter[str]()
    for grade, count in (re.fullmatch("(.)级岗位([0-9]+)个", note).groups() for note in told):
        found[grade] += int(count)
    graded = [post for unit, post in posts() if "风险等级" in post and leader(unit, post)]
    assert found == Counter(post["风险等级"] for post in graded)


def test_rotation_is_told_by_its_day_on_every_page_of_the_post() -> None:
    pages = [page for path, page in of_sample().items() if path.startswith("rotation/")]
    days = [entry.notes[1] for page in pages for year in page.posts for entry in year.held]
    assert days == sorted(days)
    years = {"一": 5, "二": 8}
    due = [
        f"应当在 {int(post['任职起始'][:4]) + years[post['风险等级']]}{post['任职起始'][4:]} 轮岗"
        for _, post in posts()
        if post.get("风险等级") in years and "任职起始" in post
    ]
    assert days == sorted(due)


def test_a_round_adds_up_body_by_body_and_level_by_level() -> None:
    for of in written("clearing"):
        page = of_sample()[f"clearing/{of['编码']}.html"]
        told = [sum(int(result.get(part, 0)) for result in of["结果"]) for part in PARTS]
        assert [figure.number for figure in page.figures] == told
        bodies = [row for row in page.results.rows if not row.sum]
        sums = [row for row in page.results.rows if row.sum]
        assert len(bodies) == len(of["结果"])
        for column, number in enumerate(told):
            assert sum(int(row.cells[column]) for row in bodies) == number
            assert sum(int(row.cells[column]) for row in sums) == number
        for review in page.reviews:
            assert [step.date for step in review.steps] == sorted(step.date for step in review.steps)


def test_the_kiosk_tells_rounds_and_leaders_too() -> None:
    pages = build(small_round(), "触摸屏").pages
    assert {"kiosk/clearing/index.html", "kiosk/clearing/QL-01.html", "kiosk/leaders/index.html"} <= set(
        pages
    )
    assert "调查分列" in pages["kiosk/clearing/QL-01.html"]


@cache
def small_round() -> Site:
    return linked(read_files(ROOT / "tests" / "golden" / "county"))
