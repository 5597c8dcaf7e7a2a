"""The same flows drawn by other tools: native dot, ELK and Mermaid.

Enters: graphs.  Leaves: a ``Column`` of pictures a tool, or the reason why there is none.  Boxes and
conditions get the sizes our own text metrics give them (Mermaid measures its own in the browser).
Node packages are those of ``npm``.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromium
from npm import CACHE, Missing, installed, program
from pictures import Picture, Way
from playwright.sync_api import Error, sync_playwright

from disclosure.basics.text_width import chinese, width
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import swimlanes
from disclosure.charts.grid.step_boxes import NAME, SMALL, face
from disclosure.charts.ink.palette import FONT
from disclosure.charts.model.geometry import Box, ConditionLabel, Point
from disclosure.county.flows.graph import BACKWARD, Edge, FlowNode, Graph

HERE = Path(__file__).resolve().parent
LABEL_HIGH, CURVE = 22, 12
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Column:
    """One tool: its name and version, and its pictures, or why there are none."""

    name: str
    pictures: tuple[Picture, ...]
    why_not: str = ""


def columns(graphs: Sequence[Graph]) -> Iterator[Column]:
    """Every tool in turn."""
    tools: tuple[tuple[str, Callable[[Sequence[Graph]], Column]], ...] = (
        ("dot", native_dot), ("ELK", elk), ("ELK TAIL", elk_near), ("Mermaid", mermaid),
        ("Mermaid swimlane-beta", mermaid_lanes),
    )  # fmt: skip
    for name, draw in tools:
        try:
            yield draw(graphs)
        except (Missing, OSError, subprocess.SubprocessError, Error, dot.NoGraphviz) as error:
            yield Column(name, (), " ".join(str(error).split()) or type(error).__name__)


# native dot


def native_dot(graphs: Sequence[Graph]) -> Column:
    """The system's ``dot``, else Graphviz in process: curves and conditions where it puts them."""
    program = shutil.which("dot")
    run = functools.partial(_run, [program, "-Tplain"]) if program else dot.engine().plain
    version = _version(program) if program else dot.version()
    where = "系统的 dot" if program else "进程内"
    return Column(f"dot {version} ({where})", tuple(_dotted(g, run(_dot(g))) for g in graphs))


def _version(program: str) -> str:
    told = subprocess.run([program, "-V"], capture_output=True, check=True, text=True).stderr
    return told.split("version ")[-1].split(" ")[0]


def _dot(graph: Graph) -> str:
    """As anyone would write it: boxes, diamonds, labelled edges; all else is Graphviz' default."""
    lines = ['digraph { node [shape=box, fixedsize=true, label=""]']
    for node in graph.nodes:
        size = face(node).size
        shape = ", shape=diamond" if size.diamond else ""
        lines.append(f"{node.id} [width={size.w / 72:.4f}, height={size.h / 72:.4f}{shape}]")
    for edge in graph.edges:
        dashed = "style=dashed, " if edge.kind == BACKWARD else ""
        lines.append(f"{edge.source} -> {edge.target} [{dashed}label={_cell(edge)}]")
    return "\n".join([*lines, "}"])


def _cell(edge: Edge) -> str:
    """A condition as a cell of fixed size, so that no font of the machine plays a part."""
    if not edge.label:
        return '""'
    bare = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE"'
    size = f'WIDTH="{_wide(edge):.0f}" HEIGHT="{LABEL_HIGH}"'
    return f"<<TABLE {bare} {size}><TR><TD></TD></TR></TABLE>>"


def _wide(edge: Edge) -> float:
    return width(chinese(edge.label), SMALL) + 6


