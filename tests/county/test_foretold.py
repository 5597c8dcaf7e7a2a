"""What will be late and when: days reckoned by hand, and files that only the office is given."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cases import case
from counties import AS_OF, SOUND
from edition_counties import sample, small

from disclosure.__main__ import main
from disclosure.county.facts.practices.foretold import Foretold, foretold
from disclosure.county.site import Site
from disclosure.editions.pages.disclosed import foretold_pages

LEDGER = {path: str(text) for path, text in case("ledger/pass-sound").files.items()}
LISTED = """编码: ML-01
名称: 村务公开目录
种类: 村务公开目录
主体: XW
修订日期: 2026-01-05
公开范围: 向社会公开
载体: [门户网站]
分类:
  - 名称: 财务
    事项:
      - {事项: 通知, 主体: MZJ, 周期: 每季度, 期内: 20, 公开范围: 向社会公开, 落实: {栏目: 通知公告}}
      - {事项: 没有的, 主体: MZJ, 周期: 每年, 公开范围: 向社会公开, 落实: {栏目: 政策文件}}
      - {事项: 一直有的, 主体: MZJ, 周期: 长期, 公开范围: 向社会公开, 落实: {栏目: 通知公告}}
"""


def county(published: str = "2026-07-08", column: str = "通知公告") -> Site:
    notice = (SOUND / "content/TZ-2026-001.md").read_text("utf-8")
    day = next(line for line in notice.splitlines() if line.startswith("发布日期: "))
    told = notice.replace(day, f"发布日期: {published}").replace("栏目: 通知公告", f"栏目: {column}")
    return small({**LEDGER, "catalogues/publicity/ML-01.yaml": LISTED, "content/TZ-2026-001.md": told})


def of_kind(site: Site, kind: str) -> list[Foretold]:
    return [of for of in foretold(site) if of.kind == kind]


def test_a_ledger_is_due_so_many_days_after_its_period() -> None:
    (due,) = of_kind(county(), "台账")
    assert (due.code, due.last, due.late) == ("zhangmu", date(2027, 3, 1), False)


def test_a_matter_runs_out_where_the_next_period_is_due() -> None:
    """Of the third quarter; what serves until 20 days into the fourth is late on 22 November."""
    dues = {of.name: (of.last, of.late) for of in of_kind(county(), "公开目录")}
    assert dues == {"没有的": (None, True), "通知": (date(2026, 10, 20), True)}


@pytest.mark.parametrize(
    ("column", "published", "want"),
    [
        ("通知公告", "2026-05-31", (date(2026, 11, 30), False)),
        ("政策文件", "2026-05-21", (date(2026, 11, 21), True)),
        ("工作动态", "2026-11-08", (date(2026, 11, 22), False)),
        ("工作动态", "2026-11-07", (date(2026, 11, 21), True)),
    ],
)
def test_a_column_may_go_so_long_without_anything_new(
    column: str, published: str, want: tuple[date, bool]
) -> None:
    (due,) = of_kind(county(published, column), "栏目")
    assert (due.code, (due.last, due.late)) == (column, want)


def test_every_ledger_of_the_sample_has_its_day_and_the_earliest_comes_first() -> None:
    found = foretold(sample())
    assert {of.code for of in found if of.kind == "台账"} == set(sample().ledgers)
    days = [of.last or date.min for of in found]
    assert days == sorted(days)


def test_the_office_alone_is_given_a_page_a_calendar_and_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own"
    assert main(["self-audit", str(SOUND), "--output", str(out), "--as-of", str(AS_OF)]) == 0
    capsys.readouterr()
    office = out / "current" / "office"
    due = json.loads((office / "due.json").read_bytes())["due"]
    assert due
    assert (office / "due.ics").read_bytes().count(b"BEGIN:VEVENT") == len(
        [of for of in due if of["last"]]
    )
    page = (office / "due.html").read_text("utf-8")
    assert all(of["name"] in page for of in due)
    assert 'href="due.html"' in (office / "index.html").read_text("utf-8")


def test_of_a_large_county_each_body_and_each_month_has_a_page() -> None:
    """All of it once by body and once by month; the first page says how much, and all only of a few."""
    site = sample()
    one, *_ = foretold(site)
    found = [
        replace(
            one, name=f"事{n}", unit=("MZJ", "CZJ", "")[n % 3], late=not n % 5,
            last=date(2027, 1 + n % 4, 9),
        )
        for n in range(foretold_pages.MOST_AT_ONCE + 1)
    ]  # fmt: skip
    made = dict(foretold_pages.pages(found, site.units, AS_OF))
    front = made.pop("due.html")
    assert [len(table.rows) for table in front.tables] == [3, 5]
    assert {row.label.href for table in front.tables for row in table.rows} == made.keys()
    told = Counter(
        row.label.text for page in made.values() for table in page.tables for row in table.rows
    )
    assert told == Counter({of.name: 2 for of in found})
    few = dict(foretold_pages.pages(found[:-1], site.units, AS_OF))["due.html"]
    assert sum(len(table.rows) for table in few.tables[2:]) == len(found) - 1
