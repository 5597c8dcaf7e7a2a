"""What the pages that follow decisions promise: ahead, register, board, figures, the page itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from edition_counties import THEME, Built, build, built, editions_with_pages, render, small
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from matters_of import decision_files
from playwright.sync_api import Browser

from disclosure.app.host.static_files import static_files
from disclosure.basics.output import File, Html
from disclosure.county import audience
from disclosure.county.facts import agenda
from disclosure.county.site import Site
from disclosure.editions.parts import plots
from disclosure.editions.parts.plots import Amount
from disclosure.schema.records.decisions.decision import Decision

EDITIONS = pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
MADE = ("plan", "consultations", "publicity", "register", "execution", "statistics", "procedures")
"""Folders of the pages that follow decisions."""


@cache
def county() -> Site:
    return small(decision_files())


@cache
def edition(name: str) -> Built:
    return build(county(), name)


def page(path: str, site: Site | None = None) -> Any:
    made = build(site, "门户") if site else edition("门户")
    return next(o.page for o in made.outputs if isinstance(o, Html) and o.path == f"public/{path}")


def words(path: str) -> str:
    text: str = lxml_html.document_fromstring(edition("门户").pages[f"public/{path}"]).text_content()
    return text


def calls(path: str, site: Site | None = None) -> dict[str, Any]:
    return {call.title: call for group in page(path, site).groups for call in group.calls}


def on(day: date) -> Site:
    return replace(county(), as_of=day)


@pytest.mark.parametrize(
    ("day", "number", "unit"),
    [
        (date(2026, 10, 19), "10月20日", "开始"),
        (date(2026, 10, 20), "11月25日", "截止"),
        (date(2026, 11, 24), "11月25日", "截止"),
        (date(2026, 11, 25), "11月25日", "截止"),
        (date(2026, 11, 26), "11月25日", "结束"),
    ],
)
def test_a_term_is_told_by_its_dates_and_not_by_days_left(day: date, number: str, unit: str) -> None:
    left = calls("consultations/index.html", on(day))["老年食堂布点方案"].left
    assert (left.number, left.unit) == (number, unit)


def test_the_forward_plan_says_what_when_and_how_to_take_part() -> None:
    found = calls("plan/index.html")
    assert list(found) == ["老年食堂布点方案", "修一座便民桥"]  # by the day of the meeting
    facts = {f.term: [v.text for v in f.values] for f in found["修一座便民桥"].facts}
    assert facts["拟决策日期"] == ["<time>2027-01-14</time>"]
    assert facts["怎样参加"] == ["到民政局一楼登记"]
    assert (found["修一座便民桥"].left.number, found["修一座便民桥"].left.unit) == ("1月14日", "拟开会")


def test_a_planned_day_gone_by_is_not_hidden() -> None:
    late = calls("plan/index.html", on(date(2027, 1, 15)))["修一座便民桥"]
    assert (late.left.number, late.left.tone) == ("已过", "stop")


def test_a_stopped_consultation_says_so() -> None:
    assert calls("consultations/index.html")["公墓选址"].left.number == "取消"


def test_a_public_notice_shows_its_end_and_its_working_days() -> None:
    call = calls("publicity/index.html")["救助股股长选任"]
    assert (call.left.number, call.left.unit) == ("11月24日", "截止")
    facts = {f.term: f.values[0].text for f in call.facts}
    assert facts["公示"] == "任前公示"
    assert facts["起止"] == "<time>2026-11-16</time> 至 <time>2026-11-24</time>"
    assert facts["公示期"] == "6个工作日"


def test_a_matter_disclosed_at_two_levels_counts_once_in_money() -> None:
    whole = page("register/index.html")
    assert (whole.total, whole.matters, whole.money) == (8, 7, "793万元")  # 500 + 90 + 200 + 3
    assert {row.label: row.cells[-1][1] for row in whole.sums} == {
        "县委": "700万元",
        "县直部门": "293万元",
        "合计": "793万元",
    }


def test_every_number_of_the_register_leads_to_as_many_decisions() -> None:
    outputs = {
        o.path.removeprefix("public/"): o.page for o in edition("门户").outputs if isinstance(o, Html)
    }
    seen = 0
    for register in [p for path, p in outputs.items() if path.startswith("register/")]:
        for row in register.sums:  # type: ignore[attr-defined]
            assert len(row.cells) == len(register.heads)  # type: ignore[attr-defined]
            for cell, money, _ in row.cells:
                if cell.href:
                    target: Any = outputs[cell.href]
                    assert (f"{target.total}件", target.money) == (cell.text, money)
                    seen += 1
    assert seen > 20


def test_a_check_that_was_not_held_is_marked_on_the_board_and_on_the_page() -> None:
    board = words("execution/index.html")
    assert "逾期：2026年9月" in board
    mark = next(m for m in page("decisions/RUN-1.html").timeline if m.badge.tone == "stop")
    assert (mark.date, mark.badge.text) == ("2026-09-30", "月调度逾期")
    assert "2026年9月应当开展的一月一调度" in words("decisions/RUN-1.html")


def test_the_board_names_the_five_ones() -> None:
    text = words("execution/index.html")
    for said in ("一项决策", "分管副书记", "民政局局长", "专班", "改造方案", "派驻组组长"):
        assert said in text


def test_the_front_page_tells_what_is_open_what_was_decided_and_what_is_overdue() -> None:
    front = page("index.html")
    assert {call.left.unit for call in front.calls} == {"截止"}
    assert [call.left.until for call in front.calls] == sorted(call.left.until for call in front.calls)
    ahead = words("consultations/index.html") + words("publicity/index.html")
    assert front.calls
    assert all(call.title in ahead for call in front.calls)
    assert [entry.badge.text for entry in front.overdue.entries] == ["逾期"]
    assert all("决定" in entry.notes[-1] or "通过" in entry.notes[-1] for entry in front.news.entries)
    assert front.counted.sums == page("register/index.html").sums


def test_a_cell_is_the_darker_the_more_it_counts_and_a_total_is_beside_none() -> None:
    cells = [(row.label, cell) for row in page("register/index.html").sums for cell in row.cells[:-1]]
    heats = {int(cell[0].text[:-1]): cell[2] for row, cell in cells if row != "合计" and cell[0].href}
    assert max(heats.values()) == heats[max(heats)] == 4
    assert [heats[number] for number in sorted(heats)] == sorted(heats.values())
    assert {cell[2] for row, cell in cells if row == "合计"} == {0}


def test_a_waiver_is_always_disclosed_with_reason_and_date() -> None:
    text = words("decisions/RUN-1.html")
    for said in ("公开的豁免", "R31", "汛期前必须完工", "2026-06-01", "县政府常务会议"):
        assert said in text


def test_corrections_and_stops_show_their_dates() -> None:
    assert "2026-09-02" in words("decisions/RUN-1.html")
    (stop,) = page("decisions/STOP-1.html").corrections
    assert (stop.date, stop.title, stop.note) == ("2026-09-15", "暂缓", "论证认为地质条件不明。")


def test_a_deferred_decision_says_which_of_the_three_tests_it_failed() -> None:
    tests = {test.name: test.badge.text for test in page("decisions/STOP-1.html").tests}
    assert tests == {
        "论证是否成熟": "没有通过",
        "多数意见是否统一": "没有记录",
        "列席旁听有无强烈反对": "没有记录",
    }
    assert page("decisions/PLAN-1.html").tests == ()


def test_a_level_at_which_the_matter_must_appear_and_does_not_is_named() -> None:
    sisters = {s.level: (s.badge.text, len(s.records)) for s in page("decisions/RUN-1.html").sisters}
    assert sisters == {"县直部门": ("已同步公开", 1), "乡镇": ("未见公开", 0)}


def test_the_name_of_a_sister_that_may_not_be_seen_is_nowhere() -> None:
    hidden = decision_files()
    path = next(path for path, text in hidden.items() if text.startswith("编码: RUN-2"))
    hidden[path] = hidden[path].replace("向社会公开", "在全党公开")
    seen = audience.for_audience(small(hidden), audience.Audience())
    made = build(seen, "门户")
    assert all("敬老院改造实施方案" not in text for text in made.pages.values())
    data = [o.data for o in made.outputs if isinstance(o, File)]
    assert data
    assert not [one for one in data if "敬老院改造实施方案".encode() in one]


def test_the_procedure_is_shown_with_what_is_asked_and_what_was_done() -> None:
    way = page("decisions/PLAN-1.html").way
    assert way.title == "程序：建桥程序"
    assert [(leg.name, leg.status) for leg in way.legs] == [
        ("立项", "done"),
        ("预告", "current"),
        ("公开征求意见", "later"),
    ]
    assert "30日" in words("procedures/index.html")


def test_the_tracker_and_the_procedure_say_of_a_step_the_same() -> None:
    """Read from the printed pages, by the name of the step that stands in both lists."""
    said: dict[str, set[str]] = {}
    pages = built("门户").pages
    for path in pages:
        if path.startswith("public/decisions/") and 'class="leg ' in pages[path]:
            tree = lxml_html.document_fromstring(pages[path])
            tracker = dict(zip(tree.xpath("//h3[@class='step-name']/text()"), whens(tree), strict=True))
            for leg in tree.xpath("//h3[@class='leg-name']"):
                (name,), word = leg.xpath("text()"), first_word(leg.findtext("span[@class='leg-said']"))
                if name in tracker:
                    assert word.removeprefix("视情况，") == tracker[name], (path, name)
                    said.setdefault(word, set()).add(path)
    assert {"已完成", "进行中", "到此为止", "未开始", "没有进行"} <= said.keys()
    assert len(said["已完成"]) > 20


def whens(tree: Any) -> list[str]:
    return [first_word(when.text) for when in tree.xpath("//p[@class='step-when']")]


def first_word(text: str) -> str:
    return text.partition("　")[0].strip()


def test_figures_count_a_shared_consultation_and_its_opinions_once() -> None:
    figures = {figure.label: figure.number for figure in page("statistics/index.html").figures}
    assert figures == {"公开的决策": 8, "不同的事项": 7, "征求意见": 4, "收到的意见": 19}


def test_the_figures_name_no_post_and_no_person() -> None:
    text = words("statistics/index.html").partition("决策统计")[2]
    for post in (*county().posts.values(),):
        assert post.name not in text
    assert "民政局局长" not in text


def test_what_a_chart_shows_is_also_said() -> None:
    tree = lxml_html.document_fromstring(edition("门户").pages["public/statistics/index.html"])
    charts = tree.xpath("//main//svg")
    assert len(charts) > 8
    for chart in charts:
        shown = [text.text_content() for text in chart.xpath(".//text")]
        assert shown
        assert all(text in chart.get("aria-label") for text in shown)


@EDITIONS
def test_both_editions_hold_every_page_and_lead_to_it(name: str, folder: str) -> None:
    pages = edition(name).pages
    hubs = [f"{folder}/index.html", f"{folder}/decisions/index.html", f"{folder}/levels/xianwei.html"]
    if name == "触摸屏":
        del hubs[0]  # six buttons and a pad
    for made in MADE:
        assert f"{folder}/{made}/index.html" in pages
        for hub in hubs:
            if (made, hub) != ("register", hubs[-1]):  # a level leads to its own register
                assert f"{made}/index.html" in pages[hub], (hub, made)
    assert "register/by/xianwei/_/_/1.html" in pages[hubs[-1]]


@EDITIONS
def test_a_county_without_decisions_has_none_of_these_pages(name: str, folder: str) -> None:
    site = small()
    made = build(site.having(Decision, {}), name)
    assert not [p for p in made.paths if p.split("/")[1] in MADE]
    for path, text in made.pages.items():
        assert not [m for m in MADE if f"{m}/index.html" in text], path
    assert f"{folder}/decisions/index.html" in made.paths


def test_a_county_with_one_decision_says_kindly_what_it_has_not() -> None:
    site = small()
    assert "目前没有预告中的决策" in render_of(site, "plan")
    assert "目前没有正在进行的征求意见" in render_of(site, "consultations")
    assert not [p for p in build(site, "门户").paths if "/publicity/" in p or "/execution/" in p]


def render_of(site: Site, folder: str) -> str:
    outputs = build(site, "门户").outputs
    html = next(o for o in outputs if o.path == f"public/{folder}/index.html")
    assert isinstance(html, Html)
    return render(html, site)


NUMBERS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30), st.integers(0, 10**9)
    ),
    max_size=8,
)


@given(NUMBERS)
def test_charts_are_sound_keep_to_their_width_and_need_no_style(numbers: list[tuple[str, int]]) -> None:
    amounts = [Amount(label, size, f"{size}件") for label, size in numbers]
    for draw in (plots.bars, plots.columns, plots.stacked):
        svg = ET.fromstring(str(draw("图", amounts)))  # noqa: S314  drawn by ourselves
        assert not [e for e in svg.iter() if "style" in e.attrib]
        for rect in svg.iter("rect"):
            start, across = float(rect.get("x", 0)), float(rect.get("width", 0))
            assert start >= -0.1
            assert start + across <= plots.WIDE + 0.2
            assert float(rect.get("height", 0)) >= 0


@given(st.integers(1, 400))
def test_days_left_never_grow_as_days_go_by(days: int) -> None:
    event = next(e for e in agenda.events(county().decisions.values()) if e.decision.code == "ASK-1")
    day = event.start + timedelta(days)
    assert event.days_left(day) < event.days_left(day - timedelta(1))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-10-18T23:00:00+08:00", "2天后开始"),
        ("2026-11-24T00:30:00+08:00", "1天后截止"),
        ("2026-11-24T23:30:00+00:00", "今天截止"),  # already the 25th in Beijing
        ("2026-12-05T09:00:00+08:00", "结束2026-11-25"),
    ],
)
def test_a_page_that_grew_old_says_what_is_open_today(
    moment: str, shown: str, browser: Browser, tmp_path: Path
) -> None:
    made = build(county(), "触摸屏")
    place = tmp_path / "kiosk/consultations/index.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(made.pages["kiosk/consultations/index.html"], "utf-8")
    for name, data in static_files(THEME).items():
        place = tmp_path / "kiosk" / "static" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    page = browser.new_page()
    page.clock.set_fixed_time(moment)
    page.goto((tmp_path / "kiosk" / "consultations" / "index.html").as_uri())
    call = page.locator(".call", has_text="老年食堂布点方案")
    assert (call.locator(".call-left").text_content() or "").strip() == shown
    page.close()
