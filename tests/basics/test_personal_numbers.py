"""Personal numbers are found wherever they hide; innocent ones pass; nothing slips out unread."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bombs
import personal
import pytest
from counties import AS_OF, SOUND, lay_out_case
from playwright.sync_api import Browser

from disclosure import gates
from disclosure.__main__ import main
from disclosure.basics.files import any_file, binary, xmltext
from disclosure.basics.files import package as office
from disclosure.basics.files import pieces as runs
from disclosure.basics.files.pdf import layout
from disclosure.basics.files.pieces import Active, Unread
from disclosure.basics.persons import detect
from disclosure.basics.persons.detect import scan
from disclosure.basics.persons.mask import LEAST, Mask, candidates, covered
from disclosure.basics.persons.numbers import PROVINCES
from disclosure.basics.persons.shaped import SEEKERS, NumberKind
from disclosure.gates.personal_numbers import PersonalNumbers

FOUND, INNOCENT = 240, 800


def rng(*seed: object) -> random.Random:
    return random.Random(repr(seed))


def numbers(name: str, data: bytes) -> set[str]:
    return {finding.number for _, finding in any_file.findings(name, data)}


def found(text: str, label: str = "") -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.number) for finding in scan(text, label)]


def missed(carrier: str) -> list[personal.Sample]:
    """Planted numbers that are not found."""
    planted = personal.samples(rng(carrier), FOUND)
    data = personal.CARRIERS[carrier]([(one.label, one.written) for one in planted])
    seen = numbers(f"名单.{carrier}", data)
    return [o for o in planted if not {o.number, o.number[1:], o.number[:-1]} & seen]


@pytest.mark.parametrize("carrier", personal.CARRIERS)
def test_every_planted_number_is_found_in_every_carrier(carrier: str) -> None:
    assert missed(carrier) == []


def without_part(word: str) -> Callable[..., Iterator[object]]:
    """A reader of Office files that passes over the parts of one name."""
    real = vars(office)["_part"]
    return lambda name, *rest: iter(()) if word in name else real(name, *rest)


def first_only(lines: Callable[..., Iterator[object]]) -> Callable[..., Iterator[object]]:
    return lambda text, *rest: lines(text.partition("\n")[0], *rest)


def but_deleted(reader: type[xmltext.Reader]) -> Callable[..., None]:
    real = vars(reader)["_text"]
    return lambda self, text: None if vars(self)["_element"] == "delText" else real(self, text)


def silent(*_: object, **__: object) -> Iterator[object]:
    return iter(())


XLSX = ("sheet1", "sheet2", "comments", "core", "workbook.xml", "custom", "sharedStrings")
DOCX = ("document", "comments", "header")
BLIND: dict[str, tuple[str, object, str, object]] = {
    "yaml 只读第一行": ("yaml", any_file, "of_lines", first_only(runs.of_lines)),
    "md 不读表格": ("md", runs.Columns, "row", silent),
    "csv 不读单元格": ("csv", runs.Columns, "row", silent),
    "html 表格不分列": ("html", any_file, "_CELLS", re.compile("(?!)")),
    "svg 不读属性": ("svg", any_file, "says", lambda _: ()),
    "svg 不读注释": ("svg", any_file, "_NOT_TEXT", re.compile(r"<!--.*?-->", re.DOTALL)),
    "xml 不读文字": ("xml", any_file, "of_lines", silent),
    "json 不看键": ("json", any_file, "_values", silent),
    "png 不解压": ("png", binary, "_unpacked", lambda _, chunk: chunk),
    "jpg 不读 GBK": ("jpg", binary, "_said", silent),
    "pdf 只读页面以外": ("pdf", layout.PageText, "runs", silent),
    "xls 不读表格": ("xls", runs.Columns, "row", silent),
    "docx 不读修订删去的": ("docx", xmltext.Reader, "_text", but_deleted(xmltext.Reader)),
    **{f"xlsx 不读 {part}": ("xlsx", office, "_part", without_part(part)) for part in XLSX},
    **{f"docx 不读 {part}": ("docx", office, "_part", without_part(part)) for part in DOCX},
}


@pytest.mark.parametrize("mutant", BLIND)
def test_a_reader_that_is_blind_to_one_place_is_noticed(
    mutant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier, room, name, blind = BLIND[mutant]
    vars(any_file)["_taken"].cache_clear()
    monkeypatch.setattr(room, name, blind)
    assert missed(carrier)
    vars(any_file)["_taken"].cache_clear()


def test_every_carrier_has_its_blind_reader() -> None:
    assert {carrier for carrier, *_ in BLIND.values()} == set(personal.CARRIERS)


@pytest.mark.parametrize("carrier", personal.CARRIERS)
def test_what_is_no_persons_number_passes(carrier: str) -> None:
    rows = personal.negatives(rng(carrier), INNOCENT)
    data = personal.CARRIERS[carrier](rows)
    assert [(run, finding) for run, finding in any_file.findings(f"名单.{carrier}", data)] == []


@pytest.mark.parametrize("province", sorted(PROVINCES))
def test_ids_of_every_province_are_known(province: str) -> None:
    number = personal.resident(rng(province))
    start = f"{province}0000{number[6:17]}"
    assert found(start + personal.id_check(start)) == [("身份证号", start + personal.id_check(start))]


@pytest.mark.parametrize(
    "written",
    [
        "{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}\u3000{1}\u3000{2}", "{0}\u200b{1}\u200b{2}",
        "No.{0}{1}{2}，", "ID{0}{1}{2}x", "1{0}{1}{2}", "{0}{1}{2}13000000000",
    ],
)  # fmt: skip
def test_separators_and_neighbours_hide_nothing(written: str) -> None:
    one = personal.resident(rng("digits"))
    while one.endswith("X"):
        one = personal.resident(rng(one))
    assert one in [number for _, number in found(written.format(one[:6], one[6:14], one[14:]))]


@pytest.mark.parametrize("zero", ["０", "٠", "𝟎"])
def test_digits_of_other_scripts_are_digits(zero: str) -> None:
    one = personal.mobile(rng("scripts"))
    strange = one.translate({ord(str(n)): chr(ord(zero) + n) for n in range(10)})
    assert found(f"手机{strange}") == [("手机号码", one)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("咨询电话：0000-5550100，热线12345", []),
        ("值班手机：13000000000", []),
        ("联系人手机：130-0000-0000", [NumberKind.MOBILE]),
        ("预算13000000000元", []),
        ("2026-03-10 2026-04-10 持身份证办理", []),
        ("身份证号：99012219000101000", [NumberKind.ID]),
        ("中国税收居民身份证明，编码 512030015000", []),
    ],
)
def test_plain_cases(text: str, kinds: list[NumberKind]) -> None:
    assert [finding.kind for finding in scan(text)] == kinds


def test_a_column_shifted_by_a_clerk_does_not_hide_an_id() -> None:
    one = personal.resident(rng("shift"))
    row = f"{one},{personal.resident(rng('2'))},{personal.resident(rng('3'))}"
    table = f"项目编号,统一社会信用代码,办公电话\n{row}\n"
    assert numbers("x.csv", table.encode()) == set(row.split(","))


@pytest.mark.parametrize(
    ("mask", "age", "about"),
    [("前6后4", False, 2656), ("前6后4", True, 33), ("前2后3", False, 26563), ("前6", True, 365_000)],
)
def test_the_candidates_behind_a_mask_are_counted(mask: str, *, age: bool, about: int) -> None:
    assert candidates(NumberKind.ID, Mask.parse(mask), age_known=age) == pytest.approx(about, rel=0.03)


def test_the_masks_in_force_leave_enough_candidates() -> None:
    assert candidates(NumberKind.MOBILE, Mask.parse("前3后4"), age_known=True) >= LEAST
    assert candidates(NumberKind.MOBILE, Mask.parse("前3后5"), age_known=True) < LEAST
    assert candidates(NumberKind.CARD, Mask.parse("后4"), age_known=True) >= LEAST


def test_a_mask_never_shows_the_whole_number() -> None:
    assert Mask.parse("前3后4").cover("13000000000") == "130****0000"
    assert Mask.parse("前9后9").cover("13000000000") == ""
    assert Mask.parse("不公开").cover("13000000000") == ""


def test_numbers_covered_by_hand_are_seen() -> None:
    text = "130****0000，990122********0000，＊见附件 **加粗** 2026"
    assert [(one.kind, str(one.mask)) for one in covered(text)] == [
        (NumberKind.MOBILE, "前3后4"),
        (NumberKind.ID, "前6后4"),
    ]


@pytest.mark.parametrize("split", [3, 11, 4000])
@pytest.mark.parametrize("wide", [True, False])
def test_a_comment_in_an_old_sheet_is_read_however_it_goes_on(split: int, *, wide: bool) -> None:
    valid, mistyped = personal.resident(rng("note")), "99012219900101000"
    assert numbers("a.xls", personal.noted_xls_file(f"see {valid}", wide=wide, split=split)) == {valid}
    if wide:
        noted = personal.noted_xls_file(f"身份证号：{mistyped}", wide=True, split=split)
        assert mistyped in numbers("a.xls", noted)


def unread(name: str, data: bytes) -> list[str]:
    return [piece.why for piece in any_file.pieces(name, data) if isinstance(piece, Unread)]


def active(name: str, data: bytes) -> list[str]:
    return [piece.why for piece in any_file.pieces(name, data) if isinstance(piece, Active)]


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("扫描.pdf", personal.pdf_of([[""]])),
        ("坏.pdf", b"%PDF-1.4 rubbish"),
        ("照片.png", personal.png_file([])),
        ("照片.jpg", personal.jpeg_file([("a", "b")])),
        ("加密.docx", OLE + bytes(512)),
        ("坏.xls", OLE + bytes(512)),
        ("没有这样的编码.xls", personal.old_sheet_file([["甲"]], encoding=1192)),
        (
            "没有这样的编码.docx",
            package(**{"word/document.xml": "<?xml version='1.0' encoding='cp1192'?><a/>"}),
        ),
        ("带图.docx", package(word__media__image1=b"", **{"word/media/a.png": b"x"})),
        ("带附件.xlsx", package(**{"xl/embeddings/a.bin": b"x"})),
        *(
            (f"图.{ending}.docx", package(**{f"word/media/a.{ending}": b"x"}))
            for ending in ("wdp", "webp", "jfif", "eps")
        ),
        ("网页.docx", package(**{"word/afchunk1.mht": b"<html>x</html>"})),
        ("网页.xlsx", package(**{"xl/afchunk1.html": b"<html>x</html>"})),
        ("内嵌.docx", package(**{"word/other.pdf": b"%PDF-1.4"})),
        ("二进制.xlsx", package(**{"xl/worksheets/sheet1.bin": b"x"})),
        (
            "平铺.docx",
            package(
                **{"word/a.xml": b"<p:package xmlns:p='p'><p:binaryData>eA==</p:binaryData></p:package>"}
            ),
        ),
        ("实体.docx", package(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
        ("旧.doc", OLE),
    ],
)
def test_what_cannot_be_read_is_named(name: str, data: bytes) -> None:
    assert unread(name, data)


def test_a_part_of_an_unknown_kind_is_read_as_far_as_it_is_text() -> None:
    number = personal.resident(rng("chunk"))
    data = package(**{"word/afchunk1.html": f"<p>{number}</p>".encode()})
    assert numbers("a.docx", data) == {number}


def test_what_holds_no_words_needs_no_signature() -> None:
    parts = {
        "word/fonts/f.odttf": b"x",
        "xl/printerSettings/printerSettings1.bin": b"x",
        "word/a.xml": b"<a/>",
    }
    assert unread("a.docx", package(**parts)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("宏.xlsx", package(**{"xl/vbaProject.bin": b"x"})),
        (
            "脚本.pdf",
            personal.pdf_of([["甲"]]).replace(
                b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(1)>>"
            ),
        ),
        ("公式.csv", "甲,乙\n=1+1,3\n".encode()),
        ("网页.pdf", b"<script>alert(1)</script>"),
        ("网页.png", b"<svg onload=alert(1)>"),
    ],
)
def test_what_could_run_is_refused(name: str, data: bytes) -> None:
    assert active(name, data)


def test_a_pdf_printed_by_a_browser_is_read(browser: Browser) -> None:
    planted = personal.samples(rng("chromium"), 60)
    rows = "".join(f"<tr><td>{one.label}：{one.written}</td></tr>" for one in planted)
    page = browser.new_page()
    page.set_content(f"<meta charset=utf-8><table>{rows}</table>")
    data = page.pdf()
    page.close()
    seen = numbers("名单.pdf", data)
    assert [o for o in planted if not {o.number, o.number[1:], o.number[:-1]} & seen] == []


def test_what_unpacks_to_far_more_than_it_is_is_named_as_too_large() -> None:
    data = bombs.inflated("word/document.xml", b"<a>", b"0" * bombs.MEGABYTE, 30)
    whys = [piece.why for piece in any_file.pieces("零.docx", data) if isinstance(piece, Unread)]
    assert whys == ["展开后太大，没有读完"]


@pytest.mark.parametrize("name", ["格.xlsx", "远.xls", "环.xls", "断.xls"])
def test_what_would_take_all_memory_is_named_as_unread(name: str) -> None:
    """``make trust`` sets every bomb off and measures time and memory."""
    read = any_file.pieces(name, bombs.ATTACHED[name]())
    assert any(isinstance(piece, Unread) for piece in read)


def publish(county: Path, out: Path) -> int:
    return main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)])


def with_attachment(county: Path, name: str, data: bytes) -> Path:
    notice = county / "content" / "TZ-2026-001.md"
    text = notice.read_text("utf-8").replace("公开范围:", f"附件: {name}\n公开范围:", 1)
    notice.write_text(text, "utf-8")
    (county / "content" / name).write_bytes(data)
    return county


def test_an_attachment_is_published_under_a_plain_name_and_linked(tmp_path: Path) -> None:
    county = with_attachment(
        lay_out_case("", tmp_path), "名 单.csv", "乡镇,户数\n云坪镇,12\n".encode("gbk")
    )
    assert publish(county, tmp_path / "out") == 0
    public = tmp_path / "out" / "public"
    copied = public / "attachments" / "TZ-2026-001-1.csv"
    assert copied.read_bytes() == (county / "content" / "名 单.csv").read_bytes()
    page = (public / "notices" / "TZ-2026-001.html").read_text("utf-8")
    assert 'href="../attachments/TZ-2026-001-1.csv" download="名 单.csv"' in page


def test_an_attachment_with_an_id_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = personal.resident(rng("attached"))
    county = with_attachment(
        lay_out_case("", tmp_path), "名单.xlsx", personal.xlsx_file([("身份证号", number)] * 18)
    )
    assert publish(county, tmp_path / "out") == 1
    printed = capsys.readouterr().err
    assert "content/名单.xlsx:1:1: P01" in printed
    assert number not in printed
    assert not (tmp_path / "out" / "public").exists()


def test_an_office_phone_that_is_a_mobile_passes_where_it_is_declared(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    unit = county / "catalogues" / "units" / "MZJ.yaml"
    unit.write_text(unit.read_text("utf-8").replace("层级:", '电话: "13000000000"\n层级:', 1), "utf-8")
    assert publish(county, tmp_path / "out") == 0


PARTS = (
    *"1380XO-_一证Ea", "12", "00", "86", "1381234", "5678", "990122", "19900101", "0123",
    "e+17", "9.90122199001010", "E1234567", " ", "  ", " - ", "\u3000", "\n", "1 3 8 1 2 3 4", "4111",
)  # fmt: skip


def test_a_text_without_any_shape_holds_no_number() -> None:
    chance, sought = rng("shapes"), list[str]()
    for _ in range(6000):
        text = "".join(chance.choices(PARTS, k=chance.randrange(1, 10)))
        if any(next(seek(text), None) for seek in SEEKERS):
            sought.append(text)
    assert len(sought) > 1000
    finds = vars(detect)["_who_finds"]
    unlike = [text for text in sought if {*finds(text)} < {s for s in SEEKERS if any(s(text))}]
    assert unlike == []


@pytest.mark.parametrize("name", ["a.html", "feed.xml", "led/text.txt", "charts/a.svg", "data.json"])
def test_the_gate_finds_what_the_sources_did_not_show(tmp_path: Path, name: str) -> None:
    number = personal.resident(rng("gate"))
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'"<p>样例 {number}</p>"', "utf-8")
    assert [p.code.id for p in gates.check({name: file}, [PersonalNumbers()])] == ["C08"]
    assert gates.check({name: file}, [PersonalNumbers({number})]) == []


def test_the_sound_county_shows_no_number(tmp_path: Path) -> None:
    assert publish(SOUND, tmp_path / "out") == 0
