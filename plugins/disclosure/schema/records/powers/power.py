"""职权: what a body may do, on what basis, how, and who answers for it.

Enters: nodes.  Leaves: ``Power``, resolved: the only one that rules, charts and editions see.
``county.resolver`` makes it of what was written (``raw_power``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ....basics.problem import Place
from ...common import (
    CARRIERS,
    FORMER,
    RISKS,
    SCOPE,
    SUPERVISION,
    WAIVERS,
    RiskPoint,
    Supervision,
    Waiver,
)
from ...compound import Many, Nested, Ref, RefTo, Term
from ...declare import JsonSchema, Origin, Record, Report, key, record
from ...kinds import Choice, CodeText, Date, Line, Prose
from ...periods import Period, PeriodText
from ...source.nodes import Node, Text
from .difference import Difference
from .flow import Flow, Step
from .material import Material, MaterialKind
from .sharing import Entrusted, EntrustedKind, Part, Role

CLEARERS = ("县委全委会职权", "县委常委会职权", "县委常委职权", "部门职权", "乡镇职权", "村级小微权力")
REVIEWS = ("领导班子集体初审", "县编办再审", "县委常委会会审")
OPENINGS = ("向单位内部公开", "向社会公开")
COMMENTS = (SOME, NONE) = ("收到意见", "没有收到意见")
ADJUSTMENTS = ("新增", "取消", "下放", "承接", "合并", "修改", "暂停")


@record
class SubItem(Record):
    """子项."""

    title = "子项"
    code: str = key("编码", CodeText(), "子项编码")
    name: str = key("名称", Line(120), "子项名称")


@record
class Basis(Record):
    """实施依据: a citation and, where quoted, the words of the provision."""

    title = "实施依据"
    cite: str = key("引用", Line(200), "《法规名称》第几条")
    words: str = key("原文", Prose(2000), "条文原文", default="")


@dataclass(frozen=True, slots=True)
class BasisKind:
    """A citation alone, or a citation with the words of the provision."""

    def holds(self) -> tuple[object, ...]:
        return (Line(200), Nested(Basis))

    def read(self, node: Node, report: Report) -> Basis:
        if isinstance(node, Text):
            return Basis(
                origin=Origin(node.path, node.mark), cite=Line(200).read(node, report), words=""
            )
        return Nested(Basis).read(node, report)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [Line(200).json_schema(), Nested(Basis).json_schema()]}

    def label(self) -> str:
        return "“《法规》第几条”，或《实施依据》"


@record
class Duty(Record):
    """责任事项: what the body must do at one stage."""

    title = "责任事项"
    stage: str = key("环节", Line(40), "受理、审查、决定、送达、事后监管……")
    content: str = key("内容", Line(400), "这一环节的责任")


@record
class Fee(Record):
    """收费."""

    title = "收费"
    charged: str = key("是否收费", Choice(("是", "否")), "是或否")
    standard: str = key("标准", Line(200), "收费标准，写明单位", default="")
    basis: str = key("依据", Line(200), "收费依据", default="")


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
class Adjustment(Record):
    """调整记录."""

    title = "调整记录"
    day: date = key("日期", Date(), "调整日期")
    kind: str = key("类型", Choice(ADJUSTMENTS), "新增、取消、下放……")
    note: str = key("说明", Line(200), "为什么调整、调整了什么")
    basis: str = key("依据", Line(200), "调整依据", default="")


@record
class AnyPower(Record):
    """职权, as written (``raw_power``) and as it is told (``Power``) alike.

    The two differ in ``unit``, ``flow`` and ``differences``, whose place among the keys is kept here.
    """

    title = "职权"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来，公布后不要再改")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(120), "事项名称，照权责清单写")
    category: Ref = key("类别", Term("职权类别"), "county.yaml 里登记的职权类别（9+X）")
    subitems: tuple[SubItem, ...] = key("子项", Many(Nested(SubItem)), "子项", default=())
    unit: object
    partners: tuple[Ref, ...] = key(
        "联办机构", Many(RefTo("机构"), lone=True), "办理中要一起办的其他机构的编码", default=()
    )
    entrusted: tuple[Entrusted, ...] = key(
        "委托",
        Many(EntrustedKind(), lone=True),
        "委托给哪些机构实施：编码，或写明内容、期限、委托书",
        source="《行政许可法》第二十四条；《行政处罚法》第二十条",
        default=(),
    )
    principal: str = key(
        "委托机关", Line(60), "本身是受委托实施的，写委托的机关，例如 市生态环境局", default=""
    )
    posts: tuple[Ref, ...] = key("承办岗位", Many(RefTo("岗位"), lone=True), "承办岗位代码", default=())
    summary: str = key("说明", Prose(), "用群众听得懂的话说明这项权力", default="")
    basis: tuple[Basis, ...] = key("依据", Many(BasisKind(), lone=True), "实施依据", default=())
    duties: tuple[Duty, ...] = key("责任事项", Many(Nested(Duty)), "分环节的责任事项", default=())
    liabilities: tuple[str, ...] = key("追责情形", Many(Line(300)), "追责情形", default=())
    legal: Period | None = key("法定时限", PeriodText(), "法定办理时限", default=None)
    promised: Period | None = key("承诺时限", PeriodText(), "承诺办理时限", default=None)
    fee: Fee | None = key("收费", Nested(Fee), "收费标准和依据", default=None)
    conditions: tuple[str, ...] = key("条件", Many(Line(200, none=True)), "申请条件", default=())
    materials: tuple[Material, ...] = key(
        "材料",
        Many(MaterialKind()),
        "申请材料，一项一行；要写份数、必要性的写成《申请材料》",
        default=(),
    )
    counter: str = key("办理地点", Line(100), "到哪里办", default="")
    supervision: Supervision | None = key("监督", SUPERVISION, "监督岗位和投诉电话", default=None)
    topics: tuple[Ref, ...] = key("主题", Many(Term("办事主题"), lone=True), "办事主题", default=())
    split: Ref | None = key(
        "分权", Term("分权事项"), "属于哪一类要分解的权；写了就列入分权图", default=None
    )
    flow: object
    differences: tuple[object, ...]
    flow_note: str = key("流程差异", Prose(), "采用标准流程时，其他要说明的不同之处", default="")
    risks: tuple[RiskPoint, ...] = key("风险点", RISKS, "流程以外的风险点", default=())
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    clearance: Clearance | None = key("清权确权", Nested(Clearance), "清权确权记录", default=None)
    adjustments: tuple[Adjustment, ...] = key(
        "调整记录", Many(Nested(Adjustment)), "历次调整，从早到晚", default=()
    )
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的做法规则豁免", default=())
    published: date | None = key("公布日期", Date(), "首次公布日期；没有就不写，不可编造", default=None)


LIMITS = {"legal": "法定时限", "promised": "承诺时限"}
STATED_TWICE = {**LIMITS, "supervision": "监督"}
"""What a power and its flow may both state, by attribute."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A 步骤差异, and the step of the standard flow that it means: None where there is no such step."""

    of: Difference
    step: Step | None


@dataclass(frozen=True, slots=True)
class Overruled:
    """What the flow of a power states otherwise than the power itself, whose word counts."""

    attribute: str
    counts: str
    stated: str
    place: Place = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """The key under which both stand."""
        return STATED_TWICE[self.attribute]


@record
class Power(AnyPower):
    """职权 as it is told everywhere: of the body that leads, and of those that share it.

    ``flow`` is the flow as this power runs it: differences applied, completed with the limits, the
    supervision and the bases of the power.  ``standard`` is the shared flow from which it comes.
    """

    unit: Ref = key("主体", RefTo("机构"), "牵头的机构编码")
    joint: tuple[Ref, ...] = ()
    flow: Flow | None = key("流程", Nested(Flow), "运行流程", default=None)
    differences: tuple[Departure, ...] = ()
    standard: Ref | None = None
    overruled: tuple[Overruled, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every body that has to do with it, the one that leads first."""
        shared = {Role.LEADS: (self.unit,), Role.SHARES: self.joint, Role.JOINS_IN: self.partners}
        parts = [Part(role, unit) for role, units in shared.items() for unit in units]
        return (*parts, *(Part(Role.IS_ENTRUSTED, entrusted.to) for entrusted in self.entrusted))
