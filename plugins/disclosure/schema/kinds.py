"""The kinds of single values: text, code, date, money, choice, number, link.

Enters: nodes.  Leaves: plain Python values (``str``, ``date``, ``Decimal``, ``int``).  Each kind
declares its ``Form`` once; reading it, telling an editor and the field reference follow from that.
"""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from ..basics.problem import Code
from ..basics.values import dataclass
from .declare import EMPTY_VALUE, WRONG_SHAPE, JsonSchema, Report, hint, meant, quoted_in_chinese
from .forms import ANSWERS, ANY, BLANK, SAYS, SOLID, WHITE, WHY, Form, as_day, as_money, says, whole
from .source import lines, prose_signs
from .source.nodes import Node, Text

TOO_LONG = Code("S05", "文字过长", "请缩短：名称写事项本身，细节写到说明里")
BAD_CODE = Code(
    "S06", "编码不合规", "编码只用英文字母、数字、“-”“_”和“.”，以字母或数字开头和结尾，不超过 80 位"
)
BAD_DATE = Code("S07", "日期不对", "请写成 2026-03-10 这样真实存在的日期")
BAD_MONEY = Code("S08", "金额不对", "请以元为单位写明，例如 36800000元")
BAD_CHOICE = Code("S10", "不在可选范围内", "请从列出的值里选一个")
BAD_NUMBER = Code("S11", "不是非负整数", "请只写数字，例如 12")
BAD_LINK = Code("S13", "网址不对", "请写以 https:// 或 http:// 开头的完整网址")
BEYOND = Code("S15", "数字超出范围", "请核对是不是多写了几位；写法和范围见 docs/fields.md")


CODE_PATTERN = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?"
# Names that Windows keeps for devices; a page of that name cannot be copied to a kiosk.
_RESERVED = "(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])"
_CODE = rf"(?!{_RESERVED}(?![A-Za-z0-9_-]))(?![A-Za-z0-9._-]*\.\.){CODE_PATTERN}"
_DATE = (
    "(?:(?:19|20)[0-9][0-9]-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))-02-29)"
)
_GROUPED = "[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}"
_MONEY = rf"(?:0|[1-9][0-9]{{0,14}}|{_GROUPED})(?:\.[0-9]{{1,2}})?元"
IN_LINK = SOLID[:-1] + "<>\"']"
_LINK = f"https?://{IN_LINK}{{3,300}}"

NOTHING = "无、待定、见附件之类等于没有填写"
T = TypeVar("T", covariant=True)
# What YAML takes for a truth value or for nothing where it is not quoted.
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_TRUTHS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})


def words(node: Node, report: Report) -> str:
    """The text of a scalar.  Raises ``Invalid`` for what is none, or for other programs none."""
    if not isinstance(node, Text):
        raise report.invalid(node.place, WRONG_SHAPE, f"这里应是一段文字{hint(node)}")
    value = node.value
    if value[:1] in WHITE and not value.strip(WHITE):
        raise report.invalid(node.place, EMPTY_VALUE, "这里没有填写")
    if node.plain and value in _NOTHING:
        what = f"“{value}”不加引号，在 YAML 里就是没有填写"
        raise report.invalid(node.place, EMPTY_VALUE, what)
    if node.plain and value in _TRUTHS:
        what = f"“{value}”不加引号，在 YAML 里是真假值，不是文字"
        raise report.invalid(node.place, WRONG_SHAPE, what)
    return value


class Scalar(ABC, Generic[T]):
    """A value written in one piece, in the kind's ``form``."""

    @functools.cached_property
    def form(self) -> Form:
        """How it is written."""
        return _form(self)

    @abstractmethod
    def declared(self) -> Form:
        """The one declaration of the form."""

    @abstractmethod
    def value(self, text: str) -> T:
        """What a text of this form means."""

    @abstractmethod
    def label(self) -> str:
        """A few Chinese words for the field reference."""

    def fault(self, text: str) -> tuple[Code, str]:
        """What is wrong with a text that does not fit."""
        return self.form.code, f"“{text[:40]}”不是{self.form.called}{self.form.meant(text)}"

    def read(self, node: Node, report: Report) -> T:
        text = words(node, report)
        if not self.form.fits(text):
            code, what = self.fault(text)
            raise report.invalid(node.place, code, what + quoted_in_chinese(text))
        return self.value(text)

    def json_schema(self) -> JsonSchema:
        return self.form.json_schema()


