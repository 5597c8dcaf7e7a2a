"""The slips of the hand behind a parser's complaint: tabs, odd spaces, dashes, missing quotation marks.

Enters: the lines of a file and what the YAML parser said.  Leaves: the most likely mistake, as a
place in the text and a code.  The parser's own words are English and about its grammar; a clerk
wants to know which key to press.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import yaml

from ...basics.problem import Code
from ...basics.values import dataclass, regex
from . import taken

TAB = Code("Y06", "用了制表符", "YAML 只能用空格缩进：请把 Tab 换成两个空格")
FULLWIDTH_COLON = Code("Y07", "用了全角冒号", "键的后面请用英文冒号加一个空格，例如“名称: 某某”")
SYNTAX = Code("Y08", "写法不合 YAML", "请检查缩进是否对齐、冒号后是否有空格、引号和括号是否成对")
ANCHOR = Code(
    "Y10", "用了锚点、别名或合并键", "请把内容原样写出，不用 &、* 和 <<；以这些符号开头的文字请加引号"
)
ODD_SPACE = Code("Y19", "空格不是普通空格", "请删去它，在英文输入法下重新按空格键")
UNQUOTED = Code(
    "Y20", "值要加引号", "请给整个值加上英文引号，例如 名称: '@所有人'；值里有单引号的用双引号"
)
NO_SPACE = Code("Y21", "冒号后面没有空格", "请在英文冒号后面加一个空格，例如“名称: 某某”")
DASH = Code("Y22", "列表的横线不对", "列表的每一项以英文减号“-”加一个空格开头，各项左边对齐")
MISREAD = (ODD_SPACE, NO_SPACE, DASH)
"""Slips behind which the tree is another than the clerk meant: what else is said of it would mislead."""

ODD_SPACES = {
    "\u00a0": "不间断空格", "\u3000": "全角空格", "\u2002": "半身空格", "\u2003": "全身空格",
    "\u2009": "窄空格", "\u202f": "窄不间断空格",
}  # fmt: skip
_DASHES = frozenset("-－—–−‐‑﹣•●·")
_WIDEST = 2_000  # columns of a line that are looked at; no one types more
_START = yaml.Mark("", 0, 0, 0, None, 0)
_ODD = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_WORD = r"[\w（）()、·\-]{1,24}"
_BEFORE = r"(?:^\s*(?:- +)*|[{,] *)"
_FULLWIDTH_KEY = regex(rf"^\s*(?:- +)?{_WORD}(：)")
_ANCHOR = regex(r"(?:: +|^\s*- +)([&*]\S)")
_ODD_PLACES = (
    (regex(rf"^ *({_ODD})"), "缩进里"),
    (regex(rf"^ *-({_ODD})"), "横线后面"),
    (regex(rf"{_BEFORE}{_WORD}:({_ODD})"), "冒号后面"),
)
_TIGHT_KEY = regex(rf"{_BEFORE}((?![0-9]+:){_WORD})(:)(?!//)[^\s:,}}\]]")
_ITEM = regex(r"^\s*([-－—–−‐‑﹣•●·])(?![-－—–−‐‑﹣•●·\s])|^\s*([－—–−‐‑﹣•●·])\s")
_VALUE = regex(r"(?:^\s*(?:- +)+|[^\s:]: +|[\[{,] *)([%@`!|>\[{'\"\]}])")
_QUOTED = regex(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")
_BLOCK_HEAD = regex(r"[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$")
_SMART_END = regex(r"""['"][^'"]*[”’＂＇]\s*[,}\]]?\s*$""")
_TWO_COLONS = regex(rf"^\s*(?:- +)*{_WORD}: +([^\s'\"\[{{].*?:(?: |$))")


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake at a line and column counted from 0."""

    line: int
    column: int
    code: Code
    what: str


def behind(error: yaml.YAMLError, lines: list[str], read: int = 0) -> Slip:
    """The most likely mistake behind what the parser could not read; it has come to line ``read``."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    tried = range(read, min(line, len(lines) - 1) + 1)
    found = next((slip for number in tried if (slip := on_line(number, lines[number]))), None)
    return found or _unpaired(error, lines) or _said_by(str(error), lines, line, column)


def throughout(lines: list[str]) -> list[Slip]:
    """Every slip in a file that the parser took for a single piece of text."""
    return [slip for slip in (on_line(number, line) for number, line in enumerate(lines)) if slip]


def on_line(number: int, line: str) -> Slip | None:
    """The first slip of a hand on one line."""
    if line.lstrip().startswith("#"):
        return None
    return next((slip for look in _LOOKS if (slip := look(number, line[:_WIDEST]))), None)


def doubtful(text: str, lines: list[str]) -> frozenset[int]:
    """The lines on which a word may be followed by a comment, or ``joined`` find a slip in a word."""
    starts = ((number, line.lstrip()) for number, line in enumerate(lines))
    found = {number for number, start in starts if start[:1] in _DASHES and start[:2] != "- "}
    for sign in (sign for sign in ("#", "\u3000", *taken.SPACES) if sign in text):
        found.update(number for number, line in enumerate(lines) if sign in line)
    return frozenset(found)


def joined(event: yaml.ScalarEvent, lines: list[str]) -> Iterator[Slip]:
    """Lines that YAML joins to one text, though they were meant for items of a list."""
    start, end = event.start_mark or _START, event.end_mark or _START
    if end.line >= len(lines):  # a line end that only YAML takes for one
        return
    first = start.line + bool(lines[start.line][: start.column].strip())
    found = False
    for number in range(first, end.line + bool(end.column)):
        line = lines[number]
        slip = _odd_space(number, line) or _dash(number, line) or (not found and _far_in(number, line))
        if slip:
            found = True
            yield slip


