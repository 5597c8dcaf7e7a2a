"""What a clerk is told: the real fault, once, at a place that is there, with what to do about it."""

from __future__ import annotations

import signal
from pathlib import Path

import openpyxl
import pytest
from office_files import csv, docx, html, xlsx
from test_import_command import HEADS, PRESET, ROWS, folder, put, texts
from test_ledger_sheets import HEADS as COLUMNS
from test_ledger_sheets import NEXT, office
from test_nothing_in_silence import books
from test_word_notices import paragraph

from disclosure import __main__ as command
from disclosure.__main__ import main
from disclosure.app.office import importing
from disclosure.tables.sources.word_notice import read_notice
from disclosure.tables.understood.notice_drafts import drafted_notice

__all__ = ["books", "folder"]
pytestmark = pytest.mark.usefixtures("read_here")
Capture = pytest.CaptureFixture[str]


def told_of(path: Path, data: bytes, county: Path, capsys: Capture, *more: str) -> str:
    """All that is said of one file."""
    path.write_bytes(data)
    main(["import", str(path), "--county", str(county), *more])
    return "".join(capsys.readouterr())


def test_a_ledger_that_cannot_be_read_is_named_and_not_its_sheet(books: Path, capsys: Capture) -> None:
    yaml = books / "catalogues/ledgers/zhang.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace("周期: 季", "周期: 每季"), "utf-8")
    said = told_of(books / "账.xlsx", office(NEXT), books, capsys)
    assert "catalogues/ledgers/zhang.yaml:8:5: S10 " in said
    assert "T06" not in said


def test_places_are_in_files_that_are_there(books: Path, capsys: Capture) -> None:
    rows = [NEXT[1], NEXT[0], NEXT[1]]
    said = told_of(books / "账.xlsx", office(rows), books, capsys, "--set", "公布=2026-10-12")
    assert "账.xlsx!Sheet1!B6: L15 “XZF”与 账.xlsx!Sheet1!B4 重复" in said
    twice = [*NEXT, ["合计", None, None, 120.5, 310], ["合计", None, None, 120.5, 310]]
    sheet = xlsx({"2026年第三季度": [COLUMNS, *twice]}, formats={"2026年第三季度!G2": "0.0%"})
    said = told_of(books / "账2.xlsx", sheet, books, capsys, "--set", "公布=2026-10-12")
    assert "L19 前面 账2.xlsx!2026年第三季度!" in said
    assert "/2026-Q3.csv:" not in said


def test_one_fault_is_told_once(folder: Path, capsys: Capture) -> None:
    lost = [ROWS[0], ["MZ-XK-002", "4.2E+15", *ROWS[1][2:]]]
    said = told_of(folder / "a.xlsx", xlsx({"目录": [HEADS, *lost]}), folder, capsys, *PRESET)
    assert "a.xlsx!目录!B3: T08 这里是“4.2E+15”" in said
    assert "没有写：1 个问题" in said


def test_what_a_whole_sheet_lacks_of_a_record_inside_is_told_once(folder: Path, capsys: Capture) -> None:
    rows = [[*HEADS, "监督电话"], *([*row, "0000-5550101"] for row in ROWS)]
    path, sheet = folder / "a.xlsx", xlsx({"目录": rows})
    said = told_of(path, sheet, folder, capsys, *PRESET)
    assert "a.xlsx!目录!A1: T07 没有“监督/岗位”这一列" in said
    assert "没有写：1 个问题" in said
    said = told_of(path, sheet, folder, capsys, *PRESET, "--set", "监督/岗位=县纪委")
    assert "没有写：看过没有问题" in said


def test_what_is_said_of_many_cells_is_folded(folder: Path, capsys: Capture) -> None:
    rows = [[f"MZ-{n}", f"事项{n}", *ROWS[0][2:4], "二十天"] for n in range(9)]
    sheet = xlsx({"目录": [HEADS, *rows]})
    said = told_of(folder / "a.xlsx", sheet, folder, capsys, *PRESET)
    assert "  同样的还有 6 处，到 a.xlsx!目录!E10（逐处列出，加 --all）\n" in said
    assert said.count("S09") == 3
    assert told_of(folder / "a.xlsx", sheet, folder, capsys, *PRESET, "--all").count("S09") == 9
    rows = [[f"MZ-{n}", f"事项{n}", *ROWS[0][2:4], f"二十天{n}"] for n in range(42)]
    said = told_of(folder / "a.xlsx", xlsx({"目录": [HEADS, *rows]}), folder, capsys, *PRESET)
    assert "“二十天39”" in said
    assert "  S09 还有 2 处（逐处列出，加 --all）\n没有写：42 个问题" in said


TAKEN = (
    "编码: zhengqiu\n用: 意见征集\n主体: XZF\n公布日期: 2026-10-12\n"
    "公开范围: 向社会公开\n载体: [县政府门户网站]\n公布: {全部: 2026-10-14}\n"
)


def test_a_ledger_that_takes_a_ready_made_one_lacks_nothing(folder: Path) -> None:
    path, book = folder / "catalogues/ledgers/zhengqiu.yaml", folder / "表/台账.xlsx"
    path.parent.mkdir()
    path.write_text(TAKEN, "utf-8")
    assert main(["export", str(folder), "--kind", "台账", "--to", str(book.parent)]) == 0
    sheets = openpyxl.load_workbook(book)
    heads = [cell.value for cell in sheets["台账"][1]]
    sheets["台账"].cell(2, heads.index("公布日期") + 1).value = "2026-10-13"
    sheets.save(book)
    assert main(["import", str(book), "--county", str(folder), "--write"]) == 0
    assert path.read_text("utf-8") == TAKEN.replace("2026-10-12", "2026-10-13")


