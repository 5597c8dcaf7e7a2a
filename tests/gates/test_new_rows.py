"""Of a table that passed only new rows are read, and nothing is missed by that."""

from __future__ import annotations

import base64
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import personal
import pytest

from disclosure import gates
from disclosure.basics.digests import digest
from disclosure.basics.files import tables
from disclosure.basics.output import in_line
from disclosure.gates import personal_numbers, written
from disclosure.gates.leaks import Leaks
from disclosure.gates.passed import PassedRelease
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading import new_rows
from disclosure.tables.written.plain_book import PlainSheet, plain_workbook

Rows = list[list[str]]

SEED = 11
NAME = "public/data/powers."
HIDDEN = "内部的请示"
HEADS = ("编码", "项目代码", "地址", "说明")
CHANCE = random.Random(SEED)  # noqa: S311  the same numbers again
MANY = (personal.resident(CHANCE) for _ in range(999))
IDS = [number for number in MANY if number[6:10] > "2014" and number.isdigit()][:6]
"""As a project's code may look."""
MOBILE, SERIAL = personal.mobile(CHANCE), "0000-5550101"
CELLS = (
    "",
    "文一",
    "2026-03-04",
    "梯田县桥凤潭1号",
    "甲“乙”\n丙, 丁",
    SERIAL,
    "a_b-c",
    "&lt;",
    "\\u0041",
)
ODD = (MOBILE, HIDDEN, HIDDEN[:2], HIDDEN[2:], "证件号码", "身份证号", "电话", *IDS, IDS[0][:17] + "0")


def row(chance: random.Random, number: int) -> list[str]:
    cells = [f"MZ-{number:03}", *(chance.choice(CELLS) for _ in HEADS[1:])]
    if chance.random() < 0.02:
        cells[chance.randrange(1, len(HEADS))] = chance.choice(ODD)
    return cells


def edited(chance: random.Random, rows: Rows) -> Rows:
    """One or two rows written anew, put in or left out, next to each other."""
    new, at = list(rows), chance.randrange(len(rows))
    for place in range(min(at + chance.randrange(2), len(rows) - 1), at - 1, -1):
        match chance.randrange(4):
            case 0:
                del new[place]
            case 1:
                new.insert(place, row(chance, 900))
            case _:
                new[place] = [new[place][0], *row(chance, 0)[1:]]
                new[place][chance.randrange(1, len(HEADS))] = chance.choice((*CELLS, *ODD))
    return new


def as_csv(rows: Rows) -> bytes:
    return tables.text(HEADS, rows)


def as_json(rows: Rows) -> bytes:
    told = ",\n".join(in_line({**dict(zip(HEADS, of, strict=True)), "也": [of[-1]]}) for of in rows)
    return f'{{\n"format": "1",\n"items": [\n{told}\n]\n}}\n'.encode()


def as_xlsx(rows: Rows) -> bytes:
    return plain_workbook(
        [
            PlainSheet.of("一", HEADS, rows),
            PlainSheet.of("二", HEADS[:1], [["1"]]),
        ]
    )


FORMS: Mapping[str, Callable[[Rows], bytes]] = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}


def every() -> Sequence[gates.Gate]:
    return Leaks({HIDDEN}), PersonalNumbers({SERIAL.replace("-", "")})


@dataclass
class Tables:
    """Versions of one file, each in a folder of its own, and what is found in them."""

    folder: Path
    name: str
    number: int = 0

    def found(self, data: bytes, passed: PassedRelease | None = None) -> tuple[list[str], PassedRelease]:
        """With what that release tells of the next one."""
        asked, folder = every(), self.folder / f"{self.number}"
        self.number += 1
        (folder / self.name).parent.mkdir(parents=True)
        (folder / self.name).write_bytes(data)
        told = list(map(str, gates.check({self.name: folder / self.name}, asked, passed)))
        return told, PassedRelease(folder, {self.name: digest(data)}, set(), gates.in_rows(asked))


@dataclass
class Tally:
    cut: int = 0
    faulty: int = 0
    differing: int = 0


