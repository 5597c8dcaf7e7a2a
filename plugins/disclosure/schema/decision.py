"""decisions/<level>/*.yaml: 四重一大 decisions and the six steps they went through.

The five categories and 六步决策法 follow the counties' practice; 五个一 and the rhythm of
checks (一月一调度、一季一督查、半年一观摩、年底总兑现) say how execution is followed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .common import CARRIERS, SCOPE
from .declare import Record, key, record
from .kinds import (
    Choice,
    CodeText,
    Count,
    Date,
    Line,
    Many,
    Money,
    Nested,
    Prose,
    Ref,
    RefTo,
)
from .power import Basis, BasisKind

CATEGORIES = ("重大问题", "重大投资项目", "重大资金使用", "重要干部任免", "大额度资金使用")
CATEGORY_CODES = dict(zip(CATEGORIES, ("wenti", "touzi", "zijin", "renmian", "dae"), strict=True))

PLANNED, HEARING, DECIDED, DEFERRED = "预告", "征求意见中", "已决定", "暂缓"
REJECTED, RUNNING, DONE, WITHDRAWN = "不予通过", "执行中", "办结", "撤回"
STATES = (PLANNED, HEARING, DECIDED, DEFERRED, REJECTED, RUNNING, DONE, WITHDRAWN)
ADOPTED_STATES = (DECIDED, RUNNING, DONE)

CHECKS = ("月调度", "季督查", "半年观摩", "年底兑现")


@record
class Determination(Record):
    """确立决策内容: who put the matter on the agenda, when and why."""

    title = "确立决策内容"
    day: date = key("日期", Date(), "确立日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "形成的材料", default=())
    result: str = key("结果", Line(300), "结果", default="")


@record
class Forecast(Record):
    """提前发布预告: what will be decided, when, and how to take part."""

    title = "提前发布预告"
    day: date = key("日期", Date(), "预告发布日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    planned: date | None = key("拟决策日期", Date(), "预计开会决策的日期", default=None)
    means: tuple[str, ...] = key("方式", Many(Line(60), lone=True), "在哪里预告", default=())
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "预告文件", default=())
    result: str = key("结果", Line(300), "结果", default="")


@record
class Consultation(Record):
    """广泛征求意见."""

    title = "广泛征求意见"
    start: date = key("开始", Date(), "开始日期")
    until: date = key("截止", Date(), "截止日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    means: tuple[str, ...] = key("方式", Many(Line(60), lone=True), "座谈、入户、网上、听证", default=())
    received: int | None = key("收到意见", Count(), "收到意见条数", default=None)
    short_reason: str = key("缩短理由", Line(200), "少于30日的理由", default="")
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "形成的材料", default=())
    result: str = key("结果", Line(300), "结果", default="")


@record
class Expertise(Record):
    """专家咨询论证."""

    title = "专家咨询论证"
    day: date = key("日期", Date(), "论证日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    experts: int | None = key("专家人数", Count(), "参加论证的专家人数", default=None)
    mature: str = key("论证成熟", Choice(("是", "否")), "论证是否成熟", default="")
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "论证报告", default=())
    result: str = key("结果", Line(300), "论证结论", default="")


@record
class Candidate(Record):
    """One candidate in a 差额票决, by role or number, never by name."""

    title = "票决人选"
    label: str = key("人选", Line(40), "以职务或编号表示，例如 人选甲（现任副镇长）")
    votes: int = key("得票", Count(), "赞成票数")
    chosen: str = key("结果", Choice(("通过", "未通过")), "是否通过")


@record
class Meeting(Record):
    """会议集体决策: who was there and how they voted."""

    title = "会议集体决策"
    day: date = key("日期", Date(), "开会日期")
    body: str = key("会议", Line(60), "例如 县委常委会会议")
    due: int = key("应到", Count(), "应到会人数")
    present: int = key("实到", Count(), "实到会人数")
    observers: str = key("列席旁听", Line(200), "两开放：谁列席旁听", default="")
    last_word: str = key("末位表态", Choice(("是", "否")), "主要领导是否末位表态", default="")
    ayes: int | None = key("赞成", Count(), "赞成票", default=None)
    noes: int | None = key("反对", Count(), "反对票", default=None)
    abstentions: int | None = key("弃权", Count(), "弃权票", default=None)
    posts: int | None = key("职数", Count(), "差额票决的职数", default=None)
    candidates: tuple[Candidate, ...] = key(
        "票决人选", Many(Nested(Candidate)), "差额票决各人选得票", default=()
    )
    dissent: str = key("不同意见", Line(300), "不同意见如实记录", default="")
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "会议记录、纪要", default=())
    result: str = key("结果", Line(300), "会议决定")


@record
class Announcement(Record):
    """形成决议公告."""

    title = "形成决议公告"
    day: date = key("日期", Date(), "公告日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    number: str = key("文号", Line(60), "决议文号", default="")
    until: date | None = key("公示截止", Date(), "任前公示等的截止日期", default=None)
    material: tuple[str, ...] = key("材料", Many(Line(100), lone=True), "公告文件", default=())
    result: str = key("结果", Line(300), "公告内容", default="")


@record
class SixSteps(Record):
    """六步: the six-step method; steps not yet reached are left out."""

    title = "六步"
    determine: Determination = key("确立决策内容", Nested(Determination), "第一步")
    forecast: Forecast | None = key("提前发布预告", Nested(Forecast), "第二步", default=None)
    consult: Consultation | None = key("广泛征求意见", Nested(Consultation), "第三步", default=None)
    expertise: Expertise | None = key("专家咨询论证", Nested(Expertise), "第四步", default=None)
    meeting: Meeting | None = key("会议集体决策", Nested(Meeting), "第五步", default=None)
    announce: Announcement | None = key("形成决议公告", Nested(Announcement), "第六步", default=None)


@record
class Feedback(Record):
    """采纳反馈: what was suggested, whether it was adopted, and why."""

    title = "采纳反馈"
    opinion: str = key("意见", Line(200), "意见要点，不写提出人姓名")
    adopted: str = key("采纳", Choice(("采纳", "部分采纳", "未采纳")), "是否采纳")
    reason: str = key("说明", Line(300), "怎样采纳；未采纳的理由")


@record
class FiveOnes(Record):
    """五个一: 一项决策、一名领导、一个责任人、一套工作班子、一个实施方案."""

    title = "五个一"
    leader: str = key("一名领导", Line(60), "牵头领导的职务")
    responsible: str = key("一个责任人", Line(60), "责任人的职务")
    team: str = key("一套工作班子", Line(100), "工作班子组成")
    plan: str = key("一个实施方案", Line(100), "实施方案名称")
    supervisor: str = key("监督", Line(60), "监督岗位；不能与责任人相同", default="")


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


@record
class Decision(Record):
    """决策: one 四重一大 decision of a body at one of the four levels."""

    title = "决策"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来")
    name: str = key("标题", Line(120), "决策事项")
    category: str = key("类别", Choice(CATEGORIES), "四重一大类别")
    unit: Ref = key("主体", RefTo("机构"), "作出决策的机构编码；层级由它而来")
    sponsor: Ref | None = key("提出单位", RefTo("机构"), "提出议题的机构编码", default=None)
    state: str = key("状态", Choice(STATES), "目前状态")
    state_reason: str = key("状态说明", Line(300), "暂缓、不予通过、撤回的理由", default="")
    amount: Decimal | None = key("金额", Money(), "涉及金额，写明元", default=None)
    summary: str = key("内容", Prose(), "决策内容")
    basis: tuple[Basis, ...] = key("依据", Many(BasisKind(), lone=True), "决策依据", default=())
    steps: SixSteps = key("六步", Nested(SixSteps), "六步决策法各步")
    feedback: tuple[Feedback, ...] = key("采纳反馈", Many(Nested(Feedback)), "意见采纳情况", default=())
    execution: FiveOnes | None = key("五个一", Nested(FiveOnes), "执行责任", default=None)
    progress: tuple[Progress, ...] = key(
        "进展", Many(Nested(Progress)), "执行进展，从早到晚", default=()
    )
    corrections: tuple[Correction, ...] = key("更正", Many(Nested(Correction)), "更正", default=())
    powers: tuple[Ref, ...] = key("职权", Many(RefTo("职权"), lone=True), "行使的职权编码", default=())
    sisters: tuple[Ref, ...] = key(
        "同步公开", Many(RefTo("决策"), lone=True), "其他层级同一事项的决策编码", default=()
    )
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    published: date = key("公布日期", Date(), "本记录首次公布的日期，不可编造")
