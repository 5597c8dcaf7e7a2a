"""What must hold in a ledger, and what is shown of it: limits, thresholds, spans, tiers, rankings."""

from __future__ import annotations

from ...compound import Many, Named
from ...declare import Record, key, record
from ...kinds import Count
from ...periods import Period, PeriodText
from .ledger_columns import ColumnName

BY_PERIOD = "期"
_BY_DATES = PeriodText(dates=True)
_LIMIT = PeriodText(bare=True, dates=True)


@record
class LedgerLimit(Record):
    """时限: by when the matter of a line must be done."""

    title = "时限"
    start: str = key("起", ColumnName(), "从哪一天起算：日期列", default="")
    done: str = key("止", ColumnName(), "哪一天办完的：日期列，没有办完的空着")
    due: str = key("期限", ColumnName(), "最晚哪一天办完：日期列；写了它就不写以内", default="")
    within: Period | None = key("以内", _LIMIT, "从“起”的第二天起算，多久以内办完", default=None)
    by: str = key("按", ColumnName(), "期限因什么而不同：层级、状态或文本列", default="")
    each: tuple[tuple[str, Period], ...] = key(
        "各", Named(_LIMIT), "“按”的每个值多久以内，例如 {村: 2, 乡镇: 5, 重大: 1个月}", default=()
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


@record
class DaysApart(Record):
    """间隔: how long it may, or must, be from one day of a line to another."""

    title = "间隔"
    start: str = key("起", ColumnName(), "日期列")
    end: str = key("止", ColumnName(), "日期列；空着的不核对")
    least: Period | None = key("至少", _BY_DATES, "最短多久，例如 公示5个工作日", default=None)
    most: Period | None = key("至多", _BY_DATES, "最长多久，例如 聘期1年", default=None)


@record
class FineTiers(Record):
    """分档: lines that share some columns are tiers, each beginning where the one before it ends."""

    title = "分档"
    by: tuple[str, ...] = key(
        "按", Many(ColumnName(), lone=True), "这些列都一样的几行，是同一件事的几档"
    )
    low: str = key("下", ColumnName(), "这一档从多少起：数字列")
    high: str = key("上", ColumnName(), "这一档到多少为止：数字列")
    least: int = key("至少", Count(1, 20), "至少几档", default=2)
    most: int = key("至多", Count(1, 20), "至多几档", default=20)


@record
class PostedOn(Record):
    """登记公开: a line says that a record was put on a carrier that is served by hand."""

    title = "登记公开"
    records: tuple[str, ...] = key(
        "记录", Many(ColumnName(), lone=True), "哪几列指着公开的决策、公告、职权；一行写其中一列"
    )
    carrier: str = key("载体", ColumnName(), "公开在哪个载体上：载体列")
    day: str = key("日期", ColumnName(), "哪一天贴出、播出、发出的：日期列")
    within: int = key("以内", Count(1, 366), "公布以后几日以内登记，不写为 30", default=30)
