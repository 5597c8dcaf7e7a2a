"""What an import takes, leaves out or would write is shown before; what is not understood is refused."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from imports import imported
from office_files import xlsx
from test_import_command import HEADS, PRESET, ROWS, folder, put, texts
from test_ledger_sheets import NEXT, PATH, office, small

from disclosure.__main__ import main

__all__ = ["folder"]
pytestmark = pytest.mark.usefixtures("read_here")
LIST = "catalogues/powers/XZF/list.yaml"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """A county with a ledger of one period, in a folder with a space."""
    home = tmp_path / "新 县"
    for file in small():
        (home / file.path).parent.mkdir(parents=True, exist_ok=True)
        (home / file.path).write_bytes(file.data)
    return home


def test_what_is_written_beside_the_columns_is_shown(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "三季度.xlsx").write_bytes(office(NEXT))
    told = ["--set", "公布=2026-10-12", "--write"]
    assert main(["import", str(tmp_path / "三季度.xlsx"), "--county", str(books), *told]) == 0
    assert "\n  zhang　公布/2026-Q3：（空） → 2026-10-12\n" in capsys.readouterr().out


def test_the_day_of_publishing_is_that_of_the_periods_that_change(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook of all periods, beside a sheet of notes and a hidden one, of which nothing is known."""
    path = tmp_path / "表/台账数据-zhang.xlsx"
    assert main(["export", str(books), "--kind", "台账数据", "--to", str(path.parent)]) == 0
    opened = openpyxl.load_workbook(path)
    opened.copy_worksheet(opened["2026-Q2"]).title = "2026-Q3"
    for title in ("封面", "旧的"):
        opened.create_sheet(title).append(["甲", "乙"])
    opened["旧的"].sheet_state = "hidden"
    opened.save(path)
    told = ["--set", "公布=2026-10-12", "--write"]
    assert main(["import", str(path), "--county", str(books), *told]) == 0
    said = capsys.readouterr().out
    assert "  zhang　公布/2026-Q3：（空） → 2026-10-12\n" in said
    assert "公布/2026-Q2" not in said
    assert "台账数据-zhang.xlsx!封面：没有取，认不出是哪一种表\n" in said
    assert "台账数据-zhang.xlsx!旧的：没有取，隐藏的表\n" in said


def test_changes_are_shown_down_to_the_part_that_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        [f"MZ-{n}", f"事项{n}", "行政许可", "《殡葬管理条例》第八条", "20个工作日"] for n in range(42)
    ]
    assert put(folder, rows, "--write") == 0
    capsys.readouterr()
    now = [
        [*row[:3], f"{row[3]}\n《社会团体登记管理条例》第{n}条", row[4]] for n, row in enumerate(rows)
    ]
    put(folder, now)
    said = capsys.readouterr().out
    assert "  MZ-1　依据 第 2 项：（空） → 《社会团体登记管理条例》第1条\n" in said
    assert "  另有 2 条：依据 2 处（逐条列出，加 --all）\n" in said
    put(folder, now, "--all")
    assert "另有" not in (said := capsys.readouterr().out)
    assert "  MZ-41　依据 第 2 项：（空） → " in said


def test_every_column_with_content_is_named_with_the_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = ["序号", *HEADS, "备注", "承诺期限", "科室"]
    rows = [heads, [1, *ROWS[0], "年检", "8个工作日", None, "漏写的"], [2, *ROWS[1]]]
    (folder / "a.xlsx").write_bytes(xlsx({"目录": rows}))
    main(["import", str(folder / "a.xlsx"), "--county", str(folder), *PRESET])
    lines = capsys.readouterr().out.split("\n")
    assert [line for line in lines if "不取" in line] == [
        "  A　序号 → 不取（只是序号）",
        "  G　备注 → 不取（目录里没有这一项，1 格内容）",
        "  H　承诺期限 → 不取（和 F 列是同一项，1 格内容）",
        "  I　科室 → 不取（认不得这一列，没有内容）",
        "  J　（没有表头）→ 不取（1 格内容）",
    ]


