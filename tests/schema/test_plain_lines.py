"""Plain lines read without libyaml give the very tree that its events give, or are left to it."""

from __future__ import annotations

import pytest
from counties import SOUND
from hypothesis import given
from hypothesis import strategies as st
from random_tests import examples

from disclosure.schema.source import plain_lines
from disclosure.schema.yaml_source import by_events, decode

ODD = """
名称 值 a 1.5 - -1 — ~ no << a:b a: :a 8:30 a#b #b a,b a? ? ! 甲? & * | > [ ] { } ' '甲' "甲" @ ` % ，
（一） … ... --- = a\b
"""
WORDS = st.sampled_from([*ODD.split(), "\u3000甲", "甲\u3000", "甲\u3000# 乙", "甲 乙"])
IN_BRACES = st.lists(
    WORDS | st.sampled_from(("甲: 乙", "丙: [丁, 戊]", "[己]", "{庚: 辛}")), max_size=3
).map(", ".join)
VALUES = WORDS | IN_BRACES.map("[{}]".format) | IN_BRACES.map("{{{}}}".format)
LINES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("", "  ", "    ", " ", " " * 17)),
    st.sampled_from(("", "", "- ", "- - ", "-")),
    st.sampled_from(("", "甲: ", "乙: ", "丙:", "丁:  ", "戊-1: ", "己 庚: ", "甲: ")),
    st.just("") | VALUES,
    st.sampled_from(("", "", "", " ", " # 记", "\t", "\u00a0")),
)  # fmt: skip


def check(text: str) -> bool:
    """Whether it was read here; then libyaml tells the same of it."""
    tree = plain_lines.tree("a.yaml", text, 2)
    assert tree is None or tree == by_events("a.yaml", text, 2)
    return tree is not None


@examples(2_000)
@given(
    st.lists(LINES, min_size=1, max_size=6).map("\n".join), st.sampled_from(("\n", "", "\n\n", "\n  \n"))
)
def test_whatever_is_read_here_is_what_libyaml_reads(lines: str, end: str) -> None:
    check(lines + end)


@pytest.mark.parametrize(
    "text",
    [
        "甲: 乙\n",
        "- 甲\n- 乙\n",
        "甲:\n- 乙\n- 丙: 丁\n  戊: 己\n庚: 辛\n",
        "# 记\n\n甲:\n  # 记\n  乙: [丙, 丁]\n\n  戊: {己: 庚, 辛: [壬, 癸]}\n",
        "甲: |\n  乙\n\n    丙 # 丁\n  - 戊: 己\n\n庚: 辛\n",
        "- |\n 甲\n- |\n 乙\n\n\n",
    ],
)  # fmt: skip
def test_plain_lines_are_read_here(text: str) -> None:
    assert check(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲: 乙\n  丙\n", "甲: 乙\n   丙: 丁\n", "甲:\n乙: 丙\n", "甲:\n    乙: 1\n  丙: 2\n",
        "甲: |\n乙: 丙\n",
        "甲: |\n  乙\n   \n丙: 丁\n", "甲: 1\n甲: 2\n", "甲: {乙: 1, 乙: 2}\n",
        "甲: '乙'\n", "甲: 乙 # 丙\n",
        "甲: &乙 丙\n", "甲: 乙\u0085丙: 丁\n", "甲: 乙", "甲\n", "\n",
    ],
)  # fmt: skip
def test_all_else_is_left_to_libyaml(text: str) -> None:
    assert not check(text)


def test_nearly_every_file_of_a_county_is_read_here() -> None:
    files = [
        (path, decode(path.name, path.read_bytes())) for path in SOUND.rglob("catalogues/**/*.yaml")
    ]
    here = [path for path, text in files if check(text)]
    assert len(here) > len(files) * 0.7
