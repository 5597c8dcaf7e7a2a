"""PDF as other programs make it: read in narrow columns, and what no one reads is named."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator

import personal
import pypdf
import pytest
from personal import Sample
from playwright.sync_api import Browser, Page

from disclosure.basics.files import any_file
from disclosure.basics.files.pdf import columns, document, drawing, layout, letters, parts
from disclosure.basics.files.pieces import Unread
from disclosure.basics.labelled import Run
from disclosure.basics.persons import names

MOBILE = "13000000000"


def rng(*seed: object) -> random.Random:
    return random.Random(repr(seed))


def numbers(data: bytes) -> set[str]:
    return {finding.number for _, finding in any_file.findings("a.pdf", data)}


def unread(data: bytes) -> list[str]:
    return [piece.why for piece in any_file.pieces("a.pdf", data) if isinstance(piece, Unread)]


# Printed by a browser

BORDERS = "table{border-collapse:collapse}td,th{border:1px solid #000;padding:2px 4px}"
NARROW = "td:nth-child(3){width:%s;max-width:%s;word-break:break-all}"
STYLES = {
    "宽": BORDERS,
    **{f"窄 {width}": BORDERS + NARROW % (width, width) for width in ("45px", "60px", "90px")},
    "两列都窄": BORDERS + NARROW % ("60px", "60px") + "td:nth-child(5){width:50px;max-width:50px}",
    "居中": BORDERS + NARROW % ("60px", "60px") + "td{text-align:center}",
    "靠右": BORDERS + NARROW % ("70px", "70px") + "td{text-align:right}",
    "顶上": BORDERS + NARROW % ("60px", "60px") + "td{vertical-align:top}",
    **{f"字距 {space}": BORDERS + f"td{{letter-spacing:{space}}}" for space in ("1px", "3px", ".5em")},
    "字距又窄": BORDERS + NARROW % ("90px", "90px") + "td:nth-child(3){letter-spacing:.3em}",
    "撑满": BORDERS + "td:nth-child(3){width:300px;text-align:justify;text-align-last:justify;text-justify:inter-character}",
    "转了": BORDERS + "table{transform:rotate(90deg) translate(100px,-300px)}",
    "没有框": "td,th{border:0;padding:0 6px}",
    "小字": BORDERS + "td{font-size:6px}",
}  # fmt: skip
SURE = ("有效", "截断", "银行卡", "手机")
"""Sorts that are found without a label; the others need the head of their column."""


def listed(samples: list[Sample], head: str, style: str) -> str:
    rows = "".join(
        f"<tr><td>{n}<td>样例{n}<td>{one.written}<td>{n}00<td>第三村民小组</tr>"
        for n, one in enumerate(samples, 1)
    )
    heads = f"<tr><th>序号<th>姓名<th>{head}<th>金额（元）<th>住址</tr>"
    return f"<meta charset=utf-8><style>{style}</style><table>{heads}{rows}</table>"


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page that is written and printed again and again."""
    page = browser.new_page()
    yield page
    page.close()


def printed(paper: Page, html: str) -> bytes:
    paper.set_content(html)
    return paper.pdf()


def missed(paper: Page, style: str) -> list[Sample]:
    planted = personal.samples(rng(style), 12)
    seen = numbers(printed(paper, listed(planted, "证件号码、手机", STYLES[style])))
    return [one for one in planted if not {one.number, one.number[1:], one.number[:-1]} & seen]


@pytest.mark.parametrize("style", STYLES)
def test_a_list_that_a_browser_printed_is_read(style: str, paper: Page) -> None:
    unseen = missed(paper, style)
    assert [one for one in unseen if one.sort in SURE] == []
    assert style == "窄 45px" or unseen == []