NAMED = ["编码", "事项名称", None, "类别"]
SPLIT = [["MZ-1", "殡葬服务", "公墓许可", "行政许可"], [None, None, "骨灰堂许可", None]]
UNDER = {"目录": ["A1:A2", "B1:C1", "D1:D2", "A3:A4", "B3:B4", "D3:D4"]}


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([NAMED, [None, "主项", "子项", None], *SPLIT], UNDER),
        ([NAMED, [None, "主项名称", "子项名称", None], *SPLIT], UNDER),
        ([["编码", "主项", "子项", "类别"], *SPLIT], {"目录": ["A2:A3", "B2:B3", "D2:D3"]}),
    ],
)
def test_names_in_two_columns_are_both_taken(
    rows: list[list[object]], merges: dict[str, list[str]]
) -> None:
    done = imported({"a.xlsx": xlsx({"目录": rows}, merges)})
    text = next(iter(done.written.texts.values()))
    assert "名称: 殡葬服务" in text
    assert "名称: 公墓许可" in text
    assert "名称: 骨灰堂许可" in text


def test_a_head_over_two_columns_and_a_word_among_ticks_are_refused() -> None:
    merged = imported({"a.xlsx": xlsx({"目录": [NAMED, *SPLIT]}, {"目录": ["B1:C1"]})}).problems
    assert [told for told in merged if "T38" in told] == [
        "a.xlsx!目录!B1: T38 “事项名称”下面有 B、C 几列，都有内容。请在它下面再写一行表头，说明各是什么，例如“主项”“子项”"
    ]
    rows: list[list[object]] = [
        ["编码", "名称", "类别", "载体", None], [None, None, None, "公开栏", "电视"],
        ["MZ-1", "公墓许可", "行政许可", "√", "每季"],
    ]  # fmt: skip
    ticked = imported(
        {"a.xlsx": xlsx({"目录": rows}, {"目录": ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]})}
    ).problems
    assert [told.split("。")[0] for told in ticked if "T39" in told] == [
        "a.xlsx!目录!E3: T39 “载体/电视”这一列是勾选的，这里写的是“每季”"
    ]


