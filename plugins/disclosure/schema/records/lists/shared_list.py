"""共同清单: one list of powers that many bodies hold, as it is told.

Enters: nodes.  Leaves: ``SharedList`` without its items: those are powers of each body by then, which
say (``ItemOfList``) from which list they come.  ``county.resolving`` makes both of what was written
(``raw_list``).

Sources: GB/T 41371 (小微权力清单: 事项、运行流程、负面清单); 沁县“小微权力清单”.
"""

from __future__ import annotations

from datetime import date

from ....basics.values import dataclass
from ...common import FORMER, Placed, PlacedLine
from ...compound import Many, Nested, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import CodeText, Date, Line, Prose


@record
class Forbidden(Record):
    """负面清单: what no holder of a list may do."""

    title = "负面清单"
    deed: str = key("不得", Line(200), "不得做什么，从“不得”以后写起，例如 以任何理由向群众收押金")
    basis: tuple[Placed, ...] = key("依据", Many(PlacedLine(), lone=True), "哪条规定不许")
    consequence: str = key("后果", Line(200), "做了怎样处理", default="")
    items: tuple[str, ...] = key(
        "事项", Many(CodeText(), lone=True), "只说清单里的哪几项，写编号；不写就是每一项", default=()
    )

    @property
    def words(self) -> str:
        """What is forbidden, as it is told."""
        return f"不得{self.deed}"

    def binds(self, item: str) -> bool:
        """Whether it is said of an item of the list."""
        return not self.items or item in self.items


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A body of whom an item of its list is not, and why not."""

    unit: Ref
    item: str
    reason: str


@record
class AnySharedList(Record):
    """共同清单, as written and as it is told alike."""

    title = "共同清单"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来，公布后不要再改")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(120), "例如 梯田县村级小微权力清单")
    issuer: Ref | None = key("制定机关", RefTo("机构"), "制定清单的机构编码", default=None)
    about: str = key("说明", Prose(), "用群众听得懂的话说明这份清单", default="")
    grounds: tuple[Placed, ...] = key(
        "制定依据", Many(PlacedLine(), lone=True), "依据哪个文件制定", default=()
    )
    forbidden: tuple[Forbidden, ...] = key(
        "负面清单", Many(Nested(Forbidden)), "行使这些权力时不得做的事", default=()
    )

    def bans_on(self, item: str) -> tuple[Forbidden, ...]:
        """What a holder may not do in exercising an item."""
        return tuple(ban for ban in self.forbidden if ban.binds(item))


@record
class SharedList(AnySharedList):
    """共同清单 as it is told; its items are among the powers of each body that holds it."""

    day: date | None = key("公布日期", Date(), "清单的首次公布日期", default=None)
    left_out: tuple[LeftOut, ...] = ()
