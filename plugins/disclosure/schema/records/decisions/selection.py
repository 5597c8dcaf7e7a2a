"""选拔: how those to be appointed to a post came through, tier by tier and round by round.

Candidates are counted here and numbered in the ballots; their names are told by the 公示 alone.

Source: 平凉市庄浪县: 个人自荐、单位民主推荐、党组织文件推荐、领导书面推荐、全县领导干部大会差额票决推荐
五种层级筛选; 南江县: 公推直选、公考遴选、竞争上岗.
"""

from __future__ import annotations

from datetime import date

from ...compound import Many, Nested
from ...declare import Record, key, record
from ...kinds import Choice, Count, Date, Line

TIERS = (
    "个人自荐",
    "单位民主推荐",
    "党组织文件推荐",
    "领导书面推荐",
    "全县领导干部大会差额票决推荐",
)
"""五级提名."""
HEAD, DEPUTY, OTHER = "正职", "副职", "其他"


@record
class Nomination(Record):
    """提名: how many were put forward in one way; a person may be put forward in several."""

    title = "提名"
    tier: str = key("方式", Line(40), f"五级提名之一：{'、'.join(TIERS)}；或者报名、群众推荐等")
    persons: int = key("人数", Count(), "这样提名的有几人")


@record
class SelectionRound(Record):
    """轮次: one round before the ballot: how many went into it and came out of it."""

    title = "轮次"
    name: str = key("轮次", Line(40), "例如 资格审查、组织考察、联审联考")
    day: date = key("日期", Date(), "这一轮结束的日期")
    entered: int = key("进", Count(), "几人进入这一轮；应当等于上一轮出来的人数")
    left: int = key("出", Count(), "几人从这一轮出来")
    result: str = key("结果", Line(200), "怎样筛选", default="")


@record
class Selection(Record):
    """选拔: one post to be filled."""

    title = "选拔"
    post: str = key("职位", Line(60), "例如 柳涧乡党委书记")
    rank: str = key("职级", Choice((HEAD, DEPUTY, OTHER)), "正职、副职，或者其他")
    seats: int = key("职数", Count(1), "这个职位要任用几人")
    nominations: tuple[Nomination, ...] = key(
        "提名", Many(Nested(Nomination)), "五级提名，各有几人", default=()
    )
    rounds: tuple[SelectionRound, ...] = key(
        "轮次", Many(Nested(SelectionRound)), "票决以前的各轮，从早到晚", default=()
    )
