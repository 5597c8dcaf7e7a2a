"""A matter on one page: the answer first, the levels side by side, one line of time, its own feeds."""

from __future__ import annotations

import json
from functools import cache

import feedparser
import icalendar
import pytest
import yaml
from edition_counties import ROOT, Built, build, page_of, small
from test_two_meetings import county as put_off_first

from disclosure.basics.output import File, Html
from disclosure.county.site import Site

SISTERS = "catalogues/decisions/sisters.yaml"
ROUNDS = "tests/cases/decision/selection/pass-rounds.yaml"


def base(name: str) -> dict[str, str]:
    """The files of a sound case, but for those that it takes from elsewhere."""
    case = yaml.safe_load((ROOT / f"tests/cases/decision/sound/{name}.yaml").read_text("utf-8"))
    return {path: text for path, text in case["文件"].items() if isinstance(text, str)}


@cache
def two_levels(*swaps: tuple[str, str]) -> Site:
    texts = base("pass-sisters")
    for old, new in swaps:
        assert old in texts[SISTERS]
        texts[SISTERS] = texts[SISTERS].replace(old, new)
    return small(texts)


def matter_pages(built: Built) -> set[str]:
    paths = {output.path for output in built.outputs if isinstance(output, Html)}
    return {path for path in paths if "/matters/" in path and not path.endswith("index.html")}


def test_the_answer_stands_first_and_money_counts_once() -> None:
    page = page_of(two_levels(), "public/matters/HIGH.html")
    assert page.answer == (
        "已经决定；2026年7月6日局党组会议：7票赞成，通过；石桥村也已经决定。"
    )  # fmt: skip
    assert page.amount == "300万元"


def test_each_level_has_a_column_and_each_question_a_row() -> None:
    levels = page_of(two_levels(), "public/matters/HIGH.html").levels
    assert [(c.level, c.unit) for c in levels.columns] == [
        ("县直部门", "民政局"),
        ("村和社区", "石桥村"),
    ]
    rows = {row.name: row.cells for row in levels.rows}
    assert rows["公布日期"] == ("2026-07-10", "2026-07-10")
    assert rows["3 广泛征求意见"] == ("2026-05-11 至 2026-06-11", "2026-05-11 至 2026-06-11")
    assert rows["4 专家咨询论证"] == ("2026-06-16", "没有记录")
    assert rows["表决"] == ("7票赞成", "33票赞成")
    assert rows["其中本级"] == ("200万元", "100万元")
    assert not any(row.differs for row in levels.rows)
    alike = {row.name for row in levels.rows if row.alike}
    assert {"公布日期", "1 确立决策内容"} <= alike
    assert not {"表决", "其中本级"} & alike


def test_the_highest_level_leads_whatever_the_order_of_the_files() -> None:
    high, low = base("pass-sisters")[SISTERS].split("- 编码: LOW")
    turned = two_levels((f"{high}- 编码: LOW{low}", f"- 编码: LOW{low}{high}"))
    page = page_of(turned, "public/matters/HIGH.html")
    assert (page.title, page.levels.columns[0].unit) == ("通村公路改造", "民政局")


def test_what_should_be_the_same_and_is_not_is_marked_and_a_silent_level_named() -> None:
    otherwise = two_levels(
        ("公布日期: 2026-07-10\n- 编码: LOW", "公布日期: 2026-07-12\n- 编码: LOW"),
        ("涉及层级: [县直部门, 村和社区]", "涉及层级: [县直部门, 乡镇, 村和社区]"),
    )
    levels = page_of(otherwise, "public/matters/LOW.html").levels
    assert [row.name for row in levels.rows if row.differs] == ["公布日期"]
    assert levels.missing == ("乡镇",)


def test_the_address_is_the_code_that_the_records_write() -> None:
    written = two_levels(("  同步公开: ", "  事项: SX-GL\n  同步公开: "))
    assert matter_pages(build(written, "门户")) == {"public/matters/SX-GL.html"}
    assert matter_pages(build(written, "触摸屏")) == set()


def test_meetings_stand_on_one_line_of_time_with_what_came_of_them() -> None:
    page = page_of(put_off_first(), "public/matters/JC-2026-001.html")
    assert page.answer == (
        "已经决定；2026年2月23日县委常委会会议：5票赞成、4票反对，缓议；"
        "2026年3月2日县委常委会会议：方案9票赞成、0票反对、1票弃权，"
        "标准6票赞成、3票反对、1票弃权，通过。"
    )
    before, deciding = page.phases
    assert [entry.title for entry in before.entries] == [
        "确立决策内容", "提前发布预告", "广泛征求意见", "专家咨询论证",
    ]  # fmt: skip
    told = [(e.date, e.title, e.badge.text if e.badge else "") for e in deciding.entries]
    assert told == [
        ("2026-02-23", "县委常委会会议", "缓议"),
        ("2026-03-02", "县委常委会会议", "通过"),
        ("2026-03-05", "形成决议公告", ""),
    ]
    assert [e.votes.dissent for e in deciding.entries if e.votes] == [
        "四人主张先摸底",
        "三人主张先试一年",
    ]


