"""ledgers/*.yaml: 台账, a table that is kept fresh; data beside it, one file a period or a unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ....basics.files.cell_names import column_letters
from ....basics.problem import Place
from ...common import CARRIERS, FORMER, SCOPE
from ...compound import Many, Named, Nested, Ref, RefTo
from ...declare import Record, Whole, key, record
from ...kinds import Choice, CodeText, Count, Date, Line, Prose
from .ledger_columns import ColumnKind, ColumnName, ColumnTable, LedgerColumn
from .relation import Relation, RelationText

YEAR, HALF, QUARTER, MONTH, ALWAYS = "年", "半年", "季", "月", "随时"
PERIODS = (YEAR, HALF, QUARTER, MONTH, ALWAYS)
EVERYTHING = "全部"
"""The one period of a ledger that is kept all the time."""
BY_PERIOD = "期"
COLOURS = {"灰": "plain", "蓝": "live", "绿": "done", "黄": "soon", "红": "stop"}
DATA = ("csv", "xlsx")

CellValue = str | date | Decimal | Ref | None
"""What a cell says; None where it was left empty."""


@record
class LedgerLimit(Record):
    """时限: by when the matter of a line must be done."""

    title = "时限"
    start: str = key("起", ColumnName(), "从哪一天起算：日期列", default="")
    done: str = key("止", ColumnName(), "哪一天办完的：日期列，没有办完的空着")
    due: str = key("期限", ColumnName(), "最晚哪一天办完：日期列；写了它就不写工作日", default="")
    days: int = key("工作日", Count(0, 400), "从“起”的第二天起算，几个工作日以内办完", default=0)
    by: str = key("按", ColumnName(), "工作日因什么而不同：层级、状态或文本列", default="")
    each: tuple[tuple[str, int], ...] = key(
        "各", Named(Count(0, 400)), "“按”的每个值几个工作日，例如 {村: 2, 乡镇: 5}", default=()
    )
    soon: int = key("黄", Count(0, 90), "到期前几日起亮黄灯，不写为 3；过了期是红灯", default=3)


@record
class Threshold(Record):
    """预警线: from which number on a column is yellow, and red."""

    title = "预警线"
    column: str = key("列", ColumnName(), "次数、比例或金额列")
    yellow: int = key("黄", Count(), "到这个数亮黄灯")
    red: int = key("红", Count(), "到这个数亮红灯；比“黄”小的，是越少越要注意")


@record
class Bars(Record):
    """图: a column added up for each value of another, or for each period."""

    title = "台账图"
    column: str = key("列", ColumnName(), "加总哪一列：金额、次数")
    by: str = key("按", ColumnName(), f"按哪一列分，或者按“{BY_PERIOD}”", default=BY_PERIOD)


@record
class Ranking(Record):
    """排名: units in the order of a column, and who stands last again and again."""

    title = "排名"
    column: str = key("按", ColumnName(), "照哪一列从大到小排")
    place: str = key("名次", ColumnName(), "写着名次的次数列", default="")
    last: int = key("末位", Count(1, 20), "连续两期排在后几位的标出来，不写为 3", default=3)


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
    rules compare them, no page shows them.
    """

    path: str
    period: str
    unit: Ref | None
    at: tuple[int, ...]
    rule: str
    lines: tuple[SheetLine, ...]
    stated: tuple[SheetLine, ...]

    def place(self, line: SheetLine, number: int) -> Place:
        """Where a cell of a line was written."""
        return cell_place(self.path, line.number, self.at[number])


@record
class Ledger(Record):
    """台账: columns, keys, how often it comes and what must hold in it; ``sheets`` lie beside it."""

    title = "台账"
    code: str = key("编码", CodeText(), "全县唯一；数据放在同名的文件夹里")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(60), "例如 “三公”经费")
    unit: Ref = key("主体", RefTo("机构"), "哪个机构管这本台账")
    published: date = key("公布日期", Date(), "第一次公布的日期，不可编造")
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    about: str = key("说明", Prose(), "台账记什么、依据什么、怎样看", default="")
    period: str = key("周期", Choice(PERIODS), "多长时间一期；一直在记的写“随时”")
    within: int = key("公布期限", Count(1, 400), "期末以后几日以内公布；“随时”的，两次更新最多隔几日")
    posted: tuple[tuple[str, date], ...] = key(
        "公布",
        Named(Date()),
        f"每一期哪天公布的，例如 {{2026-Q3: 2026-10-12}}；“随时”的写 {{{EVERYTHING}: 最近更新的日期}}",
    )
    columns: tuple[LedgerColumn, ...] = key("列", ColumnTable(), "从左到右的列和种类，名称照抄表头")
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
    states: tuple[tuple[str, str], ...] = key(
        "状态", Named(Choice(tuple(COLOURS))), "状态列可以写哪些，各是什么颜色", default=()
    )
    limit: LedgerLimit | None = key(
        "时限", Nested(LedgerLimit), "一行一件事的，最晚哪天办完", default=None
    )
    thresholds: tuple[Threshold, ...] = key(
        "预警", Many(Nested(Threshold), lone=True), "数到多少亮黄灯、红灯", default=()
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