class Word(Scalar[str]):
    """A value that means what is written."""

    def value(self, text: str) -> str:
        return text


@functools.cache
def _form(kind: Scalar[object]) -> Form:
    return kind.declared()


@dataclass(frozen=True)
class Line(Scalar[str]):
    """One line of text of at most ``most`` characters, space at its ends not counted."""

    most: int = 200
    none: bool = False
    why: bool = False
    """``none``: whether 无 is an answer.  ``why``: whether a reason is asked, which 是 is none of."""

    def declared(self) -> Form:
        inner = rf"{SOLID}(?:[^\n\r]{{0,{self.most - 2}}}{SOLID})?"
        asked = ANSWERS if self.none else WHY if self.why else SAYS
        pattern = f"{asked}{BLANK}*{inner}{BLANK}*"
        bad = ["一行\n又一行", "字" * (self.most + 1), "待定", "（见附件1）", "N/A"]
        bad += ([] if self.none else ["无。"]) + (["是", "否。"] if self.why else [])
        said = f"这里应是一行文字，最多 {self.most} 字；{NOTHING}"
        return Form(
            pattern, TOO_LONG, "一行字", ANY, examples=("一行字",), misfits=tuple(bad), said=said
        )

    def value(self, text: str) -> str:
        return text.strip(WHITE)

    def fault(self, text: str) -> tuple[Code, str]:
        inner = text.strip(WHITE)
        if len(inner) > self.most:
            return TOO_LONG, f"“{inner[:12]}…”有 {len(inner)} 字，最多 {self.most} 字"
        if "\n" not in inner:
            told = "说不出理由" if self.why and says(inner) else "等于没有填写"
            return EMPTY_VALUE, f"“{inner[:20]}”{told}"
        return WRONG_SHAPE, "这里应写成一行，却有换行"

    def label(self) -> str:
        asked = "，没有的写“无”" if self.none else "，写明理由" if self.why else ""
        return f"一行文字（≤{self.most}字{asked}）"


@dataclass(frozen=True)
class Prose(Scalar[str]):
    """Running text with a few signs (docs/prose.md); pages sanitise it before they show it."""

    most: int = 50_000
    kept: bool = False  # every line as one, even one that ends within a sentence

    def declared(self) -> Form:
        pattern = rf"{SAYS}{BLANK}*{SOLID}[\s\S]*"
        good, said = ("第一段\n\n第二段",), f"这里应是一段文字，最多 {self.most} 字；{NOTHING}"
        return Form(pattern, TOO_LONG, "正文", ANY, most=self.most, examples=good, said=said)

    def read(self, node: Node, report: Report) -> str:
        text = Scalar.read(self, node, report)
        if isinstance(node, Text):
            report.problems += prose_signs.told(node.value, node.at)
        return text

    def value(self, text: str) -> str:
        return lines.trimmed(text) if self.kept else lines.unwrapped(lines.trimmed(text))

    def fault(self, text: str) -> tuple[Code, str]:
        if len(text) <= self.most:
            return EMPTY_VALUE, f"“{text.strip(WHITE)[:20]}”等于没有填写"
        return TOO_LONG, f"这里有 {len(text)} 字，最多 {self.most} 字"

    def label(self) -> str:
        return "正文（写法见 docs/prose.md）"


@dataclass(frozen=True)
class CodeText(Word):
    """An identity: plain ASCII, safe as a file name on every disk and in every URL."""

    def declared(self) -> Form:
        good, bad = ("MZ-JF-001", "xuke", "0100"), ("民政局", "MZ 001", "a..b", "CON", "-1", "ＭＺＪ")
        return Form(_CODE, BAD_CODE, "编码", ((0, None),), examples=good, misfits=bad)

    def fault(self, text: str) -> tuple[Code, str]:
        return BAD_CODE, f"“{text[:40]}”不能作编码"

    def label(self) -> str:
        return "编码"


