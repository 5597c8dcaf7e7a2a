"""Tables read quickly say what a careful reading says: sheets by a search, rows by some cells."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from disclosure.basics.files import package, pieces
from disclosure.basics.files.package import PlainSheetReader, plain_rows
from disclosure.basics.files.pieces import Columns, worth_reading
from disclosure.basics.files.xmltext import NotXml, SheetReader
from disclosure.basics.labelled import Run
from disclosure.basics.persons import remembered
from disclosure.basics.persons.remembered import LONG, Remembered

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="x"><cols>'
    '<col min="1" max="9"/></cols><sheetData>'
)
TAIL = '</sheetData><autoFilter ref="A1:I9"/></worksheet>'
TEXTS = (
    "13812345678", "2026-11-28", "手机", "姓名", "户主姓名", "户主", " 户主 ", "张三", "编号：",
    "身份证号", "项目代码", "金额", "12.5", "MZ-XK-001", "138****5678", "0000-5550101", "姓名：李四",
    "a&amp;b",
    "990122199001010123", "&lt;13812345678&gt;", "138&amp;12345678", "", " ", "说明" * 30,
    "第一行 138\n1234 5678", "1", "X", "９",
)  # fmt: skip
DAMAGE = (
    "<!-- 13812345678 -->", "<x/>", "&#49;3812345678", "\r\n", "<f>1</f>", "]]>", "<p>138</p>", "<p>",
    "13812345678", "<is>", "</is>", "&nbsp;", "\x01", "\ufffe", "<![CDATA[1]]>", ' t="s"', "<row>",
    "</row>", "<sheetData>", "</sheetData>", "<?x y?>", '"', " ", "<v>1</v>", "<binaryData>",
    '<c r="A1048576">',
)  # fmt: skip
LETTERS = "ABCDEFGHIJKLMNOP"
NEVER, ANY = re.compile(b"(?!)"), re.compile("[^\\0]*")


def cell(rng: random.Random, row: int, column: int) -> str:
    place = f"{LETTERS[column]}{row}"
    if rng.random() < 0.1:
        return f'<c r="{place}"><v>{rng.randrange(10**11)}</v></c>'
    kind = rng.choice((' s="1" t="inlineStr"', ' t="inlineStr"'))
    return f'<c r="{place}"{kind}><is><t xml:space="preserve">{rng.choice(TEXTS)}</t></is></c>'


def a_sheet(rng: random.Random) -> bytes:
    rows = (
        f'<row r="{n}">{"".join(cell(rng, n, column) for column in range(rng.randrange(5)))}</row>'
        for n in range(1, rng.randrange(2, 7))
    )
    text = f"{HEAD}{''.join(rows)}{TAIL}"
    if rng.random() < 0.05:
        text = text.replace("<sheetData>", "<!--<sheetData>").replace("</sheetData>", "</sheetData>-->")
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        at = rng.choice((rng.randrange(len(text)), text.find(">", rng.randrange(len(text))) + 1))
        text = text[:at] + rng.choice(DAMAGE) + text[at:]
    return text.encode()


def read(reader: SheetReader, data: bytes) -> object:
    try:
        return [run for run in reader.read(data) if run.text], reader.has_packed
    except NotXml:
        return None


def sheets() -> Iterator[tuple[bytes, object, object]]:
    """Sheets, with what a careful and a quick reader say."""
    rng = random.Random(20261129)  # noqa: S311  no secret
    for _ in range(1500):
        data = a_sheet(rng)
        yield data, read(SheetReader("表"), data), read(PlainSheetReader("表"), data)


def test_a_sheet_read_by_a_search_says_what_a_parser_reads() -> None:
    every = list(sheets())
    assert [data for data, careful, quick in every if careful != quick] == []
    assert 500 < sum(plain_rows(data) is not None for data, *_ in every) < 1250
    assert sum(bool(careful) for _, careful, _ in every) > 500


HOLES: dict[str, tuple[object, str, object]] = {
    "entities": (package, "unescape", str),
    "what no parser takes": (package, "_ODD", re.compile("(?!)")),
    "comments around the rows": (package, "_OTHERWISE", NEVER),
    "rows that hold more": (package, "_ROWS", ANY),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_search_with_a_hole_is_noticed(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*HOLES[hole])
    assert any(careful != quick for _, careful, quick in sheets())


def a_table(rng: random.Random) -> list[list[str]]:
    texts = ("1", "2", "3", "4", "5", "6", "X", "9 ") if rng.random() < 0.1 else TEXTS
    return [
        [rng.choice(texts) for _ in range(rng.choice((3, 6, 14)))] for _ in range(rng.randrange(1, 6))
    ]


class EveryCell(Columns):
    """Each cell of a row is asked everything."""

    def row(self, cells: Iterable[tuple[int, str]], line: int = 0) -> Iterator[Run]:
        row, before = list(cells), ""
        yield from self._digit_by_digit(row, line)
        heads = not any(re.fullmatch(r"\s*[\d.,%-]+\s*", text) for _, text in row)
        persons = heads and not any(worth_reading(text) for _, text in row)
        for column, text in row:
            if not self._is_heading(column, text, heads=heads, persons=persons):
                yield from self._cell(column, text, before, line)
            before = text


def said(columns: Columns, table: list[list[str]]) -> list[Run]:
    return [run for number, row in enumerate(table) for run in columns.row(enumerate(row), number)]


def is_any_row_unlike() -> bool:
    rng = random.Random(20261129)  # noqa: S311  no secret
    tables = (a_table(rng) for _ in range(1000))
    return any(said(Columns(), table) != said(EveryCell(), table) for table in tables)


def test_rows_say_what_they_say_when_every_cell_is_asked() -> None:
    assert not is_any_row_unlike()


@pytest.mark.parametrize("text", ["13812345678", "手机", "姓名", "户主", "1"])
def test_rows_in_which_a_cell_is_passed_over_are_noticed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pieces.LOOKS
    monkeypatch.setattr(pieces, "LOOKS", Remembered(lambda told: 0 if told == text else real[told]))
    assert is_any_row_unlike()


def is_worth_it(text: str) -> bool:
    """By hand: six digits close together, three covered characters beside one, or 姓名 with a name."""
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    close = [after - at <= 4 for at, after in pairwise(digits)]
    covers = [
        at for at in range(len(text) - 2) if all(char in "*＊xX×●•○■█" for char in text[at : at + 3])
    ]
    beside = {at - 1 for at in covers} | {at + 3 for at in covers}
    words = re.sub(r"\s{0,4}([名:：]|\S)", r"\1", text) if "姓" in text else ""
    is_named = any(
        f"姓名{colon}" in words and words[words.index(f"姓名{colon}") + 3 :].strip() for colon in ":："
    )
    return (
        any(all(close[at : at + 5]) for at in range(len(close) - 4))
        or bool(beside & {*digits})
        or is_named
    )


@pytest.mark.parametrize("alphabet", ["12*x姓名:： 王a", "1２٣＊●○█x-", "姓名：:甲", "0123456789ab "])
def test_worth_reading_is_what_a_reader_by_hand_says(alphabet: str) -> None:
    rng = random.Random(5)  # noqa: S311  cases, not secrets
    said = set()
    for _ in range(3000):
        text = "".join(rng.choices(alphabet, k=rng.randint(0, 16)))
        said.add(is_worth_it(text))
        assert worth_reading(text) == is_worth_it(text), text
    assert said == {True, False}


@pytest.mark.parametrize("length", [LONG, LONG + 1])
def test_what_is_remembered_of_a_text_is_what_is_said_of_it(length: int) -> None:
    asked: list[str] = []
    verdicts = Remembered(lambda text: asked.append(text) or text[-1])
    texts = [f"{'话' * (length - 1)}{end}" for end in "甲乙甲"]
    assert [verdicts[text] for text in texts] == ["甲", "乙", "甲"]
    assert len(asked) == (2 if length <= LONG else 3)


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)
    verdicts = Remembered(int)
    assert [verdicts[f"{number}"] for number in range(10)] == list(range(10))
    assert len(verdicts) <= 3
