"""勾稽关系: what must hold between the numbers of a line, as an accountant writes it.

Enters: nodes.  Leaves: ``Relation``: ``期末 = 期初 + 收入 - 支出``, ``支出 <= 预算``,
``执行率 = 支出 / 预算``, ``同比 = 本年 比 上年``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from ....basics.problem import Code
from ....basics.values import dataclass
from ...forms import Form
from ...kinds import Scalar
from ...source.packed import Packed
from .ledger_columns import COLUMN

BAD_RELATION = Code(
    "L02",
    "勾稽关系写法不对",
    "请写成“期末 = 期初 + 收入 - 支出”“支出 <= 预算”“执行率 = 支出 / 预算”“同比 = 本年 比 上年”，"
    "符号两边各空一格",
)

SUM, SHARE, GROWTH = "+", "/", "比"
_HUNDRED = Decimal(100)
_NUMBER = "(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,2})?"
_PATTERN = (
    f"{COLUMN} (?:= {COLUMN} [/比] {COLUMN}"
    f"|(?:=|<=|>=) (?:{COLUMN}|{_NUMBER})(?: [+-] (?:{COLUMN}|{_NUMBER})){{0,19}})"
)
_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}
_SAID = {"=": "不等于", "<=": "大于", ">=": "小于"}


@dataclass(frozen=True, slots=True)
class Relation(Packed):
    """``left`` stands to what is reckoned from ``terms`` as ``sign`` says.

    A term is a sign, and the name of a column or a number.
    """

    text: str
    left: str
    sign: str
    way: str
    terms: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it speaks of."""
        return (self.left, *(term for _, term in self.terms if not re.fullmatch(_NUMBER, term)))

    def reckoned(self, values: Mapping[str, Decimal]) -> Decimal | None:
        """The right side, given the numbers of a line; None where nothing can be divided."""
        numbers = [values[term] if term in values else Decimal(term) for _, term in self.terms]
        if self.way == SUM:
            signed = zip(self.terms, numbers, strict=True)
            return sum((-n if sign == "-" else n for (sign, _), n in signed), Decimal(0))
        above, below = numbers
        if not below:
            return None
        return (above if self.way == SHARE else above - below) / below * _HUNDRED

    def holds(self, left: Decimal, right: Decimal) -> bool:
        """Whether both sides stand so; what was divided has as many decimals as the clerk wrote."""
        if self.way != SUM:
            places = max(0, -int(left.as_tuple().exponent))
            return abs(left - right) * 2 <= Decimal(1).scaleb(-places)
        return _HOLDS[self.sign](left, right)

    @property
    def said(self) -> str:
        """The relation as readers know its signs."""
        return self.text.replace("<=", "≤").replace(">=", "≥").replace(" - ", " － ")

    @property
    def broken(self) -> str:
        """How the left side stands to the right where it does not hold: 大于."""
        return _SAID[self.sign]


@dataclass(frozen=True)
class RelationText(Scalar[Relation]):
    """A relation in one line."""

    def declared(self) -> Form:
        good = ("期末 = 期初 + 收入 - 支出", "支出 <= 预算", "人数 >= 2", "同比 = 本年 比 上年")
        bad = ("期末=期初+收入", "支出 < 预算", "期末", "1 = 收入", "率 = 支出 / 预算 / 2")
        return Form(_PATTERN, BAD_RELATION, "勾稽关系", examples=good, misfits=bad)

    def value(self, text: str) -> Relation:
        left, sign, first, *rest = text.split(" ")
        terms = (("+", first), *zip(rest[::2], rest[1::2], strict=True))
        way = next((mark for mark in rest[::2] if mark in (SHARE, GROWTH)), SUM)
        return Relation(text, left, sign, way, terms)

    def label(self) -> str:
        return "期末 = 期初 + 收入 - 支出；<=、>=、/、比"
