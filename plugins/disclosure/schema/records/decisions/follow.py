"""What follows a decision: answers to opinions, execution (五个一), checks, corrections.

五个一 and the rhythm of checks (一月一调度、一季一督查、半年一观摩、年底总兑现) are the counties'
practice; answering opinions is 《重大行政决策程序暂行条例》第三十二条.
"""

from __future__ import annotations

from datetime import date

from ...declare import Record, key, record
from ...kinds import Choice, Count, Date, Line

CHECKS = ("月调度", "季督查", "半年观摩", "年底兑现")


@record
class Feedback(Record):
    """采纳反馈: what was suggested, whether it was adopted, and why."""

    title = "采纳反馈"
    opinion: str = key("意见", Line(200), "意见要点，不写提出人姓名")
    adopted: str = key("采纳", Choice(("采纳", "部分采纳", "未采纳")), "是否采纳")
    reason: str = key("说明", Line(300), "怎样采纳；未采纳的理由")
    count: int | None = key("条数", Count(), "这一类意见合并了几条", default=None)


@record
class FiveOnes(Record):
    """五个一: 一项决策、一名领导、一个责任人、一套工作班子、一个实施方案."""

    title = "五个一"
    leader: str = key("一名领导", Line(60), "牵头领导的职务")
    responsible: str = key("一个责任人", Line(60), "责任人的职务")
    team: str = key("一套工作班子", Line(100), "工作班子组成")
    plan: str = key("一个实施方案", Line(100), "实施方案名称")
    supervisor: str = key("监督", Line(60), "监督岗位；不能与责任人相同", default="")
    started: date | None = key("开始日期", Date(), "开始执行的日期；不写即公告日期", default=None)
    deadline: date | None = key("完成时限", Date(), "应当完成的日期", default=None)
    finished: date | None = key("完成日期", Date(), "实际完成的日期", default=None)


@record
class Progress(Record):
    """进展: one check of execution."""

    title = "进展"
    day: date = key("日期", Date(), "检查日期")
    check: str = key("方式", Choice(CHECKS), "月调度、季督查、半年观摩、年底兑现")
    content: str = key("内容", Line(300), "进展和问题")


@record
class Correction(Record):
    """更正: a visible change to something already published."""

    title = "更正"
    day: date = key("日期", Date(), "更正日期")
    content: str = key("内容", Line(300), "更正了什么、为什么")
