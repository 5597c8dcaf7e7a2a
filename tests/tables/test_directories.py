"""公开目录 as offices keep it: heads over heads, ticks, 一级事项 merged; rows into one catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from imports import Done, imported
from office_files import xlsx

from disclosure.__main__ import main
from disclosure.county.read import SourceFile
from disclosure.tables import trees
from disclosure.tables.sheets_read import Asked

pytestmark = pytest.mark.usefixtures("read_here")
HEADS: list[list[object]] = [
    ["梯田县社会救助领域基层政务公开标准目录"],
    ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
     "公开对象", None, "公开方式", None, "公开层级", None],
    [None, "一级事项", "二级事项", None, None, None, None, None,
     "全社会", "特定群众", "主动", "依申请公开", "县直部门", "乡镇、村和社区"],
]  # fmt: skip
MERGES = [
    "A1:N1",
    "A2:A3",
    "B2:C2",
    "D2:D3",
    "E2:E3",
    "F2:F3",
    "G2:G3",
    "H2:H3",
    "I2:J2",
    "K2:L2",
    "M2:N2",
]
LAW = "《社会救助暂行办法》第五十九条"
CHECKED = [
    1, "综合业务", "监督检查", "投诉举报电话", LAW, "10个工作日内", "梯田县民政局", "■县政府门户网站 □公开栏\n□其他",
    "√", None, "√", None, "√", "√",
]  # fmt: skip
FIRST = [
    2, "最低生活保障", "审核信息", "初审对象名单", "同上", "同上", "同上", "■县政府门户网站\nt公开栏",
    None, "√", None, "√", None, "√",
]  # fmt: skip
SECOND = [3, None, "审批信息", "", "", "", "", "口公开栏 ■县政府门户网站", "√", "√", "√", "", "", ""]
WHOLE = {
    "编码": "ML-01", "名称": "梯田县民政局公开目录", "种类": "基层政务公开标准目录", "主体": "MZJ",
    "修订日期": "2026-06-30", "公开范围": "向社会公开", "载体": "公开栏",
}  # fmt: skip
EACH = {"周期": "随时", "落实": "{清单: 职权目录}"}


def directory(
    *rows: list[object], into: list[SourceFile] | None = None, said: dict[str, str] = WHOLE | EACH,
    merges: Sequence[str] = (),
) -> Done:  # fmt: skip
    book = xlsx({"社会救助": [*HEADS, *rows]}, {"社会救助": [*MERGES, *merges]})
    return imported({"标准目录.xlsx": book}, into, Asked(said))


def row(name: str, **more: Any) -> dict[str, Any]:
    """A matter as the catalogue has it, with what the command line says of every row."""
    return {"事项": name, **more, "公开范围": "向社会公开", "周期": "随时", "落实": {"清单": "职权目录"}}


def groups(done: Done) -> dict[str, list[dict[str, Any]]]:
    return {group["名称"]: group["事项"] for group in done.records["ML-01"]["分类"]}


def test_rows_come_into_the_groups_of_one_catalogue() -> None:
    done = directory(CHECKED, FIRST, SECOND, merges=["B5:B6"])
    assert done.problems == []
    assert {**done.records["ML-01"], "分类": None} == {**WHOLE, "载体": ["公开栏"], "分类": None}
    told = {"依据": [LAW], "主体": "MZJ", "时限": "10个工作日内"}
    website = ["县政府门户网站"]
    assert groups(done) == {
        "综合业务": [row("监督检查", 内容="投诉举报电话", **told, 层级=["县直部门", "乡镇", "村和社区"],
                     方式="主动公开", 对象="全社会", 载体=website)],
        "最低生活保障": [
            row("审核信息", 内容="初审对象名单", **told, 层级=["乡镇", "村和社区"], 方式="依申请公开",
                对象="特定群众", 载体=[*website, "公开栏"]),
            row("审批信息", 方式="主动公开", 对象="全社会、特定群众", 载体=website),
        ],
    }  # fmt: skip


def test_a_second_time_changes_one_row_and_keeps_what_no_sheet_says() -> None:
    kept = directory(CHECKED, FIRST).after()
    assert directory(CHECKED, FIRST, into=kept, said=WHOLE).records == {}
    changed = [*CHECKED[:3], "投诉举报的地址", *CHECKED[4:]]
    matters = groups(directory(changed, into=kept, said=WHOLE))
    assert matters["综合业务"][0]["内容"] == "投诉举报的地址"
    assert matters["综合业务"][0]["落实"] == {"清单": "职权目录"}
    assert [matter["事项"] for matter in matters["最低生活保障"]] == ["审核信息"]


def test_two_rows_of_one_name_are_two() -> None:
    done = directory(CHECKED, [*CHECKED[:3], "受理窗口", *CHECKED[4:]])
    told = [matter["内容"] for matter in groups(done)["综合业务"]]
    assert told == ["投诉举报电话", "受理窗口"]
    again = directory(CHECKED, [*CHECKED[:3], "受理窗口", *CHECKED[4:]], into=done.after())
    assert again.records == {}


def test_a_village_list_without_groups_takes_the_name_of_its_sheet() -> None:
    rows = [
        ["序号", "公开事项", "公开依据", "公开时限"],
        [1, "集体收支", "《村民委员会组织法》第三十条", "每季度首月20日前"],
    ]
    book = xlsx({"村务公开": rows})
    done = imported({"村.xlsx": book}, asked=Asked({**WHOLE, **EACH, "种类": "村务公开目录"}))
    assert [*groups(done)] == ["村务公开"]
    assert groups(done)["村务公开"][0]["时限"] == "每季度首月20日前"


def test_what_the_whole_catalogue_lacks_is_told() -> None:
    said = {key: value for key, value in WHOLE.items() if key != "修订日期"}
    problem, *_ = directory(CHECKED, said=said).problems
    assert "整份公开目录没有“修订日期”" in problem


def test_a_catalogue_too_large_for_a_file_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "county", str(tmp_path), "--name", "梯田县", "--code", "990122"]) == 0
    monkeypatch.setattr(trees, "_reads_back", lambda *_: False)
    path = tmp_path / "目录.xlsx"
    path.write_bytes(
        xlsx({"社会救助": [*HEADS, [*CHECKED[:6], "XZF", *CHECKED[7:]]]}, {"社会救助": MERGES})
    )
    said = {**WHOLE, **EACH, "主体": "XZF", "载体": "县政府门户网站"}
    told = [word for key, value in said.items() for word in ("--set", f"{key}={value}")]
    before = sorted(tmp_path.rglob("*"))
    capsys.readouterr()
    assert (
        main(["import", str(path), "--county", str(tmp_path), *told, "--means", "公开栏=县政府门户网站"])
        == 1
    )
    assert "目录.xlsx: T36 " in capsys.readouterr().out
    assert sorted(tmp_path.rglob("*")) == before
