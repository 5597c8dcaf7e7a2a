"""会议集体决策: meetings on a matter, their votes, and what came of each.

A matter may be put off and taken again (缓议, 三不决策), and be voted on in parts: every meeting is
recorded, and the last is the one that counts.

Source: 《重大行政决策程序暂行条例》第三十条: 集体讨论决定情况应当如实记录，不同意见应当如实载明.
"""

from __future__ import annotations

from datetime import date

from ...compound import Many, Nested
from ...declare import Record, key, record
from ...kinds import Choice, Count, Date, Line

BALLOTS = ("无记名投票", "举手表决", "口头表决")
OUTCOMES = ("通过", "缓议", "否决", "修改后再议", "提交全委会")
PASSED, PUT_OFF, REFUSED, TO_AMEND, PASSED_ON = OUTCOMES
ACTS = ("汇报人选", "讨论审议", "集中票决", "当场计票", "现场公布")
"""任免干部的五步, in order."""
WAITING = (PUT_OFF, TO_AMEND, PASSED_ON)
"""Outcomes after which a matter comes before a further meeting."""
NOT_PASSED = "未通过"

MATERIAL = Many(Line(100), lone=True)
YES_NO = Choice(("是", "否"))
CHOSEN = Choice((PASSED, NOT_PASSED))


@record
class Candidate(Record):
    """One candidate in a 差额票决, by role or number, never by name."""

    title = "票决人选"
    label: str = key("人选", Line(40), "以职务或编号表示，例如 人选甲（现任副镇长）")
    post: str = key("职位", Line(60), "几个职位一起票决的，写是哪个职位", default="")
    votes: int = key("得票", Count(), "赞成票数")
    chosen: str = key("结果", CHOSEN, "是否通过")


@record
class Vote(Record):
    """表决: one of several votes of a meeting."""

    title = "表决"
    matter: str = key("事项", Line(100), "就什么表决，例如 补贴标准")
    ayes: int = key("赞成", Count(), "赞成票")
    noes: int | None = key("反对", Count(), "反对票", default=None)
    abstentions: int | None = key("弃权", Count(), "弃权票", default=None)
    result: str = key("结果", CHOSEN, "这一项是否通过；不写就照会议的结论", default="")

    @property
    def cast(self) -> int:
        """How many votes there were, abstentions among them."""
        return self.ayes + (self.noes or 0) + (self.abstentions or 0)


@record
class AnyMeeting(Record):
    """A meeting on a matter: who was there, how they voted, and what came of it."""

    day: date = key("日期", Date(), "开会日期")
    body: str = key("会议", Line(60), "例如 县委常委会会议")
    due: int = key("应到", Count(), "应到会人数")
    present: int = key("实到", Count(), "实到会人数")
    observers: str = key("列席旁听", Line(200), "两开放：谁列席旁听", default="")
    observer_count: int | None = key("旁听人数", Count(), "列席旁听的有几人", default=None)
    observed: str = key(
        "旁听意见", Line(200, none=True), "列席旁听的人说了什么；没有说的写 无", default=""
    )
    closed: str = key(
        "不开放理由", Line(200, why=True), "民生事项没有请人列席旁听的，写明为什么", default=""
    )
    opposed: str = key(
        "列席旁听强烈反对", YES_NO, "三不决策：列席旁听人员强烈反对的，不决策", default=""
    )
    united: str = key("多数意见统一", YES_NO, "三不决策：多数人意见不统一的，不决策", default="")
    last_word: str = key(
        "末位表态",
        YES_NO,
        "主要领导是否末位表态",
        source="《重大行政决策程序暂行条例》第三十条",
        default="",
    )
    ballot: str = key("表决方式", Choice(BALLOTS), "无记名投票、举手表决、口头表决", default="")
    recused: int | None = key("回避", Count(), "依规定回避的人数", default=None)
    ayes: int | None = key("赞成", Count(), "赞成票", default=None)
    noes: int | None = key("反对", Count(), "反对票", default=None)
    abstentions: int | None = key("弃权", Count(), "弃权票", default=None)
    votes: tuple[Vote, ...] = key(
        "表决", Many(Nested(Vote)), "一次会议分几项表决的，一项一行", default=()
    )
    posts: int | None = key(
        "职数", Count(1), "差额票决的职数；票决出几名再提交全委会的，写几名", default=None
    )
    candidates: tuple[Candidate, ...] = key(
        "票决人选", Many(Nested(Candidate)), "差额票决各人选得票", default=()
    )
    acts: tuple[str, ...] = key(
        "票决程序",
        Many(Choice(ACTS)),
        "任免干部的五步，做了哪几步依次写：汇报人选、讨论审议、集中票决、当场计票、现场公布",
        default=(),
    )
    dissent: str = key("不同意见", Line(300, none=True), "不同意见如实记录", default="")
    departure: str = key(
        "与多数不一致的理由",
        Line(300, why=True),
        "决定与多数人意见不一致的，说明理由",
        source="《重大行政决策程序暂行条例》第三十条",
        default="",
    )
    material: tuple[str, ...] = key("材料", MATERIAL, "会议记录、纪要", default=())
    result: str = key("结果", Line(300), "会议决定")
    outcome: str = key(
        "结论",
        Choice(OUTCOMES),
        "通过、缓议、否决、修改后再议、提交全委会；最后一次会议可以不写，照状态",
        default="",
    )

    @property
    def counted(self) -> tuple[Vote, ...]:
        """Every vote that was counted; figures of the meeting itself are a vote on the whole matter."""
        if self.ayes is None:
            return self.votes
        whole = Vote(
            origin=self.origin, matter="", ayes=self.ayes, noes=self.noes, abstentions=self.abstentions
        )
        return (whole, *self.votes)


@record
class EarlierMeeting(AnyMeeting):
    """历次会议: a meeting before the one that counts."""

    title = "历次会议"


@record
class Meeting(AnyMeeting):
    """会议集体决策: the meeting that counts, and those before it."""

    title = "会议集体决策"
    earlier: tuple[EarlierMeeting, ...] = key(
        "历次会议",
        Many(Nested(EarlierMeeting)),
        "在这一次以前就同一件事开过的会，从早到晚；缓议以后再议定的，前一次写在这里",
        default=(),
    )
