"""What the SVG of every drawing must hold, whatever its geometry: ids, links, words, reading order.

Enters: a ``Graph`` and its ``Drawing``.  Leaves: sentences that name a breach.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from disclosure.basics.text_width import chinese
from disclosure.charts.model.geometry import Drawing
from disclosure.county.flows.graph import FlowNode, Graph
from disclosure.county.flows.steps_in_words import anchor
from disclosure.schema.records.powers.flow_terms import StepKind

_ELEMENTS = "svg|title|desc|g|a|rect|path|polygon|circle|text|tspan"
_NODE = re.compile(r"[a-z]+-(?:\d+-)?(n\d+)")
_WAYS = re.compile(r'<g fill="none" stroke="[^"]*"(?: stroke-width="2.5")?>(.*?)</g>')
_STEP = re.compile(r'<a id="[^"]*?(n\d+)" href="#([^"]+)" aria-label="([^"]*)">(.*?)</a>')
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>")


def markup(graph: Graph, drawing: Drawing) -> Iterator[str]:
    """Everything wrong with the SVG."""
    svg = drawing.svg
    yield from _identified(drawing)
    yield from _named(graph, svg)
    yield from _linked(graph, svg)
    yield from _told(graph, drawing)
    if re.search(rf"<(?!/?({_ELEMENTS})\b)", svg):
        yield "an element that has no place in a chart"


def _identified(drawing: Drawing) -> Iterator[str]:
    """Ids are unique; every box and way of the plan is in the SVG once, and no other."""
    ids = re.findall(r' id="([^"]+)"', drawing.svg)
    if len(ids) != len(set(ids)):
        yield "ids are not unique"
    nodes = sorted(found[1] for one in ids if (found := _NODE.fullmatch(one)))
    if nodes != sorted(box.id for box in drawing.plan.boxes):
        yield "the nodes in the SVG are not those of the plan"
    if sum(map(_ways, _WAYS.findall(drawing.svg))) != len(drawing.plan.routes):
        yield "the ways in the SVG are not those of the plan"


def _ways(group: str) -> int:
    """Lines of a group, without the halos beneath them."""
    return len(re.findall(r"<path (?![^>]*stroke-width)", group))


def _named(graph: Graph, svg: str) -> Iterator[str]:
    """Title and description, and both are what the drawing is labelled by."""
    labelled = re.search(r'aria-labelledby="([^"]+)"', svg)
    title = re.search(r'<title id="([^"]+)">([^<]+)<', svg)
    told = re.search(r'<desc id="([^"]+)">[^<]+<', svg)
    if not (labelled and title and told and labelled[1].split() == [title[1], told[1]]):
        yield "title and description do not label the drawing"
    elif chinese(graph.name) not in html.unescape(title[2]):
        yield "the title does not name the flow"


def _linked(graph: Graph, svg: str) -> Iterator[str]:
    """Every step is a link to its row in the list, in reading order, and says what is seen."""
    steps = [node for node in graph.nodes if node.step]
    links = _STEP.findall(svg)
    if [(name, link) for name, link, *_ in links] != [(node.id, anchor(node)) for node in steps]:
        yield "the links are not the steps in their order"
    for node, (_, _, spoken, inside) in zip(steps, links, strict=False):
        said, seen = html.unescape(spoken), plain(" ".join(_TEXT.findall(inside)))
        kind = "" if node.kind == StepKind.ACTION else node.kind
        wanted = (f"第{node.number}步", kind, "".join(chinese(node.label).split()))
        if not said.startswith(seen) or any(part not in "".join(said.split()) for part in wanted):
            yield f"the link of {node.id} says {spoken}"
    if len(re.findall(r' href="', svg)) != len(steps):
        yield "links that are not steps"


def _told(graph: Graph, drawing: Drawing) -> Iterator[str]:
    """Every condition can be read, and a way that is not drawn is told in its step's card."""
    words = plain(drawing.svg)
    cards = {name: plain(inside) for name, _, _, inside in _STEP.findall(drawing.svg)}
    for edge in graph.edges:
        if edge.label and chinese(edge.label) not in words:
            yield f"condition {edge.label} is nowhere"
    for edge in drawing.plan.listed:
        goal = _goal(graph.node(edge.target))
        if goal not in cards.get(edge.source, "") and f"接下一屏：{goal}" not in words:
            yield f"{edge} is neither drawn nor told"


def _goal(node: FlowNode) -> str:
    return f"第{node.number}步" if node.step else chinese(node.label)


def plain(svg: str) -> str:
    """The words of a piece of SVG, lines joined."""
    return html.unescape(re.sub(r"</text> |<[^>]*>", "", svg))


def least_words(svg: str) -> float:
    """The smallest words of a drawing in px: numbers and grades in signs repeat what words say."""
    usual = re.findall(r'<svg [^>]*?font-size="([\d.]+)"', svg)[0]
    texts = re.findall(r'<text (?:[^>]*?font-size="([\d.]+)")?[^>]*>(.*?)</text>', svg)
    words = [(size or usual, told) for size, told in texts if not re.fullmatch(r"\d+|[一二三]", told)]
    return min(float(size) for size, _ in words)