def compared(folder: Path, ending: str, count: int) -> Tally:
    """Tables made of others that passed: read whole, and read as far as their rows are new."""
    chance, tally, files = random.Random(SEED), Tally(), Tables(folder, NAME + ending)  # noqa: S311  as above
    for _ in range(count):
        rows = [row(chance, number) for number in range(60)]
        was, now = FORMS[ending](rows), FORMS[ending](edited(chance, rows))
        wrong, passed = files.found(was)
        if wrong or was == now:
            continue
        whole, quick = files.found(now)[0], files.found(now, passed)[0]
        tally.cut += new_rows.cut_down(ending, was, now, written.AROUND) is not None
        tally.faulty += bool(whole)
        tally.differing += whole != quick
    return tally


@pytest.fixture(autouse=True)
def little_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """As small as the tables are."""
    monkeypatch.setattr(written, "AROUND", 60)


@pytest.mark.parametrize("ending", FORMS)
def test_new_rows_show_what_the_whole_table_shows(ending: str, tmp_path: Path, *, whole: bool) -> None:
    count = 120 if whole else 48
    tally = compared(tmp_path, ending, count)
    assert tally.differing == 0
    assert tally.faulty > count // 12
    assert tally.cut > count // 12


ROWS = [[f"MZ-{number:03}", "", "文一", ""] for number in range(60)]


def with_cells(*cells: tuple[int, int, str]) -> Rows:
    rows = [list(row) for row in ROWS]
    for at, column, text in cells:
        rows[at][column] = text
    return rows


@dataclass(frozen=True)
class Far:
    """A table that passes, ``new`` cells with which it does not, and what reads it as if it did."""

    ending: str
    old: tuple[tuple[int, int, str], ...]
    new: tuple[tuple[int, int, str], ...]
    hole: tuple[object, str, object]

    def found(self, folder: Path) -> tuple[list[str], list[str]]:
        """In the whole table, and in what is new."""
        files, form = Tables(folder, NAME + self.ending), FORMS[self.ending]
        wrong, passed = files.found(form(with_cells(*self.old)))
        assert wrong == []
        now = form(with_cells(*self.old, *self.new))
        return files.found(now)[0], files.found(now, passed)[0]


HEADING, SERIAL_NUMBER = ((5, 3, "证件号码"),), ((50, 3, "12345678901234567"),)
PROJECTS, ONE_MORE = tuple((n, 1, number) for n, number in enumerate(IDS[:2])), ((50, 1, IDS[2]),)
NOT_NOTED = (personal_numbers, "marked", lambda *_: frozenset())
NOT_COMPARED = (personal_numbers, "_naming", lambda _: ())
SCANNED = (personal_numbers, "scanned", lambda _: ())
FAR = {
    "a heading among the rows": Far("csv", HEADING, SERIAL_NUMBER, NOT_NOTED),
    "a heading among the rows of a sheet": Far("xlsx", HEADING, SERIAL_NUMBER, NOT_NOTED),
    "a new heading": Far("csv", SERIAL_NUMBER, HEADING, NOT_COMPARED),
    "a new heading in a sheet": Far("xlsx", SERIAL_NUMBER, HEADING, NOT_COMPARED),
    "a column of codes": Far("csv", PROJECTS, ONE_MORE, SCANNED),
    "keys of codes": Far("json", PROJECTS, ONE_MORE, SCANNED),
    "a word that goes from row to row": Far(
        "xlsx", ((31, 0, HIDDEN[2:]),), ((30, 3, HIDDEN[:2]),), (new_rows, "_enough", lambda *_: 0)
    ),
    "a word in a cell": Far("csv", (), ((30, 3, HIDDEN),), (Leaks, "passes", lambda *_: True)),
}


@pytest.mark.parametrize("case", FAR)
def test_what_is_decided_far_from_new_rows_is_found(case: str, tmp_path: Path) -> None:
    whole, quick = FAR[case].found(tmp_path)
    assert whole
    assert quick == whole


@pytest.mark.parametrize("case", FAR)
def test_a_hole_is_noticed(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*FAR[case].hole)
    assert FAR[case].found(tmp_path)[1] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_heading_is_not_forgotten_when_other_rows_are_read(ending: str, tmp_path: Path) -> None:
    files, form, other = Tables(tmp_path, NAME + ending), FORMS[ending], (30, 2, "文二")
    passed = files.found(form(with_cells(*HEADING)))[1]
    again = files.found(form(with_cells(*HEADING, other)), passed)[1]
    assert again.in_rows == passed.in_rows
    assert all(again.in_rows.values())
    assert files.found(form(with_cells(*HEADING, other, *SERIAL_NUMBER)), again)[0]


