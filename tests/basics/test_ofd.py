"""OFD files: words set letter by letter are read as lines, and what is not text is named."""

from __future__ import annotations

import io
import zipfile

import pytest

from disclosure.basics.files.any_file import findings, pieces
from disclosure.basics.files.pieces import Active, Unread
from disclosure.basics.labelled import Run

NUMBER = "110105199003074936"
PAGE = "Doc_0/Pages/Page_0/Content.xml"
TEXT = """<ofd:TextObject ID="{n}" Boundary="{x} {y} 3.2 4" Size="3.2">
<ofd:FillColor Value="0 0 0"/>
<ofd:CGTransform CodeCount="1"><ofd:Glyphs>13800138000</ofd:Glyphs></ofd:CGTransform>
<ofd:TextCode X="0" Y="3" DeltaX="{delta}">{words}</ofd:TextCode></ofd:TextObject>"""
DRAWN = """<ofd:PathObject ID='9' Boundary='0 0 9 9'>
<ofd:AbbreviatedData>M 13800138000</ofd:AbbreviatedData></ofd:PathObject>"""
OPEN = "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Content><ofd:Layer ID='1'>"


def text(words: str, x: float, y: float = 10.0, delta: str = "") -> str:
    return TEXT.format(n=int(x * 10), x=x, y=y, delta=delta, words=words)


def ofd(*objects: str, **parts: bytes) -> bytes:
    page = f"{OPEN}{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' Version='1.0'/>")
        package.writestr(PAGE, page)
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def numbers(data: bytes) -> set[str]:
    return {found.number for _, found in findings("a.ofd", data)}


LETTERS = [text(letter, 20 + 3.2 * place) for place, letter in enumerate(NUMBER)]


@pytest.mark.parametrize(
    "objects",
    [
        [text(NUMBER, 20, delta="g 17 3.2")],
        LETTERS,
        [text("电话", 5, delta="3.2"), *LETTERS],
        [text(NUMBER[:6], 20, delta="g 5 3.2"), text(NUMBER[6:], 39.2, delta="g 11 3.2")],
    ],
)
def test_a_number_is_found_however_it_is_set(objects: list[str]) -> None:
    assert numbers(ofd(*objects)) == {NUMBER}


def test_a_label_set_letter_by_letter_is_read_with_what_it_names() -> None:
    line = "护照号码：E12345678"
    page = [text(letter, 20 + 3.2 * place) for place, letter in enumerate(line)]
    runs = [
        piece.text
        for piece in pieces("a.ofd", ofd(*page))
        if isinstance(piece, Run) and not piece.joined
    ]
    assert line in runs


@pytest.mark.parametrize("shift", [70.0, -19.0])
def test_columns_are_not_one_number(shift: float) -> None:
    other = [text(letter, 20 + shift + 3.2 * place) for place, letter in enumerate("6217")]
    assert numbers(ofd(*LETTERS, *other)) == numbers(ofd(*other, *LETTERS)) == {NUMBER}


def test_geometry_and_glyphs_are_no_text() -> None:
    assert not numbers(ofd(DRAWN, text("张", 1), text("3", 4.2, delta="13800138000")))


@pytest.mark.parametrize(
    "name", ["Doc_0/Res/a.png", "Doc_0/Res/a.jb2", "Doc_0/Signs/Seal.esl", "Doc_0/Attachs/a.xml"]
)
def test_what_is_not_read_says_so(name: str) -> None:
    assert any(isinstance(piece, Unread) for piece in pieces("a.ofd", ofd(**{name: b"x"})))


def test_a_package_of_another_kind_is_told() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert any(isinstance(piece, Unread) for piece in pieces("a.ofd", file.getvalue()))
    assert any(isinstance(piece, Active) for piece in pieces("a.ofd", b"%PDF-1.7"))
