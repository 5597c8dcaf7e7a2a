"""What is seldom is looked for in a whole file before it is in each value: nothing is missed by it."""

from __future__ import annotations

import sys

import pytest

from disclosure.basics.problem import Place, Problem
from disclosure.schema import yaml_source
from disclosure.schema.source import mistakes, taken
from disclosure.schema.source.nodes import Node, Table, Text
from disclosure.schema.yaml_source import SourceError, decode, parse

SOURCE = """\
# 备注
编码: MZ-1
电话: ["0000-5550101", '110', 12345]
岗位:
  - 名称: 局长
    风险: {级: 一, 表现: 优亲厚友}
  - - 甲
    - 乙
条件:
- 说明: 一行
    又一行
  依据: |
    第一条

    第二条
  折起: >-
    两行
    文字
  "键": "引号里"
空:
"""
SIGNS = (
    "\t", "#", " # 甲", "\u3000", "\u00a0", "\u2003", "- ", "-", "— ", "—", "·", "● 甲", "－甲", "：",
    ":", ": ", "&a ", "*a", "!b ", "'", '"', "\\", "|", "[", "]", "{", "}", ",", "? ", "---", "<<: ",
    "\n", "甲", "<<: 甲\n", "\\u00a0", "\\u202e", "%", "@", "\u202e", "⼀", "Ａ:1",
)  # fmt: skip


def damaged() -> list[str]:
    """The source, each sign put around lines, words and colons."""
    lines = SOURCE.split("\n")
    found = [SOURCE]
    for number, line in enumerate(lines):
        words = len(line) - len(line.lstrip())
        for at in sorted({0, words, line.find(": ") + 2, len(line)}):
            for sign in SIGNS:
                changed = f"{line[:at]}{sign}{line[at:]}"
                found.append("\n".join((*lines[:number], changed, *lines[number + 1 :])))
    return found


def read(text: str) -> tuple[Node | None, list[Problem]]:
    try:
        return parse("x.yaml", decode("x.yaml", text.encode())), []
    except SourceError as error:
        return error.tree, error.problems


def test_each_value_looked_at_gives_the_same(monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    """Trees and problems are those of a reader that passes over nothing, for every third text at
    least: each sign stands at each sort of place."""
    texts = damaged() if whole else damaged()[::3]
    quick = list(map(read, texts))
    monkeypatch.setattr(mistakes, "doubtful", lambda _, lines: frozenset(range(len(lines))))
    monkeypatch.setattr(mistakes, "is_tight", lambda _: True)
    monkeypatch.setattr(taken, "has_odd_space", lambda _: True)
    yaml_source._known.cache_clear()  # noqa: SLF001  what it keeps was looked for quickly
    careful = list(map(read, texts))
    assert [t for t, a, b in zip(texts, quick, careful, strict=True) if a != b] == []
    assert len({problem.code for _, problems in careful for problem in problems}) > 12


def test_no_character_that_is_passed_over_is_refused() -> None:
    """All of the planes that have any, the ends of the others."""
    empty = range(0x4_0000, 0xE_0000)
    codes = (n for n in range(sys.maxunicode + 1) if n not in empty or (n + 8) & 0xFFFF < 16)
    every = [chr(code) for code in codes]
    assert taken.refused("".join(every)) == {char for char in every if taken.fault(char)}


@pytest.mark.parametrize("typed", ["甲\u00a0乙", "'甲\u2003乙'", '"甲\\u00a0乙"'])
def test_odd_spaces_become_ordinary_ones(typed: str) -> None:
    tree = parse("x.yaml", f"名称: {typed}\n")
    assert isinstance(tree, Table)
    assert [entry.value for entry in tree.entries] == [
        Text("甲 乙", "x.yaml", Place("x.yaml", 1, 5).mark, typed[0] == "甲")
    ]