@dataclass(frozen=True)
class Date(Scalar[date]):
    """A calendar date, written ``2026-03-10``."""

    def declared(self) -> Form:
        bad = ("2026-02-31", "2026-2-1", "2026年3月10日", "2026/03/10", "0001-01-01", "２０２６-03-10")
        good = ("2026-03-10", "2028-02-29")
        return Form(_DATE, BAD_DATE, "日期", examples=good, misfits=bad, reads=as_day)

    def value(self, text: str) -> date:
        return date.fromisoformat(text)

    def fault(self, text: str) -> tuple[Code, str]:
        figures = text.replace("-", "")
        written = [len(part) for part in text.split("-")] == [4, 2, 2]
        if written and figures.isascii() and figures.isdigit():
            known = text[:2] in ("19", "20")
            return BAD_DATE, f"没有“{text}”这一天" if known else f"“{text}”不在 1900 至 2099 年"
        return super().fault(text)

    def label(self) -> str:
        return "日期（2026-03-10）"


@dataclass(frozen=True)
class Money(Scalar[Decimal]):
    """An amount in 元, exact to 分; the unit is written, thousands may be parted by commas."""

    def declared(self) -> Form:
        good = ("36800000元", "36,800,000元", "1250.50元")
        bad = (
            "1,20,0元", "3680万元", "36800000", "36，800元", "¥100元", "１００元", "100.005元", "007元",
        )  # fmt: skip
        return Form(_MONEY, BAD_MONEY, "以元写明的金额", examples=good, misfits=bad, reads=as_money)

    def value(self, text: str) -> Decimal:
        return Decimal(text.removesuffix("元").replace(",", ""))

    def label(self) -> str:
        return "金额（36800000元，或 36,800,000元）"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of words."""

    values: tuple[str, ...]

    def read(self, node: Node, report: Report) -> str:
        if isinstance(node, Text) and node.value in self.values:
            return node.value
        text = words(node, report)
        if text not in self.values:
            listed = "、".join(self.values)
            what = f"“{text[:40]}”不是 {listed} 之一{meant(text, self.values)}"
            raise report.invalid(node.place, BAD_CHOICE, what)
        return text

    def json_schema(self) -> JsonSchema:
        said = f"{BAD_CHOICE.id} {BAD_CHOICE.title}。可以写：{'、'.join(self.values)}"
        return {"enum": list(self.values), "errorMessage": said}

    def label(self) -> str:
        return "、".join(self.values)


@dataclass(frozen=True)
class Count(Scalar[int]):
    """A whole number; no county has more than ten million of anything that is counted here."""

    least: int = 0
    most: int = 10_000_000

    def declared(self) -> Form:
        bad = ("-1", "1.5", "007", "１２", "十二", f"{self.most + 1}")
        good = (f"{self.least}", f"{self.most}")
        pattern = whole(self.least, self.most)
        return Form(pattern, BAD_NUMBER, "整数", ((self.least, self.most),), examples=good, misfits=bad)

    def value(self, text: str) -> int:
        return int(text)

    def fault(self, text: str) -> tuple[Code, str]:
        if text.isascii() and text.isdigit() and (text == "0" or text[0] != "0"):
            return BEYOND, f"“{text[:40]}”超出范围，这里只能是 {self.least} 至 {self.most}"
        return BAD_NUMBER, f"“{text[:40]}”不是整数"

    def label(self) -> str:
        return f"整数（{self.least} 至 {self.most}）"


@dataclass(frozen=True)
class Link(Word):
    """An absolute web address."""

    def declared(self) -> Form:
        bad = ("www.titian.example", "https://a b", "ftp://titian.example", "/a.html")
        return Form(_LINK, BAD_LINK, "网址", examples=("https://titian.example/zwgk/",), misfits=bad)

    def label(self) -> str:
        return "网址"
