"""Ledgers: what pages and files say is what the data say, reckoned apart; what is hidden is nowhere."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cases import ROOT, case
from cases import SOUND as SMALL
from edition_counties import Built, build, edition_of, sample, small

from disclosure.basics.files.any_file import findings_in
from disclosure.basics.files.pieces import of_lines
from disclosure.basics.media import MEDIA
from disclosure.basics.output import File, Html
from disclosure.charts.stage import Drawings, Drawn
from disclosure.county.audience import Audience, for_audience, for_edition
from disclosure.county.facts.practices import kept_up
from disclosure.county.site import Site
from disclosure.editions.edition import Edition
from disclosure.editions.ledgers import ledger_pages
from disclosure.editions.parts.pager import pager
from disclosure.editions.printed.accounts import account_boards
from disclosure.gates.pages import links
from disclosure.gates.secret_words import Sought
from disclosure.schema.records.ledgers.ledger import Ledger

SOUND = case("ledger/pass-sound").files
DECLARED = "catalogues/ledgers/zhangmu.yaml"
SAID = "主体: MZJ\n公布日期: 2026-03-01\n公开范围: 向社会公开\n载体: [门户网站]\n"
CLEAR = ("张三丰", "李四光")


def county(**changed: str) -> Site:
    """The small county with the sound ledger, words of its files replaced."""
    texts = {path: text for path, text in SOUND.items() if isinstance(text, str)}
    for old, new in changed.items():
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    return small(texts)


@cache
def portal() -> Built:
    return build(county(), "门户")


def files(built: Built) -> dict[str, bytes]:
    return {o.path: o.data for o in built.outputs if isinstance(o, File)}


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_ledger_has_a_page_for_itself_its_periods_units_and_levels() -> None:
    for name, folder in (("门户", "public"), ("触摸屏", "kiosk")):
        paths = build(county(), name).paths
        below = f"{folder}/ledgers/zhangmu"
        for path in ("", "/2026-Q2/1", "/2026-Q3/1", "/u-MZJ/1", "/u-XW/1", "/l-bumen"):
            assert f"{below}{path}.html" in paths
        taken = {path for path in paths if path.startswith(below) and not path.endswith(".html")}
        wanted = {f"{below}/{p}.{s}" for p in ("2026-Q2", "2026-Q3", "all") for s in ("csv", "json")}
        wanted.add(f"{below}/all.xlsx")
        assert taken == (wanted if folder == "public" else set())


def test_a_notice_board_gets_the_newest_period_of_each_body() -> None:
    frame = "catalogues/county.yaml"
    texts = {path: text for path, text in SOUND.items() if isinstance(text, str)}
    texts[DECLARED] = texts[DECLARED].replace("触摸屏]", "公开栏]")
    texts[frame] = (SMALL / frame).read_text("utf-8")
    texts[frame] = texts[frame].replace(
        "版本: 显示屏}", "版本: 显示屏}\n  - {代码: lan, 名称: 公开栏, 版本: 线下}"
    )
    edition = edition_of(small(texts), "门户", charted=False)
    (sheet,) = account_boards(edition, lambda record: record.code != "XW")
    board = sheet.body
    assert (sheet.path, sheet.carriers) == ("boards/zhangmu-MZJ", ("公开栏",))
    assert (board.unit, board.scope) == ("民政局", "2026年第三季度")
    assert board.facts == (("明细", "1行"), ("收入（元）", "300"), ("支出（元）", "100"))
    ((unit, *numbers, state, person),) = (line[:7] for line in board.lines)
    assert [unit, *numbers, state] == ["民政局", "1,200", "300", "100", "1,400", "未核"]
    assert person not in CLEAR
    assert not list(account_boards(edition_of(county(), "门户", charted=False), lambda _: True))


def test_what_is_taken_away_is_what_was_put_in() -> None:
    written = read(files(portal())["public/ledgers/zhangmu/2026-Q3.csv"])
    given = read(str(SOUND["catalogues/ledgers/zhangmu/2026-Q3.csv"]).encode())[:-1]
    assert [Decimal(row["支出（元）"]) for row in written] == [Decimal(row["支出"]) for row in given]
    assert [row["单位"] for row in written] == ["民政局", "中共梯田县委员会"]
    assert [row["办结"] for row in written] == ["2026-10-12", "2026-10-12"]
    rows = json.loads(files(portal())["public/ledgers/zhangmu/all.json"])["rows"]
    assert [row["单位"]["code"] for row in rows] == ["MZJ", "XW", "MZJ", "XW"]


def test_sums_on_the_sample_are_those_of_its_data() -> None:
    """Every stated sum of every ledger that has one, by csv and Decimal alone."""
    site, checked = sample(), 0
    for ledger in site.ledgers.values():
        for sheet in ledger.sheets:
            rows = read((ROOT / sheet.path).read_bytes()) if sheet.path.endswith(".csv") else []
            first = ledger.columns[0].name
            for stated in (row for row in rows if row[first] in ("合计", "总计")):
                for name in ledger.totals:
                    told = [row[name] for row in rows if row is not stated and row[name]]
                    total = sum((Decimal(text.replace(",", "")) for text in told), Decimal(0))
                    assert Decimal(stated[name].replace(",", "")) == total, (sheet.path, name)
                    assert total == page_sum(ledger, sheet.period, name), (sheet.path, name)
                    checked += 1
    assert checked >= 60


def page_sum(ledger: Ledger, period: str, name: str) -> Decimal:
    """What the page of a period says that a column comes to."""
    page: Any = page_of_sample(
        f"public/ledgers/{ledger.code}{'' if period == '全部' else f'/{period}/1'}.html"
    )
    (said,) = [key.answer for key in page.keys if key.question == name]
    return Decimal(said.rstrip("万元").replace(",", ""))


@cache
def pages_of_sample() -> dict[str, Html]:
    drawn = Drawn(flows=Drawings({}, {}), networks=Drawings({}, {}))
    site = for_edition(sample(), "门户")
    edition = Edition.watched(MEDIA[0], site, drawn, "", kept_up.as_seen(site))
    return {f"public/{page.path}": page for page in ledger_pages.pages(edition)}


def page_of_sample(path: str) -> object:
    return pages_of_sample()[path].page


@pytest.mark.parametrize("seed", range(5))
def test_random_sums_are_exact(seed: int) -> None:
    """Cents of random amounts, in any way of writing them, add up on the page as they do by hand."""
    chance = random.Random(seed)  # noqa: S311  the same again
    cents = [chance.randrange(10**9) for _ in range(chance.randrange(1, 150))]
    rows = [f'"{Decimal(c) / 100:,.2f}",事{n}' for n, c in enumerate(cents)]
    site = small({
        "catalogues/ledgers/qian.yaml": (
            f"编码: qian\n名称: 钱\n{SAID}周期: 随时\n公布期限: 300\n公布: {{全部: 2026-03-01}}\n"
            "列: {支出: 金额（元）, 事: 文本}\n主键: 事\n合计: 支出\n"
        ),
        "catalogues/ledgers/qian/全部.csv": "支出,事\n" + "\n".join(rows) + "\n",
    })  # fmt: skip
    pages = [o for o in build(site, "门户").outputs if isinstance(o, Html)]
    front: Any = next(o.page for o in pages if o.path == "public/ledgers/qian.html")
    said = next(key.answer for key in front.keys if key.question == "支出")
    assert Decimal(said.removesuffix("元").replace(",", "")) * 100 == sum(cents)
    shown = [front, *(o.page for o in pages if "/qian/now/" in o.path)]
    assert "public/ledgers/qian/now/1.html" not in {o.path for o in pages}
    assert sum(len(page.lines.rows) for page in shown) == len(cents)  # type: ignore[attr-defined]


def test_a_clear_name_stands_nowhere() -> None:
    for name in ("门户", "触摸屏"):
        built = build(county(), name)
        everything = [
            *built.pages.values(),
            *(d.decode("utf-8", "replace") for d in files(built).values()),
        ]
        assert any("张某某" in text for text in everything)
        assert not [word for word in CLEAR for text in everything if word in text]


def test_the_gate_looks_for_clear_names_of_ledgers() -> None:
    assert Sought.of(county(), ()).covered >= set(CLEAR)


def test_a_line_that_points_to_what_is_hidden_is_gone_with_its_sums() -> None:
    unit = (ROOT / "tests/cases/_county/catalogues/units/XW.yaml").read_text("utf-8")
    whole = county()
    hidden = small({
        **{path: str(text) for path, text in SOUND.items()},
        "catalogues/units/XW.yaml": unit.replace("向社会公开", "在本地区本部门本单位公开"),
    })  # fmt: skip
    seen = for_audience(hidden, Audience())
    lines = [line for sheet in seen.ledgers["zhangmu"].sheets for line in sheet.lines]
    assert len(lines) == 2
    assert sum(len(sheet.lines) for sheet in whole.ledgers["zhangmu"].sheets) == 4
    page: Any = next(
        o.page for o in build(seen, "门户").outputs if o.path == "public/ledgers/zhangmu/2026-Q3/1.html"
    )  # type: ignore[union-attr]
    assert [key.answer for key in page.keys if key.question == "支出"] == ["100元"]


def test_a_hidden_ledger_is_nowhere() -> None:
    seen = for_audience(county(向社会公开="在全党公开"), Audience())
    assert not seen.ledgers
    built = build(seen, "门户")
    assert not [path for path in built.paths if "ledgers" in path]
    assert not [path for path, text in built.pages.items() if "村级账目" in text]
    assert for_audience(county(向社会公开="在全党公开"), Audience("全党")).ledgers


def test_a_record_shows_the_lines_that_point_to_it() -> None:
    pages = portal().pages
    assert "ledgers/zhangmu/u-MZJ" not in pages["public/units/MZJ.html"]  # it keeps the ledger itself
    assert 'href="../ledgers/zhangmu.html"' in pages["public/units/MZJ.html"]
    assert 'href="../ledgers/zhangmu/u-XW/1.html"' in pages["public/units/XW.html"]


def test_cells_that_a_spreadsheet_would_run_are_guarded() -> None:
    text = "事项,次数\n=SUM(A1),3\n"
    declared = (
        f"编码: shi\n名称: 事\n{SAID}周期: 年\n"
        '公布期限: 300\n公布: {"2025": 2026-03-01}\n列: {事项: 文本, 次数: 次数}\n'
    )
    site = small({"catalogues/ledgers/shi.yaml": declared, "catalogues/ledgers/shi/2025.csv": text})
    written = files(build(site, "门户"))["public/ledgers/shi/2025.csv"]
    assert b"'=SUM(A1)" in written
    assert written.startswith(b"\xef\xbb\xbf")


def test_a_period_is_told_in_the_feed_of_its_ledger_on_the_day_it_was_published() -> None:
    feed = json.loads(files(portal())["public/feeds/ledgers/zhangmu.json"])
    days = [(item["title"], item["date_published"][:10]) for item in feed["items"]]
    assert days == [
        ("村级账目：2026年第三季度", "2026-10-15"), ("村级账目：2026年第二季度", "2026-07-15"),
    ]  # fmt: skip


def test_the_chart_says_what_its_table_says() -> None:
    page: Any = next(o.page for o in portal().outputs if o.path == "public/ledgers/zhangmu.html")  # type: ignore[union-attr]
    told = [(row.cells[0].text, row.cells[1].text) for row in page.chart.table.rows]
    assert told == [("中共梯田县委员会", "500"), ("民政局", "100")]
    assert 'aria-label="支出，按单位：中共梯田县委员会 500元；民政局 100元"' in page.chart.plot.svg


def test_what_is_due_next_is_told_to_calendars_and_programs() -> None:
    told = json.loads(files(portal())["public/ledgers/due.json"])["ledgers"]
    assert [(due["period"], due["due"], due["state"]) for due in told] == [
        ("2026-Q4", "2027-03-01", "未到期")
    ]
    assert b"DTSTART;VALUE=DATE:20270301" in files(portal())["public/ledgers/due.ics"]


def test_page_404_of_a_long_ledger_is_a_page_like_others() -> None:
    assert links.is_missing("public/404.html")
    assert not links.is_missing("public/ledgers/da/now/404.html")


def test_no_row_of_page_numbers_looks_like_a_bank_card() -> None:
    told = [pager(str, number, 100_000).pages for number in range(1, 1001)]
    rows = ["\n".join(anchor.text for anchor in pages) for pages in told]
    assert not [row for row in rows for _ in findings_in(list(of_lines(row)))]


def test_what_is_late_stands_before_what_is_not(sample: Path) -> None:
    page = (sample / "public/ledgers/chengnuo.html").read_text("utf-8")
    rows = re.findall(r'<tr id="r(\d+)">(.*?)(?=<tr|</tbody>)', page, re.DOTALL)
    late = [int(number) for number, told in rows if "超时" in told]
    others = [int(number) for number, told in rows if "超时" not in told]
    assert late
    assert min(late) > 1
    assert [int(number) for number, _ in rows] == late + sorted(others)