def test_a_number_that_a_break_of_the_page_parts_is_read(
    paper: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages so low that most rows of a narrow column go on overleaf."""
    planted = [one for one in personal.samples(rng("parted"), 24) if one.sort in SURE]
    paper.set_content(listed(planted, "证件号码、手机", STYLES["窄 45px"]))
    data = paper.pdf(width="600px", height="130px")
    assert {one.number for one in planted} <= numbers(data)
    monkeypatch.setattr(layout.PageText, "goes_on", nothing)
    assert not {one.number for one in planted} <= numbers(data)


def nothing(*_: object) -> list[object]:
    return []


BLIND = {
    "不看下面一行": (layout, "_chains", nothing, "窄 60px"),
    "不看表头": (columns.PdfColumns, "label", lambda *_: "", "窄 60px"),
    "不转过来": (letters, "_turned", lambda char, box, _: letters.Letter(char, *box), "转了"),
}


@pytest.mark.parametrize("name", BLIND)
def test_a_layout_that_is_blind_is_noticed(
    name: str, paper: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, attribute, blind, style = BLIND[name]
    monkeypatch.setattr(room, attribute, blind)
    monkeypatch.setattr(layout, "as_written", lambda _: "")
    assert missed(paper, style)


def test_the_order_of_writing_is_read_too(paper: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newspaper columns so close that lines run together."""
    style = "<style>div{columns:5;column-gap:8px;word-break:break-all;font-size:14px}</style>"
    planted = [one for one in personal.samples(rng("columns"), 18) if one.sort in SURE]
    text = "".join(f"<p>{one.label} {one.written}</p>" for one in planted)
    data = printed(paper, f"<meta charset=utf-8>{style}<div>{text}</div>")
    assert {one.number for one in planted} <= numbers(data)
    monkeypatch.setattr(layout, "as_written", lambda _: "")
    assert not {one.number for one in planted} <= numbers(data)


def test_names_in_a_printed_list_are_found(paper: Page) -> None:
    rows = "".join(
        f"<tr><td>{n}<td>{name}<td>300" for n, name in enumerate(("样例甲", "样例其其格", "样*乙"))
    )
    html = (
        f"<meta charset=utf-8><style>{BORDERS}</style><table><tr><th>序号<th>姓名<th>金额{rows}</table>"
    )
    runs = [piece for piece in any_file.pieces("a.pdf", printed(paper, html)) if isinstance(piece, Run)]
    found = {name for run in runs for name in names.too_open(run, names.ONE_HIDDEN)}
    assert found == {"样例甲", "样例其其格"}


FIGURES = ("padding:2px 4px;border:1px solid", "padding:0 3px", "padding:4px 9px;text-align:right")


@pytest.mark.parametrize("style", FIGURES)
@pytest.mark.parametrize("most", [4, 6, 8])
def test_pages_of_figures_are_nobodys(most: int, style: str, paper: Page) -> None:
    draw = rng(style, most)
    heads = ("一季度", "二季度", "合计", "金额（元）", "人数", "户数")
    pages = []
    for wide in (1, 2, 3, 6):
        rows = "".join(
            "<tr>" + "".join(f"<td>{draw.randrange(10 ** draw.randint(1, most))}" for _ in range(wide))
            for _ in range(40)
        )
        head = "<tr>" + "".join(f"<th>{one}" for one in heads[:wide])
        pages.append(f"<table style='break-after:page'>{head}{rows}</table>")
    css = f"<meta charset=utf-8><style>table{{border-collapse:collapse}}td,th{{{style}}}</style>"
    assert numbers(printed(paper, css + "".join(pages))) == set()


def test_the_head_of_a_printed_column_answers(paper: Page) -> None:
    rows = "".join(f"<tr><td>{n}<td>1300000{n:04}<td>甲公司" for n in range(9))
    html = f"<meta charset=utf-8><style>{BORDERS}</style><table><tr><th>序号<th>%s<th>单位{rows}</table>"
    assert numbers(printed(paper, html % "合同编号")) == set()
    assert len(numbers(printed(paper, html % "联系"))) == 9


# Made by hand: what a page hides

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>"
TEXT = f"BT /F 10 Tf 50 50 Td ({MOBILE}) Tj ET"


def made(
    content: str, *objects: str, resources: str = "", page: str = "", font: str = "", fonts: str = ""
) -> bytes:
    """One page; further objects are numbered from 6."""
    return personal.pdf_objects([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]{page}/Contents 5 0 R/Resources<</Font<</F 4 0 R{fonts}>>{resources}>>>>",
        FONT % font,
        personal.pdf_stream(content),
        *objects,
    ])  # fmt: skip


