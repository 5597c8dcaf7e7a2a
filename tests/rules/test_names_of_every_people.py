"""Names are found as widely as they are covered: of every people, in every script, however typed."""

from __future__ import annotations

from pathlib import Path

import personal
import pytest
from cases import lay_out_case
from counties import load
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.files.any_file import pieces as pieces_of
from disclosure.basics.labelled import NAME, Run
from disclosure.basics.persons import in_a_cell, names

HIDDEN = (names.SURNAME, names.ONE_HIDDEN)
NAMES = (
    "样例", "样例甲", "欧阳样例", "样例其其格", "样例尼玛次仁", "样例热西提",
    "样例提·样里木", "样例提•样里木", "样例提・样里木", "样例提‧样里木", "样例提．样里木",
    "样例提.样里木",
    "𬭬样例", "样\ue123", "\U00030123样", "〇样", "样\ufa0e", "Example",
    "འབྲུག་པ", "ئۇيغۇر", "ᠮᠣᠩᠭᠣᠯ", "ꆈꌠꉙ",
)  # fmt: skip
AROUND = (
    "{0}", " {0} ", "{0}（组长）", "{0}(已故)", "{0}【新增】", "户主：{0}", "户主:{0}",
    "1.{0}", "（1）{0}", "{0}等3人", "{0}、{1}", "{0}/{1}", "{0}\n{1}", "{0} {1}", "{0}，{1}",
    "{0}和{1}", "{0}；{1}（{0}）", "{0}（妻：{1}）", "{0}-{1}", "{0} 13000000000",
)  # fmt: skip
OTHER = "欧阳样例乙"


@pytest.mark.parametrize("rule", HIDDEN)
@pytest.mark.parametrize("around", AROUND)
def test_a_name_is_found_however_it_is_typed(around: str, rule: str) -> None:
    for name in NAMES:
        found = set(names.too_open(Run(around.format(name, OTHER), NAME), rule))
        assert name in found
        assert "{1}" not in around or OTHER in found


@pytest.mark.parametrize("rule", HIDDEN)
@pytest.mark.parametrize("around", AROUND)
def test_a_cell_that_was_covered_shows_no_name(around: str, rule: str) -> None:
    for name in NAMES:
        shown = names.shown(around.format(name, OTHER), rule)
        assert name not in shown
        assert OTHER not in shown


@given(st.text("样例甲乙丙其格·•（）、： ", min_size=2, max_size=12), st.sampled_from(HIDDEN))
def test_what_is_found_is_covered_and_what_is_covered_is_not_found(cell: str, rule: str) -> None:
    shown = names.shown(cell, rule)
    assert list(names.too_open(Run(shown, NAME), rule)) == []


@pytest.mark.parametrize(
    "cell",
    [
        "合计", "以下空白", "样*甲", "样某某（组长）", "样**", "某某", "以上人员均符合条件", "共计12人",
        "梯田县云坪镇养老院合作社", "·", "—", "样*提·样里木", "配偶", "样*、欧阳*例", "本人",
        "详见附件", "N/A", "12", "",
    ],
)  # fmt: skip
def test_what_is_no_name_or_covered_passes(cell: str) -> None:
    assert list(names.too_open(Run(cell, NAME), names.ONE_HIDDEN)) == []


@pytest.mark.parametrize("head", ["姓名", "户主姓名", "姓 名", "户主", "申请人", "补助对象", "领款人"])
def test_a_list_of_a_minority_county_is_found_in_every_carrier(head: str) -> None:
    listed = ["样例热西提·样里木", "样例其其格", "样例次仁", "样例·样例提"]
    rows = [["序号", head, "金额（元）"], *([str(n), name, "300"] for n, name in enumerate(listed, 1))]
    carried = {
        "a.csv": "\n".join(map(",".join, rows)).encode("gb18030"),
        "a.xlsx": personal.sheet_file(rows),
        "a.xls": personal.old_sheet_file(rows),
        "a.docx": personal.word_table_file(rows),
    }
    for path, data in carried.items():
        runs = [piece for piece in pieces_of(path, data) if isinstance(piece, Run)]
        assert {name for run in runs for name in names.too_open(run, names.ONE_HIDDEN)} == set(listed), (
            path
        )


def test_a_name_beside_a_number_is_found_with_it() -> None:
    data = "序号,姓名\n1,样例甲13000000000\n".encode()
    runs = [piece for piece in pieces_of("a.csv", data) if isinstance(piece, Run)]
    assert [name for run in runs for name in names.too_open(run, names.ONE_HIDDEN)] == ["样例甲"]


def test_typed_names_of_several_are_found() -> None:
    run = Run("姓名：样例甲、样例其其格 性别：男；姓名：样例·样里木，")
    assert list(names.too_open(run, names.SURNAME)) == ["样例甲", "样例其其格", "样例·样里木"]


@pytest.mark.parametrize(
    ("narrow", "name"),
    [
        ("_LONGEST", "样例其其格"),
        ("_LONGEST_IN_DOTS", "样例提·样里木"),
    ],
)
def test_a_narrower_notion_of_a_name_is_noticed(
    narrow: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names.is_too_open(name, names.ONE_HIDDEN)
    monkeypatch.setattr(in_a_cell, narrow, 4)
    assert not names.is_too_open(name, names.ONE_HIDDEN)


def test_the_foot_of_a_sheet_is_no_row_of_persons(tmp_path: Path) -> None:
    site, problems = load(lay_out_case("notice/reminder-list-with-foot", tmp_path))
    assert site
    assert [(problem.code.id, problem.place.line) for problem in problems] == [("N12", 4), ("N12", 5)]
    (listed,) = site.notices["TZ-2026-003"].lists
    assert [row[0] for row in listed.rows] == ["样*甲", "欧阳*例", "合计"]
    assert "样例丙" not in str(listed.rows)
