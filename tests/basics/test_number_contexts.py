"""What stands around a number decides: how it is written, broken, labelled; and work stays linear."""

from __future__ import annotations

import importlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from itertools import product
from types import ModuleType

import personal
import pytest

from disclosure.basics.files import any_file, pieces
from disclosure.basics.persons import around, detect, in_a_cell, labels, names, seams, shaped, shapes
from disclosure.basics.persons.detect import scan
from disclosure.basics.persons.labels import EVERY, Label, context
from disclosure.basics.persons.numbers import passes_luhn
from disclosure.basics.values import regex


def rng(*seed: object) -> random.Random:
    return random.Random(repr(seed))


def found(text: str, label: str = "") -> list[str]:
    return [finding.number for finding in scan(text, label)]


def numbers(name: str, data: bytes) -> set[str]:
    return {finding.number for _, finding in any_file.findings(name, data)}


ID = personal.resident(rng(7))
CARD = personal.card(rng(3))
MOBILE = "13000000000"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("130  0000  0000", MOBILE), ("130.0000.0000", MOBILE), ("130/0000/0000", MOBILE), ("130 - 0000 - 0000", MOBILE),
        ("1  3  0  0  0  0  0  0  0  0  0", MOBILE), ("0086 130 0000 0000", MOBILE), ("008613000000000", MOBILE),
        ("013000000000", MOBILE), ("+86-13000000000", MOBILE), ("1.13000000000 2.样例", MOBILE),
        ("3，13000000000", MOBILE), ("电话：130 0000 0000 300 200 100 50", MOBILE), ("TEL-130-0000-0000", MOBILE),
        ("合同编号 HT-2026 样例13000000000", MOBILE), ("补助资金3000元 13000000000", MOBILE),
        ("https://example.com/?tel=13000000000", MOBILE),
        (f"{ID[:6]}  {ID[6:14]}  {ID[14:]}", ID), (f"{ID[:6]}.{ID[6:14]}.{ID[14:]}", ID),
        (f"{ID[:6]}/{ID[6:14]}/{ID[14:]}", ID), (f"1.{ID}", ID), (f"12、{ID}", ID), (f"样例,45,{ID}", ID),
        (f"样例,45,{CARD}", CARD), (f"3.{CARD}", CARD), ("  ".join(re.findall(".{1,4}", CARD)), CARD),
        ("护照号码：E00000000", "E00000000"), ("护照 EA0000000", "EA0000000"), ("台胞证：00000000", "00000000"),
        ("港澳通行证号 C00000000", "C00000000"), ("证件号码：G00000000", "G00000000"),
        ("项目编号：99012219900307001X", "99012219900307001X"),
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(written: str, number: str) -> None:
    assert found(written) == [number]


@pytest.mark.parametrize("start", ["400000", "510000", "352800", "601382", "955880"])
def test_cards_of_other_issuers_are_found(start: str) -> None:
    digits = start + "0" * (15 - len(start))
    card = next(digits + last for last in "0123456789" if passes_luhn(digits + last))
    assert found(f"样例，{card}") == [card]
    assert found(f"合同编号：{card}") == []


@pytest.mark.parametrize(
    "text",
    [
        "MZ-130-0000-0000", "TZ-2026-13000000000", "合同编号：13000000000", "招标编号：990122202603070000",
        "https://example.com/art_13000000000.html", "第13000000000号", "0.13000000000", "13000000000元",
        "52 130 0000 0000 98 76", "1300 0000 000 25", "面积（平方米）：13000000000", f"ab{MOBILE}{'c' * 51}",
        "坐标：103.8812345678,26.1339000000", "护照有效期至20300101", "护照办理，咨询0000-5550100", "车辆通行证20300101",
        "统一社会信用代码：91990122MA13000000", "指纹 13000000000a", "3.14159265358979",
    ],
)  # fmt: skip
def test_what_names_itself_as_something_else_passes(text: str) -> None:
    assert found(text) == []


def carried(
    value: str, *, heads: tuple[str, ...] = ("序号", "姓名", "证件号码", "金额（元）")
) -> Iterator[tuple[str, bytes]]:
    """A table with one value, in every carrier whose cells may hold several lines."""
    row = ["1", "样例", value, "300"]
    line = ",".join(f'"{cell}"' for cell in row)
    yield "a.csv", f"{','.join(heads)}\n{line}\n".encode()
    yield (
        "b.csv",
        f"{','.join(heads)}\r\n{line}\r\n".replace(value, value.replace("\n", "\r\n")).encode(),
    )
    yield "a.xlsx", personal.sheet_file([heads, row])
    yield "a.xls", personal.old_sheet_file([heads, row])
    yield "a.docx", personal.word_table_file([heads, row])


