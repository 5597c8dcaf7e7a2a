"""ledgers/*.yaml: 台账, a table that is kept fresh; data beside it, one file a period or a unit."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal

from ....basics.files.cell_names import column_letters
from ....basics.problem import Place
from ....basics.values import dataclass
from ...common import CARRIERS, FORMER, SCOPE
from ...compound import Many, Named, Nested, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Count, Date, Line, Prose
from ...source.packed import Packed, Whole
from ..notices.notice import Attachment
from .across import Agreement, AgreementText
from .ledger_checks import Bars, DaysApart, FineTiers, LedgerLimit, PostedOn, Ranking, Threshold
from .ledger_columns import ColumnKind, ColumnName, ColumnTable, LedgerColumn
from .ready_made import TAKEN, ReadyMade
from .relation import Relation, RelationText

YEAR, HALF, QUARTER, MONTH, ALWAYS = "年", "半年", "季", "月", "随时"
PERIODS = (YEAR, HALF, QUARTER, MONTH, ALWAYS)
EVERYTHING = "全部"
"""The one period of a ledger that is kept all the time."""
COLOURS = {"灰": "plain", "蓝": "live", "绿": "done", "黄": "soon", "红": "stop"}
DATA = ("csv", "xlsx")
SEVERAL = "、"
"""Stands between the parts that a cell says are there."""
NOBODY = "个人"
"""Stands among companies for a natural person, who is not named."""


@dataclass(frozen=True, slots=True)
class NamedFile(Packed):
    """A file that a cell names: what its author called it, its kind, its length, and what is in it."""

    name: str
    ending: str
    size: int
    mark: str


CellValue = str | date | Decimal | Ref | tuple[NamedFile, ...] | None
"""What a cell says; None where it was left empty."""


@dataclass(frozen=True, slots=True)
class SheetLine(Whole):
    """A line of a ledger: its number in the file, and a value for each declared column.

    ``withheld`` are the clear names of what is covered: only gates look at them, no view may.
    """

    number: int
    cells: tuple[CellValue, ...]
    withheld: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One file of data: of which period, of which unit where the file is one unit's.

    ``at`` are the declared columns' places in the file, from 1; ``stated`` the lines that add others up:
    rules compare them, no page shows them.  ``files`` are those that the lines name.
    """

    path: str
    period: str
    unit: Ref | None
    at: tuple[int, ...]
    rule: str
    lines: tuple[SheetLine, ...]
    stated: tuple[SheetLine, ...]
    files: tuple[Attachment, ...] = ()

    def place(self, line: SheetLine, number: int) -> Place:
        """Where a cell of a line was written."""
        return cell_place(self.path, line.number, self.at[number])


@record
class Ledger(Record):
    """台账: columns, keys, how often it comes and what must hold in it; ``sheets`` lie beside it."""

    title = "台账"
    lender = TAKEN
    taken: str = key(
        TAKEN, ReadyMade(), "用哪一本现成的：下面没有写的，照现成的；写了的，照写的", default=""
    )
    code: str = key("编码", CodeText(), "全县唯一；数据放在同名的文件夹里")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(60), "例如 “三公”经费", lent=True)
    unit: Ref = key("主体", RefTo("机构"), "哪个机构管这本台账")
    published: date = key("公布日期", Date(), "第一次公布的日期，不可编造")
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    about: str = key("说明", Prose(), "台账记什么、依据什么、怎样看", default="")
    period: str = key("周期", Choice(PERIODS), "多长时间一期；一直在记的写“随时”", lent=True)
    within: int = key(
        "公布期限", Count(1, 400), "期末以后几日以内公布；“随时”的，两次更新最多隔几日", lent=True
    )
    posted: tuple[tuple[str, date], ...] = key(
        "公布",
        Named(Date()),
        f"每一期哪天公布的，例如 {{2026-Q3: 2026-10-12}}；“随时”的写 {{{EVERYTHING}: 最近更新的日期}}",
    )
    columns: tuple[LedgerColumn, ...] = key(
        "列", ColumnTable(), "从左到右的列和种类，名称照抄表头", lent=True
    )
    identity: tuple[str, ...] = key(
        "主键", Many(ColumnName(), lone=True), "合起来在一期里不重复的列；不写就是第一列", default=()
    )
    blank: tuple[str, ...] = key(
        "可空", Many(ColumnName(), lone=True), "可以空着的列；其余都要填", default=()
    )
    totals: tuple[str, ...] = key(
        "合计", Many(ColumnName(), lone=True), "要加总的金额、次数列；表里写的合计拿来核对", default=()
    )
    relations: tuple[Relation, ...] = key(
        "勾稽", Many(RelationText(), lone=True), "每一行的数之间的关系", default=()
    )
    carried: tuple[tuple[str, str], ...] = key(
        "承接", Named(ColumnName()), "本期的哪一列等于上期的哪一列，例如 {期初: 期末}", default=()
    )
    year_before: tuple[tuple[str, str], ...] = key(
        "同期", Named(ColumnName()), "哪一列等于上一年同期的哪一列，例如 {上年: 支出}", default=()
    )
    agreements: tuple[Agreement, ...] = key(
        "对账", Many(AgreementText(), lone=True), "哪一列的合计等于另一本台账同一期哪一列的", default=()
    )
    states: tuple[tuple[str, str], ...] = key(
        "状态", Named(Choice(tuple(COLOURS))), "状态列可以写哪些，各是什么颜色", default=()
    )
    parts: tuple[tuple[str, tuple[str, ...]], ...] = key(
        "要件", Named(Many(Line(20))), "要件列应当有哪几样，例如 {六查: [程序, 事实, 证据]}", default=()
    )
    letters: tuple[tuple[str, int], ...] = key(
        "字数", Named(Count(1, 500)), "文本列最多几个字，例如 {正文: 140}", default=()
    )
    limit: LedgerLimit | None = key(
        "时限", Nested(LedgerLimit), "一行一件事的，最晚哪天办完", default=None
    )
    apart: tuple[DaysApart, ...] = key(
        "间隔", Many(Nested(DaysApart), lone=True), "一行里两个日期隔多久", default=()
    )
    tiers: FineTiers | None = key("分档", Nested(FineTiers), "几行是同一件事的几档", default=None)
    thresholds: tuple[Threshold, ...] = key(
        "预警", Many(Nested(Threshold), lone=True), "数到多少亮黄灯、红灯", default=()
    )
    posting: PostedOn | None = key(
        "登记公开", Nested(PostedOn), "一行是一条记录在一个线下载体上公开的", default=None
    )
    ranking: Ranking | None = key("排名", Nested(Ranking), "单位之间排名次的", default=None)
    chart: Bars | None = key("图", Nested(Bars), "页面上画什么图", default=None)
    sheets: tuple[LedgerSheet, ...] = ()

    @property
    def key_columns(self) -> tuple[str, ...]:
        """What tells a line of a period from the others, and is never blank."""
        return self.identity or (self.columns[0].name,)

    def number_of(self, name: str) -> int | None:
        """Where a column stands among those declared; None where there is none of that name."""
        return next((n for n, column in enumerate(self.columns) if column.name == name), None)

    def of_kind(self, *kinds: ColumnKind) -> tuple[int, ...]:
        """Where the columns of some kinds stand."""
        return tuple(n for n, column in enumerate(self.columns) if column.kind in kinds)


def cell_place(path: str, row: int, column: int) -> Place:
    """A cell as its author finds it again: ``2026.csv:17:3``, ``2026.xlsx!C17``."""
    if not path.endswith(".xlsx"):
        return Place(path, row, column)
    return Place(f"{path}!{column_letters(column)}{row}", row, column)