def test_a_formula_without_a_value_has_its_own_advice(folder: Path, capsys: Capture) -> None:
    rows = [HEADS, [*ROWS[0][:4], '="20"&"个工作日"']]
    said = told_of(folder / "a.xlsx", xlsx({"目录": rows}), folder, capsys, *PRESET)
    assert "a.xlsx!目录!E2: T40 这一格是公式，文件里没有它的值。请用 Excel 或 WPS 打开、保存一次" in said
    assert "没有写：1 个问题" in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blank.xlsx", xlsx({"Sheet1": [], "Sheet2": []})),
        ("空.html", html([]).replace(b"table", b"div")),
        ("空.csv", csv([["", ""], [None]])),
    ],
)
def test_a_file_with_nothing_in_it_is_named(
    name: str, data: bytes, folder: Path, capsys: Capture
) -> None:
    assert f"{name}: T41 每一张表都是空的" in told_of(folder / name, data, folder, capsys)


def test_a_folder_is_no_file(folder: Path, capsys: Capture) -> None:
    (folder / "x.xlsx").mkdir()
    assert main(["import", str(folder / "x.xlsx"), "--county", str(folder)]) == 2
    assert f"“{folder / 'x.xlsx'}”是文件夹" in capsys.readouterr().err


def test_hidden_rows_and_columns_are_taken_and_named(folder: Path, capsys: Capture) -> None:
    path = folder / "a.xlsx"
    rows = [[f"MZ-{n}", f"事项{n}", *ROWS[0][2:]] for n in range(6)]
    path.write_bytes(xlsx({"目录": [HEADS, *rows], "旧的": [HEADS, *ROWS]}, hidden=["旧的"]))
    book = openpyxl.load_workbook(path)
    for number in (3, 4, 6):
        book["目录"].row_dimensions[number].hidden = True
    book["目录"].column_dimensions["D"].hidden = True
    book.save(path)
    said = told_of(path, path.read_bytes(), folder, capsys, *PRESET)
    assert "  其中 3 行是隐藏的或筛选掉的，照样取：第 3—4、6 行\n  隐藏的列，照样看：D\n" in said
    assert "a.xlsx!旧的：没有取，隐藏的表\n" in said
    assert "新增 6 条" in said


def test_an_export_writes_over_no_edits(folder: Path, capsys: Capture) -> None:
    assert put(folder, ROWS, "--write") == 0
    path = folder / "表 格/职权.xlsx"
    export = ["export", str(folder), "--kind", "职权", "--to", str(path.parent)]
    assert [main(export), main(export)] == [0, 0]
    book = openpyxl.load_workbook(path)
    book["职权"]["B2"].value = "改过的"
    book.save(path)
    before = path.read_bytes()
    capsys.readouterr()
    assert (main(export), path.read_bytes()) == (1, before)
    assert "里已经有 职权.xlsx，和现在的目录不同。改过的先导入" in capsys.readouterr().err
    assert (main([*export, "--overwrite"]), path.read_bytes() == before) == (0, False)


def test_a_kind_with_nothing_in_it_is_said(folder: Path, capsys: Capture) -> None:
    assert main(["export", str(folder), "--kind", "决策", "--to", str(folder / "表")]) == 1
    assert "没有写：目录里还没有决策；要空白的表来填，加 --blank" in capsys.readouterr().err
    assert not (folder / "表").exists()


def test_the_next_steps_can_be_typed_as_they_stand(tmp_path: Path, capsys: Capture) -> None:
    home = tmp_path / "新 县"
    assert main(["new", "county", str(home), "--name", "梯田县", "--code", "990122"]) == 0
    assert f'disclosure build "{home}" --output "{home / "output"}"\n' in capsys.readouterr().err


def test_an_import_that_is_stopped_speaks_of_the_import(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(folder)
    monkeypatch.setattr(importing, "judged", lambda *_: signal.raise_signal(signal.SIGTERM))
    usual = signal.signal(signal.SIGTERM, command._terminate)  # noqa: SLF001  as ``run`` sets it
    try:
        assert put(folder, ROWS, "--write") == 143
    finally:
        signal.signal(signal.SIGTERM, usual)
    said = capsys.readouterr().err
    assert "已停止（系统要求结束）。县的文件夹没有写到一半" in said
    assert "网站" not in said
    assert texts(folder) == before


def test_signs_of_a_word_document_are_no_marks_of_the_text() -> None:
    lines = ["# 一号楼", "---", "> 60 分", "**重要** ~~作废~~", "见[附件](a.pdf)", "- 带身份证", "#5楼"]
    body = "".join(map(paragraph, [LONG, *lines]))
    draft = drafted_notice(read_notice("通知.docx", docx([["a**b**"]], body)), {}, [])
    assert draft.text.split("\n---\n", 1)[1].split("\n\n")[1:] == [
        "＃ 一号楼", "－－－", "＞ 60 分", "＊＊重要＊＊ ～～作废～～", "见［附件](a.pdf)", "- 带身份证", "#5楼",
        "| a＊＊b＊＊ |\n|---|\n",
    ]  # fmt: skip
    assert draft.told == ("6 段里的记号换成了全角：半角的在正文里有特别的意思（docs/prose.md）",)
    assert "；写法：日期（2026-03-10）\n" in draft.text


LONG = "这一段以句号结束，所以不是标题。"
