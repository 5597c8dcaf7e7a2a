"""The compact chart: a flowchart laid out by Graphviz and drawn by us.

Enters: a ``Graph`` and a way to lay out DOT.  Leaves: a ``Drawing``.  Only geometry goes into
Graphviz (ids n1…, fixed sizes, no text); names, posts and conditions are drawn here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from .graph import BACKWARD, MAIN, Edge, Graph, Node, branches_of
from .listing import anchor
from .metrics import width, wrapped

NAME, SMALL, LEADING, PAD = 17, 14, 1.4, 14
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG to stand in a page, the DOT it was laid out from, and its size in px."""

    svg: str
    dot: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    name: tuple[str, ...]
    small: tuple[str, ...]
    width: int
    height: int


def draw(graph: Graph, lay_out: Callable[[str], str]) -> Drawing:
    """The chart of one flow."""
    boxes = [_measure(node) for node in graph.nodes]
    dot = _dot(boxes, graph.edges)
    laid = json.loads(lay_out(dot))
    _, _, right, top = (round(float(n)) for n in laid["bb"].split(","))
    centres = {o["name"]: _point(o["pos"], top) for o in laid["objects"]}
    routes = [_route(edge["pos"], top) for edge in laid.get("edges", [])]
    body = [*_edges(graph.edges, routes), *(_drawn(box, *centres[box.node.id]) for box in boxes)]
    margin = 24
    w, h = right + 2 * margin, top + 2 * margin
    title = escape(graph.name)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow flow-compact" width="{w}" height="{h}" '
        f'viewBox="{-margin} {-margin} {w} {h}" role="group" aria-label="{title}流程图">'
        f"<title>{title}流程图</title>{''.join(body)}</svg>"
    )
    return Drawing(svg, dot, w, h)


def _measure(node: Node) -> _Box:
    step = node.step
    name = wrapped(node.label, 10)
    small: tuple[str, ...] = ()
    if step:
        limit = (
            f"{step.duty}・{step.limit}"
            if step.duty and step.limit
            else step.duty or str(step.limit or "")
        )
        posts = wrapped("、".join(step.posts), 14) if step.posts else ()
        branches = tuple(f"∥ {b.label}" for b in branches_of(step))
        small = (*branches, *posts, *((limit,) if limit else ()))
    text = max([width(line, NAME) for line in name] + [width(line, SMALL) for line in small])
    high = len(name) * NAME * LEADING + len(small) * SMALL * LEADING
    lean = 1.5 if node.kind == "判断" else 1
    return _Box(node, name, small, round(text * lean + 2 * PAD + 10), round(high * lean + 2 * PAD))


def _dot(boxes: list[_Box], edges: tuple[Edge, ...]) -> str:
    lines = ["digraph { graph [rankdir=TB, nodesep=0.5, ranksep=0.55, dpi=72, outputorder=edgesfirst]"]
    lines.append('node [shape=box, fixedsize=true, label=""] edge [arrowhead=none]')
    for box in boxes:
        size = f"width={box.width / _POINTS:.4f}, height={box.height / _POINTS:.4f}"
        lines.append(f"{box.node.id} [{size}{', shape=diamond' if box.node.kind == '判断' else ''}]")
    for edge in edges:
        weight = (
            "weight=8"
            if edge.kind == MAIN
            else "constraint=false"
            if edge.kind == BACKWARD
            else "weight=1"
        )
        lines.append(f"{edge.source} -> {edge.target} [{weight}]")
    return "\n".join([*lines, "}"]) + "\n"


def _point(text: str, top: int) -> tuple[float, float]:
    x, y = (float(n) for n in text.split(","))
    return _half(x), _half(top - y)


def _route(text: str, top: int) -> list[tuple[float, float]]:
    return [_point(p, top) for p in text.split() if p[0] not in "es"]


def _edges(edges: tuple[Edge, ...], routes: list[list[tuple[float, float]]]) -> Iterator[str]:
    for edge, route in zip(edges, routes, strict=True):
        start, *curve = route
        path = f"M{start[0]:g},{start[1]:g}C" + " ".join(f"{x:g},{y:g}" for x, y in curve)
        yield f'<path class="flow-edge flow-edge-{edge.kind}" aria-hidden="true" d="{path}"/>'
        yield _arrow(route[-2], route[-1], edge.kind)
    for edge, route in zip(edges, routes, strict=True):
        if edge.label:
            x, y = route[min(2, len(route) - 1)]
            w = width(edge.label, SMALL) + 12
            yield (
                f'<g aria-hidden="true"><rect class="flow-exit" x="{_half(x - w / 2):g}" y="{y - 12:g}" '
                f'width="{_half(w):g}" height="24" rx="6"/>'
                f'<text class="flow-condition" x="{x:g}" y="{y + 5:g}">{escape(edge.label)}</text></g>'
            )


