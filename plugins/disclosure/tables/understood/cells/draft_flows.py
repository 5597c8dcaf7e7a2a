"""A first draft of a flow: of the stages of the 责任事项, or of the steps that a cell tells.

Enters: a record, or words.  Leaves: a flow marked 草稿, or None.  A draft is never published; whoever
knows how the matter runs adds posts, limits and refusals, and takes the mark away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....basics.problem import Place
from ....schema.declare import Record
from ....schema.records.powers.flow import Action, Delivery, Publicity
from ....schema.records.powers.flow_terms import DRAFT, DUTIES
from ....schema.source.nodes import Items, Node, Table, Text
from ... import trees
from .listed import items, joined

FLOW = ("流程",)
_FEWEST, _LONGEST = 2, 60
_ARROW = re.compile(r"→|⇒|➔|➜|↓|=+>|[-—]+>")
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
    runs = any((key.name,) == FLOW for key in record.keys().values())
    if not runs or trees.inside(node, FLOW) or not isinstance(duties, Items):
        return None
    told = [stage for duty in duties.items if isinstance(stage := trees.inside(duty, ("环节",)), Text)]
    return _draft([s.value for s in told if s.value not in _AFTERWARDS], duties.place)


def drafted_of(words: str, place: Place) -> Table | None:
    """The draft of steps told in a cell: 申请→审核→公示, or numbered, or one below the other."""
    parts = _ARROW.split(words)
    return _draft([joined(part) for part in parts] if len(parts) > 1 else items(words), place)


def replaces_a_flow(old: Node | None, flow: Node | None) -> bool:
    """Whether a draft would take the place of a flow that the record has already."""
    return trees.inside(old, FLOW) is not None and is_draft(flow)


def is_draft(node: Node | None) -> bool:
    """Whether a flow is marked as a draft."""
    mark = trees.inside(node, ("草稿",))
    return isinstance(mark, Text) and mark.value == DRAFT


def _draft(told: Sequence[str], place: Place) -> Table | None:
    stages = [stage for stage in dict.fromkeys(told) if stage]
    if len(stages) < _FEWEST or any(len(stage) > _LONGEST for stage in stages):
        return None
    flow: trees.Plain = {"草稿": DRAFT, "步骤": [_step(stage) for stage in stages]}
    drawn = trees.placed(flow, place)
    return drawn if isinstance(drawn, Table) else None


def _step(stage: str) -> trees.Plain:
    kind = next((kind for word, kind in _KINDS.items() if word in stage), Action.title)
    duty = next((word for word in (stage, _DUTY.get(stage, "")) if word in DUTIES), "")
    return {str(kind): stage, **({"职能": duty} if duty else {})}