def _dotted(graph: Graph, plain: str) -> Picture:
    """From Graphviz' ``plain`` format: inches, with y upwards."""
    rows = [line.split(" ") for line in plain.splitlines()]
    wide, high = (float(inches) * 72 for inches in rows[0][2:4])
    boxes = tuple(_box(r[1], *_spot(r[2:4], high), graph) for r in rows if r[0] == "node")
    drawn: dict[tuple[str, str], list[list[str]]] = {}
    for row in rows:
        if row[0] == "edge":
            drawn.setdefault((row[1], row[2]), []).append(row)
    ways, labels = [], []
    for edge in graph.edges:
        row = drawn[edge.source, edge.target].pop(0)
        count = int(row[3])
        spots = [_spot(row[n : n + 2], high) for n in range(4, 4 + 2 * count, 2)]
        ways.append(Way(edge, tuple(_curve(spots))))
        if edge.label:
            labels.append(_label(edge, *_spot(row[-4:-2], high)))
    return Picture(graph, wide, high, boxes, tuple(ways), tuple(labels))


def _spot(inches: Sequence[str], high: float) -> Point:
    x, y = map(float, inches)
    return x * 72, high - y * 72


def _box(node: str, x: float, y: float, graph: Graph) -> Box:
    size = face(graph.node(node)).size
    return Box(id=node, x=x, y=y, w=size.w, h=size.h, diamond=size.diamond)


def _label(edge: Edge, x: float, y: float) -> ConditionLabel:
    return ConditionLabel(edge, Box(x=x, y=y, w=_wide(edge), h=LABEL_HIGH))


def _curve(spots: list[Point]) -> Iterator[Point]:
    """Bézier pieces of three control points each, sampled."""
    yield spots[0]
    for n in range(0, len(spots) - 1, 3):
        yield from (_bezier(spots[n : n + 4], t / CURVE) for t in range(1, CURVE + 1))


def _bezier(four: list[Point], t: float) -> Point:
    shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    x, y = (sum(k * spot[axis] for k, spot in zip(shares, four, strict=True)) for axis in (0, 1))
    return x, y


# ELK


def elk(graphs: Sequence[Graph]) -> Column:
    """ELK layered; loops broken in the order of the steps, which suits it best."""
    return _elk(graphs, "ELK", {})


def elk_near(graphs: Sequence[Graph]) -> Column:
    """The same, told to put conditions at the tail of their ways."""
    return _elk(graphs, "ELK TAIL", {"elk.edgeLabels.placement": "TAIL"})


def _elk(graphs: Sequence[Graph], name: str, label: dict[str, str]) -> Column:
    asked = json.dumps([_elk_graph(graph, label) for graph in graphs])
    laid = json.loads(_run([program("node"), str(HERE / "elk.cjs")], asked, _modules()))
    drawn = tuple(_elk_picture(g, one) for g, one in zip(graphs, laid, strict=True))
    return Column(f"{name} {_locked('elkjs')}", drawn)


def _elk_graph(graph: Graph, label: dict[str, str]) -> dict[str, Any]:
    sizes = {node.id: face(node).size for node in graph.nodes}
    return {
        "id": "root",
        "layoutOptions": {
            "elk.algorithm": "layered",
            "elk.direction": "DOWN",
            "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
        },
        "children": [{"id": n, "width": s.w, "height": s.h} for n, s in sizes.items()],
        "edges": [_elk_edge(n, edge, label) for n, edge in enumerate(graph.edges)],
    }


def _elk_edge(number: int, edge: Edge, label: dict[str, str]) -> dict[str, Any]:
    text = {"text": "x", "width": _wide(edge), "height": LABEL_HIGH, "layoutOptions": label}
    return {
        "id": f"e{number}",
        "sources": [edge.source],
        "targets": [edge.target],
        "labels": [text] if edge.label else [],
    }


def _elk_picture(graph: Graph, laid: dict[str, Any]) -> Picture:
    boxes = tuple(
        _box(c["id"], c["x"] + c["width"] / 2, c["y"] + c["height"] / 2, graph) for c in laid["children"]
    )
    ways, labels = [], []
    for edge, one in zip(graph.edges, laid["edges"], strict=True):
        section = one["sections"][0]
        spots = (section["startPoint"], *section.get("bendPoints", ()), section["endPoint"])
        ways.append(Way(edge, tuple((spot["x"], spot["y"]) for spot in spots)))
        for text in one["labels"]:
            x, y = text["x"] + text["width"] / 2, text["y"] + text["height"] / 2
            labels.append(_label(edge, x, y))
    return Picture(graph, laid["width"], laid["height"], boxes, tuple(ways), tuple(labels))


