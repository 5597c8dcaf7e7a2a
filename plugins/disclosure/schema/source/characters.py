"""Characters of a source that are not taken, told one by one with the character that is meant.

Enters: text.  Leaves: offset, code and words of each, at most ``MOST``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...basics.problem import Code
from . import taken
from .taken import Unfit
from .unassigned import VERSION

UNSEEN = Code("Y04", "有看不见的控制字符", "请删去该字符后重新输入这一行")
LOOKALIKE = Code(
    "Y17",
    "像汉字而不是汉字的部首或兼容字",
    "多半是从 PDF 复制来的康熙部首或兼容汉字，检索不到：请换成通常的汉字",
)
UNKNOWN = Code(
    "Y18",
    "没有正式编码的字符",
    "别人的电脑显示不出来：请换成有正式编码的字，没有的用文字说明",
)

MOST = 50  # of one file; finding the line of each reads the file from its start


def told(text: str) -> Iterator[tuple[int, Code, str]]:
    """Where a character stands that is not taken, and what is to be said of it."""
    strange = taken.refused(text)
    if strange:
        any_of = re.compile(f"[{re.escape(''.join(sorted(strange)))}]")
        for match in islice(any_of.finditer(text), MOST):
            yield match.start(), *_words(match[0])


def _words(char: str) -> tuple[Code, str]:
    number, meant = f"U+{ord(char):04X}", taken.usual(char)
    instead = f"，应是“{meant}”（U+{ord(meant):04X}）" if meant else ""
    match taken.fault(char):
        case Unfit.UNSEEN:
            return UNSEEN, f"看不见的字符 {number}"
        case Unfit.LOOKALIKE:
            return LOOKALIKE, f"“{char}”（{number}）不是通常的汉字{instead}"
    if char == taken.LOST:
        return UNKNOWN, f"“{char}”（{number}）是转换编码时丢了字留下的"
    return UNKNOWN, f"字符 {number} 是自造字，或者在 Unicode {VERSION} 里还没有定义{instead}"
