"""要素: what a power says of what its county asks besides (county.yaml 要素).

Enters: the table below ``要素``.  Leaves: ``Given``, each a name and what was written, in which only
the county's own declaration sees more than text: ``reread`` reads it as what it is.
"""

from __future__ import annotations

from typing import TypeVar

from ....basics.values import dataclass
from ...common import Placed, PlacedLine
from ...compound import TOO_FEW, Many
from ...declare import WRONG_SHAPE, JsonSchema, Kind, Origin, Record, Report, hint, key, record
from ...kinds import words
from ...source.nodes import Entry, Items, Node, Table, Text

T = TypeVar("T")
DECLARED = "登记的要素"
"""How schemas call the table of what a county has declared."""


@record
class Given(Record):
    """要素: one of them, as written."""

    title = "要素内容"
    name: Placed = key("名称", PlacedLine(20), "county.yaml 里登记的名称")
    said: tuple[Placed, ...] = key("内容", Many(PlacedLine(400), lone=True), "写了什么")
    listed: bool = False

    @property
    def text(self) -> str | list[str]:
        """What was written, without its places."""
        texts = [part.text for part in self.said]
        return texts if self.listed else texts[0]

    def reread(self, kind: Kind[T], report: Report) -> T:
        """What was written, as a value of a kind.  Raises ``Invalid`` once the problem is reported."""
        return kind.read(self._node(), report)

    def _node(self) -> Node:
        texts = tuple(Text(p.text, p.place.path, p.place.mark, plain=False) for p in self.said)
        return Items(texts, self.origin.path, self.origin.mark) if self.listed else texts[0]


@dataclass(frozen=True, slots=True)
class GivenKind:
    """A table of 要素, by the names that the county has declared."""

    def read(self, node: Node, report: Report) -> tuple[Given, ...]:
        if not isinstance(node, Table):
            raise report.invalid(node.place, WRONG_SHAPE, f"这里应写成若干行“名称: 内容”{hint(node)}")
        return tuple(_given(entry, report) for entry in node.entries)

    def json_schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{DECLARED}"}

    def label(self) -> str:
        return f"county.yaml 里{DECLARED}，一行一个“名称: 内容”"


def _given(entry: Entry, report: Report) -> Given:
    value = entry.value
    parts = value.items if isinstance(value, Items) else (value,)
    said = tuple(Placed(words(part, report), part.place) for part in parts)
    if not said:
        raise report.invalid(value.place, TOO_FEW, "至少要 1 项")
    return Given(
        origin=Origin(value.path, value.mark),
        name=Placed(entry.key.value, entry.key.place),
        said=said,
        listed=isinstance(value, Items),
    )