def test_what_two_bodies_did_on_one_day_stands_once() -> None:
    page = page_of(two_levels(), "public/matters/HIGH.html")
    (first, *_) = page.phases[0].entries
    assert (first.date, first.title) == ("2026-05-06", "确立决策内容")
    assert [teller.unit.text for teller in first.tellers] == ["民政局", "石桥村"]


def test_a_matter_of_one_record_and_one_meeting_has_its_own_page_already() -> None:
    assert matter_pages(build(small(), "门户")) == set()


def test_its_records_the_register_and_the_list_lead_to_it() -> None:
    built = build(two_levels(), "门户")
    for path in (
        "decisions/HIGH.html",
        "decisions/LOW.html",
        "register/index.html",
        "matters/index.html",
    ):
        assert 'href="../matters/HIGH.html"' in built.pages[f"public/{path}"]
    assert 'href="../matters/' not in built.pages["public/decisions/JC-2026-001.html"]


@cache
def files(suffix: str) -> bytes:
    outputs = build(put_off_first(), "门户").outputs
    path = f"public/feeds/matters/JC-2026-001.{suffix}"
    return next(o.data for o in outputs if isinstance(o, File) and o.path == path)


@pytest.mark.parametrize("suffix", ["xml", "atom"])
def test_its_feed_tells_each_thing_that_happened_newest_first(suffix: str) -> None:
    entries = feedparser.parse(files(suffix)).entries
    assert [entry.title.split("：")[1] for entry in entries] == [
        "形成决议公告", "县委常委会会议（通过）", "县委常委会会议（缓议）", "专家咨询论证",
        "广泛征求意见", "提前发布预告", "确立决策内容",
    ]  # fmt: skip
    assert {entry.link.rpartition("/quanli/")[2] for entry in entries} == {"matters/JC-2026-001.html"}
    assert len({entry.id for entry in entries}) == len(entries)


def test_two_things_on_one_day_have_ids_of_their_own() -> None:
    together = two_levels(("日期: 2026-06-15", "日期: 2026-06-20"))
    found = build(together, "门户").outputs
    (feed,) = (o.data for o in found if isinstance(o, File) and o.path.endswith("matters/HIGH.atom"))
    entries = feedparser.parse(feed).entries
    assert sum("2026-06-20" in entry.id for entry in entries) == 2
    assert len({entry.id for entry in entries}) == len(entries)


def test_its_feed_in_json_and_its_calendar_hold_the_same_matter() -> None:
    assert len(json.loads(files("json"))["items"]) == 7
    days = {str(e["DTSTART"].dt) for e in icalendar.Calendar.from_ical(files("ics")).walk("VEVENT")}
    assert {"2026-02-23", "2026-03-02"} <= days


def test_the_page_names_the_feeds_where_the_edition_has_them() -> None:
    built = build(put_off_first(), "门户")
    page = built.pages["public/matters/JC-2026-001.html"]
    for suffix in ("xml", "atom", "json", "ics"):
        assert f'href="../feeds/matters/JC-2026-001.{suffix}"' in page
    kiosk = build(put_off_first(), "触摸屏")
    shown = next(o.page for o in kiosk.outputs if isinstance(o, Html) and "/matters/JC" in o.path)
    assert shown.offers == ()


def test_what_comes_next_and_what_is_overdue_stand_before_everything_that_is_folded() -> None:
    def run(*months: int) -> str:
        checks = "".join(
            f"    - {{方式: 月调度, 日期: 2026-{month:02}-20, 内容: 照计划}}\n" for month in months
        )
        who = "一名领导: 局长, 一个责任人: 股长, 一套工作班子: 专班, 一个实施方案: 方案"
        return f"  状态: 执行中\n  五个一: {{{who}, 完成时限: 2026-12-20}}\n  进展:\n{checks}"

    texts = base("pass-sisters")
    high, low = texts[SISTERS].split("- 编码: LOW")
    told = (of.replace("  状态: 已决定\n", run(*m)) for of, m in ((high, (8, 9, 10)), (low, (8, 9))))
    county = small(texts | {SISTERS: "- 编码: LOW".join(told)})
    page = page_of(county, "public/matters/HIGH.html")
    assert page.ahead == (
        "各级2026年11月30日以前月调度；各级2026年12月20日以前办结"
    )  # fmt: skip
    assert page.overdue == "石桥村月调度1次"
    text = build(county, "门户").pages["public/matters/HIGH.html"]
    open_part = text.partition("<details")[0]
    assert page.ahead in open_part
    assert page.overdue in open_part
    assert text.count('<details class="panel panel-fold"') == 3


def test_a_silent_level_is_named_where_nothing_need_be_opened() -> None:
    silent = two_levels(
        ("公布日期: 2026-07-10\n- 编码: LOW", "公布日期: 2026-07-12\n- 编码: LOW"),
        ("涉及层级: [县直部门, 村和社区]", "涉及层级: [县直部门, 乡镇, 村和社区]"),
    )
    open_part = build(silent, "门户").pages["public/matters/LOW.html"].partition("<details")[0]
    assert "应当公开、没有见到：乡镇" in open_part
    assert "各级不一致：公布日期" in open_part