def is_tight(key: str) -> bool:
    """Whether ``within`` may find a slip in a key."""
    return _tight(0, key) is not None


def within(key: yaml.Event) -> Iterator[Slip]:
    """A colon without a space within a key."""
    mark = key.start_mark or _START
    found = _tight(mark.line, getattr(key, "value", ""))
    if found:
        yield replace(found, column=mark.column + found.column)


def _tab(number: int, line: str) -> Slip | None:
    found = re.match(r"^[^\S\t]*(?:- *)*(\t)", line)
    return Slip(number, found.start(1), TAB, "这一行用制表符（Tab）缩进") if found else None


def _odd_space(number: int, line: str) -> Slip | None:
    for place, where in _ODD_PLACES:
        if found := place.search(line):
            called = f"{ODD_SPACES.get(found[1], '特殊空格')}（U+{ord(found[1]):04X}）"
            what = f"{where}是{called}，请换成普通空格"
            return Slip(number, found.start(1), ODD_SPACE, what)
    return None


def _fullwidth_colon(number: int, line: str) -> Slip | None:
    colon = _FULLWIDTH_KEY.match(line)
    if not colon or ": " in line:
        return None
    key = line[: colon.start(1)].strip(" -")
    return Slip(number, colon.start(1), FULLWIDTH_COLON, f"“{key}”后面是全角冒号“：”")


def _tight(number: int, line: str) -> Slip | None:
    found = _TIGHT_KEY.search(line)
    return Slip(number, found.start(2), NO_SPACE, f"“{found[1]}”的冒号后面没有空格") if found else None


def _dash(number: int, line: str) -> Slip | None:
    found = _ITEM.match(line)
    if not found:
        return None
    dash = found[1] or found[2]
    what = "这里的“-”后面没有空格" if dash == "-" else f"这里用了“{dash}”，不是英文减号"
    return Slip(number, found.start(found.lastindex or 0), DASH, what)


def _far_in(number: int, line: str) -> Slip | None:
    found = re.match(r"^\s*(-) ", line)
    what = "这一行缩进多了，会接在上一项的文字后面；要写几段文字，请在上面的键后面加“|”"
    return Slip(number, found.start(1), DASH, what) if found else None


def _anchor(number: int, line: str) -> Slip | None:
    anchor = _ANCHOR.search(line)
    return Slip(number, anchor.start(1), ANCHOR, "用了锚点或别名（& 或 *）") if anchor else None


def _unquoted(number: int, line: str) -> Slip | None:
    for found in _VALUE.finditer(line):
        rest = line[found.start(1) :]
        if _needs_quotes(rest):
            return Slip(number, found.start(1), UNQUOTED, f"“{rest[0]}”在值的开头有特别的意思")
    return None


def _needs_quotes(rest: str) -> bool:
    """Whether a value that begins with a sign of YAML's own is meant as text."""
    if rest[0] in "%@`!":
        return True
    if rest[0] in "|>":
        return not _BLOCK_HEAD.match(rest)
    if rest[0] in "'\"":
        closed = _QUOTED.match(rest)
        return bool(closed) and not re.match(
            r"\s*(?:$|#|[,}\]:])", rest[closed.end() :] if closed else ""
        )
    return rest[0] in "[{" and _goes_on(rest)


def _goes_on(rest: str) -> bool:
    """Whether text goes on behind the bracket that closes the first one."""
    depth = 0
    for at, sign in enumerate(rest):
        depth += (sign in "[{") - (sign in "]}")
        if not depth:
            return not re.match(r"\s*(?:$|#|[,}\]:])", rest[at + 1 :])
    return False


def _unpaired(error: yaml.YAMLError, lines: list[str]) -> Slip | None:
    """A quotation mark or a bracket that has no second one."""
    context, mark = getattr(error, "context", None) or "", getattr(error, "context_mark", None)
    if not mark or mark.line >= len(lines):
        return None
    if "quoted" in context:
        smart = "；这一行的另一个引号是中文引号" if _SMART_END.search(lines[mark.line][:_WIDEST]) else ""
        return Slip(mark.line, mark.column, SYNTAX, f"这里的引号没有成对{smart}")
    if "flow" not in context:
        return None
    what = f"这里的“{lines[mark.line][mark.column : mark.column + 1]}”没有配对的另一半，或者后面漏了逗号"
    return Slip(mark.line, mark.column, SYNTAX, what)


def _said_by(problem: str, lines: list[str], line: int, column: int) -> Slip:
    """What the parser's own words leave to say."""
    text = lines[line][:_WIDEST] if line < len(lines) else ""
    at = text[column : column + 1]
    if at and at in "]},%@`":
        return Slip(line, column, UNQUOTED, f"“{at}”在值的开头有特别的意思")
    if "mapping values" in problem:
        found = _TWO_COLONS.match(text)
        what = "值里又有冒号加空格" if found else "这一行缩进多了，接到了上一行的值后面"
        return Slip(line, found.start(1) if found else column, UNQUOTED if found else SYNTAX, what)
    if "block sequence" in problem and at == "-":
        return Slip(line, column, UNQUOTED, "“-”在值的开头有特别的意思")
    return Slip(line, column, SYNTAX, "这一处读不懂")


_LOOKS: tuple[Callable[[int, str], Slip | None], ...] = (
    _tab, _odd_space, _fullwidth_colon, _dash, _tight, _anchor, _unquoted,
)  # fmt: skip
