"""清权确权 and 调整记录: how a power came into the catalogue, and what became of it there.

Enters: tables below those keys of a power.  Leaves: ``Clearance`` and ``Adjustment`` records.
"""

from __future__ import annotations

from datetime import date

from ...compound import Many, Nested
from ...declare import Record, key, record
from ...kinds import Choice, Date, Line
from ...periods import Period, PeriodText

CLEARERS = ("县委全委会职权", "县委常委会职权", "县委常委职权", "部门职权", "乡镇职权", "村级小微权力")
REVIEWS = ("领导班子集体初审", "县编办再审", "县委常委会会审")
OPENINGS = ("向单位内部公开", "向社会公开")
COMMENTS = (SOME, NONE) = ("收到意见", "没有收到意见")
ADJUSTMENTS = ("新增", "取消", "下放", "承接", "合并", "修改", "暂停")


@record
class Reviewed(Record):
    """One of the three reviews (三审核)."""

    title = "审核记录"
    review: str = key("审核", Choice(REVIEWS), "哪一道审核")
    day: date = key("日期", Date(), "审核日期")
    result: str = key("结果", Line(100), "审核意见")


@record
class Opened(Record):
    """One of the two openings (两公开)."""

    title = "公开记录"
    where: str = key("公开", Choice(OPENINGS), "向谁公开")
    day: date = key("日期", Date(), "公开日期")
    means: str = key("方式", Line(100), "公开方式", default="")


@record
class Improved(Record):
    """One improvement made after comments came in (一完善)."""

    title = "完善记录"
    day: date = key("日期", Date(), "完善日期")
    content: str = key("内容", Line(200), "采纳了什么意见、怎样完善")


@record
class Clearance(Record):
    """清权确权: how the power was cleared and confirmed (四清理、三审核、两公开、一完善)."""

    title = "清权确权"
    cleared: str = key("清理", Choice(CLEARERS), "四清理：由谁清理的职权")
    day: date = key("清理日期", Date(), "清理完成日期")
    reviews: tuple[Reviewed, ...] = key("三审核", Many(Nested(Reviewed)), "三道审核", default=())
    openings: tuple[Opened, ...] = key("两公开", Many(Nested(Opened)), "两次公开", default=())
    comments: str = key(
        "公开反馈", Choice(COMMENTS), "公开以后收到意见没有；收到的，在“一完善”里写怎样完善", default=""
    )
    improvements: tuple[Improved, ...] = key("一完善", Many(Nested(Improved)), "完善", default=())


@record
class FormerStep(Record):
    """原步骤: a step as it was before an adjustment."""

    title = "原步骤"
    name: str = key("步骤", Line(60), "当时这一步的名称；改了名称的写现在的名称，才对得上")
    posts: tuple[str, ...] = key("岗位", Many(Line(40), lone=True), "当时由哪个岗位办", default=())
    limit: Period | None = key("时限", PeriodText(bare=True), "当时这一步的时限", default=None)


@record
class Before(Record):
    """调整之前: what was otherwise before an adjustment; what stayed the same is left out."""

    title = "调整之前"
    promised: Period | None = key("承诺时限", PeriodText(), "当时的承诺时限", default=None)
    legal: Period | None = key("法定时限", PeriodText(), "当时的法定时限", default=None)
    fee: str = key("收费", Line(200), "当时怎样收费，例如 每件80元", default="")
    materials: tuple[str, ...] = key("材料", Many(Line(200)), "当时要交的全部材料", default=())
    steps: tuple[FormerStep, ...] = key(
        "步骤", Many(Nested(FormerStep)), "当时的全部步骤，从头到尾", default=()
    )


@record
class Adjustment(Record):
    """调整记录."""

    title = "调整记录"
    day: date = key("日期", Date(), "调整日期")
    kind: str = key("类型", Choice(ADJUSTMENTS), "新增、取消、下放……")
    note: str = key("说明", Line(200), "为什么调整、调整了什么")
    basis: str = key("依据", Line(200), "调整依据", default="")
    before: Before | None = key(
        "原来", Nested(Before), "调整以前是怎样的：职权页上画成前后对比", default=None
    )
