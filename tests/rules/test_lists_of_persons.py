"""Lists of persons: covered by the county's one rule, from YAML to every file that is written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import personal
import pytest
from counties import AS_OF, ROOT, lay_out_case, load
from hypothesis import given
from hypothesis import strategies as st

from disclosure import gates, pipeline
from disclosure.__main__ import main
from disclosure.basics.files import tables
from disclosure.basics.files.any_file import pieces as pieces_of
from disclosure.basics.labelled import Run
from disclosure.basics.output import File, Output, ready
from disclosure.basics.persons import names
from disclosure.basics.persons.mask import LEAST, Mask, candidates
from disclosure.basics.persons.shaped import NumberKind
from disclosure.county.audience import Audience
from disclosure.editions.edition import Edition
from disclosure.gates import personal_numbers

CASE = "privacy/pass-list-of-persons"


@pytest.mark.parametrize(
    ("name", "rule", "shown"),
    [
        ("样例甲", names.OPEN, "样例甲"),
        ("样例甲", names.SURNAME, "样某某"),
        ("样例", names.SURNAME, "样某某"),
        ("样例甲", names.ONE_HIDDEN, "样*甲"),
        ("样例", names.ONE_HIDDEN, "样*"),
        ("样 例", names.ONE_HIDDEN, "样*"),
        ("欧阳样例", names.SURNAME, "欧阳某某"),
        ("欧阳样例", names.ONE_HIDDEN, "欧阳*例"),
        ("欧阳", names.ONE_HIDDEN, "欧*"),
        ("样例提·样里木", names.ONE_HIDDEN, "样*提·样里木"),
        ("样例提·样里木", names.SURNAME, "样某某"),
        ("样例甲、样例乙", names.SURNAME, "样某某、样某某"),
        ("样例甲（户主）", names.SURNAME, "样某某（户某某）"),
        ("样例甲乙丙丁戊", names.ONE_HIDDEN, "样某某"),
        ("Example", names.SURNAME, "E某某"),
        ("合计", names.SURNAME, "合计"),
        ("/", names.SURNAME, "/"),
        ("···", names.SURNAME, "···"),
        ("", names.SURNAME, ""),
    ],
)
def test_a_name_is_shown_by_the_rule(name: str, rule: str, shown: str) -> None:
    assert names.shown(name, rule) == shown


@given(st.text("样例甲乙丙欧阳·某*×", min_size=2, max_size=8), st.sampled_from(names.RULES))
def test_a_name_shown_by_a_rule_keeps_that_rule_and_stays_as_it_is(name: str, rule: str) -> None:
    shown = names.shown(name, rule)
    assert not names.is_too_open(shown, rule)
    assert rule != names.SURNAME or names.shown(shown, rule) == shown


@pytest.mark.parametrize(
    ("text", "mask", "kind", "shown"),
    [
        ("990122199003070000", "前6", NumberKind.ID, "990122************"),
        ("990122 19900307 000X", "前6", NumberKind.ID, "990122************"),
        ("９９０１２２199003070000", "前6", NumberKind.ID, "990122************"),
        ("990122900307000", "前6", NumberKind.ID, "990122*********"),
        ("99012219900307000", "前6", NumberKind.ID, "****"),
        ("9.90122E+17", "前6", NumberKind.ID, "****"),
        ("13000000000", "前3后4", NumberKind.MOBILE, "130****0000"),
        ("130-0000-0000", "前3后4", NumberKind.MOBILE, "130****0000"),
        ("1300000****", "前3后4", NumberKind.MOBILE, "130********"),
        ("13000000000、13000000001", "前3后4", NumberKind.MOBILE, "****"),
        ("13000000000（样例）", "前3后4", NumberKind.MOBILE, "****"),
        ("6200000000000000", "后4", NumberKind.CARD, "************0000"),
        ("无", "前6", NumberKind.ID, "无"),
        ("", "前6", NumberKind.ID, ""),
    ],
)
def test_a_number_is_covered_by_the_mask_of_its_kind(
    text: str, mask: str, kind: NumberKind, shown: str
) -> None:
    assert Mask.parse(mask).cover_cell(kind, text) == shown


@given(st.text(max_size=30))
def test_a_cell_is_written_so_that_it_comes_back_and_does_not_run(cell: str) -> None:
    written = tables.safe(cell)
    assert tables.original(written) == cell
    assert not tables.runs(written)


STARTS = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t=",
    "\r=",
    " =",
    "\u3000＝",
    '"=',
    "\ufeff=",
    "\n@",
)


@pytest.mark.parametrize("start", STARTS)
def test_whatever_begins_a_formula_is_defused_and_refused(start: str) -> None:
    cell = f'{start}HYPERLINK("https://example.com")'
    assert tables.runs(cell)
    assert tables.safe(cell) == f"'{cell}"
    (row,) = csv.reader(io.StringIO(tables.text((cell,), ()).decode("utf-8-sig"), newline=""))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["-300", "+86", "-1,200.50", "－", "- 无", "-无", "1+1", "a=b", "2026-01-01"]
)
def test_what_no_spreadsheet_runs_is_not_refused(cell: str) -> None:
    assert not tables.runs(cell)


# From YAML to what is written


def built(county: Path, out: Path) -> int:
    return main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)])


def everything(out: Path) -> str:
    """All that a build wrote, by whatever name."""
    files = [path for path in sorted((out / "current").resolve().rglob("*")) if path.is_file()]
    return "\n".join(f"{path}\n{path.read_text('utf-8', 'replace')}" for path in files)


def test_a_list_is_published_covered_in_every_carrier_and_nowhere_clear(tmp_path: Path) -> None:
    county = lay_out_case(CASE, tmp_path)
    rows = list(csv.reader(io.StringIO((county / "content" / "发放.csv").read_text("utf-8"))))
    assert built(county, tmp_path / "out") == 0
    written = everything(tmp_path / "out")
    clear = [cell for row in rows[1:] for cell in row[1:4]]
    assert [cell for cell in clear if cell in written] == []
    files = tmp_path / "out" / "public" / "attachments"
    listed = json.loads((files / "TZ-2026-003-list-1.json").read_text("utf-8"))
    told = (files / "TZ-2026-003-list-1.csv").read_text("utf-8-sig")
    count = candidates(NumberKind.ID, Mask(6), age_known=True)
    assert count >= LEAST
    for edition in ("public", "kiosk"):
        page = (tmp_path / "out" / edition / "notices" / "TZ-2026-003.html").read_text("utf-8")
        for shown in ("样*甲", "欧阳*例", "990122************", "130****0001"):
            assert all(shown in place for place in (page, told, str(listed["行"])))
        assert f"身份证号只公布前6位，符合的号码大约有 {count} 个" in page
    assert {path.name for path in files.iterdir()} == {
        "TZ-2026-003-list-1.csv",
        "TZ-2026-003-list-1.json",
    }


def test_a_list_kept_in_excel_is_the_same_list(tmp_path: Path) -> None:
    county = lay_out_case(CASE, tmp_path)
    content, notice = county / "content", county / "content" / "TZ-2026-003.md"
    rows = list(csv.reader(io.StringIO((content / "发放.csv").read_text("utf-8"))))
    (content / "发放.xlsx").write_bytes(personal.sheet_file(rows))
    as_csv, _ = load(county)
    (content / "发放.csv").unlink()
    notice.write_text(notice.read_text("utf-8").replace("发放.csv", "发放.xlsx"), "utf-8")
    as_xlsx, problems = load(county)
    assert as_csv
    assert as_xlsx
    assert problems == []
    (one,), (other,) = (site.notices["TZ-2026-003"].lists for site in (as_csv, as_xlsx))
    assert (one.rows, one.withheld, one.lines) == (other.rows, other.withheld, other.lines)


@pytest.mark.parametrize(
    ("mask", "code"), [("前6后4", "P11"), ("前2后3", "P11"), ("不公开", "P14"), ("前3", "")]
)
def test_a_mask_that_leaves_too_few_candidates_or_none_at_all_is_refused(
    mask: str, code: str, tmp_path: Path
) -> None:
    county = lay_out_case(CASE, tmp_path)
    policy = county / "catalogues" / "privacy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("前6", mask), "utf-8")
    _, problems = load(county)
    assert [problem.code.id for problem in problems] == ([code] if code else [])


def test_without_a_policy_numbers_keep_the_default_masks_and_ids_are_not_shown(tmp_path: Path) -> None:
    county = lay_out_case(CASE, tmp_path)
    (county / "catalogues" / "privacy.yaml").unlink()
    _, problems = load(county)
    assert [problem.code.id for problem in problems] == ["P14"]


def test_a_view_that_writes_a_clear_value_is_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    county = lay_out_case(CASE, tmp_path)
    source = (county / "content" / "发放.csv").read_bytes()
    leaks = ["样例甲".encode(), b"990122199003070000", gzip.compress(source)]
    real = pipeline.files_of

    def leaking(edition: Edition) -> Iterator[Output]:
        yield from real(edition)
        for number, leak in enumerate(leaks if edition.medium.feeds else ()):
            yield File(f"public/data-{number}.bin", ready(leak))

    monkeypatch.setattr(pipeline, "files_of", leaking)
    assert built(county, tmp_path / "out") == 1
    printed = capsys.readouterr().err
    assert [f"public/data-{n}.bin:1:1: C11 " in printed for n in range(3)] == [True] * 3


def test_no_view_asks_for_what_is_withheld() -> None:
    views = [
        *(ROOT / "plugins" / "disclosure" / "editions").rglob("*.py"),
        *(ROOT / "theme").rglob("*.html"),
    ]
    assert [path.name for path in views if re.search(r"\bwithheld\b", path.read_text("utf-8"))] == []


def test_names_below_a_heading_are_found_in_every_carrier_of_tables() -> None:
    rows = [["序号", "姓名"], ["1", "样例甲"], ["2", "样 例"], ["3", "样*乙"], ["4", "合计"]]
    text = "\n".join(",".join(row) for row in rows)
    marked = "\n".join(f"|{'|'.join(row)}|" for row in rows)
    carried = {
        "a.csv": text.encode(),
        "a.md": f"{marked}\n\n完。".encode(),
        "a.xlsx": personal.sheet_file(rows),
        "a.xls": personal.old_sheet_file(rows),
        "a.docx": personal.word_table_file(rows),
        "a.html": f"<table>{''.join(f'<tr><td>{a}<td>{b}</tr>' for a, b in rows)}</table>".encode(),
    }
    for name, data in carried.items():
        runs = [piece for piece in pieces_of(name, data) if isinstance(piece, Run)]
        found = {one for run in runs for one in names.too_open(run, names.ONE_HIDDEN)}
        assert found == {"样例甲", "样例"}, name


def test_the_gate_names_what_no_program_reads_unless_someone_signed(tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(personal.png_file([]))
    files = {"public/attachments/A-1.png": scan}
    digest = gates.WrittenFile("a.png", scan).digest
    assert [p.code.id for p in gates.check(files, [personal_numbers.PersonalNumbers()])] == ["C10"]
    assert gates.check(files, [personal_numbers.PersonalNumbers(signed={digest[:16]})]) == []
    assert gates.check({"led/screen.png": scan}, [personal_numbers.PersonalNumbers()]) == []


def test_what_a_county_writes_itself_is_not_looked_for_in_its_pages(tmp_path: Path) -> None:
    county = lay_out_case(CASE, tmp_path)
    site, _ = load(county)
    assert site
    words = gates.said_in(site, Audience()).withheld
    assert {"样例甲", "欧阳样例", "990122199003070000", "13000000000"} <= words
    assert not words & {"300", "样*甲"}
