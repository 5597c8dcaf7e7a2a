"""委托, the parts that bodies take in one power (牵头, 共同实施, 联办, 受托), and who acts in its flow.

Enters: nodes.  Leaves: ``Entrusted``, ``Actor``, and ``Part`` values that say which body does what.
Source: 《行政许可法》第二十四条、第二十六条第二款；《行政处罚法》第二十条.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ....basics.values import dataclass
from ...compound import Ref, RefTo
from ...declare import Record, key, record
from ...kinds import CodeText, Date, Line


class Role(StrEnum):
    """What a body has to do with a power."""

    LEADS = "牵头"
    SHARES = "共同实施"
    JOINS_IN = "联办"
    IS_ENTRUSTED = "受托"


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a body takes in a power."""

    role: Role
    unit: Ref


@record
class Entrusted(Record):
    """委托: a body that exercises a power, or some of it, in the name of the one whose power it is."""

    title = "委托"
    to: Ref = key("受托", RefTo("机构"), "受托机构的编码")
    content: str = key("内容", Line(200), "委托哪些事、多大的权限", default="")
    until: date | None = key("期限", Date(), "委托到哪一天为止；没有期限的不写", default=None)
    deed: Ref | None = key("委托书", RefTo("公告"), "公布委托书的那篇公告的编码", default=None)


@record
class Actor(Record):
    """岗位 declared in a flow: a citizen, a body, or a post that is not in the catalogue."""

    title = "流程岗位"
    kind: str = key("类", Line(20), "群众、集体、外部单位", default="")
    post: str = key("代码", CodeText(), "对应的岗位代码", default="")
    office: str = key("科室", Line(40), "所在科室、窗口", default="")
    rank: str = key("职务", Line(20), "主要领导、分管领导……", default="")
    leader: str = key("责任领导", Line(40), "直接管辖的领导岗位", default="")


@dataclass(frozen=True, slots=True)
class ItemOfList:
    """That a power is an item of a list, and what is otherwise with this holder, in words."""

    of: Ref
    item: str
    number: int
    area: str
    differs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the item in the whole county; no code has a slash."""
        return f"{self.of.code}/{self.item}"
