"""A notice whose time has run out says so by itself, on the day after: on pages, paper and in data."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from edition_counties import AS_OF, build, changed, page_of

from disclosure.basics.output import File

NOTICE = "content/TZ-2026-001.md"


@pytest.mark.parametrize(("days", "told"), [(0, None), (1, f"自 {AS_OF} 起失效，不再作为办事的依据。")])
def test_a_notice_ends_when_its_last_day_is_over(days: int, told: str | None) -> None:
    until = AS_OF - timedelta(days)
    county = changed(NOTICE, ("公开范围:", f"效力: {{有效期至: {until}}}\n公开范围:"))
    ended = page_of(county, "public/notices/TZ-2026-001.html").ended
    assert (ended and ended.told) == told
    listed = page_of(county, "public/notices/index.html").told.gathered[0].held
    assert [entry.badge.text for entry in listed] == ["失效" if days else "有效"]


@pytest.mark.parametrize(("days", "state", "since"), [(0, "有效", None), (1, "失效", str(AS_OF))])
def test_data_tell_how_it_stands_and_as_of_which_day(days: int, state: str, since: str | None) -> None:
    until = AS_OF - timedelta(days)
    county = changed(NOTICE, ("公开范围:", f"效力: {{有效期至: {until}}}\n公开范围:"))
    files = {o.path: o.data for o in build(county, "门户").outputs if isinstance(o, File)}
    (item,) = json.loads(files["public/data/notices.json"])["items"]
    assert item["效力"] == {"有效期至": str(until)}
    assert (item["现在的效力"], item.get("不再有效从"), item["以哪天为准"]) == (state, since, str(AS_OF))
    (row,) = csv.DictReader(io.StringIO(files["public/data/notices.csv"].decode("utf-8-sig")))
    assert (row["现在的效力"], row["不再有效从"]) == (state, since or "")


def test_what_is_in_force_no_more_says_so_in_its_heading_on_the_screen_and_on_paper() -> None:
    county = changed(
        NOTICE, ("公开范围:", "效力: {状态: 废止, 日期: 2026-11-01, 宣布文件: 民发1号}\n公开范围:")
    )
    for medium, folder in (("门户", "public"), ("触摸屏", "kiosk")):
        page = build(county, medium).pages[f"{folder}/notices/TZ-2026-001.html"]
        assert re.search("<h1[^>]*>[^<]*（已废止）</h1>", page)
