"""Who acts in a flow: a person, several under one name, or someone whom the power serves.

Enters: a ``Flow``, and a name that stands in it.  Leaves: which it is, as the flow says, else as the
name sounds.
"""

from __future__ import annotations

from ...schema.records.powers.flow import Flow
from ...schema.records.powers.flow_terms import BODY, CITIZENS

_BODIES = ("会", "委", "组", "班子")
_CITIZENS = ("申请", "群众", "当事人")


def is_body(flow: Flow, post: str) -> bool:
    """Whether several people act under one name."""
    return declared == BODY if (declared := _kind(flow, post)) else post.endswith(_BODIES)


def is_citizen(flow: Flow, post: str) -> bool:
    """Whether it is someone whom the power serves or meets, not someone who holds it."""
    return declared == CITIZENS if (declared := _kind(flow, post)) else post.startswith(_CITIZENS)


def _kind(flow: Flow, post: str) -> str:
    return next((actor.kind for name, actor in flow.actors if name == post), "")