def edit(path: Path, sheet: str, gone: str, **cells: str) -> None:
    """A clerk's hand: cells changed, then the row of a code deleted."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    for cell, value in cells.items():
        page[cell].value = value
    for row in [row[0].row for row in page if row[0].value == gone]:
        page.delete_rows(row)
    book.save(path)


def test_a_row_that_other_sheets_still_have_does_not_go_in_silence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, ROWS, "--write") == 0
    before = texts(folder)
    book = folder / "表格/职权.xlsx"
    assert main(["export", str(folder), "--kind", "职权", "--to", str(folder / "表格")]) == 0
    edit(book, "职权", "MZ-XK-002")
    capsys.readouterr()
    command = ["import", str(book), "--county", str(folder), "--write", "--removed", "删"]
    assert (main(command), texts(folder)) == (1, before)
    said = capsys.readouterr().out
    assert "职权.xlsx!职权.依据!A3: T42 “职权”表里没有 MZ-XK-002，这里还有它的“依据”" in said
    edit(book, "职权.依据", "MZ-XK-002")
    assert (main(command), "MZ-XK-002" in texts(folder)[LIST]) == (0, False)


def test_columns_that_a_clerk_adds_to_our_sheets_are_named_and_no_edit_is_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, ROWS, "--write") == 0
    book = folder / "表格/职权.xlsx"
    assert main(["export", str(folder), "--kind", "职权", "--to", str(folder / "表格")]) == 0
    opened = openpyxl.load_workbook(book)
    for sheet in ("职权", "职权.依据"):
        at = opened[sheet].max_column + 1
        opened[sheet].cell(1, at).value = "经办人的话"
        opened[sheet].cell(2, at).value = "看过"
    opened.save(book)
    edit(book, "职权.依据", "", B2="《殡葬管理条例》第九条")
    capsys.readouterr()
    assert main(["import", str(book), "--county", str(folder), "--write"]) == 0
    lines = capsys.readouterr().out.split("\n")
    added = [line for line in lines if "不取" in line]
    assert [line.split("　", 1)[1] for line in added] == [
        "经办人的话 → 不取（认不得这一列，1 格内容）"
    ] * 2
    assert "新增 0 条，改动 1 条，删去 0 条，没有变的 1 条" in lines
    assert "第九条" in texts(folder)[LIST]


def test_what_somebody_else_has_changed_meanwhile_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put(folder, ROWS, "--write") == 0
    book, path = folder / "表格/职权.xlsx", folder / LIST
    assert main(["export", str(folder), "--kind", "职权", "--to", str(folder / "表格")]) == 0
    told = ["import", str(book), "--county", str(folder)]
    edit(book, "职权", "", C2="公墓建设许可")
    capsys.readouterr()
    assert main(told) == 0
    assert "导出以后" not in capsys.readouterr().out
    path.write_text(path.read_text("utf-8").replace("10个工作日", "8个工作日"), "utf-8")
    assert main(told) == 0
    said = capsys.readouterr().out
    assert "  MZ-XK-002　承诺时限：8个工作日 → 10个工作日\n" in said
    assert "导出以后目录里改过的 1 条：MZ-XK-002\n  表里没有动过的格也会照表写回去" in said


def test_a_ledger_that_somebody_else_has_changed_meanwhile_is_said(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表/台账数据-zhang.xlsx"
    assert main(["export", str(books), "--kind", "台账数据", "--to", str(path.parent)]) == 0
    edit(path, "2026-Q2", "", G3="2026-06-29")
    told = ["import", str(path), "--county", str(books)]
    assert main(told) == 0
    said = capsys.readouterr().out
    assert "经办日期：（空） → 2026-06-29" in said
    assert "导出以后" not in said
    data = books / PATH
    data.write_text(data.read_text("utf-8").replace("2026-06-30", "2026-06-28"), "utf-8")
    assert main(told) == 0
    assert "导出以后目录里改过的 1 条：zhang 2026-Q2\n" in capsys.readouterr().out


def test_a_blank_workbook_is_said_to_be_blank(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = ["export", str(folder), "--kind", "职权", "--blank", "--to", str(folder / "空表")]
    assert main(blank) == 0
    assert main(["import", str(folder / "空表/职权.xlsx"), "--county", str(folder)]) == 0
    assert "表里一行也没有填\n" in capsys.readouterr().out


def test_two_files_of_one_name_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [folder / name / "清单.xlsx" for name in ("民政局", "教育局")]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(xlsx({"目录": [HEADS, *ROWS]}))
    assert main(["import", *map(str, paths), "--county", str(folder), *PRESET]) == 2
    assert "同名，说到哪一格就分不清" in capsys.readouterr().err


def test_a_code_that_is_changed_in_the_first_sheet_alone_takes_its_lists_along(folder: Path) -> None:
    assert put(folder, ROWS, "--write") == 0
    book = folder / "表格/职权.xlsx"
    assert main(["export", str(folder), "--kind", "职权", "--to", str(folder / "表格")]) == 0
    before = texts(folder)[LIST]
    edit(book, "职权", "", A3="MZ-XK-009")
    command = ["import", str(book), "--county", str(folder), "--write", "--renamed", "换码"]
    assert main(command) == 0
    old, new = "- 编码: MZ-XK-002\n", "- 编码: MZ-XK-009\n  原编码: MZ-XK-002\n"
    assert texts(folder)[LIST] == before.replace(old, new)


def test_words_of_the_command_that_nothing_asks_for_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(folder)
    for words, told in (
        (["--set", "主題=民生"], "--set 的“主題”不是这些表的一项，是不是“主题”？可以写：编码、"),
        (["--set", "主题=民生", "--set", "主题=婚姻"], "“主题”写了两次"),
        (["--set", "台账=zhangmu"], "没有编码或名称是“zhangmu”的台账。县里的台账：还没有"),
    ):
        assert put(folder, ROWS, *words, "--write") == 2
        assert told in capsys.readouterr().err
    assert texts(folder) == before
    put(folder, ROWS, "--means", "政府网=县政府门户网站")
    assert "--means 的“政府网”表里没有，没有用到" in capsys.readouterr().out
