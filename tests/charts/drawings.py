"""What every drawing must hold, as functions of a finished ``Drawing``; and flows to try it on.

Enters: drawings.  Leaves: sentences that name a breach; a list that must be empty.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

from markup import markup

from disclosure.charts.column import risk_ladder, screen_board
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import compact_chart, swimlanes
from disclosure.charts.ink.looks import plain
from disclosure.charts.model.geometry import Box, Drawing, Plan, Point, Route
from disclosure.county.flows.graph import Graph, build
from disclosure.schema import yaml_source
from disclosure.schema.declare import Report, read_record
from disclosure.schema.records.powers.flow import StandardFlow
from disclosure.schema.records.powers.flow_terms import DUTIES

SAMPLES = Path(__file__).parent / "flows"


def screens(graph: Graph) -> Drawing:
    """The frames of the board one below the other, as one drawing."""
    frames = screen_board.frames(graph)
    high = sum(frame.height for frame in frames)
    starts = [sum(frame.height for frame in frames[:n]) for n in range(len(frames))]
    plans = [frame.plan for frame in frames]
    boxes = (b._replace(y=b.y + y) for plan, y in zip(plans, starts, strict=True) for b in plan.boxes)
    routes = (
        Route(one.edge, tuple((x, low + y) for x, low in one.points))
        for plan, y in zip(plans, starts, strict=True)
        for one in plan.routes
    )
    listed = tuple(edge for plan in plans for edge in plan.listed)
    whole = Plan(
        width=frames[0].width,
        height=high,
        boxes=tuple(boxes),
        routes=tuple(routes),
        labels=(),
        listed=listed,
    )
    return Drawing(
        svg="".join(plain(frame.svg) for frame in frames),
        width=frames[0].width,
        height=high,
        plan=whole,
    )


def taken(draw: Callable[[Graph], Drawing]) -> Callable[[Graph], Drawing]:
    """Drawings in plain values, as they are in a file."""

    def drawn(graph: Graph) -> Drawing:
        made = draw(graph)
        return replace(made, svg=plain(made.svg))

    return drawn


DRAWINGS: dict[str, Callable[[Graph], Drawing]] = {
    "compact": taken(lambda graph: compact_chart.draw(graph, dot.lay_out)),
    "lanes": taken(swimlanes.draw),
    "lanes-by-duty": taken(lambda graph: swimlanes.draw(graph, by=swimlanes.DUTY)),
    "ladder": taken(risk_ladder.draw),
    "board": screens,
}


def flow_of(path: str, text: str) -> StandardFlow:
    """One flow from YAML text."""
    return read_record(StandardFlow, yaml_source.parse(path, text), Report())


def graph_of(text: str, path: str = "flow.yaml") -> Graph:
    """The graph of a sound flow."""
    graph, problems = build(flow_of(path, text))
    assert graph is not None, problems
    return graph


def samples() -> Iterator[tuple[str, Graph]]:
    """The eight flows of the notes."""
    for path in sorted(SAMPLES.glob("*.yaml")):
        yield path.stem, graph_of(path.read_text("utf-8"), path.name)


def random_flow(seed: int) -> str:
    """A flow of 3 to 14 steps with branches, ends, loops and jumps, as YAML."""
    dice = random.Random(seed)  # noqa: S311  reproducible flows, not secrets
    count, lines = dice.randint(3, 14), [f"流程: 随机流程{seed}", f"编号: R-{seed}", "步骤:"]
    for n in range(1, count + 1):
        lines += _random_step(dice, n, count)
    return "\n".join(lines) + "\n"


def _random_step(dice: random.Random, n: int, count: int) -> Iterator[str]:
    post = f"岗位: 第{dice.randint(1, 5)}{'岗' * dice.randint(1, 6)}"
    kind = dice.choice(["步骤", "步骤", "判断", "判断", "公示", "会审"])
    yield f"  - {kind}: 事项{n}{'办理' * dice.randint(0, 5)}{'?' if kind == '判断' else ''}"
    yield f"    代号: s{n}"
    yield f"    {post}"
    if dice.random() < 0.3:
        yield "    风险: {级: 二, 类: 岗位职责, 表现: 拖延不办, 措施: 限时办结, 监督: 督查岗}"
    duty = random.Random(f"{n} {count} {post}").choice(["", "", *DUTIES])  # noqa: S311
    if duty:
        yield f"    职能: {duty}"
    if kind == "判断":
        yield from _random_exits(dice, n, count)


def _random_exits(dice: random.Random, n: int, count: int) -> Iterator[str]:
    yield "    次数: 2"
    yield "    去向:"
    yield "      符合: 下一步"
    for way in range(dice.randint(1, 2)):
        label = f"条件{way}{'甲' * dice.randint(0, 4)}"
        choice = dice.choice(["end", "branch", "back", "jump"])
        if choice == "back" and n > 1:
            yield f"      {label}: 退回 s{dice.randint(1, n - 1)}"
        elif choice == "jump" and n + 2 <= count:
            yield f"      {label}: s{dice.randint(n + 2, count)}"
        elif choice == "branch":
            yield f"      {label}:"
            for part in range(dice.randint(1, 2)):
                yield f"        - {{步骤: 旁支{n}之{way}之{part}, 岗位: 第{dice.randint(1, 5)}岗}}"
        else:
            yield f"      {label}: 终止 不予办理{way}"


def breaches(graph: Graph, drawing: Drawing) -> list[str]:
    """Everything wrong with a drawing."""
    plan = drawing.plan
    return [
        *_completeness(graph, drawing),
        *_boxes(plan),
        *_routes(plan),
        *_labels(plan),
        *_lanes(plan),
        *markup(graph, drawing),
    ]


def _completeness(graph: Graph, drawing: Drawing) -> Iterator[str]:
    plan = drawing.plan
    drawn = [route.edge for route in plan.routes]
    for edge in graph.edges:
        if drawn.count(edge) + plan.listed.count(edge) != 1:
            yield f"{edge} is drawn {drawn.count(edge)} and listed {plan.listed.count(edge)} times"
    told = {edge.target for edge in plan.listed}
    for node in graph.nodes:
        count = sum(box.id == node.id for box in plan.boxes)
        if count != 1 and not (count == 0 and node.step is None and node.id in told):
            yield f"node {node.id} is drawn {count} times"


def _boxes(plan: Plan) -> Iterator[str]:
    for a, b in combinations(plan.boxes, 2):
        if overlap(a, b):
            yield f"boxes {a.id} and {b.id} overlap"
    for box in plan.boxes:
        if box.left < -1 or box.top < -1 or box.right > plan.width + 1 or box.bottom > plan.height + 1:
            yield f"box {box.id} leaves the sheet"


def overlap(a: Box, b: Box) -> bool:
    return abs(a.x - b.x) < (a.w + b.w) / 2 - 0.5 and abs(a.y - b.y) < (a.h + b.h) / 2 - 0.5


def _routes(plan: Plan) -> Iterator[str]:
    for route in plan.routes:
        for a, b in pairwise(route.points):
            if a[0] != b[0] and a[1] != b[1]:
                yield f"{route.edge} runs diagonally {a} {b}"
        for box in plan.boxes:
            if any(through(a, b, box) for a, b in pairwise(route.points)):
                yield f"{route.edge} runs through {box.id}"
    for one, other in combinations(plan.routes, 2):
        if shared(one, other) > 6:
            yield f"{one.edge} and {other.edge} lie on each other"


def through(a: Point, b: Point, box: Box) -> bool:
    """Whether a stretch passes the inside of a box (a rhombus touches only along its axes)."""
    if box.diamond:
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        spots = [_near(a, b, box), mid]
        return any(abs(x - box.x) / (box.w / 2) + abs(y - box.y) / (box.h / 2) < 0.97 for x, y in spots)
    low_x, high_x, low_y, high_y = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    return (
        low_x < box.right - 1
        and high_x > box.left + 1
        and low_y < box.bottom - 1
        and high_y > box.top + 1
    )


def _near(a: Point, b: Point, box: Box) -> Point:
    """The spot of a stretch nearest to the middle of a box."""
    x = min(max(box.x, min(a[0], b[0])), max(a[0], b[0]))
    y = min(max(box.y, min(a[1], b[1])), max(a[1], b[1]))
    return x, y


def shared(one: Route, other: Route) -> float:
    """How many px two routes run on the same line, their last stretch into one target apart."""
    total = 0.0
    for a, b in pairwise(one.points):
        for c, d in pairwise(other.points):
            for axis in (0, 1):
                if a[axis] == b[axis] == c[axis] == d[axis]:
                    lows = sorted((a[1 - axis], b[1 - axis])), sorted((c[1 - axis], d[1 - axis]))
                    total += max(0.0, min(lows[0][1], lows[1][1]) - max(lows[0][0], lows[1][0]))
    return total


def _labels(plan: Plan) -> Iterator[str]:
    for a, b in combinations(plan.labels, 2):
        if overlap(a.box, b.box):
            yield f"conditions {a.edge.label} and {b.edge.label} overlap"
    for label in plan.labels:
        for box in plan.boxes:
            inside = through((label.box.left, label.box.y), (label.box.right, label.box.y), box)
            if inside or (not box.diamond and overlap(label.box, box)):
                yield f"condition {label.edge.label} lies on {box.id}"
        for route in plan.routes:
            if route.edge != label.edge and any(
                through(a, b, label.box) for a, b in pairwise(route.points)
            ):
                yield f"{route.edge} runs through the condition {label.edge.label}"


def _lanes(plan: Plan) -> Iterator[str]:
    places = {box.id: box for box in plan.boxes}
    for lane in plan.lanes:
        for node in filter(places.get, lane.nodes):
            if places[node].left < lane.left or places[node].right > lane.right:
                yield f"{node} leaves its lane {lane.name}"


def crossings(plan: Plan) -> int:
    """How often two routes cross."""
    return sum(
        _cross(a, b, c, d) or _cross(c, d, a, b)
        for one, other in combinations(plan.routes, 2)
        for a, b in pairwise(one.points)
        for c, d in pairwise(other.points)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """A level stretch a-b against an upright one c-d."""
    if a[1] != b[1] or c[0] != d[0]:
        return False
    return min(a[0], b[0]) < c[0] < max(a[0], b[0]) and min(c[1], d[1]) < a[1] < max(c[1], d[1])


def distance(plan: Plan) -> list[float]:
    """From the middle of each condition to the outline of the box it stands beside, in px."""
    places = {box.id: box for box in plan.boxes}
    out = []
    for label in plan.labels:
        box = places[label.edge.source]
        dx = max(abs(label.box.x - box.x) - box.w / 2, 0)
        dy = max(abs(label.box.y - box.y) - box.h / 2, 0)
        out.append((dx * dx + dy * dy) ** 0.5)
    return out


def upwards(graph: Graph, plan: Plan) -> int:
    """Forward steps drawn upwards."""
    places = {box.id: box for box in plan.boxes}
    ahead = (edge for edge in graph.forward if edge.source in places and edge.target in places)
    return sum(places[edge.target].y < places[edge.source].y - 1 for edge in ahead)
