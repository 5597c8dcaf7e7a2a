"""Words and records that several kinds of record share.

Sources: 《中国共产党党务公开条例（试行）》第八条 (scopes); the counties' practice of grading and
sorting integrity risks (three grades, five kinds).
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from ..basics.problem import Place
from ..basics.values import dataclass
from .compound import Many, Nested, Ref, RefTo, Term
from .declare import JsonSchema, Record, Report, key, record
from .kinds import Choice, CodeText, Date, Line, Link
from .phones import Phones, in_line
from .source.nodes import Node
from .source.packed import Packed

PUBLIC = "向社会公开"
PARTY = "在全党公开"
OWN_UNIT = "在本地区本部门本单位公开"
PARTICULAR = "对特定党组织和党员群众公开"
SCOPES = (PUBLIC, PARTY, OWN_UNIT, PARTICULAR)

GRADES = ("一", "二", "三")
RISK_KINDS = ("思想道德", "岗位职责", "业务流程", "制度机制", "外部环境")

SCOPE = Choice(SCOPES)
FORMER = Many(CodeText(), lone=True)
CARRIERS = Many(Term("载体"))


@dataclass(frozen=True, slots=True)
class Placed(Packed):
    """A line of text that knows where it was written; the place is no part of equality."""

    text: str
    place: Place = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text of at most ``most`` characters, with its place."""

    most: int = 200

    def holds(self) -> tuple[Line]:
        return (Line(self.most),)

    def read(self, node: Node, report: Report) -> Placed:
        return Placed(Line(self.most).read(node, report), node.place)

    def json_schema(self) -> JsonSchema:
        return Line(self.most).json_schema()

    def label(self) -> str:
        return Line(self.most).label()


@record
class Supervision(Record):
    """监督: who watches, and where a citizen can complain."""

    title = "监督"
    post: str = key("岗位", Line(40), "负责监督的机构或岗位，例如 派驻纪检监察组")
    phones: tuple[str, ...] = key("电话", Phones(), "监督投诉电话", default=())
    hours: str = key("时间", Line(60), "什么时候有人接听", default="")

    def __str__(self) -> str:
        return f"{self.post} {in_line(self.phones)}".strip()


@record
class RiskPoint(Record):
    """风险点: where power may be abused, how it shows, what prevents it and who watches."""

    title = "风险点"
    stage: str = key("环节", Line(40), "发生在哪个环节；写在流程步骤里时不用填", default="")
    post: Ref | None = key(
        "岗位", RefTo("岗位"), "风险所在岗位的代码；写在流程步骤里时不用填", default=None
    )
    grade: str = key("级", Choice(GRADES), "风险等级：一、二、三，一级最高")
    kind: str = key("类", Choice(RISK_KINDS), "风险类别：五个方面之一", default="")
    sign: str = key("表现", Line(120), "风险的表现形式，例如 无故压件不批")
    measure: str = key("措施", Line(200), "防控措施", default="")
    watcher: str = key("监督", Line(40), "由谁监督这个风险点", default="")


@record
class Channel(Record):
    """监督渠道: a way for anyone to report abuse of power."""

    title = "监督渠道"
    name: str = key("名称", Line(40), "例如 纪检监察举报电话")
    phones: tuple[str, ...] = key("电话", Phones(), "举报电话", default=())
    hours: str = key("时间", Line(60), "什么时候有人接听", default="")
    link: str = key("网址", Link(), "举报网址", default="")
    note: str = key("说明", Line(200), "受理范围、时间、地址", default="")


@record
class Waiver(Record):
    """豁免: a rule that this record is excused from, openly, with reason and date."""

    title = "豁免"
    rule: str = key("规则", CodeText(), "问题代码，例如 R31、Z03")
    reason: str = key("理由", Line(300, why=True), "为什么不照这条规则办；向社会公开")
    day: date = key("日期", Date(), "批准豁免的日期")
    approver: str = key("批准", Line(60), "批准豁免的机构或岗位", default="")


SUPERVISION = Nested(Supervision)
RISKS = Many(Nested(RiskPoint), lone=True)
WAIVERS = Many(Nested(Waiver))
