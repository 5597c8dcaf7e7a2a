"""decisions/<level>/*.yaml: 四重一大 decisions, how they were made and carried out.

The five categories and 六步决策法 follow the counties' practice; 五个一 and the rhythm of
checks (一月一调度、一季一督查、半年一观摩、年底总兑现) say how execution is followed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...common import CARRIERS, FORMER, SCOPE, WAIVERS, Waiver
from ...compound import Many, Nested, Ref, RefTo, Term
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Date, Line, Money, Prose
from ..powers.basis import BASIS, Basis
from .follow import CHECKS, Correction, Feedback, FiveOnes, Progress
from .meetings import YES_NO, AnyMeeting, Candidate, Meeting, Vote
from .selection import Selection
from .steps import (
    SIX_STEPS,
    Announcement,
    Consultation,
    Determination,
    Evaluation,
    Expertise,
    Forecast,
    Hearing,
    LegalReview,
    PartyReport,
    RiskAssessment,
    SixSteps,
    Stage,
    StatutorySteps,
)

__all__ = [
    "ADOPTED_STATES",
    "APPOINTMENT",
    "CATEGORIES",
    "CATEGORY_CODES",
    "CHECKS",
    "DECIDED",
    "DEFERRED",
    "DONE",
    "HEARING",
    "MONEY_CATEGORIES",
    "PLANNED",
    "REJECTED",
    "RUNNING",
    "SIX_STEPS",
    "STATES",
    "STOPPED_STATES",
    "UNDECIDED_STATES",
    "WITHDRAWN",
    "Announcement",
    "AnyMeeting",
    "Candidate",
    "Consultation",
    "Correction",
    "Decision",
    "Determination",
    "Evaluation",
    "Expertise",
    "Feedback",
    "FiveOnes",
    "Forecast",
    "Hearing",
    "LegalReview",
    "Meeting",
    "PartyReport",
    "Progress",
    "RiskAssessment",
    "Selection",
    "SixSteps",
    "Stage",
    "StatutorySteps",
    "Vote",
    "Waiver",
]  # fmt: skip

CATEGORIES = ("重大问题", "重大投资项目", "重大资金使用", "重要干部任免", "大额度资金使用")
APPOINTMENT = CATEGORIES[3]
MONEY_CATEGORIES = (CATEGORIES[1], CATEGORIES[2], CATEGORIES[4])
CATEGORY_CODES = dict(zip(CATEGORIES, ("wenti", "touzi", "zijin", "renmian", "dae"), strict=True))

PLANNED, HEARING, DECIDED, DEFERRED = "预告", "征求意见中", "已决定", "暂缓"
REJECTED, RUNNING, DONE, WITHDRAWN = "不予通过", "执行中", "办结", "撤回"
STATES = (PLANNED, HEARING, DECIDED, DEFERRED, REJECTED, RUNNING, DONE, WITHDRAWN)
ADOPTED_STATES = (DECIDED, RUNNING, DONE)
UNDECIDED_STATES = (PLANNED, HEARING)
STOPPED_STATES = (DEFERRED, REJECTED, WITHDRAWN)


@record
class Decision(Record):
    """决策: one 四重一大 decision of a body at one of the four levels."""

    title = "决策"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("标题", Line(120), "决策事项")
    aliases: tuple[str, ...] = key(
        "别名", Many(Line(40), lone=True), "群众平常怎样叫它，例如 水价；按它也找得到", default=()
    )
    topics: tuple[Ref, ...] = key(
        "主题",
        Many(Term("办事主题"), lone=True),
        "关系到办事的哪几个主题；不写就是所行使的职权的主题",
        default=(),
    )
    category: str = key("类别", Choice(CATEGORIES), "四重一大类别")
    unit: Ref = key("主体", RefTo("机构"), "作出决策的机构编码；层级由它而来")
    sponsor: Ref | None = key("提出单位", RefTo("机构"), "提出议题的机构编码", default=None)
    state: str = key("状态", Choice(STATES), "目前状态")
    state_reason: str = key("状态说明", Line(300, why=True), "暂缓、不予通过、撤回的理由", default="")
    state_day: date | None = key("状态日期", Date(), "暂缓、不予通过、撤回的日期", default=None)
    amount: Decimal | None = key("金额", Money(), "涉及金额，写明元", default=None)
    own_amount: Decimal | None = key(
        "本级金额", Money(), "金额中由本机构安排的部分；合计时同步公开的各条不重复计算", default=None
    )
    summary: str = key("内容", Prose(), "决策内容")
    basis: tuple[Basis, ...] = key("依据", Many(BASIS, lone=True), "决策依据", default=())
    procedure: Ref | None = key(
        "程序", RefTo("程序"), "procedures/ 里的程序编码；不写就按层级和类别确定", default=None
    )
    selections: tuple[Selection, ...] = key(
        "选拔", Many(Nested(Selection)), "重要干部任免：一个职位一项，五级提名和各轮人数", default=()
    )
    steps: SixSteps = key("六步", Nested(SixSteps), "六步决策法各步")
    statutory: StatutorySteps | None = key(
        "法定程序",
        Nested(StatutorySteps),
        "听证、风险评估、合法性审查、报党委、后评估",
        source="《重大行政决策程序暂行条例》",
        default=None,
    )
    stages: tuple[Stage, ...] = key(
        "环节", Many(Nested(Stage)), "程序里六步以外的环节，从早到晚", default=()
    )
    feedback: tuple[Feedback, ...] = key("采纳反馈", Many(Nested(Feedback)), "意见采纳情况", default=())
    execution: FiveOnes | None = key("五个一", Nested(FiveOnes), "执行责任", default=None)
    progress: tuple[Progress, ...] = key(
        "进展", Many(Nested(Progress)), "执行进展，从早到晚", default=()
    )
    corrections: tuple[Correction, ...] = key("更正", Many(Nested(Correction)), "更正", default=())
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的规则豁免", default=())
    powers: tuple[Ref, ...] = key("职权", Many(RefTo("职权"), lone=True), "行使的职权编码", default=())
    sisters: tuple[Ref, ...] = key(
        "同步公开", Many(RefTo("决策"), lone=True), "其他层级同一事项的决策编码", default=()
    )
    matter: str = key(
        "事项", CodeText(), "同一事项各条写同一个编码；事项页、它的订阅的网址由它而来", default=""
    )
    concerned: tuple[Ref, ...] = key(
        "涉及层级", Many(Term("层级"), lone=True), "这件事必须在哪些层级同步公开", default=()
    )
    own_alone: str = key(
        "不涉及其他层级",
        Line(200, why=True),
        "只在本层级公开的，写明为什么；写了就不写“涉及层级”",
        default="",
    )
    livelihood: str = key(
        "民生事项", YES_NO, "是否涉及民计民生、群众切身利益；是的要开放会议", default=""
    )
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    published: date = key("公布日期", Date(), "本记录首次公布的日期，不可编造")
