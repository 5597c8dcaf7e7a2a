"""The slips of the hand behind a parser's complaint: tabs, full-width colons, anchors, quotes.

Enters: the lines of a file and what the YAML parser said.  Leaves: the most likely mistake, as a
place in the text and a code.  The parser's own words are English and about its grammar; a clerk
wants to know which key to press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from ..basics.problem import Code

TAB = Code("Y06", "用了制表符", "YAML 只能用空格缩进：请把 Tab 换成两个空格")
FULLWIDTH_COLON = Code("Y07", "用了全角冒号", "键的后面请用英文冒号加一个空格，例如“名称: 某某”")
SYNTAX = Code("Y08", "写法不合 YAML", "请检查缩进是否对齐、冒号后是否有空格、引号和括号是否成对")
ANCHOR = Code(
    "Y10", "用了锚点、别名或合并键", "请把内容原样写出，不用 &、* 和 <<；以这些符号开头的文字请加引号"
)


_FULLWIDTH_KEY = re.compile(r"^\s*(?:- +)?[\w（）()、·\-]{1,24}(：)")
_ANCHOR = re.compile(r"(?:: +|^\s*- +)([&*]\S)")
_NEARBY = 3  # the parser often notices only a line or two later


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake at a line and column counted from 0."""

    line: int
    column: int
    code: Code
    what: str


def behind(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """The most likely mistake behind what the parser could not read."""
    context = getattr(error, "context_mark", None)
    if context and "quoted" in (getattr(error, "context", "") or ""):
        return Slip(context.line, context.column, SYNTAX, "这里的引号没有成对")
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    nearby = range(min(line, len(lines) - 1), max(-1, line - _NEARBY), -1)
    found = (slip for slip in (on_line(number, lines[number]) for number in nearby) if slip)
    return next(found, Slip(line, column, SYNTAX, "这一处读不懂"))


def throughout(lines: list[str]) -> list[Slip]:
    """Every slip in a file that the parser took for a single piece of text."""
    return [slip for slip in (on_line(number, line) for number, line in enumerate(lines)) if slip]


def on_line(number: int, line: str) -> Slip | None:
    """A tab in the indentation, a full-width colon behind a key, or an anchor on one line."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return Slip(number, indent.index("\t"), TAB, "这一行用制表符（Tab）缩进")
    colon = _FULLWIDTH_KEY.match(line)
    if colon and ": " not in line:
        key = line[: colon.start(1)].strip(" -")
        return Slip(number, colon.start(1), FULLWIDTH_COLON, f"“{key}”后面是全角冒号“：”")
    anchor = _ANCHOR.search(line)
    return Slip(number, anchor.start(1), ANCHOR, "用了锚点或别名（& 或 *）") if anchor else None
