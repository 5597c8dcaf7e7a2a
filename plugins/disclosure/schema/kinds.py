"""The types of single values: text, code, date, money, period, choice, number, phone, link.

Enters: nodes.  Leaves: plain Python values (``str``, ``date``, ``Decimal``, ``Period``).  Each
type says in Chinese what it expects and refuses the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..basics.problem import Code
from .declare import EMPTY_VALUE, WRONG_SHAPE, JsonSchema, Report, hint, nearest
from .yaml_source import Node, Text

TOO_LONG = Code("S05", "文字过长", "请缩短：名称写事项本身，细节写到说明里")
BAD_CODE = Code(
    "S06", "编码不合规", "编码只用英文字母、数字、“-”“_”和“.”，以字母或数字开头和结尾，不超过 80 位"
)
BAD_DATE = Code("S07", "日期不对", "请写成 2026-03-10 这样真实存在的日期")
BAD_MONEY = Code("S08", "金额不对", "请以元为单位写明，例如 36800000元")
BAD_PERIOD = Code("S09", "期限不对", "请写成“20个工作日”“30日”“当场”，区间写“5-10个工作日”")
BAD_CHOICE = Code("S10", "不在可选范围内", "请从列出的值里选一个")
BAD_NUMBER = Code("S11", "不是非负整数", "请只写数字，例如 12")
BAD_PHONE = Code("S12", "电话写法不对", "请写成区号-号码（0000-1234567）或五位短号（12345）")
BAD_LINK = Code("S13", "网址不对", "请写以 https:// 或 http:// 开头的完整网址")


CODE_PATTERN = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?"
# Names that Windows keeps for devices; a page of that name cannot be copied to a kiosk.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONEY = re.compile(r"(\d{1,15}(?:\.\d{1,2})?)元")
_PERIOD = re.compile(r"(?:(\d{1,3})-)?(\d{1,3})(个工作日|日|天)?(\(不计\)|（不计）)?")
_PHONE = re.compile(r"(?:0\d{2,3}-\d{7,8}(?:-\d{1,6})?|1[1-9]\d{3}|1\d{10})")


def words(node: Node, report: Report) -> str:
    """The text of a scalar.  Raises ``Invalid`` for lists, tables and empty values."""
    if not isinstance(node, Text):
        raise report.invalid(node.place, WRONG_SHAPE, f"这里应是一段文字{hint(node)}")
    if not node.value.strip():
        raise report.invalid(node.place, EMPTY_VALUE, "这里没有填写")
    return node.value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text of at most ``most`` characters."""

    most: int = 200

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report).strip()
        if len(text) > self.most:
            what = f"“{text[:12]}…”有 {len(text)} 字，最多 {self.most} 字"
            raise report.invalid(node.place, TOO_LONG, what)
        if "\n" in text:
            raise report.invalid(node.place, WRONG_SHAPE, "这里应写成一行，却有换行")
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"], "maxLength": self.most}

    def label(self) -> str:
        return f"一行文字（≤{self.most}字）"


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text in Markdown; views sanitise it before they show it."""

    most: int = 50_000

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report)
        if len(text) > self.most:
            raise report.invalid(node.place, TOO_LONG, f"这里有 {len(text)} 字，最多 {self.most} 字")
        return text.strip()

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"]}

    def label(self) -> str:
        return "正文（Markdown）"


@dataclass(frozen=True, slots=True)
class CodeText:
    """An identity: plain ASCII, safe as a file name on every disk and in every URL."""

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report)
        if not re.fullmatch(CODE_PATTERN, text) or ".." in text or _RESERVED.fullmatch(text):
            raise report.invalid(node.place, BAD_CODE, f"“{text[:40]}”不能作编码")
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"], "pattern": f"^{CODE_PATTERN}$"}

    def label(self) -> str:
        return "编码"


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, written ``2026-03-10``."""

    def read(self, node: Node, report: Report) -> date:
        text = words(node, report)
        match = _DATE.fullmatch(text)
        try:
            if match:
                return date(*map(int, match.groups()))
        except ValueError:
            raise report.invalid(node.place, BAD_DATE, f"没有“{text}”这一天") from None
        raise report.invalid(node.place, BAD_DATE, f"“{text[:40]}”不是日期")

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date"}

    def label(self) -> str:
        return "日期（2026-03-10）"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 元, exact to 分; the unit is written."""

    def read(self, node: Node, report: Report) -> Decimal:
        text = words(node, report)
        match = _MONEY.fullmatch(text.replace(",", ""))
        if not match:
            raise report.invalid(node.place, BAD_MONEY, f"“{text[:40]}”不是以元写明的金额")
        return Decimal(match[1])

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[\d,]+(\.\d{1,2})?元$"}

    def label(self) -> str:
        return "金额（36800000元）"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time as written in the field.

    ``least`` and ``most`` count ``unit`` (个工作日 or 日); 当场 is zero.  ``counted`` is false
    for spans that the statutory limit leaves out, written ``(不计)``.
    """

    least: int
    most: int
    unit: str = "个工作日"
    counted: bool = True

    def __str__(self) -> str:
        if not self.most:
            return "当场"
        span = f"{self.least}-{self.most}" if self.least != self.most else f"{self.most}"
        return f"{span}{self.unit}" + ("" if self.counted else "（不计入时限）")


