"""lists/*.yaml: 共同清单 as written: each item once, who holds it, and what is otherwise with whom.

Enters: nodes.  Leaves: ``RawSharedList``, which nothing behind the link step sees.
"""

from __future__ import annotations

from datetime import date

from ....basics.values import dataclass
from ...common import CARRIERS, FORMER, SCOPE, SUPERVISION, Placed, PlacedLine, Supervision
from ...compound import Many, Named, Nested, Ref, RefTo, Term
from ...declare import JsonSchema, Record, Report, key, record
from ...kinds import Choice, CodeText, Date, Line
from ...periods import Period, PeriodText
from ...source.nodes import Node, Text
from ..powers.clearance import Clearance
from ..powers.item import HELPLINE, Fee, SubItem
from ..powers.raw_power import RawPower
from ..powers.service import Helpline
from .shared_list import AnySharedList

SAME = ("是", "否")


@dataclass(frozen=True, slots=True)
class _HoldersKind:
    """The name of a level, all of whose bodies are meant, or a list of bodies."""

    def holds(self) -> tuple[object, ...]:
        return (Term("层级"), Many(RefTo("机构")))

    def read(self, node: Node, report: Report) -> tuple[Ref, ...]:
        if isinstance(node, Text):
            return (Term("层级").read(node, report),)
        return Many(RefTo("机构")).read(node, report)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [Term("层级").json_schema(), Many(RefTo("机构")).json_schema()]}

    def label(self) -> str:
        return "层级的名称（这一层级的全部机构），或机构编码的列表"


@record
class ListItem(RawPower):
    """清单事项: a power as every holder has it; what it leaves out its list says for all."""

    title = "清单事项"
    code: str = key(
        "编号", CodeText(), "清单里的编号；机构的编码、“-”和它合成职权的编码，公布后不要再改"
    )
    former: tuple[str, ...] = key("原编号", FORMER, "公布以后换过编号的，写原来的，从早到晚", default=())
    area: str = key("领域", Line(20), "清单里分成几块的，属于哪一块，例如 工程项目", default="")
    uniform: str = key(
        "全县统一",
        Choice(SAME),
        "写是：不得有不适用、承诺时限不同的；岗位、监督、地点仍照各村的",
        default="否",
    )
    category: Ref = key("类别", Term("职权类别"), "与清单写的不同时才写", default=None)
    own_code: str = ""
    subitems: tuple[SubItem, ...] = ()
    unit: tuple[Ref, ...] = ()
    posts: tuple[Ref, ...] = ()
    scope: str = ""
    carriers: tuple[Ref, ...] = ()
    hands: tuple[str, ...] = key(
        "承办岗位", Many(Line(40), lone=True), "承办岗位的名称：每个机构自己的那个岗位", default=()
    )


@record
class ListDifference(Record):
    """各处差异: what is otherwise with some of the bodies that hold a list."""

    title = "各处差异"
    units: tuple[Ref, ...] = key(
        "主体",
        Many(RefTo("机构"), lone=True),
        "哪些机构与清单不同；写不行使的上级，就是它下面的每一个",
    )
    items: tuple[Placed, ...] = key(
        "事项", Many(PlacedLine(80), lone=True), "清单里的编号；不写就是每一项", default=()
    )
    omitted: str = key("不适用", Line(200), "这几项在这里不适用：写明为什么", default="")
    renamed: tuple[tuple[str, str], ...] = key(
        "岗位", Named(Line(40)), "清单里的岗位名称到这里的岗位名称，例如 村文书: 社区文书", default=()
    )
    promised: Period | None = key("承诺时限", PeriodText(), "这里承诺的时限", default=None)
    counter: str = key("办理地点", Line(100), "在这里到哪里办", default="")
    hours: str = key("办理时间", Line(100), "这里什么时候可以来办", default="")
    enquiries: Helpline | None = key("咨询", HELPLINE, "这里的咨询电话", default=None)
    supervision: Supervision | None = key("监督", SUPERVISION, "这里的监督岗位和投诉电话", default=None)


@record
class RawSharedList(AnySharedList):
    """共同清单: a list of powers that many bodies hold, written once."""

    holders: tuple[Ref, ...] = key("行使主体", _HoldersKind(), "由哪些机构行使，每一项都是")
    category: Ref = key("类别", Term("职权类别"), "各项职权的类别；个别不同的写在事项里")
    topics: tuple[Ref, ...] = key(
        "主题", Many(Term("办事主题"), lone=True), "各项的办事主题；事项写了的照事项", default=()
    )
    fee: Fee | None = key("收费", Nested(Fee), "各项的收费；事项写了的照事项", default=None)
    supervision: Supervision | None = key(
        "监督", SUPERVISION, "各项的监督；事项写了的照事项", default=None
    )
    clearance: Clearance | None = key(
        "清权确权", Nested(Clearance), "整份清单的清权确权；事项写了的照事项", default=None
    )
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    published: date | None = key(
        "公布日期", Date(), "首次公布日期，事项后来才加的写在事项里；没有就不写，不可编造", default=None
    )
    items: tuple[ListItem, ...] = key("事项", Many(Nested(ListItem)), "清单里的每一项")
    differences: tuple[ListDifference, ...] = key(
        "各处差异", Many(Nested(ListDifference)), "哪些机构在哪里与清单不同", default=()
    )