def _arrow(before: tuple[float, float], tip: tuple[float, float], kind: str) -> str:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1
    ux, uy = dx / length, dy / length
    base = (tip[0] - 9 * ux, tip[1] - 9 * uy)
    points = [tip, (base[0] - 5 * uy, base[1] + 5 * ux), (base[0] + 5 * uy, base[1] - 5 * ux)]
    text = " ".join(f"{_half(x):g},{_half(y):g}" for x, y in points)
    return f'<polygon class="flow-arrow flow-arrow-{kind}" aria-hidden="true" points="{text}"/>'


def _drawn(box: _Box, x: float, y: float) -> str:
    node = box.node
    shape = (
        f'<g class="flow-node flow-{_CLASS.get(node.kind, "step")}{" flow-bad" if _bad(node) else ""}">'
    )
    shape += _outline(box, x, y) + _texts(box, x, y) + _number(box, x, y) + _risks(box, x, y) + "</g>"
    if node.step is None:
        return shape
    label = escape(f"第{node.number}步，{node.kind}：{node.label}")
    return f'<a href="#{anchor(node)}" aria-label="{label}">{shape}</a>'


_CLASS = {
    "判断": "decide",
    "会审": "review",
    "并行": "parallel",
    "子流程": "sub",
    "公示": "public",
    "结束": "end",
}


def _bad(node: Node) -> bool:
    return node.step is None and not node.good


def _outline(box: _Box, x: float, y: float) -> str:
    w, h = box.width, box.height
    left, top = _half(x - w / 2), _half(y - h / 2)
    if box.node.kind == "判断":
        points = f"{x:g},{top:g} {left + w:g},{y:g} {x:g},{top + h:g} {left:g},{y:g}"
        return f'<polygon class="flow-box" points="{points}"/>'
    radius = h / 2 if box.node.step is None else 8
    return f'<rect class="flow-box" x="{left:g}" y="{top:g}" width="{w}" height="{h}" rx="{radius:g}"/>'


def _texts(box: _Box, x: float, y: float) -> str:
    high = len(box.name) * NAME * LEADING + len(box.small) * SMALL * LEADING
    here, parts = y - high / 2, []
    for lines, size, kind in ((box.name, NAME, "name"), (box.small, SMALL, "small")):
        for line in lines:
            here += size * LEADING
            parts.append(
                f'<text class="flow-{kind}" x="{x:g}" y="{_half(here - size * 0.35):g}">'
                f"{escape(line)}</text>"
            )
    return "".join(parts)


def _number(box: _Box, x: float, y: float) -> str:
    if not box.node.number:
        return ""
    left, top = _half(x - box.width / 2), _half(y - box.height / 2)
    if box.node.kind == "判断":
        left, top = _half(x - box.width / 4), _half(y - box.height / 4)
    return (
        f'<circle class="flow-number" cx="{left:g}" cy="{top:g}" r="12"/>'
        f'<text class="flow-digit" x="{left:g}" y="{top + 5:g}">{box.node.number}</text>'
    )


def _risks(box: _Box, x: float, y: float) -> str:
    grades = (
        sorted({risk.grade for risk in box.node.step.risks}, key="一二三".index) if box.node.step else []
    )
    if not grades:
        return ""
    right, top = _half(x + box.width / 2), _half(y - box.height / 2)
    if box.node.kind == "判断":
        right, top = _half(x + box.width / 4), _half(y - box.height / 4)
    level = "一二三".index(grades[0]) + 1
    return (
        f'<circle class="flow-risk flow-risk-{level}" cx="{right:g}" cy="{top:g}" r="12"/>'
        f'<text class="flow-digit flow-risk-text-{level}" x="{right:g}" y="{top + 5:g}">'
        f"{grades[0]}</text>"
    )


def _half(value: float) -> float:
    """To the nearest half pixel, so that bytes do not depend on the last bit of a float."""
    return round(value * 2) / 2
