"""The signs of a prose text that mean something, and what a page could only show as source code.

Enters: the text of a prose field or of a notice.  Leaves: faults by offset.  The whole dialect is
told to clerks in docs/prose.md; ``editions.parts.prose`` makes pages of it.  Every pattern is
possessive: nothing is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...basics.problem import Code, Place, Problem, Severity
from ...basics.values import regex

PICTURE = Code("M01", "正文里放了图片", "正文里不能放图片：请写成公告的“附件”，或者删去")
BAD_TARGET = Code(
    "M02",
    "正文里的链接写得不对",
    "圆括号里写 https:// 开头的完整网址、mailto: 邮箱，或者本站的页面，例如 powers/编码.html",
)
NO_TABLE = Code("M03", "像表格，却不成表格", "表头的下一行写 |---|---|，列数和表头一样多")
HTML = Code("M04", "正文里有网页代码", "代码会照原样显示在页面上：请删去，只留文字", Severity.REMINDER)

_ADDRESS = r"(?:https?://|mailto:)[^\s()<>\[\]\"]++(?:\([^\s()<>\[\]\"]*+\)[^\s()<>\[\]\"]*+)*+"
_OWN_PAGE = r"[A-Za-z0-9_./-]++(?<=\.html)(?:#[^\s()<>\[\]]*+)?+"
LINK = regex(rf"(?<!!)\[([^\[\]\n]++)\]\(({_ADDRESS}|{_OWN_PAGE})\)")
RULE_ROW = regex(r" *+\|?+ *+:?+-++:?+ *+(?:\| *+:?+-++:?+ *+)*+\|?+ *+")

_PICTURE = regex(r"!\[[^\[\]\n]*+\](?:\([^()\n]*+\)|\[[^\[\]\n]*+\])")
_LINKED = regex(r"(?<!!)\[[^\[\]\n]++\]\(([^\s()<>]++)")
_HTML = regex(
    r"</?(?:a|b|br|center|col|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|s|script|span|strong|style|sub|sup"
    r"|table|tbody|td|th|thead|tr|u|ul)(?:[\s/][^<>\n]*+)?>|&(?:nbsp|[lg]t|amp|quot|e[mn]sp|#\d++);",
    re.IGNORECASE,
)


def told(text: str, place: Callable[[int], Place]) -> Iterator[Problem]:
    """The faults of a text by the places of its characters."""
    return (Problem(place(at), code, what) for at, code, what in faults(text))


def faults(text: str) -> Iterator[tuple[int, Code, str]]:
    """What of a text a page cannot show as it is meant: offset, code and words of each."""
    for match in _PICTURE.finditer(text):
        yield match.start(), PICTURE, f"“{match[0][:30]}”是图片"
    for match in _LINKED.finditer(text):
        if _is_address(match[1]) and not LINK.match(text, match.start()):
            yield match.start(1), BAD_TARGET, f"“{match[1][:40]}”不能作链接"
    for match in _HTML.finditer(text):
        yield match.start(), HTML, f"“{match[0][:30]}”是网页代码"
    yield from _tables(text)


def _is_address(words: str) -> bool:
    """Whether words in round brackets are an address at all, and not a remark."""
    return words.isascii() and not {*":/."}.isdisjoint(words) and any(map(str.isalpha, words))


def cells(row: str) -> list[str]:
    """The cells of a row, without the spaces around them."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def table_end(lines: list[str], at: int) -> int:
    """The number of the line behind a table that starts at a line, or that line where none does."""
    ruled = at + 1 < len(lines) and "|" in lines[at] and _is_ruled(lines[at + 1])
    if not ruled or len(cells(lines[at])) != len(cells(lines[at + 1])):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _is_ruled(line: str) -> bool:
    return "|" in line and RULE_ROW.fullmatch(line) is not None


def _tables(text: str) -> Iterator[tuple[int, Code, str]]:
    """Rows that the page would show with their strokes."""
    lines, at, offset = text.split("\n"), 0, 0
    while at < len(lines):
        end = table_end(lines, at)
        if end == at:
            end = _rows_end(lines, at)
            if end > at + 1 or _is_ruled(lines[at]):
                yield offset, NO_TABLE, f"“{lines[at].strip()[:30]}”这几行会连竖线一起显示"
        end = max(end, at + 1)
        offset += sum(len(line) + 1 for line in lines[at:end])
        at = end


def _rows_end(lines: list[str], at: int) -> int:
    while at < len(lines) and len(row := lines[at].strip()) > 1 and row[0] == row[-1] == "|":
        at += 1
    return at
