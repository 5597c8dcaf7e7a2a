"""What people come for: places from what is written of them, topics in three steps, everyday words."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition_counties import SOUND, build, edition_of, page_of, small
from edition_counties import sample as sample_county

from disclosure.county.lookups.venues import named_in, venues
from disclosure.editions.finding import found
from disclosure.editions.parts import urls

POWER = (SOUND / "catalogues/powers/MZ-JF-001.yaml").read_text("utf-8")
DECISION = (SOUND / "catalogues/decisions/JC-2026-001.yaml").read_text("utf-8")
UNIT = (SOUND / "catalogues/units/MZJ.yaml").read_text("utf-8")
HALL = "县政务服务中心"
COUNTY = small({
    "catalogues/powers/MZ-JF-001.yaml": POWER + f"办理地点: {HALL}2楼5号窗口，可上门\n",
    "catalogues/units/MZJ.yaml": UNIT + f"地址: 梯田县云台路18号{HALL}东楼\n电话: 0000-5550101\n",
    "catalogues/county.yaml": (SOUND / "catalogues/county.yaml").read_text("utf-8")
    + f"俗称: {{{HALL}: [办事大厅]}}\n",
    "catalogues/decisions/JC-2026-001.yaml": DECISION + "别名: 救助金怎样分\n主题: 社会救助\n",
})  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("县政务服务中心1楼A区8号窗口和自助终端", [("县政务服务中心", "", False)]),
        ("县信访接待中心（云台路9号）", [("县信访接待中心", "云台路9号", False)]),
        ("梯田县民生路15号人力资源市场大楼", [("人力资源市场大楼", "梯田县民生路15号", False)]),
        ("户籍所在地乡镇便民服务中心社会救助窗口", [("乡镇便民服务中心", "", True)]),
        (
            "县水利大楼1楼，各乡镇便民服务中心",
            [("县水利大楼", "", False), ("乡镇便民服务中心", "", True)],
        ),
        ("网上办理", []),
        ("一楼东侧设来访接待室", []),
    ],
)
def test_a_place_is_named_as_it_is_written(line: str, told: list[tuple[str, str, bool]]) -> None:
    assert [(of.name, of.street, of.any_of) for of in named_in(line)] == told


def test_a_place_has_what_is_done_there_and_who_is_there() -> None:
    (place,) = (place for place in venues(COUNTY) if place.name == HALL)
    assert (place.powers, place.units) == ({"MZ-JF-001"}, ("MZJ",))
    page = page_of(COUNTY, f"public/{urls.place(HALL)}")
    assert [value.text for fact in page.facts[:2] for value in fact.values] == [
        f"梯田县云台路18号{HALL}",
        "0000-5550101",
    ]
    assert [tile.href for tile in page.tasks.tiles] == ["powers/MZ-JF-001.html"]
    assert page.tasks.tiles[0].note.startswith("2楼5号窗口，")


def test_a_topic_leads_to_its_errands_and_to_what_was_decided_on_it() -> None:
    page = page_of(COUNTY, "public/topics/jiuzhu.html")
    assert [tile.href for group in page.groups for tile in group.tiles] == ["powers/MZ-JF-001.html"]
    assert [entry.href for entry in page.decided.entries] == ["decisions/JC-2026-001.html"]


def test_places_and_everyday_words_are_found() -> None:
    told = {of.name: of for of in found.everything(build(COUNTY, "门户").edition)}
    assert (told[HALL].kind, told[HALL].words) == (found.PLACE, ("办事大厅",))
    assert told[HALL].href == urls.place(HALL)
    assert "救助金怎样分" in {word for of in told.values() for word in of.words}


def test_who_won_is_found_by_name_and_by_what_a_notice_calls_it() -> None:
    edition = edition_of(sample_county(), "门户", charted=False)
    told = {of.name: of for of in found.everything(edition)}
    won, ledger = told["示例路桥建设有限公司"], told["公共资源交易"]
    assert (won.kind, won.told) == (found.COMPANY, "公共资源交易 · 青石镇桥梁加固")
    assert won.href == ledger.href
    assert ledger.words == ("中标（成交）人",)


def test_an_errand_of_many_bodies_stands_once(sample: Path) -> None:
    page = (sample / "public/topics/jiuzhu.html").read_text("utf-8")
    assert page.count("低保申请核实上报") == 1


def test_the_board_begins_with_what_is_overdue_and_a_ledger_with_its_lines(sample: Path) -> None:
    board = (sample / "public/execution/index.html").read_text("utf-8")
    ledger = (sample / "public/ledgers/jiaoyi.html").read_text("utf-8")
    assert board.index("逾期1次") < board.index("<h2>县委</h2>")
    assert ledger.index("示例路桥建设有限公司") < ledger.index("各期") < ledger.index("公开范围")


def test_lists_tell_who_handles_a_power_and_what_a_post_handles(sample: Path) -> None:
    powers = (sample / "public/powers/by/u-MZJ/_/1.html").read_text("utf-8")
    posts = (sample / "public/posts/by/u-MZJ/_/1.html").read_text("utf-8")
    assert "经办：社会救助股股长、分管救助副局长、社会救助股经办员" in powers
    assert "经办：低保、" in posts
