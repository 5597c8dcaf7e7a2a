"""Tables and JSON are judged by their cells, and nothing is missed by that."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape

import personal
import pytest

from disclosure import gates
from disclosure.basics.files import tables
from disclosure.basics.files.pieces import LOOKS, NAMES
from disclosure.basics.persons.detect import scan_under_any, shaped_among
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading import quiet_cells
from disclosure.tables.written.plain_book import PlainSheet, plain_workbook

Rows = list[list[str]]

CHANCE = random.Random(20261130)  # noqa: S311  the same numbers again
HEADS = ("编码", "名称", "号", *(f"第{n}格" for n in range(12)))
MOBILE, ID = personal.mobile(CHANCE), personal.resident(CHANCE)
CODE = "990A59053004-990122000000-000-1199012259103901N-1-00"
"""It has the shape of a bank card: under such a label it is one."""
SERIAL, OFFICE = "12345678901234567", "0000-5550101"
CELLS = (
    "", "文一", "2026-03-04", "MZ-XK-001", "甲“乙”\n丙, 丁", OFFICE, "&lt;", "\\u0041", "1", "2", "X",
    "９", " 3 ", CODE,
)  # fmt: skip
LABELS = (
    "一卡通", "银行卡", "证件号码", "身份证号", "电话", "合同编号", "项目代码", "姓名", "户主",
    "金额（元）",
)  # fmt: skip
ODD = (
    MOBILE, ID, SERIAL, f"{MOBILE[:5]}\n{MOBILE[5:]}", f"{MOBILE[:3]}\u200b{MOBILE[3:]}", "=cmd|' /C'!A",
    f" {ID} ", "９" + MOBILE, f"卡号{CODE}", f"_x000D_{MOBILE}", "9.90122199001010E+17", *LABELS,
)  # fmt: skip


def a_table(chance: random.Random) -> Rows:
    """Most hold nothing; some hold numbers, labels, or a number a digit a cell."""
    odd, digits = chance.choice((0, 0.01, 0.1)), chance.random() < 0.2
    usual = CELLS if odd else CELLS[:-1]
    rows = [
        [chance.choice(ODD if chance.random() < odd else usual) for _ in HEADS]
        for _ in range(chance.randrange(1, 9))
    ]
    if digits:
        rows.append([*chance.choices(("电话", "", "1", ID[-1]), k=4), *MOBILE])
    return rows


def as_csv(rows: Rows) -> bytes:
    written = tables.text(HEADS, rows)
    return written.replace(b",'=", b",=")


def as_json(rows: Rows) -> bytes:
    items = [{**dict(zip(HEADS, row, strict=True)), "也": {row[0]: [row[1], [row[2]]]}} for row in rows]
    return json.dumps({"items": items}, ensure_ascii=False).encode()


def as_xlsx(rows: Rows) -> bytes:
    """Two sheets, and a comment where there are many rows."""
    sheets = [
        PlainSheet.of("一", HEADS, rows),
        PlainSheet.of("二", HEADS, rows[:2]),
    ]
    data = plain_workbook(sheets)
    return (
        data
        if len(rows) < 6
        else with_part(data, "xl/comments1.xml", f"<a><t>{escape(rows[0][1])}</t></a>")
    )


def with_part(data: bytes, name: str, content: str) -> bytes:
    """A workbook with one more part."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


FORMS: Mapping[str, Callable[[Rows], bytes]] = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}


@dataclass
class Gates:
    """One that reads quickly, and one that never does."""

    folder: Path
    quick: PersonalNumbers
    careful: PersonalNumbers

    def found(self, ending: str, data: bytes) -> tuple[list[str], list[str]]:
        (self.folder / f"a.{ending}").write_bytes(data)
        both = (self.quick, self.careful)
        told = [(gate, gates.WrittenFile(f"a.{ending}", self.folder / f"a.{ending}")) for gate in both]
        quick, careful = (list(map(str, gate.look(file))) for gate, file in told)
        assert self.quick.in_rows == self.careful.in_rows
        return quick, careful


class Careful(PersonalNumbers):
    def _quickly(self, _file: gates.WrittenFile) -> None:
        return None


@pytest.fixture
def both(tmp_path: Path) -> Gates:
    allowed = {OFFICE.replace("-", "")}
    return Gates(tmp_path, PersonalNumbers(allowed), Careful(allowed))


def tried(both: Gates, ending: str, count: int) -> tuple[int, int, int]:
    """In how many tables something is found, which are read quickly, and are read otherwise by that."""
    chance, faulty, quick, unlike = random.Random(f"{ending}5"), 0, 0, 0  # noqa: S311  as above
    for _ in range(count):
        data = FORMS[ending](a_table(chance))
        seen, there = both.found(ending, data)
        held = quiet_cells.held_in(ending, data)
        quick += bool(held) and both.quick.cells.read(cast("quiet_cells.TakenApart", held)) is not None
        faulty, unlike = faulty + bool(there), unlike + (seen != there)
    return faulty, quick, unlike


@pytest.mark.parametrize("ending", FORMS)
def test_cells_show_what_every_row_shows(ending: str, both: Gates, *, whole: bool) -> None:
    count = 2000 if whole else 100
    faulty, quick, unlike = tried(both, ending, count)
    assert unlike == 0
    assert faulty > count // 8
    assert quick > count // 8


