"""How rows of catalogues of publicity stand, against a calendar walked day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from edition_counties import small
from hypothesis import given
from hypothesis import strategies as st

from disclosure.county.audience import Audience, for_audience
from disclosure.county.facts.practices import kept_up
from disclosure.county.facts.practices.kept_up import Kept, UnitStanding
from disclosure.county.site import Site
from disclosure.schema.records.publicity import PublicityRow

QUARTERS = {"每月": "1,2,3,4,5,6,7,8,9,10,11,12", "每季度": "1,4,7,10", "每半年": "1,7", "每年": "1"}
CATALOGUE = """\
编码: ML
名称: 公开目录
种类: 村务公开目录
主体: MZJ
修订日期: 2026-03-10
公开范围: 向社会公开
载体: [门户网站]
分类:
  - 名称: 各项
    事项:
"""
ROW = "      - {{事项: 甲, 公开范围: {scope}, {rest}}}\n"
NOTICE = """\
---
编码: {code}
标题: {title}
栏目: 通知公告
发布机构: MZJ
发布日期: {day}
公开范围: {scope}
载体: [{carrier}]
---

内容。
"""


def county(rest: str, scope: str = "向社会公开", **notices: str) -> Site:
    """The small county with one row, and notices."""
    files = {f"content/{code}.md": text for code, text in notices.items()}
    row = ROW.format(scope=scope, rest=rest)
    return small({**files, "catalogues/publicity/ML.yaml": CATALOGUE + row})


def notice(
    code: str, day: str, title: str = "救助通报", scope: str = "向社会公开", carrier: str = "门户网站"
) -> str:
    return NOTICE.format(code=code, day=day, title=title, scope=scope, carrier=carrier)


def stands(site: Site, as_of: str = "2026-11-22", *, seen: bool = False) -> UnitStanding:
    """How the one body keeps the one row."""
    of = kept_up.as_seen if seen else kept_up.standings
    (row,) = of(replace(site, as_of=date.fromisoformat(as_of)))["ML"].rows
    (unit,) = row.units
    return unit


def periods(cycle: str, day: date) -> Iterator[tuple[date, int, int]]:
    """From a day on: each day, how many periods have begun since, and the day's number in its own."""
    starts = {int(month) for month in QUARTERS[cycle].split(",")}
    begun, number = 0, 0
    while True:
        yield day, begun, number
        day += timedelta(1)
        number += 1
        if day.day == 1 and day.month in starts:
            begun, number = begun + 1, 1


@cache
def one_row() -> PublicityRow:
    (row,) = kept_up.standings(county("周期: 每月, 落实: {清单: 机构职能}"))["ML"].rows
    return row.row


@given(
    cycle=st.sampled_from(sorted(QUARTERS)),
    within=st.none() | st.integers(1, 28),
    day=st.dates(date(2019, 1, 1), date(2026, 11, 22)),
)
def test_a_publication_serves_until_the_next_is_due(cycle: str, within: int | None, day: date) -> None:
    row = replace(one_row(), cycle=cycle, within=within)
    late = next(
        today
        for today, begun, number in periods(cycle, day)
        if begun > 1 or (begun == 1 and within is not None and number > within)
    )
    assert kept_up.last_day(day, row) == late - timedelta(1)


QUARTERLY = "周期: 每季度, 期内: 20, 落实: {栏目: 通知公告, 标题含: 通报}"


@pytest.mark.parametrize(
    ("as_of", "kept"), [("2026-10-05", Kept.MET), ("2026-10-20", Kept.MET), ("2026-10-21", Kept.STALE)]
)
def test_it_is_stale_on_the_day_after_the_last(as_of: str, kept: Kept) -> None:
    found = stands(county(QUARTERLY, A=notice("A", "2026-07-18")), as_of)
    assert (found.kept, found.until) == (kept, date(2026, 10, 20))


def test_the_latest_counts_and_what_is_to_come_does_not() -> None:
    told = {
        "A": notice("A", "2026-07-18"),
        "B": notice("B", "2026-10-19"),
        "C": notice("C", "2026-11-30"),
    }
    found = stands(county(QUARTERLY, **told))
    assert found.latest
    assert (found.count, found.latest.to.code, str(found.until)) == (2, "B", "2027-01-20")


def test_other_titles_and_columns_do_not_fulfil() -> None:
    assert stands(county(QUARTERLY, A=notice("A", "2026-10-19", "别的"))).kept is Kept.MISSING
    of_a_column = county("周期: 每月, 落实: {栏目: 政策文件}", A=notice("A", "2026-11-01"))
    assert stands(of_a_column).kept is Kept.MISSING


def test_what_has_no_date_is_not_renewed_and_what_lasts_needs_none() -> None:
    assert stands(county("周期: 每季度, 落实: {清单: 机构职能}")).kept is Kept.STALE
    lasting = stands(county("周期: 长期, 落实: {清单: 机构职能}"))
    assert (lasting.kept, lasting.until) == (Kept.MET, None)


def test_what_only_some_may_see_does_not_fulfil_what_is_for_all() -> None:
    inside = notice("A", "2026-11-01", scope="在本地区本部门本单位公开")
    assert stands(county(QUARTERLY, A=inside)).kept is Kept.MISSING
    own = county(QUARTERLY, scope="在本地区本部门本单位公开", A=inside)
    assert stands(own).kept is Kept.MET


def test_society_is_not_told_how_what_is_not_for_it_stands() -> None:
    inside = notice("A", "2026-11-01", scope="在本地区本部门本单位公开")
    own = county(QUARTERLY, scope="在本地区本部门本单位公开", A=inside)
    society, unit = for_audience(own, Audience()), for_audience(own, Audience("单位", "MZJ"))
    assert stands(society, seen=True) == UnitStanding("MZJ", Kept.INSIDE)
    assert stands(unit, seen=True).kept is Kept.MET
    both = county(QUARTERLY, scope="在本地区本部门本单位公开", A=inside, B=notice("B", "2026-01-05"))
    assert stands(for_audience(both, Audience()), seen=True).kept is Kept.INSIDE


def test_each_body_of_a_level_stands_for_itself() -> None:
    site = county(
        "周期: 每月, 层级: [县委, 县直部门], 落实: {栏目: 通知公告}", A=notice("A", "2026-11-01")
    )
    (row,) = kept_up.standings(site)["ML"].rows
    assert {unit.unit: unit.kept for unit in row.units} == {"XW": Kept.MISSING, "MZJ": Kept.MET}
    assert list(row.counts) == [Kept.MISSING, Kept.MET]