@pytest.mark.parametrize("places", [(9,), (6, 14), (12,), (4, 8, 12, 16)])
def test_a_number_broken_over_the_lines_of_a_cell_is_found(places: tuple[int, ...]) -> None:
    for number in (ID, "99012219000101000", CARD):
        parts = [number[a:b] for a, b in zip((0, *places), (*places, None), strict=True)]
        for name, data in carried("\n".join(filter(None, parts))):
            assert number in numbers(name, data), name


@pytest.mark.parametrize("value", ["130\n0000\n0000", "1300000\n0000", "13000\n00000\n0"])
def test_a_telephone_broken_over_the_lines_of_a_cell_is_found(value: str) -> None:
    for name, data in carried(value, heads=("序号", "姓名", "备注", "金额（元）")):
        assert numbers(name, data) == {MOBILE}, name


def test_two_numbers_in_a_cell_are_two() -> None:
    other = personal.mobile(rng("other"))
    for name, data in carried(f"{MOBILE}\n{other}", heads=("序号", "姓名", "电话", "金额（元）")):
        assert numbers(name, data) == {MOBILE, other}, name


def test_two_figures_in_a_cell_of_amounts_are_no_telephone() -> None:
    for name, data in carried("1300\n0000000", heads=("序号", "项目", "金额（元）", "合计（元）")):
        assert numbers(name, data) == set(), name


def test_a_digit_a_cell_is_a_number() -> None:
    row = ["身份证号", *ID]
    assert ID in numbers("a.csv", (",".join(row) + "\n").encode())
    assert ID in numbers("a.docx", personal.word_table_file([row]))


def test_a_number_broken_over_paragraphs_is_found() -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("样例", ID[:9], ID[9:], "合计")
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    assert numbers("a.docx", personal.package({"word/document.xml": document})) == {ID}


def test_a_break_inside_a_run_does_not_glue_two_numbers() -> None:
    other = personal.mobile(rng("other"))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p><w:r><w:t>{MOBILE}</w:t><w:br/><w:t>{other}</w:t></w:r></w:p>"
    document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    assert numbers("a.docx", personal.package({"word/document.xml": document})) == {MOBILE, other}


def column(label: str, values: list[str]) -> bytes:
    return "\n".join((f"序号,{label}", *(f"{n},{value}" for n, value in enumerate(values, 1)))).encode()


def child(seed: int) -> str:
    """A valid ID whose day of birth could be that of a project."""
    start = f"9901222015{seed % 12 + 1:02}07{seed:03}"
    return start + personal.id_check(start)


def test_ids_that_stand_under_a_project_are_found_and_codes_are_not() -> None:
    people = [one for one in map(child, range(1, 9)) if not one.endswith("X")]
    assert numbers("a.csv", column("项目编号", people)) == set(people)
    codes = [one[:17] + str((int(one[17]) + 1) % 10) for one in people[1:]]
    assert numbers("a.csv", column("项目编号", [people[0], *codes])) == set()
    assert numbers("a.csv", column("项目编号", [f"{ID[:6]}19900307{ID[14:]}"])) != set()


@pytest.mark.parametrize("label", ["合同编号", "招标编号", "投资（元）", "面积（平方米）", "金额"])
def test_the_head_of_a_column_answers_for_it(label: str) -> None:
    assert numbers("a.csv", column(label, ["13000000000", "15900000000"])) == set()
    assert numbers("a.csv", column("联系", ["13000000000", "15900000000"])) != set()


@pytest.mark.parametrize("before", ["困难补助资金", "合同见附件", "核对金额"])
def test_a_word_in_the_row_does_not_answer_for_its_neighbour(before: str) -> None:
    rows = [["序号", "备注", "联系"], ["1", before, MOBILE], ["2", MOBILE, before]]
    assert numbers("a.csv", "\n".join(map(",".join, rows)).encode()) == {MOBILE}


