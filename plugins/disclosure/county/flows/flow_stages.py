"""The few stages through which a matter goes: what a citizen wants to know before any step.

Enters: a ``Flow`` and its ``Graph``.  Leaves: stages in order.  Steps of the main line one after the
other that do the same (职能) are one stage; a step that names no 职能 belongs to the one before it.
Side branches are ways back and out: none of them is a stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ...basics.values import dataclass
from ...schema.periods import Period
from ...schema.records.powers.flow import Flow
from ...schema.records.powers.flow_terms import StepKind
from .doers import is_citizen
from .graph import FlowNode, Graph, branches_of
from .steps_in_words import anchor

ASKED, TOGETHER = "申请", "会审"
_BY_DUTY = {"批准": "决定", "定事": "决定", "公开": "公示"}
_BY_KIND = {StepKind.PUBLICITY: "公示", StepKind.REVIEW: TOGETHER, StepKind.DELIVERY: "送达"}


@dataclass(frozen=True, slots=True)
class FlowStage:
    """``posts`` act in it, ``spans`` are the times it may take; its first step has the ``anchor``.

    In one that is ``own`` the citizen acts himself.
    """

    name: str
    posts: tuple[str, ...]
    spans: tuple[str, ...]
    anchor: str
    own: bool


def stages(flow: Flow, graph: Graph) -> tuple[FlowStage, ...]:
    """The stages of the main line; one that begins with no 职能 is named after its first step."""
    line = [node for node in graph.nodes if node.step is not None and not node.owner]
    return tuple(
        _stage(flow, name, [node for _, node in run])
        for name, run in groupby(_named(flow, line), lambda pair: pair[0])
    )


def _named(flow: Flow, line: Iterable[FlowNode]) -> Iterator[tuple[str, FlowNode]]:
    """Every step with the name of its stage."""
    name = ""
    for node in line:
        name = _name(flow, node, name) or name or node.label
        yield name, node


def _name(flow: Flow, node: FlowNode, after: str) -> str:
    duties = (node.duty, *(branch.duty for branch in branches_of(node.step)))
    if duty := next(filter(None, duties), ""):
        return _BY_DUTY.get(duty, duty)
    if node.kind in _BY_KIND:
        return _BY_KIND[node.kind]
    return "" if not _own(flow, (node,)) else node.label if after else ASKED


def _own(flow: Flow, nodes: Iterable[FlowNode]) -> bool:
    """Whether those whom the power serves, and nobody else, do it."""
    posts = [post for node in nodes for post in node.posts]
    return bool(posts) and all(is_citizen(flow, post) for post in posts)


def _stage(flow: Flow, name: str, nodes: list[FlowNode]) -> FlowStage:
    posts = (post for node in nodes for post in _posts(node))
    return FlowStage(
        name=name,
        posts=tuple(dict.fromkeys(posts)),
        spans=tuple(_added(span for node in nodes for span in _spans(node))),
        anchor=anchor(nodes[0]),
        own=_own(flow, nodes),
    )


def _posts(node: FlowNode) -> Iterator[str]:
    yield from node.posts
    for branch in branches_of(node.step):
        yield from branch.posts


def _spans(node: FlowNode) -> Iterator[Period]:
    """How long a step may take: of each kind of span the longest, as branches run at the same time."""
    longest: dict[tuple[str, bool], Period] = {}
    for step in (node.step, *branches_of(node.step)):
        if step and step.limit:
            kind = (step.limit.unit, step.limit.counted)
            longest[kind] = max(longest.get(kind, step.limit), step.limit, key=lambda span: span.most)
    yield from longest.values()


def _added(spans: Iterable[Period]) -> Iterator[str]:
    """Spans of one kind together: 4个工作日 and 3个工作日 are 7个工作日; 当场 adds nothing."""
    sums: dict[tuple[str, bool], Period] = {}
    for span in spans:
        key = (span.unit, span.counted)
        had = sums.get(key)
        least, most = (had.least, had.most) if had else (0, 0)
        sums[key] = Period(least + span.least, most + span.most, *key)
    longer = [span for span in sums.values() if span.most]
    yield from (span.span for span in longer or sums.values())