OTHER = with_cells((30, 2, "文二"))


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_only_what_is_new_is_read(ending: str) -> None:
    cut = new_rows.cut_down(ending, FORMS[ending](ROWS), FORMS[ending](OTHER), 40)
    assert cut
    for data, said in zip(cut, ("文一", "文二"), strict=True):
        assert b"MZ-010" not in data
        assert b"MZ-050" not in data
        assert said.encode() in data.partition(b"MZ-030")[2].partition(b"MZ-031")[0]


def test_of_a_workbook_only_sheets_that_are_new_are_read() -> None:
    cut = new_rows.cut_down("xlsx", as_xlsx(ROWS), as_xlsx(OTHER), 40)
    assert cut
    assert [list(new_rows.members_of(data)) for data in cut] == [["xl/worksheets/sheet1.xml"]] * 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_that_says_again_what_a_column_holds_is_not_noted(ending: str, tmp_path: Path) -> None:
    files, form, again = Tables(tmp_path, NAME + ending), FORMS[ending], ((7, 3, HEADING[0][2]),)
    once, twice = (files.found(form(with_cells(*cells)))[1] for cells in (HEADING, HEADING + again))
    assert once.in_rows == twice.in_rows


def repacked(data: bytes, *, comment: bytes = b"", behind: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            told = zipfile.ZipInfo(name)
            told.compress_type, told.comment = zipfile.ZIP_DEFLATED, comment
            archive.writestr(told, old.read(name))
    return behind + out.getvalue()


@pytest.mark.parametrize(
    ("ending", "odd"),
    [
        ("csv", lambda data: data.replace(b"\r\n", b"\n")),
        ("csv", lambda data: data.replace(b"MZ-059", b'MZ"059')),
        ("csv", lambda data: data.replace(b",", b";")),
        ("csv", lambda data: data.replace(b"MZ-059", b"<!--")),
        ("csv", lambda data: data.replace("项目".encode(), "证件".encode())),
        ("csv", lambda data: data.decode().encode("gb18030")),
        ("json", lambda data: data.replace(b"MZ-059", b"<b>")),
        ("json", lambda data: data.replace(b',\n{"', b',\n [{"')),
        ("json", lambda data: data.replace(b'"MZ-030"', b"MZ-030")),
        ("xlsx", lambda data: repacked(data, comment=b"1")),
        ("xlsx", lambda data: repacked(data, behind=b"1")),
        ("xlsx", lambda data: data + b"1"),
        ("xlsx", lambda _: as_xlsx([])),
        ("xlsx", lambda _: b"PK"),
    ],
)
def test_what_is_written_otherwise_is_read_whole(ending: str, odd: Callable[[bytes], bytes]) -> None:
    was, now = FORMS[ending](ROWS), FORMS[ending](OTHER)
    assert new_rows.cut_down(ending, was, now, 40)
    assert new_rows.cut_down(ending, was, odd(now), 40) is None


def test_a_table_that_passed_because_someone_signed_is_read_whole(tmp_path: Path) -> None:
    was, now = as_csv(ROWS), as_csv(OTHER)
    cut = new_rows.cut_down("csv", was, now, 40)
    assert cut
    files = [gates.WrittenFile("a.csv", tmp_path) for _ in cut]
    for file, data in zip(files, cut, strict=True):
        vars(file)["data"] = data
    rows = written.NewRows(digest(was), *files)
    assert Leaks(()).passes(rows)
    assert not Leaks((), {digest(was)[:16]}).passes(rows)
    assert not Leaks({"长" * 2000}).passes(rows)


@pytest.mark.parametrize("signed", [False, True])
def test_what_was_wrapped_in_a_file_that_passed_is_not_opened_again(
    tmp_path: Path, *, signed: bool
) -> None:
    wrapped = base64.b64encode(HIDDEN.encode() * 4)
    before = gates.WrittenFile("a.txt", tmp_path)
    vars(before)["data"] = wrapped
    now = gates.WrittenFile("a.txt", tmp_path, before=before)
    vars(now)["data"] = wrapped + b"\n"
    alone = now.with_care
    gate = Leaks({HIDDEN}, {digest(wrapped)[:16]} if signed else ())
    assert [bool(list(gate.look(file))) for file in (now, alone)] == [signed, signed]
    assert list(Leaks({HIDDEN}).look(alone))
