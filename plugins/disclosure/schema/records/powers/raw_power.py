"""powers/<unit>/*.yaml: 职权 as written, of one body or several, its flow perhaps only a number.

Enters: nodes.  Leaves: ``RawPower``, which nothing behind the link step sees.
"""

from __future__ import annotations

from ....basics.values import dataclass
from ...compound import Many, Nested, Ref, RefTo
from ...declare import JsonSchema, Report, key, record
from ...source.nodes import Node, Text
from .difference import Difference
from .flow import Flow
from .power import AnyPower


@dataclass(frozen=True, slots=True)
class _FlowKind:
    """The number of a standard flow, or a flow of the power's own."""

    def holds(self) -> tuple[object, ...]:
        return (RefTo("标准流程"), Nested(Flow))

    def read(self, node: Node, report: Report) -> Ref | Flow:
        if isinstance(node, Text):
            return RefTo("标准流程").read(node, report)
        return Nested(Flow).read(node, report)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [RefTo("标准流程").json_schema(), Nested(Flow).json_schema()]}

    def label(self) -> str:
        return "标准流程的编号，或《流程》"


@record
class RawPower(AnyPower):
    """职权: one item of a power catalogue (职权目录, 权责清单)."""

    unit: tuple[Ref, ...] = key(
        "主体",
        Many(RefTo("机构"), lone=True),
        "行使职权的机构编码；几个机构共同实施的写成列表，第一个牵头",
    )
    flow: Ref | Flow | None = key("流程", _FlowKind(), "运行流程", default=None)
    differences: tuple[Difference, ...] = key(
        "步骤差异", Many(Nested(Difference)), "采用标准流程时，哪几步与它不同", default=()
    )
