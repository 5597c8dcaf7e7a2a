"""``disclosure print``: sheets that read as the records do, the same each time, and nothing dropped."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cases import SOUND
from conftest import give_up
from counties import AS_OF

from disclosure.__main__ import main
from disclosure.app.office import typesetting
from disclosure.editions.printed import booklets
from disclosure.editions.printed.catalogue_boards import parted

POWER, OTHER, UNIT = "MZ-JF-001", "MZ-JF-009", "MZJ"
SOURCE = f"catalogues/powers/{POWER}.yaml"
EXCUSED = "豁免: [{规则: Z05, 理由: 当天一起公开的, 日期: 2026-03-01, 批准: 县政务公开办公室}]\n"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sound county, in a folder as a clerk would name it."""
    try:
        typesetting.see_that_all_is_there()
    except typesetting.CannotPrint as error:
        give_up(str(error))
    folder = tmp_path_factory.mktemp("print") / "小 县"
    shutil.copytree(SOUND, folder)
    with (folder / SOURCE).open("a", encoding="utf-8") as power:
        power.write(EXCUSED)
    text = (folder / SOURCE).read_text("utf-8")
    other = text.replace(POWER, OTHER).replace("临时救助审核确认", "救助金复核")
    (folder / SOURCE.replace(POWER, OTHER)).write_text(other, "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(county: Path) -> Path:
    """Its sheets."""
    out = county.parent / "印 制"
    assert printed(county, out) == 0
    return out


def printed(county: Path, out: Path, *more: str) -> int:
    return main(["print", str(county), "--output", str(out), "--as-of", str(AS_OF), *more])


def listed(out: Path) -> list[Mapping[str, Any]]:
    sheets: list[Mapping[str, Any]] = json.loads((out / "print/sheets.json").read_text())["sheets"]
    return sheets


def words(file: Path) -> str:
    """All words of a PDF without blanks, read by a program that did not set it."""
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
    return re.sub(r"\s", "", "".join(pages))


def test_a_sheet_bears_what_the_page_of_its_record_bears(county: Path, out: Path) -> None:
    site = county.parent / "site"
    assert main(["build", str(county), "--output", str(site), "--as-of", str(AS_OF)]) == 0
    sheet = next(one for one in listed(out) if one["code"] == POWER)
    for edition in ("public", "kiosk"):
        page = (site / edition / f"powers/{POWER}.html").read_text()
        mark = re.search(r'imprint">编码 (\S+?)　公布日期 (\S+?)　内容散列 <span[^>]*>(\w+)', page)
        assert mark
        assert mark.groups() == (sheet["code"], sheet["published"], sheet["digest"])
    said = words(out / "print" / sheet["file"])
    assert all(sheet[key] in said for key in ("code", "published", "digest"))
    board = next(one for one in listed(out) if one["file"] == f"boards/{UNIT}.pdf")
    page = (site / f"public/units/{UNIT}.html").read_text()
    assert f'连同各项职权 <span class="imprint-digest">{board["digest"]}</span>' in page
    assert board["digest"] in words(out / "print" / board["file"])


def test_every_step_is_on_the_wall(out: Path) -> None:
    said = words(out / f"print/flows/{POWER}-a3.pdf")
    named = re.findall(r"- (?:步骤|判断|公示|审核): (.+)", (SOUND / SOURCE).read_text())
    assert len(named) > 2
    assert [name for name in named if re.sub(r"\s", "", name) not in said] == []


def test_what_a_power_is_excused_from_stands_wherever_it_is_printed(out: Path) -> None:
    """A waiver is published, with its reason and its day: on paper too."""
    for sheet in (f"flows/{POWER}-a3", f"booklets/{UNIT}"):
        said = words(out / f"print/{sheet}.pdf")
        assert "豁免Z05：当天一起公开的（2026-03-01，县政务公开办公室批准）" in said


def test_a_board_lists_every_power_of_a_body_and_says_once_what_all_have(out: Path) -> None:
    said = words(out / f"print/boards/{UNIT}.pdf")
    for code, name in ((POWER, "临时救助审核确认"), (OTHER, "救助金复核")):
        assert re.search(f"{code}{name}行政给付救助股股长8个工作日", said)
    assert said.count("0000-5550101") == said.count("监督电话0000-5550101（每一项都是）") == 1
    assert "末尾“连同各项职权”的散列相同" in said


def test_a_board_has_no_column_that_says_nothing() -> None:
    rows = (("A", "甲", "许可", "", "当场", "", ""), ("B", "乙", "许可", "", "", "", ""))
    assert parted(rows) == ([], [0, 1, 2, 4])
    assert parted(rows[1:]) == ([], [0, 1, 2])


def test_an_unknown_body_is_refused_and_nothing_to_print_is_said(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(county, tmp_path / "out", "--unit", UNIT.lower()) == 1
    assert f"没有编码是“{UNIT.lower()}”的机构，是不是“{UNIT}”。" in capsys.readouterr().err
    assert printed(county, tmp_path / "out", "--only", "载体") == 0
    assert "没有可印的" in capsys.readouterr().out


def test_letters_are_never_smaller_than_can_be_read_from_afar(out: Path) -> None:
    page = pypdfium2.PdfDocument(out / f"print/flows/{POWER}-a3.pdf")[0]
    assert [round(side * 25.4 / 72) for side in page.get_size()] == [297, 420]
    heights = [thing.get_bounds() for thing in page.get_objects(filter=[1])]
    assert max(top - bottom for _, bottom, _, top in heights) > 18 * 0.7


def test_what_did_not_change_is_not_set_again_and_is_the_same_anywhere(
    county: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(county, out) == 0
    assert "其中 0 份是新排的" in capsys.readouterr().out
    assert printed(county, tmp_path / "again") == 0
    files = {path.name: path.read_bytes() for path in (out / "print").rglob("*.pdf")}
    again = {path.name: path.read_bytes() for path in (tmp_path / "again/print").rglob("*.pdf")}
    assert again == files


def test_a_letter_that_no_font_holds_is_named_with_its_record(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "county"
    shutil.copytree(county, other)
    unit = next(path for path in (other / "catalogues/units").glob("*.yaml") if path.stem == UNIT)
    text = unit.read_text("utf-8")
    unit.write_text(f"{text}地址: 云台路1号ཀ\n", "utf-8")
    assert printed(other, tmp_path / "out", "--only", "公示") == 1
    said = capsys.readouterr().err
    assert f"catalogues/units/{UNIT}.yaml:" in said
    assert "“ཀ”（U+0F40）字体里没有，印不出来（例如“云台路1号ཀ”）" in said
    assert not (tmp_path / "out/print").exists()


def test_what_is_withdrawn_is_on_no_sheet(county: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "county", tmp_path / "out"
    shutil.copytree(county, other)
    assert printed(other, out) == 0
    before = of_unit(out)
    path = other / SOURCE
    text = path.read_text("utf-8").replace("公开范围: 向社会公开", "公开范围: 在全党公开")
    path.write_text(text, "utf-8")
    assert printed(other, out) == 0
    names = [path.name for path in (out / "current/print").rglob("*") if POWER in path.name]
    assert names == []
    assert POWER not in (out / "print/sheets.json").read_text()
    assert before.keys() == {f"boards/{UNIT}.pdf", f"booklets/{UNIT}.pdf", f"windows/{UNIT}-a3.pdf"}
    assert not {*before.values()} & {*of_unit(out).values()}, "the digest of what tells of it"


def of_unit(out: Path) -> Mapping[str, str]:
    """The digests of the sheets that tell of a body and of all its powers."""
    return {sheet["file"]: sheet["digest"] for sheet in listed(out) if sheet["code"] == UNIT}


def test_a_site_is_not_printed_over(county: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["build", str(county), "--output", str(site), "--as-of", str(AS_OF)]) == 0
    assert printed(county, site) == 1
    assert (site / "public/index.html").exists()


def test_who_lacks_the_type_setter_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda _: None)
    assert printed(SOUND, tmp_path / "out") == 1
    assert "make print" in capsys.readouterr().err


def test_a_booklet_tells_every_power_on_the_page_that_its_contents_name(out: Path) -> None:
    pages = [
        re.sub(r"\s", "", page.get_textpage().get_text_bounded())
        for page in pypdfium2.PdfDocument(out / f"print/booklets/{UNIT}.pdf")
    ]
    records = [
        path.read_text("utf-8") for path in sorted((SOUND / "catalogues/powers").glob("MZ-*.yaml"))
    ]
    assert records
    for record in records:
        code, name = (re.search(rf"^{key}: (.+)$", record, re.MULTILINE)[1] for key in ("编码", "名称"))
        (told,) = (
            number for number, page in enumerate(pages, 1) if f"{name}" in page and f"编码{code}" in page
        )
        assert re.search(rf"{re.escape(name)}\.+{told}(?!\d)", pages[1])


def test_what_bodies_hold_alike_is_told_once_in_the_booklet_of_their_level(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, out = tmp_path / "county", tmp_path / "out"
    shutil.copytree(county, other)
    (other / SOURCE.replace(POWER, OTHER)).unlink()
    for path in (f"units/{UNIT}.yaml", f"powers/{POWER}.yaml"):
        text = (other / "catalogues" / path).read_text("utf-8")
        text = re.sub("\n +风险: .+", "", text)  # would tell whose leader answers for it
        (other / "catalogues" / path).write_text(text, "utf-8")
        text = text.replace("MZ", "NY").replace("民政", "农业")
        (other / "catalogues" / path.replace("MZ", "NY")).write_text(text, "utf-8")
    assert printed(other, out) == 0
    said = words(out / "print/booklets/bumen.pdf")
    assert said.count("行政给付编码") == 1
    assert "行使：" in said
    assert all(said.count(code) == times for code, times in ((POWER, 2), ("NY-JF-001", 1)))
    monkeypatch.setattr(booklets, "VOLUME", 0)
    assert printed(other, out, "--only", "手册") == 0
    titles = [sheet["title"] for sheet in listed(out) if sheet["code"] == "bumen"]
    assert titles == ["县直部门权力公开手册第1册", "县直部门权力公开手册第2册"]
    assert "民政局" not in words(out / "print/booklets/bumen-2.pdf")
