"""An adjustment is one comparison: what is gone, new, moved, or in other hands stands side by side.

The oracle is written by hand, row by row.
"""

from __future__ import annotations

from edition_counties import SOUND, page_of, small

from disclosure.county.flows.before_after import comparisons

PATH = "catalogues/powers/MZ-JF-001.yaml"
BEFORE = """材料: [申请书, 照片]
调整记录:
  - 日期: 2026-04-01
    类型: 修改
    说明: 分权换岗
    原来:
      承诺时限: 15个工作日
      收费: 每件10元
      材料: [村里的证明, 申请书]
      步骤:
        - {步骤: 提出书面申请, 岗位: 申请人}
        - {步骤: 发放救助金, 岗位: 救助股股长, 时限: 1}
        - {步骤: 材料齐全?, 岗位: 窗口工作人员, 时限: 当场}
        - {步骤: 入户调查、提出意见, 岗位: 窗口工作人员, 时限: 5}
        - {步骤: 局长签字, 岗位: 局长, 时限: 2}
        - {步骤: 符合条件?, 岗位: 副局长, 时限: 4}
"""
LATER = """  - 日期: 2026-05-01
    类型: 修改
    说明: 再压
    原来: {承诺时限: 10个工作日, 材料: [申请书, 户口簿]}
"""


def rows(told: str) -> list[dict[str, list[tuple[str, str, tuple[str, ...]]]]]:
    text = (SOUND / PATH).read_text("utf-8").replace("清权确权:", f"{told}清权确权:")
    power = small({PATH: text}).powers["MZ-JF-001"]
    return [
        {part.title: [(r.before, r.after, r.marks) for r in part.rows] for part in compared.parts}
        for compared in comparisons(power)
    ]


def test_what_is_gone_new_moved_or_in_other_hands_is_told_row_by_row() -> None:
    (told,) = rows(BEFORE)
    assert told == {
        "承诺时限": [("15个工作日", "8个工作日", ("改",))],
        "收费": [("每件10元", "", ("改",))],
        "材料": [("村里的证明", "", ("去掉",)), ("申请书", "申请书", ()), ("", "照片", ("增加",))],
        "步骤": [
            ("提出书面申请（申请人）", "提出书面申请（申请人）", ()),
            ("材料齐全?（窗口工作人员，当场）", "材料齐全?（窗口工作人员，当场）", ()),
            (
                "入户调查、提出意见（窗口工作人员，5个工作日）",
                "入户调查、提出意见（救助股股长，5个工作日）",
                ("换岗",),
            ),
            ("局长签字（局长，2个工作日）", "", ("去掉",)),
            ("符合条件?（副局长，4个工作日）", "符合条件?（副局长，2个工作日）", ("改时限",)),
            (
                "发放救助金（救助股股长，1个工作日）",
                "发放救助金（窗口工作人员，1个工作日）",
                ("移位", "换岗"),
            ),
            ("", "救助结果公开（窗口工作人员，7日（不计入时限））", ("增加",)),
        ],
    }


def test_what_it_became_is_what_the_next_adjustment_found() -> None:
    later, earlier = rows(BEFORE + LATER)
    assert later["承诺时限"] == [("10个工作日", "8个工作日", ("改",))]
    assert earlier["承诺时限"] == [("15个工作日", "10个工作日", ("改",))]
    assert earlier["材料"] == [
        ("村里的证明", "", ("去掉",)),
        ("申请书", "申请书", ()),
        ("", "户口簿", ("增加",)),
    ]


def test_the_page_shows_each_comparison_and_what_it_came_to() -> None:
    text = (SOUND / PATH).read_text("utf-8").replace("清权确权:", f"{BEFORE}清权确权:")
    page = page_of(small({PATH: text}), "public/powers/MZ-JF-001.html")
    (compared,) = page.told.compared
    assert compared.summary == (
        "承诺时限：15个工作日 → 8个工作日",
        "收费：每件10元 → 没有",
        "材料 2项 → 2项",
        "步骤 6步 → 6步",
    )