SHEET = f'<worksheet><sheetData><row r="1"><c r="A1"><v>{MOBILE}</v></c></row></sheetData></worksheet>'
EMPTY = b"PK\3\4"
PLAIN: Rows = [["文一"] * len(HEADS)]
Hole = tuple[str, object]
NO_SHAPES, NO_LABELS = ("shaped_among", lambda _: ()), ("said_in", lambda *_: frozenset())
NOT_BOXED, NO_PARTS = ("_is_boxed", lambda _: False), ("packed", lambda _: EMPTY)
FOUND: Mapping[str, tuple[str, bytes, Hole | None]] = {
    "a key": ("json", json.dumps({MOBILE: 1}).encode(), NO_SHAPES),
    "a value": ("json", as_json([[MOBILE] * len(HEADS)]), NO_SHAPES),
    "lists in lists": ("json", json.dumps([[[MOBILE]]]).encode(), NO_SHAPES),
    "nothing but a number": ("json", MOBILE.encode(), NO_SHAPES),
    "a number with a key": ("json", f'{{"银行卡": [["{CODE}"]]}}'.encode(), NO_LABELS),
    "no end": ("json", f'{{"a": {MOBILE}'.encode(), None),
    "a cell": ("csv", as_csv([*PLAIN, ["", MOBILE]]), NO_SHAPES),
    "a number below its label": (
        "csv",
        f"编码,银行卡\r\n1,{CODE}\r\n".encode(),
        ("_labels", lambda *_: ()),
    ),
    "a number beside its label": ("csv", f"银行卡,{CODE}\r\n".encode(), NO_LABELS),
    "cells apart by tabs": ("csv", f"银行卡\t{CODE}\r\n".encode(), NO_LABELS),
    "a digit a cell": ("csv", ",".join(("电话", *MOBILE)).encode(), NOT_BOXED),
    "a formula": ("csv", "编码\r\n=1+cmd|' /C calc'!A0\r\n".encode(), ("any_runs", lambda _: False)),
    "a cell of a sheet": ("xlsx", as_xlsx([*PLAIN, ["", MOBILE]]), NO_SHAPES),
    "a label in a sheet": ("xlsx", as_xlsx([["卡号", "1"], [CODE]]), ("naming", lambda _: frozenset())),
    "a digit a cell of a sheet": ("xlsx", as_xlsx([list(MOBILE)]), NOT_BOXED),
    "a comment": (
        "xlsx",
        with_part(as_xlsx(PLAIN), "xl/comments1.xml", f"<a><t>{MOBILE}</t></a>"),
        NO_PARTS,
    ),
    "a sheet written otherwise": (
        "xlsx",
        with_part(as_xlsx(PLAIN), "xl/worksheets/sheet3.xml", SHEET),
        None,
    ),
    "a property": ("xlsx", with_part(as_xlsx(PLAIN), "docProps/custom.xml", f'<a b="{ID}"/>'), NO_PARTS),
    "a name": ("xlsx", with_part(as_xlsx(PLAIN), f"xl/{MOBILE}.xml", "<a/>"), NO_PARTS),
    "a shared string": (
        "xlsx",
        with_part(as_xlsx(PLAIN), "xl/sharedStrings.xml", f"<sst><si><t>{MOBILE}</t></si></sst>"),
        None,
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_it_is_found_wherever_it_stands(case: str, both: Gates) -> None:
    quick, careful = both.found(*FOUND[case][:2])
    assert quick
    assert quick == careful


@pytest.mark.parametrize("case", [case for case in FOUND if FOUND[case][-1]])
def test_a_hole_is_noticed(case: str, both: Gates, monkeypatch: pytest.MonkeyPatch) -> None:
    ending, data, hole = FOUND[case]
    assert hole
    monkeypatch.setattr(quiet_cells, *hole)
    file = both.folder / f"a.{ending}"
    file.write_bytes(data)
    assert list(both.quick.look(gates.WrittenFile(file.name, file))) == []


def test_two_parts_of_one_name_are_read_with_care(both: Gates) -> None:
    file = io.BytesIO(as_xlsx([[MOBILE] * len(HEADS)]))
    name, other = "xl/worksheets/sheet1.xml", zipfile.ZipFile(io.BytesIO(as_xlsx([])))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, other.read(name), zipfile.ZIP_DEFLATED)
    quick, careful = both.found("xlsx", file.getvalue())
    assert quick
    assert quick == careful


PARTS = (
    *"1380XO-_一证Ea", "12", "00", "86", "1381234", "5678", "990122", "19900101", "0123", "e+17",
    "9.90122199001010", "E1234567", " ", "  ", " - ", "\u3000", "\n", "1 3 8 1 2 3 4", "4111", "\r",
    "_x000D_", "\u200b", "９", "0123456789abcdef" * 2, "姓名", "电话", "户主", "编号", "证件号码",
    "\0\0\n\0\0",
)  # fmt: skip


GOES_ON = f"E990122\r{'0123456789abcdef' * 2}证件号码X 1 3 8 1 2 3 43"
"""A number may go on in what is a digest where the lines are not put together."""


def test_many_texts_at_once_hold_what_each_holds(*, whole: bool) -> None:
    chance = random.Random(7)  # noqa: S311  as above
    texts = {
        "".join(chance.choices(PARTS, k=chance.randrange(1, 10)))
        for _ in range(30000 if whole else 4000)
    }
    texts.add(GOES_ON)
    shaped = {text for text in texts if any(scan_under_any(text))}
    assert len(shaped) > len(texts) // 20
    for some in (texts, {text for text in texts if "\0" not in text}):
        assert shaped & some <= shaped_among(some)
        assert tables.naming(some) == {text for text in some if LOOKS[text] & NAMES}
    assert shaped_among(some) < some
