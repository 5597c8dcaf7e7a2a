"""Ready-made ledgers as a county takes them, in files of either kind, and what lines of them name."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest
from cases import ROOT, case
from edition_counties import Built, build, files, linked, sample, small

from disclosure.basics.files import tables
from disclosure.basics.output import File, Html
from disclosure.county.audience import Audience, for_audience
from disclosure.county.read import SourceFile
from disclosure.schema.records.ledgers.ledger import Ledger
from disclosure.schema.records.ledgers.ledger_columns import NUMBERS
from disclosure.schema.records.ledgers.ready_made import accounts, definitions

COUNTIES = ("平凉", "娄底", "洛南", "南江", "沁县")
TAKEN = """编码: che
用: 公务用车
主体: MZJ
公布日期: 2026-04-15
公开范围: 向社会公开
载体: [门户网站]
公布: {"2025": 2026-04-15}
"""
BOUGHT = TAKEN.replace("che\n", "cai\n").replace("公务用车", "政府采购").replace('"2025"', "2026-Q1")
VOUCHERS = {p: str(text) for p, text in case("ledger/pass-named-file").files.items()}
VOUCHER = "凭证2.csv"


def test_every_ready_made_ledger_is_kept_by_the_sample_county() -> None:
    assert sorted(ledger.taken for ledger in sample().ledgers.values()) == sorted(definitions())
    assert all(ledger.sheets for ledger in sample().ledgers.values())


def test_every_ready_made_ledger_says_whose_practice_it_serves() -> None:
    assert [name for name, account in accounts().items() if not account.startswith(COUNTIES)] == []


def test_the_page_of_a_ready_made_ledger_says_whose_practice_and_which_law() -> None:
    text = build(small({"catalogues/ledgers/cai.yaml": BOUGHT}), "门户").pages["public/ledgers/cai.html"]
    assert "南江：政府采购管采分离" in text
    assert "《政府采购法》第四十六条" in text


def test_what_a_county_writes_stands_and_the_rest_is_taken() -> None:
    (taken,) = small({"catalogues/ledgers/che.yaml": TAKEN + "公布期限: 99\n"}).ledgers.values()
    assert (taken.name, taken.within, taken.period) == ("公务用车", 99, "年")
    assert [column.name for column in taken.columns][:3] == ["单位", "编制", "年初实有"]
    assert str(taken.at("columns").path) == "catalogues/ledgers/che.yaml"


def sorts(ledger: Ledger, data: bytes) -> set[tuple[object, type]]:
    """What is typed into its cells, by the kind of column: empty, words, whole numbers and others."""
    kinds = {column.name: column.kind for column in ledger.columns}
    (_, heads), *rows = tables.rows("csv", data)
    return {
        (kinds[head], type(entered(text, kinds[head]) or None))
        for _, row in rows
        for text, head in zip(row, heads, strict=True)
    }


def test_a_ledger_of_the_sample_says_the_same_as_a_workbook() -> None:
    """What a clerk types into cells comes in like what stands in CSV: every sort of it once."""
    given = {file.path: file.data for file in files(ROOT)}
    plain, tried, seen = sample().ledgers, 0, set[object]()
    for ledger in plain.values():
        for sheet in ledger.sheets:
            if sheet.path.endswith(".csv") and (sorts(ledger, given[sheet.path]) - seen):
                seen |= sorts(ledger, given[sheet.path])
                given[sheet.path.removesuffix("csv") + "xlsx"] = typed(ledger, given.pop(sheet.path))
                tried += 1
    assert tried > 5
    typed_in = linked(SourceFile(path, data) for path, data in given.items()).ledgers
    for code, ledger in plain.items():
        told = [[line.cells for line in sheet.lines] for sheet in ledger.sheets]
        assert [[line.cells for line in sheet.lines] for sheet in typed_in[code].sheets] == told, code


def typed(ledger: Ledger, data: bytes) -> bytes:
    """The same rows in a workbook, every number a number."""
    kinds = {column.name: column.kind for column in ledger.columns}
    book = openpyxl.Workbook()
    page: Any = book.active
    heads: list[str] = []
    for _, row in tables.rows("csv", data):
        heads = heads or row
        page.append([entered(text, kinds[head]) for text, head in zip(row, heads, strict=True)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def entered(text: str, kind: Any) -> object:
    bare = text.replace(",", "")
    is_number = kind in NUMBERS and bare.lstrip("-").replace(".", "", 1).isdecimal()
    return float(bare) if is_number and "." in bare else int(bare) if is_number else text


@pytest.mark.parametrize(
    ("number", "shape", "shown"),
    [
        (0.955, "0.0%", "95.5%"), (0.57, "0%", "57%"), (1, "0.00%", "100%"), (-0.07, "0.0%", "-7%"),
        (0.29, "#,##0.0%;[Red]-0.0%", "29%"), (0.955, "0.0", "0.955"), (0.00001, "0.00%", "0.001%"),
    ],
)  # fmt: skip
def test_a_cell_of_percentages_is_read_as_it_is_shown(number: float, shape: str, shown: str) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["比例"])
    page.append([number])
    page["A2"].number_format = shape
    out = io.BytesIO()
    book.save(out)
    assert tables.rows("xlsx", out.getvalue()) == [(1, ["比例"]), (2, [shown])]


def test_the_workbook_of_a_ledger_says_what_its_csv_says() -> None:
    taken = outputs(build(small(dict(soundly())), "门户"))
    rows = list(csv.reader(io.StringIO(taken["public/ledgers/zhangmu/all.csv"].decode("utf-8-sig"))))
    book: Any = openpyxl.load_workbook(io.BytesIO(taken["public/ledgers/zhangmu/all.xlsx"]))
    told = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert told[0] == rows[0]
    for row, texts in zip(told[1:], rows[1:], strict=True):
        same = (
            Decimal(f"{v}") == Decimal(t) if isinstance(v, int | float) else (v or "") == t
            for v, t in zip(row, texts, strict=True)
        )
        assert all(same), row
    assert [type(value) for value in told[1][2:6]] == [float] * 4


def soundly() -> dict[str, str]:
    return {path: str(text) for path, text in case("ledger/pass-sound").files.items()}


@cache
def vouchers(medium: str) -> Built:
    return build(small(VOUCHERS), medium)


def outputs(built: Built) -> dict[str, bytes]:
    return {o.path: o.data for o in built.outputs if isinstance(o, File)}


def named(taken: dict[str, bytes]) -> list[str]:
    return [path for path, data in taken.items() if "村道保洁,1800.00".encode() in data]


def test_a_file_that_a_line_names_can_be_taken_away() -> None:
    (path,) = named(outputs(vouchers("门户")))
    text = vouchers("门户").pages["public/ledgers/pingzheng.html"]
    assert path.startswith("public/ledgers/pingzheng/f-")
    assert f'href="../{path.removeprefix("public/")}"' in text
    assert VOUCHER in text


def test_from_a_touch_screen_it_is_only_named() -> None:
    text = vouchers("触摸屏").pages["kiosk/ledgers/pingzheng.html"]
    assert VOUCHER in text
    assert "/f-" not in text
    assert named(outputs(vouchers("触摸屏"))) == []


def test_the_file_of_a_line_that_is_hidden_is_nowhere() -> None:
    declared = VOUCHERS["catalogues/ledgers/pingzheng.yaml"].replace(
        "摘要: 文本", "摘要: 文本, 单位: 单位"
    )
    unit = (ROOT / "tests/cases/_county/catalogues/units/XW.yaml").read_text("utf-8")
    site = small({
        **VOUCHERS,
        "catalogues/ledgers/pingzheng.yaml": declared,
        "catalogues/ledgers/pingzheng/2026-Q3.csv": f"摘要,单位,凭证\n清淤,MZJ,\n保洁,XW,{VOUCHER}\n",
        "catalogues/units/XW.yaml": unit.replace("向社会公开", "在本地区本部门本单位公开"),
    })  # fmt: skip
    built = build(for_audience(site, Audience()), "门户")
    assert named(outputs(built)) == []
    assert not [o.path for o in built.outputs if isinstance(o, Html) and VOUCHER in built.pages[o.path]]
