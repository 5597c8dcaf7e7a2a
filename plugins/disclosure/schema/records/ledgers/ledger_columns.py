"""The columns of a ledger: their names, which are the heads of its tables, and what stands in them."""

from __future__ import annotations

from enum import StrEnum

from ....basics.problem import Code
from ....basics.values import dataclass
from ...compound import Named
from ...declare import Invalid, JsonSchema, Report
from ...forms import Form
from ...kinds import Choice, Word
from ...source.nodes import Node, Table
from ...source.packed import Packed

BAD_COLUMN = Code(
    "L01", "列名不能用", "列名就是表头：以字开头，1 至 20 个字、数字和括号，中间没有空格和 = < > + /"
)


class ColumnKind(StrEnum):
    """What stands in a column."""

    TEXT = "文本"
    DAY = "日期"
    YUAN = "金额（元）"
    WAN = "金额（万元）"
    COUNT = "次数"
    RATIO = "比例"
    UNIT = "单位"
    POST = "岗位"
    PERSON = "人员"
    COMPANY = "企业"
    LEVEL = "层级"
    STATE = "状态"
    POWER = "职权"
    DECISION = "决策"
    NOTICE = "公告"
    CARRIER = "载体"
    PARTS = "要件"
    LINK = "网址"
    FILE = "附件"


NUMBERS = {ColumnKind.YUAN: 2, ColumnKind.WAN: 6, ColumnKind.COUNT: 0, ColumnKind.RATIO: 4}
"""Kinds that can be reckoned with, and how many decimals they have."""
POINTS = {
    ColumnKind.UNIT: "机构", ColumnKind.POST: "岗位", ColumnKind.LEVEL: "层级", ColumnKind.POWER: "职权",
    ColumnKind.DECISION: "决策", ColumnKind.NOTICE: "公告", ColumnKind.CARRIER: "载体",
}  # fmt: skip
"""Kinds that point to something registered, and the title of what they point to."""
MEASURES = {ColumnKind.YUAN: "元", ColumnKind.WAN: "万元", ColumnKind.COUNT: "", ColumnKind.RATIO: "%"}

_FIRST = "[A-Za-z\u4e00-\u9fff“]"
COLUMN = f"{_FIRST}[0-9A-Za-z\u4e00-\u9fff“”（）()、·%]{{0,19}}"


@dataclass(frozen=True)
class ColumnName(Word):
    """The head of a column."""

    def declared(self) -> Form:
        good, bad = ("支出", "因公出国（境）", "A组"), ("1月", "收 入", "收入-支出", "（支出）", "-")
        return Form(COLUMN, BAD_COLUMN, "列名", examples=good, misfits=bad)

    def label(self) -> str:
        return "列名"


@dataclass(frozen=True, slots=True)
class LedgerColumn(Packed):
    """A column of a ledger."""

    name: str
    kind: ColumnKind

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def measure(self) -> str:
        """What its numbers count: 元, 万元, %."""
        return MEASURES.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """The columns from the left, each with its kind."""

    def holds(self) -> tuple[Choice, ColumnName]:
        return _KIND, ColumnName()

    def read(self, node: Node, report: Report) -> tuple[LedgerColumn, ...]:
        strange = False
        for entry in node.entries if isinstance(node, Table) else ():
            try:
                ColumnName().read(entry.key, report)
            except Invalid:
                strange = True
        named = Named(_KIND).read(node, report)
        if strange:
            raise Invalid("columns")
        return tuple(LedgerColumn(name, ColumnKind(kind)) for name, kind in named)

    def json_schema(self) -> JsonSchema:
        return {**Named(_KIND).json_schema(), "propertyNames": ColumnName().json_schema()}

    def label(self) -> str:
        return f"列名到种类的对应；种类是{_KIND.label()}"


_KIND = Choice(tuple(ColumnKind))
