"""``disclosure import`` as a clerk meets it: shown first, written whole or not at all, asked what is unsure."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest
from office_files import csv, xlsx

from disclosure.__main__ import main
from disclosure.app.office.intake import in_place

pytestmark = pytest.mark.usefixtures("read_here")
HEADS = ["项目编码", "项目名称", "权力类型", "实施依据", "承诺时限"]
ROWS = [
    ["MZ-XK-001", "公墓许可", "行政许可", "《殡葬管理条例》第八条", "20个工作日"],
    ["MZ-XK-002", "骨灰堂许可", "行政许可", "《殡葬管理条例》第八条", "10个工作日"],
]
PRESET = ("--set", "主体=XZF", "--set", "公开范围=社会", "--set", "载体=县政府门户网站")
LIST = "catalogues/powers/XZF/list.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert main(["new", "county", str(tmp_path), "--name", "梯田县", "--code", "990122"]) == 0
    return tmp_path


def put(folder: Path, rows: list[list[object]], *more: str) -> int:
    """Import rows below the usual heads."""
    path = folder / "清单.xlsx"
    path.write_bytes(xlsx({"目录": [HEADS, *rows]}))
    return main(["import", str(path), "--county", str(folder), *PRESET, *more])


def texts(folder: Path) -> dict[str, str]:
    found = (path for path in (folder / "catalogues").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def test_nothing_is_written_until_it_is_agreed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(folder)
    assert put(folder, ROWS) == 0
    said = capsys.readouterr()
    assert "清单.xlsx!目录：《职权》，表头在第 1 行" in said.out
    assert "  A　项目编码 → 编码\n" in said.out
    assert "取 2 行（第 2—3 行），是 2 条；留下 0 行" in said.out
    assert "新增 2 条" in said.out
    assert "--write" in said.err
    assert texts(folder) == before
    assert put(folder, ROWS, "--write") == 0
    assert LIST in texts(folder)
    assert main(["check", str(folder)]) == 0


def test_at_a_terminal_it_asks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, there in (("否", False), ("是", True)):
        typed = io.StringIO(f"{answer}\n")
        monkeypatch.setattr(typed, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", typed)
        assert put(folder, ROWS) == 0
        assert (LIST in texts(folder)) is there


def test_a_second_run_changes_nothing_and_a_third_shows_what_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, ROWS, "--write")
    path = folder / LIST
    path.write_text(
        path.read_text("utf-8").replace("  名称: 骨灰堂许可", "  # 留着\n  名称: 骨灰堂许可  "), "utf-8"
    )
    before = texts(folder)
    capsys.readouterr()
    assert put(folder, ROWS, "--write") == 0
    assert "没有变的 2 条" in capsys.readouterr().out
    assert texts(folder) == before
    assert put(folder, [ROWS[0], [*ROWS[1][:4], "8个工作日"]], "--write") == 0
    assert "MZ-XK-002　承诺时限：10个工作日 → 8个工作日" in capsys.readouterr().out
    assert texts(folder) == before | {LIST: before[LIST].replace("10个工作日", "8个工作日")}


def test_a_file_with_windows_line_ends_keeps_them(folder: Path) -> None:
    put(folder, ROWS, "--write")
    path = folder / LIST
    held = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(held)
    assert put(folder, [ROWS[0], [*ROWS[1][:4], "8个工作日"]], "--write") == 0
    assert path.read_bytes() == held.replace("10个工作日".encode(), "8个工作日".encode())


def test_what_check_would_stop_is_told_at_its_cell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)
    rows = [["MZ-XK-001", "公墓许可", "行政许可证", "《殡葬管理条例》", "二十天"]]
    assert put(folder, rows, "--write") == 1
    assert "清单.xlsx!目录!E2: S09 “二十天”不是期限" in capsys.readouterr().out
    rows[0][4] = "20个工作日"
    assert put(folder, rows, "--write") == 1
    assert "清单.xlsx!目录!C2: K" in capsys.readouterr().out
    assert texts(folder) == before


def test_problems_are_written_back_as_remarks_in_a_copy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["MZ-XK-001", "公墓许可", "行政许可", "《殡葬管理条例》", "二十天"]]
    assert put(folder, rows, "--write", "--remarks", str(folder / "批注")) == 1
    copy, kept = (
        openpyxl.load_workbook(path)["目录"]
        for path in (folder / "批注/清单.xlsx", folder / "清单.xlsx")
    )
    assert copy["E2"].comment.text.startswith("S09 “二十天”不是期限")
    assert [cell.coordinate for row in copy for cell in row if cell.comment] == ["E2"]
    assert kept["E2"].comment is None
    assert [[cell.value for cell in row] for row in copy] == [
        [cell.value for cell in row] for row in kept
    ]
    capsys.readouterr()
    for name in ("清单（2）.xlsx", "清单（3）.xlsx"):
        assert put(folder, rows, "--remarks", str(folder)) == 1
        assert f"批注写在 {folder / name}，1 格" in capsys.readouterr().err
    assert openpyxl.load_workbook(folder / "清单.xlsx")["目录"]["E2"].comment is None


def test_a_remark_on_a_merge_stands_at_its_first_cell_below_what_the_clerk_has_remarked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "a.xlsx"
    rows = [HEADS, *([*row[:4], "二十天"] for row in ROWS)]
    path.write_bytes(xlsx({"目录": rows}, {"目录": ["E2:E3"]}))
    book = openpyxl.load_workbook(path)
    book["目录"]["E2"].comment = openpyxl.comments.Comment("问过了", "王")
    book.save(path)
    command = ["import", str(path), "--county", str(folder), *PRESET, "--remarks", str(folder / "批注")]
    assert main(command) == 1
    page = openpyxl.load_workbook(folder / "批注/a.xlsx")["目录"]
    told = {cell.coordinate: cell.comment.text for row in page for cell in row if cell.comment}
    assert [*told] == ["E2"]
    assert told["E2"].startswith("问过了\nS09 “二十天”不是期限")
    assert told["E2"].count("S09") == 1
    (folder / "a.csv").write_bytes(csv(rows))
    assert main([command[0], str(folder / "a.csv"), *command[2:]]) == 1
    assert "没有写批注：a.csv 不是 .xlsx" in capsys.readouterr().err


def test_a_column_that_is_missing_is_said_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "清单.xlsx"
    path.write_bytes(xlsx({"目录": [HEADS, *ROWS]}))
    assert main(["import", str(path), "--county", str(folder)]) == 1
    lines = [line for line in capsys.readouterr().out.split("\n") if ": " in line and ": T" in line]
    assert [line.split("。")[0] for line in lines] == [
        f"清单.xlsx!目录!A1: T07 没有“{key}”这一列（--set {key}=…）"
        for key in ("主体", "公开范围", "载体")
    ]


def test_another_code_for_the_same_name_is_asked_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, ROWS, "--write")
    moved = [["MZ-XK-009", *ROWS[0][1:]], ROWS[1]]
    before = texts(folder)
    assert put(folder, moved, "--write") == 1
    assert "清单.xlsx!目录!A2: T16 “公墓许可”原来的编码是 MZ-XK-001" in capsys.readouterr().out
    assert texts(folder) == before
    assert put(folder, moved, "--write", "--renamed", "换码") == 0
    assert "- 编码: MZ-XK-009\n  原编码: MZ-XK-001\n  名称: 公墓许可\n" in texts(folder)[LIST]
    assert texts(folder)[LIST].count("编码: MZ-XK-001") == 1


def test_what_the_sheet_no_longer_has_is_kept_until_said_otherwise(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, ROWS, "--write")
    capsys.readouterr()
    assert put(folder, ROWS[:1], "--write") == 0
    assert "目录里有、表里没有的 1 项：MZ-XK-002；留着" in capsys.readouterr().out
    assert "骨灰堂许可" in texts(folder)[LIST]
    assert put(folder, ROWS[:1], "--write", "--removed", "删") == 0
    assert "骨灰堂许可" not in texts(folder)[LIST]
    assert main(["check", str(folder)]) == 0


def test_a_code_in_two_rows_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert put(folder, [ROWS[0], ["MZ-XK-001", "骨灰堂许可", "行政许可", None, None]], "--write") == 1
    assert "清单.xlsx!目录!A3: T15 “MZ-XK-001”在 清单.xlsx!目录!A2 已经有了" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["名单"], ["甲", "乙", "丙"]], "T06"),
        ([["编码", "名称", "类别"], ["MZ-1", "公墓许可", "同上"]], "a.xlsx!目录!C2: T09"),
        ([["编码", "名称", "类别", "流程"], ["MZ-1", "公墓许可", "行政许可", "- 甲: [\n- 乙"]], "a.xlsx!目录!D2: T11"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named(
    rows: list[list[object]], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.xlsx").write_bytes(xlsx({"目录": rows}))
    assert main(["import", str(folder / "a.xlsx"), "--county", str(folder), *PRESET]) == 1
    assert said in capsys.readouterr().out


def test_two_values_in_one_merged_record_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [HEADS, ROWS[0], [None, None, "行政处罚", None, None]]
    (folder / "a.xlsx").write_bytes(xlsx({"目录": rows}, {"目录": ["A2:A3", "B2:B3"]}))
    assert main(["import", str(folder / "a.xlsx"), "--county", str(folder), *PRESET]) == 1
    assert "a.xlsx!目录!C3: T12 “类别”上面是“行政许可”，这里是“行政处罚”" in capsys.readouterr().out


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, ROWS, "--write")
    before, calls = texts(folder), []

    def full(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(28, "No space left on device", str(target))
        os.rename(source, target)  # noqa: PTH104  what it stands for

    monkeypatch.setattr(in_place.os, "replace", full)
    units = [
        ["单位编码", "单位名称", "所属层级", "公开范围", "公开载体"],
        ["CZJ", "财政局", "县直部门", "社会", "公开栏"],
    ]
    changed = [HEADS, [*ROWS[0][:4], "8个工作日"], ROWS[1]]
    (folder / "a.xlsx").write_bytes(xlsx({"目录": changed, "单位": units}))
    assert main(["import", str(folder / "a.xlsx"), "--county", str(folder), *PRESET, "--write"]) == 1
    assert len(calls) == 2
    assert texts(folder) == before


def test_a_draft_is_never_published(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = [*HEADS, "责任事项"]
    rows = [[*ROWS[0], "1.受理责任：一次性告知。2.审查责任：两人核查。3.送达责任：送达证照。"]]
    (folder / "a.xlsx").write_bytes(xlsx({"目录": [heads, *rows]}))
    assert main(["import", str(folder / "a.xlsx"), "--county", str(folder), *PRESET, "--write"]) == 0
    assert "草稿: 是" in texts(folder)[LIST]
    out = folder / "out"
    capsys.readouterr()
    assert main(["check", str(folder)]) == 0
    assert "T30 提醒：“公墓许可”的流程是起草的" in capsys.readouterr().out
    assert main(["build", str(folder), "--output", str(out)]) == 0
    page = (out / "public/powers/MZ-XK-001.html").read_text("utf-8")
    assert "一次性告知" in page
    assert '<svg class="flow' not in page
    assert not (out / "public/charts").exists() or not list((out / "public/charts").rglob("MZ-XK-001*"))