# Mermaid


def mermaid(graphs: Sequence[Graph]) -> Column:
    """Mermaid's flowchart, drawn and measured in Chromium."""
    return _mermaid("Mermaid", graphs, [_source(graph) for graph in graphs])


def mermaid_lanes(graphs: Sequence[Graph]) -> Column:
    """Mermaid's swimlanes, with our lanes in our order."""
    return _mermaid("Mermaid swimlane-beta", graphs, [_lane_source(graph) for graph in graphs])


def _mermaid(name: str, graphs: Sequence[Graph], sources: list[str]) -> Column:
    script = _modules() / "node_modules" / "@mermaid-js" / "tiny" / "dist" / "mermaid.tiny.js"
    asked = {"sources": sources, "font": FONT, "size": NAME}
    browser = chromium.find()
    if browser is None:
        raise Missing("没有 Chromium（运行 make browser）")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = started.new_page(viewport={"width": 4000, "height": 3000})
        page.set_content("<!doctype html><body>")
        page.add_script_tag(path=script)
        laid = page.evaluate((HERE / "mermaid.js").read_text("utf-8"), asked)
        started.close()
    drawn = tuple(_measured(g, one) for g, one in zip(graphs, laid, strict=True))
    return Column(f"{name} {_locked('@mermaid-js/tiny')}", drawn)


def _source(graph: Graph) -> str:
    return "\n".join(["flowchart TD", *map(_node_source, graph.nodes), *map(_edge_source, graph.edges)])


def _lane_source(graph: Graph) -> str:
    lines = ["swimlane-beta TB"]
    for number, lane in enumerate(swimlanes.draw(graph).plan.lanes):
        inside = (_node_source(graph.node(node)) for node in lane.nodes)
        lines += [f'subgraph lane{number}["{_quoted(lane.name)}"]', *inside, "end"]
    return "\n".join([*lines, *map(_edge_source, graph.edges)])


def _node_source(node: FlowNode) -> str:
    one = face(node)
    words = "<br/>".join(_quoted(line.words) for line in one.lines)
    left, right = ("{", "}") if one.size.diamond else ("(", ")")
    return f'{node.id}{left}"{words}"{right}'


def _edge_source(edge: Edge) -> str:
    arrow = "-.->" if edge.kind == BACKWARD else "-->"
    label = f'|"{_quoted(chinese(edge.label))}"|' if edge.label else ""
    return f"{edge.source} {arrow}{label} {edge.target}"


def _quoted(words: str) -> str:
    return words.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")


def _measured(graph: Graph, laid: dict[str, Any]) -> Picture:
    sizes = {node.id: face(node).size for node in graph.nodes}
    boxes = tuple(_placed(laid["boxes"][n], n, diamond=sizes[n].diamond) for n in sizes)
    ways, labels, seen = [], [], dict.fromkeys(((e.source, e.target) for e in graph.edges), 0)
    for edge in graph.edges:
        name = f"L_{edge.source}_{edge.target}_{seen[edge.source, edge.target]}"
        seen[edge.source, edge.target] += 1
        ways.append(Way(edge, tuple((x, y) for x, y in laid["ways"][name])))
        if name in laid["labels"]:
            labels.append(ConditionLabel(edge, _placed(laid["labels"][name])))
    return Picture(graph, laid["width"], laid["height"], boxes, tuple(ways), tuple(labels))


def _placed(place: list[float], node: str = "", *, diamond: bool = False) -> Box:
    x, y, w, h = place
    return Box(id=node, x=x, y=y, w=w, h=h, diamond=diamond)


# programs and packages


def _run(command: list[str], text: str, folder: Path = HERE) -> str:
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, cwd=folder, timeout=_SECONDS
    )
    return done.stdout.decode()


def _modules() -> Path:
    """The folder with the locked packages.  Raises ``Missing``."""
    return installed(HERE, CACHE)


def _locked(package: str) -> str:
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    version: str = lock["packages"][f"node_modules/{package}"]["version"]
    return version
