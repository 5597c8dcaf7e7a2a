"""Out to a workbook and back: nothing is lost, nothing is changed, and the bytes are always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from cases import ROOT
from imports import held_in, imported, records
from real_county import DATA, TENTH, write_county

from disclosure.app.disk import read_county
from disclosure.basics.files import tables
from disclosure.county.lookups.registered import registered
from disclosure.county.read import SourceFile, shelf_of
from disclosure.schema.catalogue import ALL, NOTICES, SHELF_OF, Shelf
from disclosure.schema.records.powers.power import Power
from disclosure.tables import trees
from disclosure.tables.declared import layouts, layouts_of
from disclosure.tables.merged.splice import spliced
from disclosure.tables.sheets_read import Asked
from disclosure.tables.sourced import StoredRecord, catalogue
from disclosure.tables.written.book import too_long, workbook
from disclosure.tables.written.table_rows import sheets

GOLDEN = ROOT / "tests" / "golden" / "county"
POWERS = SHELF_OF[Power]
SHELVES = [shelf for shelf in ALL if shelf is not NOTICES]


def files_of(folder: Path) -> list[SourceFile]:
    return read_county(folder)[0]


def exported(files: Sequence[SourceFile], shelf: Shelf) -> bytes:
    held = held_in(tuple(files))
    made = sheets(shelf, [kept.node for kept in held.of(shelf)])
    return workbook(made, registered(records(files)[0]))


def told(files: Sequence[SourceFile], shelf: Shelf) -> list[str]:
    """Every record of a kind as it is read, without the places where it stands."""
    return sorted(repr(item) for item in records(files)[0].items if type(item) is shelf.written)


def without(files: Sequence[SourceFile], shelf: Shelf) -> list[SourceFile]:
    """The files without the records of a kind; data that lie beside them stay."""
    return [file for file in files if shelf_of(file.path) is not shelf]


@pytest.fixture(scope="module")
def sample(*, whole: bool) -> list[SourceFile]:
    """The sample county with all its powers, or with the first of each body."""
    files = files_of(ROOT)
    powers = [file for file in files if shelf_of(file.path) is POWERS]
    first = {file.path.rpartition("/")[0]: file for file in reversed(powers)}.values()
    return files if whole else [file for file in files if file in first or file not in powers]


@pytest.fixture(scope="module")
def sample_powers(sample: list[SourceFile]) -> bytes:
    return exported(sample, POWERS)


def test_the_powers_of_the_sample_go_out_and_come_back(
    sample: list[SourceFile], sample_powers: bytes, *, whole: bool
) -> None:
    done = imported({"职权.xlsx": sample_powers}, without(sample, POWERS), Asked())
    assert done.problems == []
    assert len(done.plan.changes) > (150 if whole else 25)
    assert told(done.after(), POWERS) == told(sample, POWERS)


@pytest.mark.skipif(
    not DATA.is_file(), reason=f"仓库旁边没有 shared/data/{DATA.name}：没有用真实的职权试过"
)
def test_the_items_that_a_real_district_published_go_out_and_come_back(
    tmp_path: Path, *, whole: bool
) -> None:
    assert len(write_county(tmp_path, 1 if whole else TENTH)) == (1_135 if whole else 134)
    files = files_of(tmp_path)
    done = imported({"职权.xlsx": exported(files, POWERS)}, without(files, POWERS), Asked())
    assert done.problems == []
    assert told(done.after(), POWERS) == told(files, POWERS)


def test_a_workbook_that_nobody_touched_changes_nothing(
    sample: list[SourceFile], sample_powers: bytes
) -> None:
    done = imported({"职权.xlsx": sample_powers}, sample, Asked())
    assert (done.problems, done.plan.changes, done.plan.missing) == ([], (), ())


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.schema)
def test_every_kind_goes_out_and_comes_back(shelf: Shelf) -> None:
    files = files_of(GOLDEN)
    done = imported({f"{shelf.title}.xlsx": exported(files, shelf)}, without(files, shelf), Asked())
    assert done.problems == []
    assert told(done.after(), shelf) == told(files, shelf)


def test_csv_goes_out_with_its_mark_and_comes_back() -> None:
    files = files_of(GOLDEN)
    made = sheets(POWERS, [kept.node for kept in catalogue(files).of(POWERS)])
    out = {
        f"{sheet.layout.title}.csv": tables.text(
            sheet.layout.heads, [[cell.text for cell in row] for row in sheet.rows]
        )
        for sheet in made
    }
    assert all(data.startswith(b"\xef\xbb\xbf") for data in out.values())
    done = imported(out, without(files, POWERS), Asked())
    assert done.problems == []
    assert told(done.after(), POWERS) == told(files, POWERS)


def test_the_bytes_are_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(GOLDEN)
    first = exported(files, POWERS)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert exported(files, POWERS) == first


def test_a_workbook_is_made_for_clerks(tmp_path: Path) -> None:
    path = tmp_path / "职权.xlsx"
    path.write_bytes(exported(files_of(GOLDEN), POWERS))
    book = openpyxl.load_workbook(path)
    page = book["职权"]
    assert page.freeze_panes == "C2"
    heads = {cell.value: cell for cell in page[1]}
    assert list(heads) == list(layouts_of(POWERS)[0].heads)
    assert "全县唯一" in heads["编码"].comment.text
    assert page.cell(2, 1).number_format == "@"
    assert book["_亮权"].sheet_state == book["_选项"].sheet_state == "hidden"
    lists = {str(rule.sqref)[:2]: rule.formula1 for rule in page.data_validations.dataValidation}
    column = heads["类别"].column_letter
    sheet, cells = lists[f"{column}2"].split("!")
    assert sheet.strip("'") == "_选项"
    chosen = [cell.value for (cell,) in book["_选项"][cells.replace("$", "")]]
    assert "行政给付" in chosen


def test_nothing_in_a_workbook_is_a_formula() -> None:
    text = "编码: MZ-1\n名称: =1+1\n说明: '@甲'\n"
    made = sheets(
        POWERS, [catalogue([SourceFile("catalogues/powers/a.yaml", text.encode())]).records[0].node]
    )
    book = openpyxl.load_workbook(openpyxl.reader.excel.BytesIO(workbook(made, {})))
    cell = next(cell for cell in book["职权"][2] if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert tables.safe("=1+1") == "'=1+1"


def test_what_a_cell_cannot_hold_is_named_where_it_stands() -> None:
    text = f"编码: MZ-1\n说明: {'字' * 40_000}\n"
    held = catalogue([SourceFile("catalogues/powers/a.yaml", text.encode())])
    problems = list(too_long(sheets(POWERS, [held.records[0].node])))
    assert [str(p)[:34] for p in problems] == ["catalogues/powers/a.yaml:2:5: T10 "]


def test_a_workbook_of_a_field_that_is_no_more_is_refused_and_of_fewer_fields_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "职权.xlsx"
    path.write_bytes(exported(files_of(GOLDEN), POWERS))
    book = openpyxl.load_workbook(path)
    book["_亮权"]["B3"] = "000000000000"
    heads = [cell.value for cell in book["职权"][1]]
    book["职权"].delete_cols(heads.index("承诺时限") + 1)
    book.save(path)
    done = imported({"职权.xlsx": path.read_bytes()}, files_of(GOLDEN), Asked())
    assert (done.problems, done.plan.changes) == ([], ())
    book["职权"]["B1"] = "从前的字段"
    book.save(path)
    done = imported({"职权.xlsx": path.read_bytes()}, files_of(GOLDEN), Asked())
    assert "职权.xlsx!职权!A1: T17 表头和现在的字段对不上" in done.problems[0]


def test_no_two_sheets_of_a_kind_are_called_alike() -> None:
    names = [layout.title[:31] for layout in layouts()]
    assert len(names) == len(set(names))
    assert all(len(set(layout.heads)) == len(layout.heads) for layout in layouts())


# Into a file that is there already: only the lines that change


def test_one_word_changed_is_one_line_changed(sample: list[SourceFile]) -> None:
    held = held_in(tuple(sample))
    for path in sorted({kept.path for kept in held.of(POWERS)}):
        old = [kept.node for kept in held.records if kept.path == path]
        new = [trees.placed({**trees.plain(node), "名称": "改了的名称"}, node.place) for node in old]  # type: ignore[dict-item]  records are tables
        after = spliced(path, held.texts[path], old, new)
        lines = zip(held.texts[path].split("\n"), after.split("\n"), strict=True)
        changed = [(before, now) for before, now in lines if before != now]
        assert len(changed) == len(old)
        assert all("名称:" in before and now.endswith("改了的名称") for before, now in changed)


WORDS = (
    "改",
    "甲: 乙",
    "# 井",
    "多\n行\n文字",
    "0100",
    "是",
    "null",
    "- x",
    "  前空",
    "~",
    "{甲}",
    "'",
    '"',
    "2026-03-10",
)


def varied(random_: random.Random, value: trees.Plain) -> trees.Plain:
    """A value with something changed in it, at any depth."""
    if isinstance(value, str):
        return random_.choice((*WORDS, f"{value}改"))
    if isinstance(value, list):
        whole = [*value, random_.choice(WORDS)], value[:-1] or value, value[1:] + value[:1]
        place = random_.randrange(len(value) or 1)
        one = [varied(random_, item) if n == place else item for n, item in enumerate(value)]
        return random_.choice((*whole, one, one))
    keys = list(value)
    if len(keys) < 2 or random_.random() < 0.2:
        return {
            **value,
            f"新键{random_.randrange(9)}": random_.choice(("值", ["甲", "乙"], {"键": "值"})),
        }
    chosen = random_.choice(keys)
    if random_.random() < 0.2:
        return {key: inner for key, inner in value.items() if key != chosen}
    return {**value, chosen: varied(random_, value[chosen])}


def noted(text: str, records: Sequence[StoredRecord]) -> str:
    """The text with a comment above every key of its records but the first, which may follow a dash."""
    lines = text.split("\n")
    keys = [entry.key.place for kept in records for entry in kept.node.entries[1:]]
    for place in sorted(keys, reverse=True):
        lines.insert(place.line - 1, f"{' ' * (place.column - 1)}# 注 {place.line}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_any_change_is_written_as_it_is_meant_and_keeps_every_other_line(seed: int) -> None:
    """``spliced`` reads its own text again and raises where it says anything else."""
    chance, plain = random.Random(seed), catalogue(files_of(GOLDEN))
    for path in sorted(plain.texts):
        text = noted(plain.texts[path], [kept for kept in plain.records if kept.path == path])
        held = catalogue([SourceFile(path, text.encode())])
        old = [kept.node for kept in held.records]
        values = [varied(chance, varied(chance, trees.plain(node))) for node in old]
        firsts = [next(iter(trees.entries(node).items())) for node in old]
        values = [
            {key: trees.plain(first), **value}
            for (key, first), value in zip(firsts, values, strict=True)
        ]
        new = [trees.placed(value, node.place) for value, node in zip(values, old, strict=True)]
        after = spliced(path, text, old, new).split("\n")
        assert [line for line in text.split("\n") if "# 注" in line] == [
            line for line in after if "# 注" in line
        ]


def test_a_cell_made_empty_takes_its_value_away_and_a_row_taken_out_its_item(tmp_path: Path) -> None:
    """In a workbook of ours what is not there is not there; the lists of offices only leave things out."""
    path, files = tmp_path / "职权.xlsx", files_of(GOLDEN)
    path.write_bytes(exported(files, POWERS))
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["职权"][1]]
    row = next(row for row in book["职权"].iter_rows(min_row=2) if row[0].value == "MZ-JF-001")
    row[heads.index("追责情形")].value = None
    duties = book["职权.责任事项"]
    for number in [cell.row for cell in duties["A"] if cell.value == "MZ-JF-001"][::-1]:
        duties.delete_rows(number)
    book.save(path)
    change = imported({"职权.xlsx": path.read_bytes()}, files, Asked()).plan.changes[0]
    assert [(part.key, part.after) for part in change.fields] == [("责任事项", None), ("追责情形", None)]
