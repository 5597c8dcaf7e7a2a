"""clearing/*.yaml: a round of 清权确权: how many powers each body cleared, kept, merged, cut.

Sources: 庄浪县 四清理三审核两公开一完善; 沁县 “三上三下”的初审, 减项; 娄底市 (权力事项6大类3656项).
"""

from __future__ import annotations

from datetime import date

from ..common import CARRIERS, FORMER, SCOPE, WAIVERS, Waiver
from ..compound import Many, Nested, Ref, RefTo
from ..declare import Record, key, record
from ..kinds import Choice, CodeText, Count, Date, Line, Prose

FATES = (MERGED, CUT, HANDED_DOWN) = ("合并", "取消", "下放")


@record
class ReviewStep(Record):
    """审核步骤: one step of a form of review, with its day."""

    title = "审核步骤"
    name: str = key("步骤", Line(20), "照 county.yaml 里“审核形式”的步骤写，例如 一上")
    day: date = key("日期", Date(), "日期")
    result: str = key("结果", Line(200), "提出了什么、改了什么", default="")


@record
class RoundReview(Record):
    """轮次审核: one form of review of a round: 三审核, 三上三下, or another that the county declares."""

    title = "轮次审核"
    form: str = key("形式", Line(20), "county.yaml 的“审核形式”里的名称，例如 三上三下")
    steps: tuple[ReviewStep, ...] = key("步骤", Many(Nested(ReviewStep)), "各步骤，从早到晚")


@record
class RemovedPower(Record):
    """去掉的职权: a power that a round did not keep."""

    title = "去掉的职权"
    name: str = key("事项", Line(120), "职权的名称")
    fate: str = key("处理", Choice(FATES), "合并、取消、下放")
    into: Ref | None = key("并入", RefTo("职权"), "并入、承接的职权的编码", default=None)
    reason: str = key("理由", Line(200, why=True), "为什么")


@record
class RoundResult(Record):
    """清理结果: what a round came to in one body."""

    title = "清理结果"
    unit: Ref = key("机构", RefTo("机构"), "机构编码")
    cleared: int = key("清出", Count(), "清出多少项职权")
    kept: int = key("保留", Count(), "保留多少项")
    merged: int = key("合并", Count(), "并入别项的多少项", default=0)
    cut: int = key("取消", Count(), "取消多少项", default=0)
    handed: int = key("下放", Count(), "下放多少项", default=0)
    removed: tuple[RemovedPower, ...] = key(
        "去掉的",
        Many(Nested(RemovedPower)),
        "合并、取消、下放的逐项写明；写了要和项数相符",
        default=(),
    )
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的做法规则豁免", default=())

    @property
    def name(self) -> str:
        """What a waiver calls it."""
        return f"{self.unit.code}的清理结果"


@record
class ClearingRound(Record):
    """清权轮次: one round of clearing powers, body by body."""

    title = "清权轮次"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(60), "例如 2025年清权确权")
    unit: Ref = key("主体", RefTo("机构"), "组织这一轮清理的机构")
    start: date = key("开始", Date(), "哪一天开始")
    until: date = key("结束", Date(), "哪一天结束")
    about: str = key("说明", Prose(), "这一轮做了什么", default="")
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    reviews: tuple[RoundReview, ...] = key("审核", Many(Nested(RoundReview)), "怎样审核", default=())
    results: tuple[RoundResult, ...] = key("结果", Many(Nested(RoundResult)), "各机构的清理结果")
