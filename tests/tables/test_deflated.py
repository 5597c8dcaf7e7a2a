"""Files made of parts that were deflated by themselves: any program reads them as if there was one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from disclosure.tables.written.deflated import archive, deflated
from disclosure.tables.written.plain_book import FIRST, PlainSheet, plain_workbook, rows_part

TEXT = "".join(f"第{number}项：{'审核' * (number % 7)}\n" for number in range(3000))
HEADS = ("编码", "名称")
ROWS = [(f"MZ-{number}", f"第{number}项") for number in range(1, 8)]


@pytest.mark.parametrize("ends", [(), (0,), (1,), (20_000,), (7, 7, 9_000, len(TEXT))])
def test_a_file_of_parts_is_the_whole_text(ends: Sequence[int]) -> None:
    begins = (0, *ends)
    parts = [deflated(TEXT[a:b]) for a, b in zip(begins, (*ends, len(TEXT)), strict=True)]
    data = archive({"空.txt".encode().hex(): (), "a/b.txt": parts, "c.txt": (deflated("完"),)})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.read("a/b.txt").decode() == TEXT
        assert [len(package.read(name)) for name in package.namelist()] == [0, len(TEXT.encode()), 3]
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("most", [1, 3, 7])
def test_a_sheet_of_parts_is_the_whole_sheet(most: int) -> None:
    starts = range(0, len(ROWS), most)
    parts = [rows_part(ROWS[at : at + most], FIRST + at) for at in starts]
    data = plain_workbook([PlainSheet("一", HEADS, parts, len(ROWS)), PlainSheet.of("二", HEADS, ())])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [*book["一"].iter_rows(values_only=True)] == [HEADS, *ROWS]
    assert (book["一"].auto_filter.ref, book["二"].auto_filter.ref) == ("A1:B8", "A1:B1")
    whole = plain_workbook([PlainSheet.of("一", HEADS, ROWS), PlainSheet.of("二", HEADS, ())])
    told = [zipfile.ZipFile(io.BytesIO(of)).read("xl/worksheets/sheet1.xml") for of in (data, whole)]
    assert told[0] == told[1]
