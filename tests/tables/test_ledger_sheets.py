"""Ledgers in office files: recognised by their heads, put into their files of data, and out again."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cases import ROOT
from imports import county
from office_files import csv, xls, xlsx

from disclosure.__main__ import main
from disclosure.app.disk import read_county
from disclosure.county.lookups.registered import registered
from disclosure.county.read import Records, SourceFile, read
from disclosure.schema.records.ledgers.ledger import Ledger
from disclosure.tables.ledgers.ledger_import import LedgerImport, of_ledgers
from disclosure.tables.ledgers.ledger_merge import LedgerFile, sheets_of
from disclosure.tables.ledgers.period_words import period_in
from disclosure.tables.sheets_read import Asked
from disclosure.tables.sources import read as read_grids
from disclosure.tables.written.ledger_book import ledger_workbook

pytestmark = pytest.mark.usefixtures("read_here")
SAID = "主体: MZJ\n公布日期: 2026-04-15\n公开范围: 向社会公开\n载体: [县政府门户网站]\n公布期限: 60\n"
ACCOUNTS = (
    f"编码: zhang\n名称: 部门账目\n{SAID}周期: 季\n公布: {{2026-Q2: 2026-07-15}}\n"
    "列: {单位: 单位, 期初: 金额（元）, 收入: 金额（元）, 支出: 金额（元）, 期末: 金额（元）, 执行率: 比例, 经办日期: 日期}\n"
    "可空: 经办日期\n合计: [收入, 支出]\n勾稽: 期末 = 期初 + 收入 - 支出\n"
)
HELD = (
    "单位,期初,收入,支出,期末,执行率,经办日期\n"
    'MZJ,"1,000.00",500,300.00,1200.00,60%,2026-06-30\n'
    "XZF,0,80.00,30,50.00,37.5%,\n"
    "合计,,580.00,330.00,,,\n"
)
PATH = "catalogues/ledgers/zhang/2026-Q2.csv"
HEADS = ["序号", "部门", "期初（元）", "收入\n(元)", "支出（元）", "期末", "执行率", "经办日期", "备注"]
NEXT = [
    [1, "梯田县民政局", 1200, 100.5, 300, 1000.5, 0.605, "2026.9.1", "好"],
    [2, "XZF", 50, 20, 10, 60, "50%", 46266, None],
]


def small(**more: str) -> list[SourceFile]:
    """The small county with one ledger and one period of it."""
    texts = {"catalogues/ledgers/zhang.yaml": ACCOUNTS, PATH: HELD}
    return county({**texts, **{f"catalogues/ledgers/{path}": text for path, text in more.items()}})


def taken(
    files: list[SourceFile], sheets: dict[str, bytes], asked: Asked | None = None, *, remove: bool = False
) -> tuple[LedgerImport, list[LedgerFile]]:  # fmt: skip
    grids = [grid for name, data in sheets.items() for grid in read_grids(name, data)]
    records: Records = read(files)[0]
    found = of_ledgers(grids, records, asked or Asked())
    return found, list(found.files(files, records, remove=remove))


def told(found: LedgerImport) -> list[str]:
    return [str(problem).split("。")[0] for problem in found.problems]


@cache
def sample() -> tuple[SourceFile, ...]:
    """The ledgers of the sample county, and what they name: to read its powers takes a second."""
    named = ("catalogues/ledgers/", "catalogues/units/", "catalogues/county.", "catalogues/privacy.")
    return tuple(file for file in read_county(ROOT)[0] if file.path.startswith(named))


def books(files: tuple[SourceFile, ...], every: int = 1) -> dict[str, bytes]:
    records = read(files)[0]
    known = registered(records)
    return {
        f"台账数据-{ledger.code}.xlsx": ledger_workbook(ledger, sheets_of(ledger, files), known, ())
        for ledger in records.of(Ledger)[::every]
    }


def test_ready_made_ledgers_go_out_and_come_back(*, whole: bool) -> None:
    """Nothing changes where the data are; where they are not, the same lines are read from the new files."""
    files = list(sample())
    out = books(sample(), 1 if whole else 6)
    found, data = taken(files, out)
    assert len(out) >= (50 if whole else 8)
    assert (found.problems, [file.path for file in data if file.changes or file.missing]) == ((), [])
    codes = (name.removeprefix("台账数据-").removesuffix(".xlsx") for name in out)
    places = tuple(f"catalogues/ledgers/{code}/" for code in codes)
    bare = [file for file in files if not (file.path.startswith(places) and is_data(file.path))]
    assert len(bare) <= len(files) - len(out)
    _, data = taken(bare, out)
    again = [*bare, *(SourceFile(file.path, file.text.encode()) for file in data)]
    assert lines(again) == lines(files)


def is_data(path: str) -> bool:
    return path.endswith("csv") and "/附件/" not in path


def lines(files: list[SourceFile]) -> dict[str, list[object]]:
    ledgers = read(files)[0].of(Ledger)
    return {x.code: [[line.cells for line in sheet.lines] for sheet in x.sheets] for x in ledgers}


def test_numbers_are_numbers_and_states_and_units_are_chosen() -> None:
    book = openpyxl.load_workbook(io.BytesIO(books(tuple(small()))["台账数据-zhang.xlsx"]))
    page = book["2026-Q2"]
    assert [cell.value for cell in page[2]] == ["MZJ", 1000, 500, 300, 1200, "60%", "2026-06-30"]
    rules = page.data_validations.dataValidation
    assert [str(rule.sqref).startswith("A2") for rule in rules] == [True]
    assert book["_亮权"].sheet_state == "hidden"


def office(rows: list[list[object]], title: str = "梯田县2026年第三季度部门账目") -> bytes:
    sheet = [[title], [None] * 7 + ["单位：元"], HEADS, *rows, ["小计", None, None, 120.5, 310]]
    sheet += [["合计", None, None, 120.5, 310], ["填表人：", None, "审核人："]]
    return xlsx({"Sheet1": sheet}, {"Sheet1": ["A1:I1"]}, {"Sheet1!G4": "0.0%"})


def test_a_sheet_as_offices_keep_it() -> None:
    """Title, unit of amounts, heads by other words, serial numbers, subtotal, sum, foot; days in three ways."""
    found, (file,) = taken(small(), {"账目.xlsx": office(NEXT)})
    assert (told(found), file.path) == ([], "catalogues/ledgers/zhang/2026-Q3.csv")
    assert file.text.splitlines() == [
        "单位,期初,收入,支出,期末,执行率,经办日期",
        "梯田县民政局,1200,100.5,300,1000.5,60.5%,2026-09-01",
        "XZF,50,20,10,60,50%,2026-09-01",
        "合计,,120.5,310,,,",
    ]
    assert [left.why for left in file.entered.left] == ["表尾（小计）", "表尾（填表人：）"]


@pytest.mark.parametrize("name", ["2026年第三季度账目.xls", "2026-Q3.csv"])
def test_the_name_of_the_file_may_say_the_period(name: str) -> None:
    rows = [HEADS, *([*row[:6], "50%", *row[7:]] for row in NEXT)]
    data = csv(rows, "gbk") if name.endswith("csv") else xls({"表": rows})
    found, (file,) = taken(small(), {name: data})
    assert (told(found), file.path) == ([], "catalogues/ledgers/zhang/2026-Q3.csv")


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        ("季", "2026年第三季度", "2026-Q3"), ("季", "2026年度3季度", "2026-Q3"), ("季", "2026-Q3", "2026-Q3"),
        ("月", "2026年9月份统计表", "2026-09"), ("月", "2026-09", "2026-09"), ("月", "2026-09-30", ""),
        ("半年", "2026年上半年", "2026-H1"), ("年", "2026年“三公”经费", "2026"), ("年", "2025年与2026年对比", ""),
        ("季", "第三季度", ""), ("随时", "收费目录", "全部"),
    ],
)  # fmt: skip
def test_periods_as_people_write_them(kind: str, words: str, code: str) -> None:
    assert period_in(kind, words) == code


def test_only_what_changes_is_written_and_the_words_of_before_are_kept() -> None:
    heads = ["单位", "期初", "收入", "支出", "期末", "执行率"]
    rows = [["民政局", 1000, 500.0, 250, 1250, "60%"], ["财政局", 1, 1, 1, 1, "1%"]]
    found, (file,) = taken(small(), {"2026-Q2.csv": csv([heads, *rows])}, Asked(meant={"民政局": "MZJ"}))
    assert told(found) == []
    assert file.text.splitlines() == [
        HELD.splitlines()[0],
        'MZJ,"1,000.00",500,250,1250,60%,2026-06-30',
        HELD.splitlines()[2],
        "财政局,1,1,1,1,1%,",
    ]
    assert [(c.column, c.before, c.after) for c in file.changed] == [
        ("支出", "300.00", "250"), ("期末", "1200.00", "1250"),
    ]  # fmt: skip
    assert (file.added, file.missing, file.same, file.dropped_sum) == (("财政局",), ("XZF",), 0, True)
    _, (file,) = taken(small(), {"2026-Q2.csv": csv([heads, rows[0]])}, remove=True)
    assert (file.removed, "XZF" in file.text, "合计" in file.text) == (True, False, False)


def test_the_same_sheet_again_changes_nothing() -> None:
    rows = [line.split(",") for line in HELD.replace('"1,000.00"', "1000").splitlines()]
    _, (file,) = taken(small(), {"2026-Q2.xlsx": xlsx({"2026年第二季度": rows})})
    assert (file.changes, file.text) == (False, HELD)


def problem(data: bytes, asked: Asked | None = None, **more: str) -> list[str]:
    found, files = taken(small(**more), {"账.xlsx": data}, asked)
    return told(found) + [str(one).split("。")[0] for file in files for one in file.problems]


def test_what_is_unsure_is_asked_and_never_guessed() -> None:
    at = "账.xlsx!Sheet1!"
    (said,) = problem(office(NEXT, title="部门账目"))
    assert said.startswith(f"{at}A3: T31 台账“部门账目”每季一期，例如 2026-Q3")
    assert problem(office(NEXT, title="部门账目"), Asked({"期": "2026-Q3"})) == []
    twin = ACCOUNTS.replace("zhang", "zhang2").replace("部门账目", "另一本")
    again = {"zhang2.yaml": twin}
    (said,) = problem(office(NEXT, title="2026年第三季度"), **again)
    assert said == f"{at}A3: T32 可以是 部门账目（zhang）、另一本（zhang2）"
    assert problem(office(NEXT), **again) == []
    assert problem(office(NEXT, title="2026年第三季度"), Asked({"台账": "zhang2"}), **again) == []
    (said,) = problem(
        xlsx({"Sheet1": [["2026年第三季度"], [*HEADS[:4], "支出（万元）", *HEADS[5:]], NEXT[1]]})
    )
    assert said == f"{at}E2: T33 “支出”在台账里是金额（元），表里写的单位是“万元”"
    without = xlsx({"Sheet1": [["2026年第三季度"], HEADS[:6], NEXT[0][:6]]})
    assert problem(without, Asked({"台账": "zhang"})) == [
        f"{at}A2: T07 台账《部门账目》的“执行率”，表里没有"
    ]
    assert problem(without, Asked({"台账": "zhang", "执行率": "50%"})) == []
    other = xlsx({"Sheet1": [["2026年第三季度"], [*HEADS[:6], "完成率"], NEXT[1][:7]]})
    (said,) = problem(other)
    assert said.endswith("“执行率”，表里没有；表里的“完成率”若就是它，写 --means 表里的=执行率")
    assert problem(other, Asked(meant={"完成率": "执行率"})) == []


def test_two_sheets_of_one_period_are_not_written_over_each_other() -> None:
    one, other = ({"2026年第三季度": [HEADS[:7], row[:7]]} for row in NEXT)
    found, _ = taken(small(), {"甲.xlsx": xlsx(one), "乙.xlsx": xlsx(other)})
    (said,) = told(found)
    assert (
        said
        == "乙.xlsx!2026年第三季度!A1: T37 台账《部门账目》的 2026-Q3，甲.xlsx!2026年第三季度 已经有一张"
    )
    later = {"2026年第四季度": [HEADS[:7], NEXT[1][:7]]}
    found, files = taken(small(), {"甲.xlsx": xlsx(one), "乙.xlsx": xlsx(later)})
    assert (told(found), len(files)) == ([], 2)


def test_a_file_that_is_a_workbook_already_is_left_alone() -> None:
    book = xlsx({"表": [line.split(",") for line in HELD.replace('"1,000.00"', "1000").splitlines()]})
    files = [file for file in small() if file.path != PATH]
    files.append(SourceFile(PATH.replace("csv", "xlsx"), book))
    again = xlsx({"2026年第二季度": [HEADS[:7], NEXT[0][:7]]})
    _, (file,) = taken(files, {"账.xlsx": again})
    assert [problem.code.id for problem in file.problems] == ["T34"]
    _, (file,) = taken(files, {"账.xlsx": xlsx({"2026年第二季度": [r.split(",") for r in HELD.replace('"1,000.00"', "1000").splitlines()]})})  # fmt: skip
    assert (file.problems, file.changes) == ((), False)


def test_one_file_a_unit_needs_the_unit() -> None:
    village = ACCOUNTS.replace("单位: 单位, ", "摘要: 文本, ")
    held = HELD.replace("单位", "摘要")
    more = {"zhang.yaml": village, "zhang/2026-Q2-MZJ.csv": held}
    sheet = office([[1, "清淤", *NEXT[0][2:]]])
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    page: Any = book.active
    page["B3"] = "摘要"
    out = io.BytesIO()
    book.save(out)
    assert [said[:24] for said in problem(out.getvalue(), **more)] == ["账.xlsx!Sheet1!A3: T31 台账"]
    _, (file,) = taken(small(**more), {"账.xlsx": out.getvalue()}, Asked({"单位": "XZF"}))
    assert file.path == "catalogues/ledgers/zhang/2026-Q3-XZF.csv"


def test_by_command_it_is_shown_checked_and_written_with_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, sheet = tmp_path / "新 县", tmp_path / "三季度 账目.xlsx"
    for file in small():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    usual = ["import", str(sheet), "--county", str(folder), "--write"]
    sheet.write_bytes(office([[*NEXT[0][:5], 1, *NEXT[0][6:]], NEXT[1]]))
    assert main(usual) == 1
    said = capsys.readouterr().out
    assert "三季度 账目.xlsx!Sheet1!F4: L17 " in said
    assert "  B　部门 → 单位\n" in said
    assert "  I　备注 → 不取（目录里没有这一项，1 格内容）\n" in said
    sheet.write_bytes(office(NEXT))
    assert main(usual) == 1
    assert "--set 公布=" in capsys.readouterr().out
    assert not (folder / "catalogues/ledgers/zhang/2026-Q3.csv").exists()
    assert main([*usual, "--set", "公布=2026-10-12"]) == 0
    assert "2026-Q3: 2026-10-12" in (folder / "catalogues/ledgers/zhang.yaml").read_text("utf-8")
    assert main(["check", str(folder)]) == 0
    assert main(usual) == 0
    assert "没有要改的" in capsys.readouterr().err
    assert main(["export", str(folder), "--kind", "台账数据", "--to", str(tmp_path / "表格")]) == 0
    assert main(["import", str(tmp_path / "表格/台账数据-zhang.xlsx"), "--county", str(folder)]) == 0
    assert "没有要改的" in capsys.readouterr().err
