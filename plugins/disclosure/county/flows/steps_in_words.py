"""The chart in words: an ordered list with every step, condition, limit and risk.

Enters: a ``Graph``.  Leaves: rows; the accessible text, and the target of every link in a chart.
"""

from __future__ import annotations

from ...basics.values import dataclass
from ...schema.common import RiskPoint
from ...schema.records.powers.flow_terms import StepKind
from .graph import BACKWARD, ENDING, MAIN, Edge, FlowNode, Graph, branches_of


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out of a step: on which condition ("" for none), where it leads in words, the row there
    ("" for an end), and how: next, main, exit, back, end, or done for a good end."""

    condition: str
    goal: str
    anchor: str
    kind: str

    @property
    def words(self) -> str:
        """“符合：转第9步”."""
        return f"{self.condition}：{self.goal}" if self.condition else self.goal


@dataclass(frozen=True, slots=True)
class StepInWords:
    """One step: ``ways`` are sentences such as “符合：转第9步”; ``anchor`` is its id on the page.

    ``owner`` is the anchor of the decision whose side branch holds it; it goes ``on`` where it leads to
    the next step of the same line, or to its end.
    """

    anchor: str
    number: str
    kind: StepKind
    name: str
    posts: tuple[str, ...]
    duty: str
    limit: str
    control: str
    materials: tuple[str, ...]
    product: str
    note: str
    basis: tuple[str, ...]
    risks: tuple[RiskPoint, ...]
    ways: tuple[WayOut, ...]
    branches: tuple[str, ...]
    owner: str
    on: bool

    @property
    def told_kind(self) -> str:
        """Which kind of step it is, where that is worth a word: "" for a plain 步骤."""
        return "" if self.kind == StepKind.ACTION else self.kind

    @property
    def exits(self) -> tuple[str, ...]:
        """The ways in words."""
        return tuple(way.words for way in self.ways)


def listing(graph: Graph) -> tuple[StepInWords, ...]:
    """Rows of all steps in reading order; ends appear as the sentences that lead to them."""
    return tuple(_row(graph, node) for node in graph.nodes if node.step is not None)


def anchor(node: FlowNode) -> str:
    """The id of a step's row on its page."""
    return f"step-{node.number}"


def _row(graph: Graph, node: FlowNode) -> StepInWords:
    step = node.step
    assert step is not None  # noqa: S101  ends have no row
    return StepInWords(
        anchor=anchor(node),
        number=node.number,
        kind=node.kind,
        name=node.label,
        posts=step.posts,
        duty=step.duty,
        limit=str(step.limit) if step.limit else "",
        control=step.control,
        materials=step.materials,
        product=step.product,
        note=step.note,
        basis=tuple(map(str, step.basis)),
        risks=node.risks,
        ways=tuple(_way(graph, node, edge) for edge in graph.edges_from(node.id)),
        branches=branch_texts(node),
        owner=anchor(graph.node(node.owner)) if node.owner else "",
        on=_goes_on(graph, node),
    )


def _goes_on(graph: Graph, node: FlowNode) -> bool:
    """Whether a way leads to what stands next on its line: a step of the same branch, or 办结."""
    line = [other for other in graph.nodes if _stands(other) and other.owner == node.owner]
    following = line[line.index(node) + 1 :]
    return any(e.target == following[0].id for e in graph.edges_from(node.id)) if following else False


def _stands(node: FlowNode) -> bool:
    """Whether a node has a place on a line: every 终止 is told by the step that leads to it."""
    return node.step is not None or node.good


def _way(graph: Graph, node: FlowNode, edge: Edge) -> WayOut:
    target = graph.node(edge.target)
    if target.step is None:
        goal = target.label if target.good else f"终止，{target.label}"
        return WayOut(edge.label, goal, "", "done" if target.good else ENDING)
    if edge.kind == BACKWARD:
        times = f"，最多{node.step.times}次" if node.step and node.step.times else ""
        return WayOut(edge.label, f"退回第{target.number}步{times}", anchor(target), BACKWARD)
    if edge.kind == MAIN and not edge.label and int(target.number) == int(node.number) + 1:
        return WayOut("", "进入下一步", anchor(target), "next")
    return WayOut(edge.label, f"转第{target.number}步", anchor(target), edge.kind)


def branch_texts(node: FlowNode) -> tuple[str, ...]:
    """“4.1 入户调查（镇社会事务办，8个工作日）” for each branch of a 并行."""
    return tuple(
        f"{node.number}.{count} {b.label}{_aside(b.posts, str(b.limit) if b.limit else '')}"
        for count, b in enumerate(branches_of(node.step), 1)
    )


def _aside(posts: tuple[str, ...], limit: str) -> str:
    told = "，".join(filter(None, ("、".join(posts), limit)))
    return f"（{told}）" if told else ""


def sentence(graph: Graph, node: FlowNode, edge: Edge) -> str:
    """Where one exit leads, in words."""
    return _way(graph, node, edge).words
