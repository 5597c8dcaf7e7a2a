"""Workbooks that another program has opened and saved: LibreOffice here, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from imports import imported
from office_files import package, xlsx
from test_ledger_sheets import books, small, taken
from test_round_trip import GOLDEN, SHELVES, exported, files_of

from disclosure.tables.grid import UnreadFile
from disclosure.tables.sheets_read import Asked
from disclosure.tables.sourced import catalogue
from disclosure.tables.sources import read as read_grids

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="没有装 LibreOffice（soffice）")
HEADS = ["序号", "项目编码", "事项名称", None, "权力类型", "承诺期限", "公布日期"]
UNDER = [None, None, "主项", "子项", None, None, None]
ROWS = [
    [1, "MZ-1", "公墓许可", "扩建", "行政许可", '="2"&"0个工作日"', "2026.5.1"],
    [2, "MZ-2", "骨灰堂许可", None, "行政许可", "30日", 46143],
]
MERGED = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:G2"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("办公 软件")


def saved(home: Path, ending: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as LibreOffice saves them, all in one run."""
    out = home / ending.partition(":")[0]
    for name, data in files.items():
        (home / name).write_bytes(data)
    command = [
        str(OFFICE),
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(home / 'own').as_uri()}",
    ]
    command += ["--convert-to", ending, "--outdir", str(out), *(str(home / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in out.iterdir() if path.stem + ".xlsx" in files}


@needs_office
@pytest.mark.parametrize(("ending", "titles"), [("xlsx", ("机构", "决策", "职权")), ("xls", ("职权",))])
def test_our_workbooks_come_back_the_same(home: Path, ending: str, titles: tuple[str, ...]) -> None:
    """The widest kinds, as they are kept today, and powers as they were kept of old."""
    files, ours = files_of(GOLDEN), small()
    shelves = [shelf for shelf in SHELVES if shelf.title in titles]
    made = {f"{shelf.title}.xlsx": exported(files, shelf) for shelf in shelves}
    again = saved(home, ending, {**made, **books(tuple(ours))})
    ledgers = {name: again.pop(name) for name in [*again] if name.startswith("台账数据")}
    done = imported(again, files, Asked())
    assert (len(again), done.problems, done.plan.changes) == (len(made), [], ())
    assert done.plan.same == sum(len(catalogue(files).of(shelf)) for shelf in shelves)
    found, (file,) = taken(ours, ledgers)
    assert (found.problems, file.changes, file.missing) == ((), False, ())


@needs_office
@pytest.mark.parametrize("ending", ["xls", "html", "csv:Text - txt - csv (StarCalc):44,34,GBK"])
def test_a_list_of_an_office_says_the_same_however_it_is_saved(home: Path, ending: str) -> None:
    """Split heads, a formula that LibreOffice computes, a day as text and as a number."""
    sheet = xlsx({"清单": [HEADS, UNDER, *ROWS]}, {"清单": MERGED}, {"清单!G4": "yyyy\\-mm\\-dd"})
    done = imported(saved(home, ending, {"清单.xlsx": sheet}))
    assert done.problems == []
    first, second = (done.records[code] for code in ("MZ-1", "MZ-2"))
    assert (first["名称"], first["承诺时限"], first["公布日期"]) == (
        "公墓许可",
        "20个工作日",
        "2026-05-01",
    )
    assert first["子项"][0]["名称"] == "扩建"
    assert (second["名称"], second["公布日期"]) == ("骨灰堂许可", "2026-05-01")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CELLS = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>编码</t></is></c>'
    '<c r="B1" t="inlineStr"><is><r><t>名</t></r><r><t>称</t></r></is></c></row></sheetData>'
)


def written(cells: str = CELLS, main: str = MAIN, mark: str = "", root: str = "") -> bytes:
    """A workbook by a program of its own mind: ``mark`` before names, ``root`` before paths."""
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    )
    name = f"{mark}:" if mark else ""
    space = f'xmlns{":" + mark if mark else ""}="{main}"'
    cells = cells.replace("<", f"<{name}").replace(f"<{name}/", f"</{name}")
    relation = '<Relationships xmlns="{0}/relationships"><Relationship Id="a" Type="{1}/{2}" Target="{3}"/></Relationships>'
    return package({
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": relation.format(PACKAGE, RELATED, "officeDocument", f"{root}xl/workbook.xml"),
        "xl/workbook.xml": f'<{name}workbook {space} xmlns:r="{RELATED}"><{name}sheets><{name}sheet name="表" '
        f'sheetId="1" r:id="a"/></{name}sheets></{name}workbook>',
        "xl/_rels/workbook.xml.rels": relation.format(
            PACKAGE, RELATED, "worksheet", f"{root and '/xl/'}worksheets/sheet1.xml"
        ),
        "xl/worksheets/sheet1.xml": f"<{name}worksheet {space}>{cells}</{name}worksheet>",
    })  # fmt: skip


def told(data: bytes) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for grid in read_grids("a.xlsx", data) for row in grid.rows
    ]


@pytest.mark.parametrize(
    "data",
    [
        written(),
        written(mark="x"),
        written(root="/"),
        written(CELLS.replace(' r="1"', "").replace(' r="A1"', "").replace(' r="B1"', "")),
        written('<dimension ref="A1"/>' + CELLS),
    ],
    ids=["inline, in runs", "with a prefix", "from the root", "without places", "a wrong extent"],
)
def test_what_programs_leave_out_or_add_is_no_matter(data: bytes) -> None:
    assert told(data) == [["编码", "名称"]]


def test_signs_that_xml_cannot_hold_are_read_as_they_were_typed() -> None:
    assert told(
        written(CELLS.replace("编码", "一_x000D_\n二").replace("<t>名</t>", "<t>_x005F_x0041_</t>"))
    ) == [["一\n二", "_x0041_称"]]


def test_a_strict_workbook_is_not_taken_for_an_empty_one() -> None:
    with pytest.raises(UnreadFile, match="T05 存成了“Strict Open XML"):
        told(written(main="http://purl.oclc.org/ooxml/spreadsheetml/main"))