def form(content: str, more: str = "/Resources<</Font<</F 4 0 R>>>>") -> str:
    return f"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]{more}/Length {len(content)}>>\nstream\n{content}\nendstream"


PICTURE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n"
    "stream\nx\nendstream"
)
SHOWN = "/XObject<</X 6 0 R>>"
STAMP = "/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 300 300]/F 4/AP<</N 6 0 R>>>>]"
PATTERN = form(TEXT).replace(
    "/Type/XObject/Subtype/Form",
    "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/XStep 300/YStep 300",
)
READ = {
    "看不见": made(f"3 Tr {TEXT}"),
    "白字": made(f"1 g {TEXT}"),
    "纸外": made(TEXT.replace("50 50", "500 500")),
    "裁掉": made(TEXT.replace("50 50", "250 250"), page="/CropBox[0 0 100 100]"),
    "零号字": made(TEXT.replace("10 Tf", "0 Tf")),
    "表单里": made("/X Do", form(TEXT), resources=SHOWN),
    "标记里的表单": made("/P <</MCID 0>> BDC /X Do EMC", form(TEXT), resources=SHOWN),
    "标记里的零号字": made(f"/P <</MCID 0>>BDC {TEXT.replace('10 Tf', '0 Tf')} EMC"),
    "标记里的替代文字": made(f"/P <</MCID 0/ActualText<{MOBILE.encode().hex()}>>> BDC BT /F 10 Tf 50 50 Td (abc) Tj ET EMC"),
    "没有资源的表单里": made("/X Do", form(TEXT, ""), resources=SHOWN),
    "没有画的表单里": made("", form(TEXT), resources=SHOWN),
    "图章里": made("", form(TEXT), page=STAMP),
    "底纹里": made("/Pattern cs /P scn 0 0 300 300 re f", PATTERN, resources="/Pattern<</P 6 0 R>>"),
    "替代文字": made(f"/Span <</ActualText ({MOBILE})>> BDC BT /F 10 Tf 50 50 Td (abc) Tj ET EMC"),
    "有替代文字的字": made(f"/Span <</ActualText (abc)>> BDC {TEXT} EMC"),
    "逐字": made("BT /F 10 Tf 50 50 Td [" + "".join(f"({char})-600" for char in MOBILE) + "] TJ ET"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_a_page_hides_is_read(name: str) -> None:
    assert numbers(READ[name]) == {MOBILE}


def saved_again(data: bytes, *, link: str = "/Prev") -> bytes:
    """A PDF saved on top of itself, with its page emptied."""
    before, place = int(data.rsplit(b"startxref", 1)[1].split()[0]), len(data)
    emptied = b"5 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"
    table = f"xref\n5 1\n{place:010} 00000 n \ntrailer\n<</Size 6/Root 1 0 R{link} {before}>>\n"
    end = f"startxref\n{place + len(emptied)}\n%%EOF\n"
    return data + emptied + table.encode() + end.encode()


@pytest.mark.parametrize("link", ["/Prev", "/Other"])
def test_what_was_deleted_and_saved_on_top_is_found(link: str) -> None:
    data = saved_again(made(TEXT), link=link)
    assert "13000000000" not in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert numbers(data) == {MOBILE}


def test_what_is_left_of_a_deletion_is_named() -> None:
    assert unread(made(TEXT)) == []
    data = made(TEXT)
    left = b"9 0 obj\n<</Length 4>>\nstream\nq Q \nendstream\nendobj\n"
    place = data.index(b"xref")
    moved = (
        data[:place] + left + data[place:].replace(f"{place}".encode(), f"{place + len(left)}".encode())
    )
    assert any("没有清掉" in why for why in unread(moved))


def test_a_file_saved_too_often_is_named() -> None:
    data = made(TEXT)
    for _ in range(document.MOST_REVISIONS + 1):
        data = saved_again(data)
    assert any("保存过" in why for why in unread(data))


def attached() -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_attachment("a.txt", MOBILE.encode())
    writer.write(out)
    return out.getvalue()


def lying(chars: str) -> str:
    table = "\n".join(f"<{ord(a):02X}> <{ord(b):04X}>" for a, b in zip("0123456789", chars, strict=True))
    return personal.pdf_stream(
        f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(chars)} beginbfchar\n{table}\nendbfchar endcmap"
    )


DRAWN = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 7 0 R/b 7 0 R>>"
    "/Encoding<</Type/Encoding/Differences[97/a/b]>>/FirstChar 97/LastChar 98/Widths[10 10]/Resources<<>>>>"
)
UNREAD: dict[str, tuple[bytes, str]] = {
    "附件": (attached(), "内嵌"),
    "没有写种类的附件": (attached().replace(b"/Type /EmbeddedFile", b""), "内嵌"),
    "表单里的图片": (made("/X Do", form("/I Do", "/Resources<</XObject<</I 7 0 R>>>>"), PICTURE, resources=SHOWN), "扫描"),
    "没有用到的图片": (made(TEXT, PICTURE, resources=SHOWN), "图片"),
    "画里的图片": (made(f"{TEXT} q BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"), "图片"),
    "画出来的字": (made("BT /G 10 Tf 50 50 Td (ab) Tj ET", DRAWN, personal.pdf_stream("0 0 10 10 re f"), fonts="/G 6 0 R"), "Type 3"),
    "说谎的字体": (made(TEXT, lying("abcdefghij"), font="/ToUnicode 6 0 R"), "不是一个字"),
    "换了数字的字体": (made(TEXT, lying("1234567890"), font="/ToUnicode 6 0 R"), "不是一个字"),
    "不知道是什么": (made(TEXT, personal.pdf_stream("x"), page="/PieceInfo<</A<</Private 6 0 R>>>>"), "不知道是什么"),
    "表单里的表单": (made("/X Do", form("/X Do", f"/Resources<<{SHOWN}>>"), resources=SHOWN), "太复杂"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_what_no_program_reads_is_named(name: str) -> None:
    data, why = UNREAD[name]
    assert any(why in said for said in unread(data)), unread(data)


def test_an_honest_font_is_believed() -> None:
    data = made(TEXT, lying("0123456789"), font="/ToUnicode 6 0 R")
    assert (numbers(data), unread(data)) == ({MOBILE}, [])


def test_forms_that_unfold_are_not_drawn() -> None:
    """Ten forms in each of nine: a thousand million."""
    chain = [
        form(f"/X{n + 1} Do " * 10, f"/Resources<</XObject<</X{n + 1} {7 + n} 0 R>>>>") for n in range(9)
    ]
    data = made("/X0 Do", *chain, form("q Q"), resources="/XObject<</X0 6 0 R>>")
    assert any("太复杂" in why for why in unread(data))


MUTANTS: dict[str, tuple[object, str, Callable[..., object], str]] = {
    "不看以前保存的": (document, "_earlier", nothing, "saved"),
    "不看画以外的": (parts, "pieces", nothing, "图章里"),
    "不看替代文字": (drawing.PageDrawing, "_aside", lambda *_: None, "有替代文字的字"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_reader_that_passes_over_something_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, attribute, blind, shown = MUTANTS[name]
    monkeypatch.setattr(room, attribute, blind)
    data = saved_again(made(TEXT)) if shown == "saved" else READ[shown]
    assert numbers(data) == set()
