"""职权: what a body may do, on what basis, how, and who answers for it.

Enters: nodes.  Leaves: ``Power``, resolved: the only one that rules, charts and editions see.
``county.resolving`` makes it of what was written (``raw_power``).
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from ....basics.problem import Place
from ....basics.values import dataclass
from ...common import (
    CARRIERS,
    FORMER,
    RISKS,
    SCOPE,
    SUPERVISION,
    WAIVERS,
    Placed,
    RiskPoint,
    Supervision,
    Waiver,
)
from ...compound import Brief, Many, Nested, Ref, RefTo, Term
from ...declare import key, record
from ...kinds import Choice, Date, Line, Prose
from .basis import BASIS, Basis
from .clearance import Adjustment, Clearance
from .difference import Difference
from .flow import Flow, Step
from .item import Item, SubItem
from .service import RANKS_OF_POWER, SOURCES, Boundary
from .sharing import Entrusted, ItemOfList, Part, Role


@record
class AnyPower(Item):
    """职权, as written (``raw_power``) and as it is told (``Power``) alike.

    The two differ in ``unit``, ``flow`` and ``differences``, whose place among the keys is kept here.
    """

    title = "职权"
    leading = (
        "code", "former", "name", "aliases", "category", "subitems", "base_code", "own_code", "unit",
        "partners", "entrusted", "principal", "posts", "summary",
    )  # fmt: skip
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    category: Ref = key("类别", Term("职权类别"), "county.yaml 里登记的职权类别（9+X）")
    subitems: tuple[SubItem, ...] = key(
        "子项", Many(Nested(SubItem)), "可以单独申请的各项；没有写的照本项", default=()
    )
    unit: object
    partners: tuple[Ref, ...] = key(
        "联办机构", Many(RefTo("机构"), lone=True), "办理中要一起办的其他机构的编码", default=()
    )
    entrusted: tuple[Entrusted, ...] = key(
        "委托",
        Many(Brief(Entrusted, "受托"), lone=True),
        "委托给哪些机构实施：编码，或写明内容、期限、委托书",
        source="《行政许可法》第二十四条；《行政处罚法》第二十条",
        default=(),
    )
    principal: str = key(
        "委托机关", Line(60), "本身是受委托实施的，写委托的机关，例如 市生态环境局", default=""
    )
    posts: tuple[Ref, ...] = key("承办岗位", Many(RefTo("岗位"), lone=True), "承办岗位代码", default=())
    ranks: tuple[str, ...] = key(
        "行使层级", Many(Choice(RANKS_OF_POWER), lone=True), "哪几级行使这项权力", default=()
    )
    source: str = key("权力来源", Choice(SOURCES), "本级就有，还是下放、授权、委托来的", default="")
    bundle: tuple[Ref, ...] = key(
        "联办事项", Many(RefTo("职权"), lone=True), "可以和它一次办完的其他职权的编码", default=()
    )
    boundaries: tuple[Boundary, ...] = key(
        "职责边界", Many(Nested(Boundary)), "几个部门都管的事，各管什么", default=()
    )
    oversight: tuple[str, ...] = key(
        "事中事后监管", Many(Line(300), lone=True), "批了以后怎样监管", default=()
    )
    liability_basis: tuple[Basis, ...] = key(
        "追责依据", Many(BASIS, lone=True), "追究责任的依据", default=()
    )
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

    @property
    def items(self) -> tuple[Item, ...]:
        """The power and its 子项."""
        return (self, *self.subitems)

    @property
    def handled_by(self) -> tuple[str, ...]:
        """The codes of the posts that handle it."""
        return tuple(ref.code for ref in self.posts)

    @property
    def everyday_words(self) -> tuple[str, ...]:
        """What people call it, and its 子项."""
        return tuple(dict.fromkeys(alias for item in self.items for alias in item.aliases))


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
    supervision and the bases of the power.  ``standard`` is the shared flow from which it comes;
    ``listed`` tells of the list of many bodies from which the power comes.
    A flow that nobody has reviewed is none: ``drafted`` says where it stands.
    """

    unit: Ref = key("主体", RefTo("机构"), "牵头的机构编码")
    joint: tuple[Ref, ...] = ()
    flow: Flow | None = key("流程", Nested(Flow), "运行流程", default=None)
    differences: tuple[Departure, ...] = ()
    standard: Ref | None = None
    drafted: Placed | None = None
    overruled: tuple[Overruled, ...] = ()
    listed: ItemOfList | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every body that has to do with it, the one that leads first."""
        shared = {Role.LEADS: (self.unit,), Role.SHARES: self.joint, Role.JOINS_IN: self.partners}
        parts = [Part(role, unit) for role, units in shared.items() for unit in units]
        return (*parts, *(Part(Role.IS_ENTRUSTED, entrusted.to) for entrusted in self.entrusted))
