"""How a single value is written: one declaration for the reader, editors and office files.

Enters: patterns, bounds and codes, as the kinds of value declare them.  Leaves: ``Form``, which
judges a text and describes itself as JSON Schema, so that no two of its users can differ.

Patterns keep to what Python and ECMA-262 (which editors run, with the flag ``u``) read alike: no
look-behind, no named group, no flag, and none of ``\\d \\w \\s \\b``, which mean different
characters in the two; ``[\\s\\S]`` is any character in both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from ..basics.problem import Code
from ..basics.values import dataclass
from .declare import JsonSchema

WHITE = " \t\n\r\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
BLANK = r"[ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
SOLID = r"[^ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""Space at the ends of a text, as ``str.strip`` takes it off, and what is none."""

_MARK = (
    "[ -/:-@\\u005b-\\u0060{-~\t\n\r\u00a0-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u3004"
    "\u3008-\u3020\u3030\ufe10-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_GAP = "[ \u3000]*"
"""Space by which words of two characters are spread out, as in 暂　无."""
_NO = (
    f"(?:无|没{_GAP}有)(?:相关|有关|具体|明确|其他|特殊|特别|收费|法律|法定|政策)?"
    "(?:依据|规定|标准|措施|内容|信息|理由|资料|要求)?|无需|不需要|不涉及|不适用"
    "|无此(?:事?项|情况)|没有这(?:项|种情况)"
)
_FIGURE = "[0-9０-９一二三四五六七八九十]"
_LATER = (
    f"(?:[暂尚]时?|目前){_GAP}(?:{_NO})|未{_GAP}(?:填写?|定|知)|不{_GAP}详|空{_GAP}白?|暂?缺"
    f"|待{_GAP}(?:定|补充?|完善|填写?|确定|核实|明确|公布|更新|研究|审批)"
    f"|(?:[从省]{_GAP})?略|[同如]{_GAP}[上下前左]|上同|附后|[后另]附|某|测试"
    "|(?:(?:详情?|参|请|请参|另|具体)?见|详|参照|参考)"
    "(?:附[件表页录后]|后附材料|[上下前后][文面]?|表|正文|原文|全文|说明|备注|公告|通知|文件|会议(?:纪要|记录)"
    "|公[开示]栏|官网|(?:[省市县]?(?:人民)?政府)?(?:门户)?网站)"
    f"{_FIGURE}*(?:[、，,和至]{_FIGURE}+)*"
)
_HARDLY = f"是|否|对|有|{_NO}"
"""What is no reason, even where it answers another question."""
_LATIN = "|".join(
    "".join(f"[{c}{c.upper()}{chr(ord(c) + 0xFEE0)}{chr(ord(c.upper()) + 0xFEE0)}]" for c in word)
    for word in ("na", "none", "null", "nil", "tbd", "todo", "x")
).replace("]", "][/／]?", 1)
_END = r"(?![\s\S])"


def _nothing(words: str) -> str:
    """A look ahead that holds where a text is no more than marks and these words."""
    return f"(?!{_MARK}*(?:(?:{words}){_MARK}*)*{_END})"


SAYS = _nothing(f"{_LATER}|{_NO}|{_LATIN}")
"""At the start of a pattern: the text says something; 无, 待定, 见附件 and a dash do not."""
ANSWERS = _nothing(f"{_LATER}|{_LATIN}")
"""The same where 无 is an answer: no material is to be handed in, nobody was of another opinion."""

WHY = _nothing(f"{_LATER}|{_HARDLY}|{_LATIN}")
"""The same where a reason is asked: 是 and 否 give none."""


def says_why(text: str) -> bool:
    """Whether a text may be a reason."""
    return re.match(WHY, text) is not None


def says(text: str) -> bool:
    """Whether a text says something."""
    return re.match(SAYS, text) is not None


Range = tuple[int | None, int | None]
ANY: tuple[Range, ...] = ((None, None),)


@dataclass(frozen=True)
class Form:
    """The form of a kind of value.

    ``pattern`` holds for the whole text, ``most`` bounds its characters.  An editor takes ``110``
    for a number: ``numbers`` are those that fit, from least to most (None: without end; then
    fractions fit as well).  ``code`` says in Chinese what is wrong with the rest, which is not
    what the kind is ``called``; an editor says it too, or ``said``.  ``examples`` fit and
    ``misfits`` do not: the field reference shows them, and tests try them.
    """

    pattern: str
    code: Code
    called: str
    numbers: tuple[Range, ...] = ()
    most: int | None = None
    examples: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    said: str = ""
    reads: Callable[[str], str] = str
    """What a text of another form may have been meant for, such as 2026年3月1日 for a date."""

    def meant(self, text: str) -> str:
        """The same as a question, where it fits; else nothing."""
        guess = self.reads(text)
        return f"，是不是“{guess}”？" if guess != text and self.fits(guess) else ""

    def fits(self, text: str) -> bool:
        """Whether the text is written in this form."""
        short = self.most is None or len(text) <= self.most
        return short and self._whole(text) is not None

    @functools.cached_property
    def _whole(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.pattern).fullmatch

    def json_schema(self) -> JsonSchema:
        """What an editor checks."""
        said = {"errorMessage": self.said or f"{self.code.id} {self.code.title}。{self.code.mend}"}
        text: JsonSchema = {"type": "string", "pattern": f"^(?:{self.pattern})$", **said}
        if self.most is not None:
            text["maxLength"] = self.most
        spans = [{**_numbers(span), **said} for span in self.numbers]
        if len(spans) == 1:
            return {**text, **spans[0], "type": ["string", spans[0]["type"]]}
        return {"anyOf": [text, *spans]} if spans else text


def _numbers(span: Range) -> JsonSchema:
    """The numbers of a range; fractions where it has no end."""
    bounds = {"minimum": span[0], "maximum": span[1]}
    kind = "number" if None in span else "integer"
    return {"type": kind, **{name: bound for name, bound in bounds.items() if bound is not None}}


_DAY = re.compile("((?:19|20)[0-9]{2})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})日?")
_SUM = re.compile(
    "(?P<sum>(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:[.][0-9]{1,8})?)(?P<unit>亿|万|)元?"
)
_WORTH = {"": 1, "万": 10_000, "亿": 100_000_000}


def as_day(text: str) -> str:
    """``2026年3月1日`` and ``2026.3.1`` as ``2026-03-01``."""
    found = _DAY.fullmatch(text.strip())
    return "-".join(part.rjust(2, "0") for part in found.groups()) if found else text


def as_money(text: str) -> str:
    """``1.5万元`` as ``15000元``."""
    found = _SUM.fullmatch(text.strip())
    worth = Decimal(found["sum"].replace(",", "")) * _WORTH[found["unit"]] if found else Decimal()
    return f"{worth.normalize():f}元" if found else text


def whole(least: int, most: int) -> str:
    """The pattern of the whole numbers from ``least`` to ``most``, without leading zeros."""
    ends = [int("9" * length) for length in range(len(str(least)), len(str(most)))]
    starts = [least, *(end + 1 for end in ends)]
    spans = zip(starts, [*ends, most], strict=True)
    return _either(_of_one_length(str(low), str(high)) for low, high in spans)


def _of_one_length(low: str, high: str) -> str:
    """Numbers of as many digits as ``low`` and ``high`` both have."""
    if low == high:
        return low
    if len(low) == 1:
        return f"[{low}-{high}]"
    if low[0] == high[0]:
        return low[0] + _of_one_length(low[1:], high[1:])
    zeros, nines = "0" * len(low[1:]), "9" * len(low[1:])
    first, last, parts = int(low[0]), int(high[0]), []
    if low[1:] != zeros:
        parts.append(low[0] + _of_one_length(low[1:], nines))
        first += 1
    if high[1:] != nines:
        last -= 1
    if first <= last:
        parts.append(f"[{first}-{last}]" + "[0-9]" * len(zeros))
    if high[1:] != nines:
        parts.append(high[0] + _of_one_length(zeros, high[1:]))
    return _either(parts)


def _either(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})"