def test_a_label_that_is_blind_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what tells kinds apart, contracts are telephones; if all labels answered, none were."""
    near = vars(labels)["_near"]
    monkeypatch.setattr(labels, "_near", near.__wrapped__)  # it remembers what it saw
    monkeypatch.setattr(labels, "_DIRECT", re.compile("(?!)"))
    assert found("合同编号：13000000000") == [MOBILE]
    monkeypatch.setattr(labels, "_DIRECT", re.compile(".*"))
    assert found("合同编号 HT-2026 样例13000000000") == []


def test_lines_that_never_meet_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    found_in = vars(any_file)["_found_in"]
    monkeypatch.setattr(any_file, "_found_in", found_in.__wrapped__)  # it remembers what it saw
    monkeypatch.setattr(detect, "joints", lambda _: iter(()))
    assert all(ID not in numbers(name, data) for name, data in carried(f"{ID[:9]}\n{ID[9:]}"))


def test_figures_of_a_page_are_nobodys() -> None:
    """A thousand lines of figures as a statistical table prints them, and columns of them."""
    draw = rng("figures")
    lines = [
        " ".join(str(draw.randrange(10 ** draw.randint(1, 5))) for _ in range(8)) for _ in range(1000)
    ]
    assert numbers("a.txt", "\n".join(lines).encode()) == set()
    one = [str(draw.randrange(10 ** draw.randint(1, 6))) for _ in range(1000)]
    assert numbers("a.txt", "\n".join(one).encode()) == set()


# A label does one of few things


def test_words_are_found_wherever_any_of_them_may_begin() -> None:
    chance, choice = random.Random(3), re.compile(labels._CHOICE)  # noqa: SLF001  cases
    parts = [*re.findall(r"\w+|[（(]", choice.pattern), "Tel", "MOBILE", "的", " ", "）"]
    texts = ["".join(chance.choices(parts, k=6)) for _ in range(3000)]
    each = [[match.span() for match in choice.finditer(text)] for text in texts]
    assert [[match.span() for match in labels.WORDS.finditer(text)] for text in texts] == each
    assert sum(map(len, each)) > 3000


def test_what_a_label_does_a_listed_one_does_that_is_made_of_its_words() -> None:
    for words in product(Label, repeat=3):
        listed = [label for made_of, label in EVERY.items() if made_of <= set(words)]
        assert context(" ".join(words), "", 0) in [context(label, "", 0) for label in listed]


# The work grows as the text does: every pattern is bounded, and no line is read more than a few times


MODULES = (around, detect, in_a_cell, labels, names, pieces, seams, shaped, shapes)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern | regex):
                yield f"{module.__name__}.{name}", value


def unbounded(pattern: str) -> list[str]:
    """Repeats without an end, but for one of a single character at the very end."""
    parser: ModuleType = importlib.import_module("re._parser")
    tree = list(parser.parse(pattern))
    if tree and str(tree[-1][0]) == "MAX_REPEAT" and len(tree[-1][1][2]) == 1:
        tree.pop()
    return [str(part) for part in walk(tree) if "MAXREPEAT" in str(part[:2])]


def walk(tree: object) -> Iterator[tuple[object, ...]]:
    """Every repeat in a parsed pattern, as its bounds."""
    if isinstance(tree, tuple) and len(tree) == 3 and all(isinstance(n, int) for n in tree[:2]):
        yield tree
    if isinstance(tree, list | tuple) or hasattr(tree, "data"):
        for part in getattr(tree, "data", tree):
            yield from walk(part)


def test_every_pattern_of_the_detector_is_bounded() -> None:
    found = dict(patterns())
    assert len(found) > 40
    assert [name for name, of in found.items() if unbounded(of.pattern)] == []
    assert unbounded(r"\d+x")
    assert unbounded(r"(?:a[bc]*)+")
    assert not unbounded(r"a{1,9}[bc]*")


GROWING: dict[str, Callable[[int], bytes]] = {
    "a.csv": lambda n: b"1,130\n" * n,
    "b.csv": lambda n: b'"' + b"1300\n" * n + b'"',
    "a.md": lambda n: b"| 130 | 0000 |\n" * n,
    "a.txt": lambda n: b"1300\n" * n,
    "b.txt": lambda n: b"130 0000 " * n,
    "a.html": lambda n: b"<p>130<0.001 </p>\n" * n,
    "b.html": lambda n: b"<0.001" * n,
    "a.json": lambda n: json.dumps(["1300 0000"] * n).encode(),
    "a.ics": lambda n: b"130\r\n 0" * n,
    "a.docx": lambda n: personal.word_table_file([["\n".join(["1300"] * n)]]),
    "b.docx": lambda n: personal.word_table_file([["130"]] * n),
    "a.xlsx": lambda n: personal.sheet_file([["1300\n" * n]]),
    "b.xlsx": lambda n: personal.sheet_file([["130", "0000"]] * n),
}


def steps(name: str, data: bytes) -> int:
    """Lines of the program that run while a file is read."""
    count = 0

    def step(_frame: object, event: str, _: object) -> object:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)  # type: ignore[arg-type]
    try:
        list(any_file.findings(name, data))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    small, large = (steps(name, GROWING[name](n)) for n in (150, 300))
    assert large < 2.2 * small + 400
