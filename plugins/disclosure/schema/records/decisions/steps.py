"""The six steps of a decision (六步决策法), and the steps a statute adds to them.

《重大行政决策程序暂行条例》 (国务院令第713号) asks county governments for hearings (第十六条), a
risk assessment (第二十二条), a legality review (第二十五条), a report to the party committee
(第三十一条) and an evaluation afterwards (第三十六条); other procedures name steps of their own.
"""

from __future__ import annotations

from datetime import date

from ...compound import Many, Nested
from ...declare import Record, key, record
from ...kinds import Choice, Count, Date, Line
from .meetings import MATERIAL, YES_NO, AnyMeeting, Meeting

SIX_STEPS = (
    "确立决策内容",
    "提前发布预告",
    "广泛征求意见",
    "专家咨询论证",
    "会议集体决策",
    "形成决议公告",
)
DETERMINE, FORECAST, CONSULT, EXPERTISE, MEETING, ANNOUNCE = SIX_STEPS
RISKS_FOUND = ("高", "中", "低")
LAWFUL = ("合法", "修改后合法", "不合法")


@record
class Determination(Record):
    """确立决策内容: who put the matter on the agenda, when and why."""

    title = "确立决策内容"
    day: date = key("日期", Date(), "确立日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    material: tuple[str, ...] = key("材料", MATERIAL, "形成的材料", default=())
    result: str = key("结果", Line(300), "结果", default="")


@record
class Forecast(Record):
    """提前发布预告: what will be decided, when, and how to take part."""

    title = "提前发布预告"
    day: date = key("日期", Date(), "预告发布日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    planned: date | None = key("拟决策日期", Date(), "预计开会决策的日期", default=None)
    means: tuple[str, ...] = key("方式", Many(Line(60), lone=True), "在哪里预告", default=())
    take_part: str = key("参与方式", Line(200), "群众怎样参加：地址、电话、信箱", default="")
    material: tuple[str, ...] = key("材料", MATERIAL, "预告文件", default=())
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
    take_part: str = key("参与方式", Line(200), "到哪里提意见：地址、电话、信箱", default="")
    short_reason: str = key(
        "缩短理由",
        Line(200, why=True),
        "少于30日的理由",
        source="《重大行政决策程序暂行条例》第十五条",
        default="",
    )
    material: tuple[str, ...] = key("材料", MATERIAL, "形成的材料", default=())
    result: str = key("结果", Line(300), "结果", default="")


@record
class Expertise(Record):
    """专家咨询论证."""

    title = "专家咨询论证"
    day: date = key("日期", Date(), "论证日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    experts: int | None = key("专家人数", Count(1), "参加论证的专家人数", default=None)
    mature: str = key("论证成熟", YES_NO, "论证是否成熟", default="")
    material: tuple[str, ...] = key("材料", MATERIAL, "论证报告", default=())
    result: str = key("结果", Line(300), "论证结论", default="")


@record
class Announcement(Record):
    """形成决议公告."""

    title = "形成决议公告"
    day: date = key("日期", Date(), "公告日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    number: str = key("文号", Line(60), "决议文号", default="")
    until: date | None = key("公示截止", Date(), "任前公示等的截止日期", default=None)
    reports: int | None = key("公示反映", Count(), "任前公示收到几件反映；没有收到写 0", default=None)
    reports_outcome: str = key("反映处理", Line(300), "反映的问题怎样核查、结果怎样", default="")
    archived: date | None = key(
        "归档日期",
        Date(),
        "决策过程材料归档的日期",
        source="《重大行政决策程序暂行条例》第三十三条",
        default=None,
    )
    material: tuple[str, ...] = key("材料", MATERIAL, "公告文件", default=())
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

    @property
    def meetings(self) -> tuple[AnyMeeting, ...]:
        """Every meeting on the matter, the last of which is the one that counts."""
        return (*self.meeting.earlier, self.meeting) if self.meeting else ()


@record
class Hearing(Record):
    """听证: an open hearing; materials go to those taking part beforehand."""

    title = "听证"
    notice: date | None = key("公告日期", Date(), "公布听证事项和报名办法的日期", default=None)
    sent: date = key("材料送达", Date(), "把听证材料送达参加人的日期")
    day: date = key("日期", Date(), "举行听证的日期")
    place: str = key("地点", Line(100), "听证地点", default="")
    who: str = key("承办", Line(60), "承办机构或岗位")
    people: int | None = key("参加人数", Count(), "听证参加人人数", default=None)
    material: tuple[str, ...] = key("材料", MATERIAL, "听证材料、笔录、报告", default=())
    result: str = key("结果", Line(300), "听证结果", default="")


@record
class RiskAssessment(Record):
    """风险评估: social stability, environment, public safety, the budget."""

    title = "风险评估"
    day: date = key("日期", Date(), "形成评估报告的日期")
    who: str = key("承办", Line(60), "评估机构或岗位")
    grade: str = key("风险等级", Choice(RISKS_FOUND), "高、中、低", default="")
    material: tuple[str, ...] = key("材料", MATERIAL, "风险评估报告", default=())
    result: str = key("结果", Line(300), "评估结论和防范措施", default="")


@record
class LegalReview(Record):
    """合法性审查: never replaced by 征求意见 or by signing together."""

    title = "合法性审查"
    start: date = key("送审日期", Date(), "送请审查的日期")
    until: date = key("审查完成", Date(), "出具审查意见的日期")
    who: str = key("承办", Line(60), "负责合法性审查的部门")
    opinion: str = key("意见", Choice(LAWFUL), "合法、修改后合法、不合法")
    short_reason: str = key("缩短理由", Line(200, why=True), "少于7个工作日的理由", default="")
    material: tuple[str, ...] = key("材料", MATERIAL, "合法性审查意见书", default=())
    result: str = key("结果", Line(300), "审查意见要点、修改情况", default="")


@record
class PartyReport(Record):
    """报党委: the government's party group asks the party committee for instruction."""

    title = "报党委"
    day: date = key("日期", Date(), "请示报告同级党委的日期")
    who: str = key("承办", Line(60), "承办机构或岗位")
    material: tuple[str, ...] = key("材料", MATERIAL, "请示、批复", default=())
    result: str = key("结果", Line(300), "党委意见", default="")


@record
class Evaluation(Record):
    """后评估: what carrying the decision out has brought."""

    title = "后评估"
    day: date = key("日期", Date(), "形成评估报告的日期")
    who: str = key("承办", Line(60), "评估机构或岗位")
    material: tuple[str, ...] = key("材料", MATERIAL, "后评估报告", default=())
    result: str = key("结果", Line(300), "评估结论：继续、调整或停止执行")


@record
class StatutorySteps(Record):
    """法定程序: the steps that 国务院令第713号 adds to the six."""

    title = "法定程序"
    hearing: Hearing | None = key("听证", Nested(Hearing), "听证会", default=None)
    risk: RiskAssessment | None = key("风险评估", Nested(RiskAssessment), "风险评估", default=None)
    review: LegalReview | None = key("合法性审查", Nested(LegalReview), "合法性审查", default=None)
    party: PartyReport | None = key("报党委", Nested(PartyReport), "报同级党委", default=None)
    evaluation: Evaluation | None = key("后评估", Nested(Evaluation), "执行后评估", default=None)


@record
class Stage(Record):
    """环节: a step that the decision's procedure names and the six steps do not."""

    title = "环节"
    name: str = key("环节", Line(40), "环节名称，照程序文件写，例如 党员大会审议")
    day: date = key("日期", Date(), "日期；有截止的写开始日期")
    until: date | None = key("截止", Date(), "截止日期", default=None)
    who: str = key("承办", Line(60), "承办机构或岗位", default="")
    due: int | None = key("应到", Count(), "应到会人数", default=None)
    present: int | None = key("实到", Count(), "实到会人数", default=None)
    ayes: int | None = key("赞成", Count(), "赞成票", default=None)
    noes: int | None = key("反对", Count(), "反对票", default=None)
    abstentions: int | None = key("弃权", Count(), "弃权票", default=None)
    short_reason: str = key("缩短理由", Line(200, why=True), "少于规定期限的理由", default="")
    material: tuple[str, ...] = key("材料", MATERIAL, "形成的材料", default=())
    result: str = key("结果", Line(300), "结果", default="")
