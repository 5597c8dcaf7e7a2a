"""A file of a ledger's data is kept as it was: encoding, mark, line ends, and what stands below its lines."""

from __future__ import annotations

import pytest
from office_files import xlsx
from test_ledger_sheets import HELD, PATH, small, taken

from disclosure.county.read import SourceFile
from disclosure.tables.ledgers.ledger_import import places
from disclosure.tables.merged.texts import Written

HEADS = ["单位", "期初", "收入", "支出", "期末", "执行率"]
ROWS = [
    ["MZJ", 1000, 500, 250, 1250, "60%"],
    ["财政局", 1, 1, 1, 1, "1%"],
    ["XZF", 0, 80, 30, 50, "37.5%"],
]
FEET = "合计,,580.00,330.00,,,\n\n填表人：办公室,,,,,,\n"
BODY = HELD.partition("合计")[0]


def made(data: bytes, sheet: bytes, *, remove: bool = False) -> tuple[bytes, SourceFile]:
    files = [file for file in small() if file.path != PATH] + [SourceFile(PATH, data)]
    _, (file,) = taken(files, {"2026-Q2.xlsx": sheet}, remove=remove)
    return Written({file.path: file.text}).data(files)[PATH], file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(encoding: str, end: str) -> None:
    held = (BODY + FEET).replace("\n", end)
    rows = [HEADS, *ROWS, ["合计", None, 581, 281]]
    data, _ = made(held.encode(encoding), xlsx({"2026年第二季度": rows}))
    lines = [
        BODY.split("\n")[0], 'MZJ,"1,000.00",500,250,1250,60%,2026-06-30', BODY.split("\n")[2],
        "财政局,1,1,1,1,1%,", "合计,,581,281,,,", "", "填表人：办公室,,,,,,", "",
    ]  # fmt: skip
    assert data == end.join(lines).encode(encoding)


def test_what_stands_above_the_lines_and_below_them_is_no_line() -> None:
    above = (
        BODY.split("\n")[0] + "\n合计,,580.00,330.00,,,\n" + BODY.partition("\n")[2] + "注：未审计,,,,,,"
    )
    data, file = made(above.encode(), xlsx({"2026年第二季度": [HEADS, ROWS[0]]}), remove=True)
    assert file.missing == ("XZF",)
    assert data.decode().split("\n") == [
        BODY.split("\n")[0], 'MZJ,"1,000.00",500,250,1250,60%,2026-06-30', "注：未审计,,,,,,",
    ]  # fmt: skip


def test_a_stated_sum_that_changes_is_no_changed_line() -> None:
    rows = [HEADS, ["MZJ", 1000, 500, 300, 1200, "60%"], ROWS[2], ["合计", None, 581, 330]]
    _, file = made(HELD.encode(), xlsx({"2026年第二季度": rows}))
    assert (len(file.changed), file.lines_changed, file.same) == (1, 0, 2)


def test_every_cell_is_found_where_it_stands_now() -> None:
    """In the sheet, or in the file as it is: a new line above moves what is below, and nobody sees that file."""
    rows = [HEADS, ROWS[1], ["XZF", 0, 81, 30, 51, "37.5%"], ROWS[0]]
    held = HELD.partition("合计")[0] + "注：未审计,,,,,,\n"
    files = [file for file in small() if file.path != PATH] + [SourceFile(PATH, held.encode())]
    _, found = taken(files, {"2026-Q2.xlsx": xlsx({"表": rows})})
    assert found[0].text.split("\n")[3:5] == ["财政局,1,1,1,1,1%,", "注：未审计,,,,,,"]
    told = [str(place) for _, place in places(found)[PATH]]
    assert told[7 * 2 + 2] == "2026-Q2.xlsx!表!C3"
    assert told[7 * 2 + 6] == f"{PATH}:3:7"
    assert told[7 * 3 + 6] == "2026-Q2.xlsx!表!A2"
    assert told[7 * 4] == f"{PATH}:4:1"
