"""Files that are damaged, locked, enormous or something else: a clear word, bounded, nothing written."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from office_files import csv, docx, html, package, xls, xlsx

from disclosure.app.office.intake.bounded import read_in_bounds
from disclosure.tables import sources
from disclosure.tables.grid import UnreadFile

ROWS = [["编码", "名称", "类别"], ["MZ-1", "公墓许可", "行政许可"]]
GOOD = xlsx({"目录": ROWS})


def far() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "目录"
    book.active["XFD1048576"] = "远"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged() -> bytes:
    """All cells of a sheet merged: two lines of XML."""
    book = openpyxl.Workbook()
    book.active["A1"] = "大"
    book.active.merge_cells("A1:B2")
    out = io.BytesIO()
    book.save(out)
    with sources.zipfile.ZipFile(out) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return package({**texts, sheet: texts[sheet].replace(b'"A1:B2"', b'"A1:XFD1048576"')})


def renamed_stream(name: str) -> bytes:
    """An old workbook whose one stream is called otherwise."""
    data = xls({"目录": ROWS})
    entry = data.index("Workbook".encode("utf-16-le"))
    said = name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little")
    return data[:entry] + said + data[entry + 66 :]


BAD = {
    "损坏.xlsx": (GOOD[: len(GOOD) // 2], "T01"),
    "没有表.xlsx": (package({"xl/workbook.xml": "<x/>"}), "T01"),
    "损坏.xls": (xls({"目录": ROWS})[:900], "T01"),
    "空.xlsx": (b"", "T01"),
    "加密.xlsx": (renamed_stream("EncryptedPackage"), "T02"),
    "宏.xlsm": (package({"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": b"x"}), "T03"),
    "远.xlsx": (far(), "T04"),
    "合并.xlsx": (merged(), "T04"),
    "旧文档.doc": (renamed_stream("WordDocument"), "T05"),
    "自己的格式.et": (renamed_stream("ETData"), "T05"), "加密.et": (renamed_stream("EncryptedPackage"), "T02"),
    "损坏.et": (xls({"目录": ROWS})[:900], "T01"),
    "文档.xlsx": (b"%PDF-1.7\n...", "T05"),
    "图.xls": (b"\x89PNG\r\n\x1a\n....", "T05"),
    "包.xlsx": (package({"a.txt": "x"}), "T05"),
    "乱.csv": (bytes(range(128, 256)) * 3, "T05"),
    "引号.csv": ('编码,名称\n"甲,乙\n'.encode(), "T01"),
    "没有这样的编码.docx": (
        package({"word/document.xml": "<?xml version='1.0' encoding='cp1192'?><w:document xmlns:w='w'/>"}),
        "T01",
    ),
    "声明.docx": (package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="w"/>'}), "T01"),
    "宽.html": (html([[("甲", 200, 1), ("乙", 200, 1), ("丙", 1, 1)]]), "T04"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_is_named_with_its_reason(name: str) -> None:
    data, code = BAD[name]
    with pytest.raises(UnreadFile) as told:
        list(sources.read(name, data))
    said = str(told.value.problem)
    assert said.startswith(name)
    assert f": {code} " in said
    assert "另存为" in said or code == "T04"


def test_a_cell_at_the_end_of_a_sheet_is_named() -> None:
    with pytest.raises(UnreadFile, match=r"远\.xlsx!目录!XFD1048576: T04"):
        list(sources.read("远.xlsx", far()))


def test_a_bomb_is_known_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_UNPACKED", 1 << 20)
    bomb = package({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b" " * (2 << 20)})
    assert len(bomb) < 5_000
    with pytest.raises(UnreadFile, match="T04"):
        sources.read("炸弹.xlsx", bomb)


@pytest.mark.parametrize(("seconds", "memory"), [(60, 100 << 20), (0, 1 << 30)])
def test_whoever_brings_the_reader_down_is_named(seconds: int, memory: int, tmp_path: Path) -> None:
    """Without memory, and without time."""
    path = tmp_path / "清单.csv"
    path.write_bytes(b"a,b\n" * 5_000_000)
    grids, problems = read_in_bounds(path, seconds, memory)
    assert grids == []
    assert [(problem.code.id, str(problem.place)) for problem in problems] == [("T04", "清单.csv")]


def test_in_a_process_of_its_own_the_same_is_read(tmp_path: Path) -> None:
    for name, data in {"a.xlsx": GOOD, "b.csv": csv(ROWS), "c.docx": docx([["甲", "乙"]])}.items():
        (tmp_path / name).write_bytes(data)
        assert read_in_bounds(tmp_path / name) == (list(sources.read(name, data)), [])
    assert [p.code.id for p in read_in_bounds(tmp_path / "没有.xlsx")[1]] == ["T01"]
