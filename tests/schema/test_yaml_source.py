"""Promises of the strict reader: what the clerk typed is what appears, and nothing crashes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.problem import Problem
from disclosure.county import read as records
from disclosure.schema import yaml_source
from disclosure.schema.source import characters, mistakes
from disclosure.schema.source.lines import unwrapped
from disclosure.schema.source.nodes import Items, Node, Table, Text
from disclosure.schema.source.taken import refused
from disclosure.schema.yaml_source import SourceError

HAZARDS = st.sampled_from(
    [
        "0100",
        "no",
        "12:30:45",
        "1e3",
        "1_000",
        "~",
        "null",
        "2026-03-10",
        "<<",
        '"];',
        "权" * 50,
        "{{7*7}}",
    ]
)
TAKEN = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co", "Zs")).filter(
    lambda char: char not in refused(char)
)
VISIBLE = st.text(TAKEN | st.just(" "), min_size=1, max_size=30)
SCALARS = st.one_of(HAZARDS, VISIBLE)


def plain(node: Node) -> object:
    if isinstance(node, Table):
        return {entry.key.value: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, Items) else node.value


@given(
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner))
)
def test_text_in_is_text_out(value: object) -> None:
    quoted = yaml.dump(value, allow_unicode=True, default_style='"')
    try:
        assert plain(yaml_source.parse("x.yaml", quoted)) == value
    except SourceError as error:
        codes = {problem.code for problem in error.problems}
        told = {mistakes.SYNTAX, mistakes.UNQUOTED, mistakes.FULLWIDTH_COLON}
        assert codes <= {*told, yaml_source.DUPLICATE_KEY}
        assert isinstance(value, str) or yaml_source.DUPLICATE_KEY in codes


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_a_tree_or_coded_problems(data: bytes) -> None:
    problems = problems_of(data)
    assert all(problem.code.id.startswith("Y") for problem in problems)


def problems_of(data: bytes) -> list[Problem]:
    """What is wrong with a file; a refusal without a reason would be a silent drop."""
    try:
        yaml_source.parse("x.yaml", yaml_source.decode("x.yaml", data))
    except SourceError as error:
        return error.problems or pytest.fail("refused without a problem")
    return []


@pytest.mark.parametrize("word", ["0100", "010", "no", "12:30:45", "1.10", "1_000", "yes", "~"])
def test_no_plain_scalar_is_ever_converted(word: str) -> None:
    tree = yaml_source.parse("x.yaml", f"编码: {word}\n{word}: 值\n")
    assert plain(tree) == {"编码": word, word: "值"}


def test_places_count_from_one_and_in_characters() -> None:
    tree = yaml_source.parse("a.yaml", "编码: A\n岗位:\n  - 名称: 局长\n")
    assert isinstance(tree, Table)
    inner = tree.entries[1].value
    assert isinstance(inner, Items)
    assert isinstance(inner.items[0], Table)
    assert str(inner.items[0].entries[0].value.place) == "a.yaml:3:9"


@pytest.mark.parametrize("depth", [41, 1_000, 100_000])
def test_depth_bombs_are_named_not_fatal(depth: int) -> None:
    with pytest.raises(SourceError) as caught:
        yaml_source.parse("x.yaml", "[" * depth + "]" * depth)
    assert caught.value.problems[-1].code == yaml_source.TOO_DEEP


def test_a_notice_longer_than_any_text_may_be_is_refused_at_its_first_line() -> None:
    head = "---\n编码: F-1\n---\n"
    _, problems = records.read([records.SourceFile("content/F.md", (head + "长" * 50_001).encode())])
    assert [str(p).split(" ")[:2] for p in problems] == [["content/F.md:4:1:", "S05"]]


def test_a_file_of_control_characters_is_answered_with_a_bounded_list() -> None:
    with pytest.raises(SourceError) as caught:
        yaml_source.decode("x", b"a\x00\n" * 10_000)
    assert 0 < len(caught.value.problems) <= yaml_source.MOST_PROBLEMS


def test_crlf_files_read_like_lf_files() -> None:
    assert yaml_source.decode("x", "甲: 1\r\n乙: 2\r\n".encode()) == "甲: 1\n乙: 2\n"


def test_an_escape_cannot_smuggle_a_control_character() -> None:
    with pytest.raises(SourceError) as caught:
        yaml_source.parse("x.yaml", '名称: "民\\u202e政"\n')
    assert caught.value.problems[0].code == characters.UNSEEN


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("对符合条件的申请\n   不受理、不批准的", "对符合条件的申请不受理、不批准的"),
        ("共有\n   12户，使用 Open\n   Office", "共有12户，使用 Open Office"),
        ("'引号''里\n   的字'", "引号'里的字"),
        ('"双引号里\n   的 字"', "双引号里的 字"),
        (">-\n  折行\n  的字\n\n  另段\n    更深", "折行的字\n另段\n  更深"),
        ("|-\n  一行\n  一行", "一行\n一行"),
        ("甲 乙", "甲 乙"),
        ("甲\u00a0乙\u2003丙", "甲 乙 丙"),
    ],
)
def test_a_wrapped_line_gets_no_space_in_chinese(typed: str, read: str) -> None:
    assert plain(yaml_source.parse("x.yaml", f"键: {typed}\n后: 1\n")) == {"键": read, "后": "1"}


@pytest.mark.parametrize("style", ["|", ">", "", "'", '"'])
def test_every_line_of_a_text_knows_its_place(style: str) -> None:
    block = style in ("|", ">")
    start, end = (f"{style}\n  ", "") if block else (style, style)
    tree = yaml_source.parse("x.yaml", f"键: {start}甲甲\n  乙\n\n  丙{end}\n")
    assert isinstance(tree, Table)
    text = tree.entries[0].value
    assert isinstance(text, Text)
    places = [text.at(text.value.index(char)) for char in "乙丙"]
    assert (
        [(place.line, place.column) for place in places] == [(3, 3), (5, 3)]
        if block
        else [(2, 3), (4, 3)]
    )


def test_only_a_long_line_that_ends_within_a_sentence_is_taken_for_wrapped() -> None:
    long = "字" * 40
    assert unwrapped(f"{long}\n的后半句") == f"{long}的后半句"
    for text in (
        f"{long}。\n后一句",
        f"{long}\n1、后一项",
        f"{long}\n　　后一段",
        "短\n行",
        f"# {long}\n字",
    ):
        assert unwrapped(text) == text


def test_text_node_knows_whether_it_was_quoted() -> None:
    tree = yaml_source.parse("x.yaml", '甲: "1"\n')
    assert isinstance(tree, Table)
    assert tree.entries[0].value == Text("1", "x.yaml", tree.entries[0].value.mark, plain=False)


SIGNS = (
    "%{}",
    "@{}",
    "`{}`",
    "'{}'外",
    '"{}"外',
    "[{}]外",
    "{{{}}}外",
    "]{}",
    ">{}",
    "|{}",
    "!{}",
    ",{}",
)
PLACES = ("名称: {}\n类别: 甲\n", "依据:\n  - {}\n  - 乙\n", "监督:\n  岗位: {}\n  电话: 110\n")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_value_that_begins_with_a_sign_is_to_be_quoted_where_it_stands(sign: str, place: str) -> None:
    text = place.format(sign.format("二楼"))
    line, column = (
        text[: text.index(sign[0])].count("\n") + 1,
        text.split(sign[0])[0].rpartition("\n")[2],
    )
    (told,) = problems_of(text.encode())
    assert (told.place.line, told.place.column) == (line, len(column) + 1)
    assert told.code is mistakes.UNQUOTED
    quoted = place.format("'" + sign.format("二楼").replace("'", "''") + "'")
    assert problems_of(quoted.encode()) == []


ODD = (
    (2, 4, "编码: A\n名称:{}甲\n类别: 乙\n"),
    (3, 3, "a:\n  - 甲\n  {}- 乙\n"),
    (2, 4, "a:\n  -{}甲\n  - 乙\n"),
    (1, 3, "a:{}甲\n"),
    (3, 1, "a:\n  b: 甲\n{}c: 乙\n"),
)


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003"])
@pytest.mark.parametrize(("line", "column", "text"), ODD)
def test_an_odd_space_is_told_where_it_stands(space: str, line: int, column: int, text: str) -> None:
    (told,) = problems_of(text.format(space).encode())
    assert (told.place.line, told.place.column, told.code) == (line, column, mistakes.ODD_SPACE)
    assert f"U+{ord(space):04X}" in told.what
