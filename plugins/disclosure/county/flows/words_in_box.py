"""The words that stand in the box of a step, line by line: what a chart draws and a rule counts.

Enters: a ``FlowNode``.  Leaves: lines of text, none longer than a box is wide.
"""

from __future__ import annotations

from ...basics.text_width import wrapped
from ...schema.records.powers.flow_terms import StepKind
from .graph import FlowNode, branches_of

NAME_EMS = 10
"""Widest line of a name, in characters."""
_QUESTION_EMS, _NOTE_EMS = 7, 13


def words_of(
    node: FlowNode, *, name_ems: float = NAME_EMS, posts: bool = True
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a step's name, and those below it: branches, posts, duty and limit.

    ``posts`` is false where a lane's head names them.  A node that is no step has its label only.
    """
    step = node.step
    if step is None:
        return (node.label,), ()
    if node.kind == StepKind.DECISION:
        name_ems = min(name_ems, _QUESTION_EMS)
    names = wrapped(step.name, name_ems)
    who = wrapped("、".join(step.posts), _NOTE_EMS) if step.posts and posts else ()
    limit = "・".join(filter(None, (step.duty, str(step.limit) if step.limit else "")))
    many = tuple(part for b in branches_of(step) for part in wrapped(f"∥ {b.label}", _NOTE_EMS))
    return tuple(names), tuple(filter(None, (*many, *who, *wrapped(limit, _NOTE_EMS))))