@dataclass(frozen=True, slots=True)
class PeriodText:
    """``20个工作日``, ``30日``, ``5-10个工作日``, ``当场``; a bare number only in flow steps."""

    bare: bool = False

    def read(self, node: Node, report: Report) -> Period:
        text = words(node, report).replace(" ", "")
        if text == "当场":
            return Period(0, 0)
        match = _PERIOD.fullmatch(text)
        if not match or not (match[3] or self.bare) or int(match[1] or 0) > int(match[2]):
            raise report.invalid(node.place, BAD_PERIOD, f"“{text[:40]}”不是期限")
        unit = "日" if match[3] in ("日", "天") else "个工作日"
        return Period(int(match[1] or match[2]), int(match[2]), unit, not match[4])

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"] if self.bare else "string"}

    def label(self) -> str:
        return "期限（20个工作日、30日、当场" + ("、3，不写单位即工作日）" if self.bare else "）")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of words."""

    values: tuple[str, ...]

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report)
        if text not in self.values:
            listed = "、".join(self.values)
            what = f"“{text[:40]}”不是 {listed} 之一{nearest(text, self.values)}"
            raise report.invalid(node.place, BAD_CHOICE, what)
        return text

    def json_schema(self) -> JsonSchema:
        return {"enum": list(self.values)}

    def label(self) -> str:
        return "、".join(self.values)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from 0."""

    def read(self, node: Node, report: Report) -> int:
        text = words(node, report)
        if not re.fullmatch(r"0|[1-9][0-9]{0,11}", text):
            raise report.invalid(node.place, BAD_NUMBER, f"“{text[:40]}”不是整数")
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {"type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def label(self) -> str:
        return "整数"


@dataclass(frozen=True, slots=True)
class Phone:
    """An office telephone: landline with area code, a five-digit line, or a duty mobile."""

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report)
        if not _PHONE.fullmatch(text):
            raise report.invalid(node.place, BAD_PHONE, f"“{text[:40]}”不是电话号码")
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"]}

    def label(self) -> str:
        return "电话（0000-1234567）"


@dataclass(frozen=True, slots=True)
class Link:
    """An absolute web address."""

    def read(self, node: Node, report: Report) -> str:
        text = words(node, report)
        if not re.fullmatch(r"https?://[^\s<>\"']{3,300}", text):
            raise report.invalid(node.place, BAD_LINK, f"“{text[:40]}”不是网址")
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "uri"}

    def label(self) -> str:
        return "网址"
