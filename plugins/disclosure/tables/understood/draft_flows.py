"""A first draft of a flow, from the stages of the 责任事项: 受理、审查、决定、送达、事后监管.

Enters: a record.  Leaves: a flow marked 草稿, or None.  A draft is never published; whoever knows how
the matter runs adds posts, limits and refusals, and takes the mark away.
"""

from __future__ import annotations

from ...schema.declare import Record
from ...schema.records.powers.flow import Action, Delivery, Publicity
from ...schema.records.powers.flow_terms import DRAFT, DUTIES
from ...schema.source.nodes import Items, Table, Text
from .. import trees

_FEWEST, _LONGEST = 2, 60
_DUTY = {
    "审核": "审查",
    "审批": "批准",
    "决定": "批准",
    "事后监管": "监督",
    "监管": "监督",
    "发放": "发放",
}
_KINDS = {"送达": Delivery.title, "公示": Publicity.title}
_AFTERWARDS = ("事后监管", "监管", "事中事后监管", "其他")
"""Stages that come when the matter is done: they are no step of it."""


def drafted(record: type[Record], node: Table) -> Table | None:
    """The draft, for a record that can have a flow, has none, and has stages."""
    values = trees.entries(node)
    duties = values.get("责任事项")
    runs = any(key.name == "流程" for key in record.keys().values())
    if not runs or "流程" in values or not isinstance(duties, Items):
        return None
    told = [stage for duty in duties.items if isinstance(stage := trees.inside(duty, ("环节",)), Text)]
    stages = list(dict.fromkeys(s.value for s in told if s.value not in _AFTERWARDS))
    if len(stages) < _FEWEST or any(len(stage) > _LONGEST for stage in stages):
        return None
    steps = [_step(stage) for stage in stages]
    flow: trees.Plain = {"草稿": DRAFT, "步骤": list(steps)}
    drawn = trees.placed(flow, duties.place)
    return drawn if isinstance(drawn, Table) else None


def _step(stage: str) -> dict[str, trees.Plain]:
    kind = next((kind for word, kind in _KINDS.items() if word in stage), Action.title)
    duty = next((word for word in (stage, _DUTY.get(stage, "")) if word in DUTIES), "")
    return {str(kind): stage, **({"职能": duty} if duty else {})}
