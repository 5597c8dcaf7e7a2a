"""Where the nodes of a swimlane chart sit: lane, row, and the sub-column within the lane.

Enters: a ``Graph`` and the lane of every node.  Leaves: ``Seating``s.  Rows are the longest way from
the start; lanes are ordered for short ways, the first step's first and the supervisors' last.  Nodes
that share a lane and a row sit side by side, each as near as possible to those before it
(barycentre); ``others`` are the seatings that swap them, for a search after fewer crossings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, permutations
from math import fsum

from ...basics.values import dataclass
from ...county.flows.graph import BACKWARD, EXIT, MAIN, Edge, FlowNode, Graph
from ...schema.records.powers.flow_terms import StepKind
from .lattice import Grid, cell

_PERMUTED = 6
"""Lanes between the first and the last of which every order is tried: 720; more take too long."""
_BESIDE = 0.5
"""Sub-columns from a decision at which its branch aims: between it and the next free one."""
_MAIN_WEIGHT, _SIDE_WEIGHT = 3, 2
"""What a lane crossed by the main line counts, against one crossed by any other way."""
_LanePull = tuple[tuple[int, int], int]
"""Two lanes by number, and how much it counts that they lie a lane apart."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A lane and a row; nodes with the same seat share its sub-columns."""

    lane: str
    row: int


@dataclass(frozen=True, slots=True)
class Seating:
    """Lanes in order, the seat of every node, and its sub-column (``within``) in the lane."""

    order: tuple[str, ...]
    seats: Mapping[str, Seat]
    within: Mapping[str, int]
    wide: Mapping[str, int]

    @property
    def columns(self) -> dict[str, range]:
        """The columns of the grid that each lane takes."""
        spans, start = {}, 0
        for lane in self.order:
            spans[lane] = range(start, start + self.wide[lane])
            start += self.wide[lane]
        return spans

    def grid(self, graph: Graph) -> Grid:
        lanes = self.columns
        spots = {
            node: cell(lanes[seat.lane].start + self.within[node], seat.row)
            for node, seat in self.seats.items()
        }
        rows = max(seat.row for seat in self.seats.values()) + 1
        decisions = frozenset(node.id for node in graph.nodes if node.kind == StepKind.DECISION)
        columns = sum(self.wide.values())
        return Grid(spots=spots, rows=rows, columns=columns, decisions=decisions)


def seats(graph: Graph, lanes: Mapping[str, str]) -> dict[str, Seat]:
    """Rows of steps; an end sits beside the step that leads to it, 办结 below the last."""
    rows = _ranks(graph, lanes)
    found = {node.id: Seat(lanes[node.id], rows[node.id]) for node in graph.nodes if node.step}
    for node in graph.nodes:
        if node.step is None:
            before = next(e.source for e in graph.edges if e.target == node.id)
            last = max(rows[e.source] for e in graph.edges if e.target == node.id)
            found[node.id] = Seat(found[before].lane, last + 1 if node.good else rows[before])
    return found


def _ranks(graph: Graph, lanes: Mapping[str, str]) -> dict[str, int]:
    """Longest way from the start, loops left out; a branch in its decision's lane sits beside it."""
    rows = {node.id: 0 for node in graph.nodes}
    steps = [(e.source, e.target, _down(graph, e, lanes)) for e in graph.forward]
    for _ in graph.nodes:
        before = dict(rows)
        for source, target, down in steps:
            rows[target] = max(rows[target], rows[source] + down)
        if rows == before:
            break
    return rows


def _down(graph: Graph, edge: Edge, lanes: Mapping[str, str]) -> int:
    source, target = graph.node(edge.source), graph.node(edge.target)
    beside = edge.kind == EXIT and target.owner == source.id and target.step is not None
    return 0 if beside and lanes[source.id] == lanes[target.id] else 1


def orders(graph: Graph, held: Mapping[str, Seat], most: int) -> list[tuple[str, ...]]:
    """The ``most`` orders of lanes with the shortest ways; the first step's lane is the first, the
    supervisors' are the last."""
    seen = tuple(dict.fromkeys(held[n.id].lane for n in graph.nodes))
    last = tuple(n for n, lane in enumerate(seen) if n and _watches(graph, held, lane))
    spans = _spans(graph, {node: seen.index(seat.lane) for node, seat in held.items()})
    found = _shortest(len(seen), last, tuple(spans.items()))[:most]
    return [tuple(seen[lane] for lane in order) for order in found]


@lru_cache(maxsize=1 << 8)  # many flows are alike but for their words
def _shortest(lanes: int, last: tuple[int, ...], spans: tuple[_LanePull, ...]) -> list[tuple[int, ...]]:
    """Orders of lanes, which are numbers, by the length of ways."""
    middle = tuple(lane for lane in range(1, lanes) if lane not in last)
    if len(middle) > _PERMUTED:
        return [(0, *middle, *last)]
    return sorted(((0, *o, *last) for o in permutations(middle)), key=lambda o: _length(o, spans))


def _watches(graph: Graph, held: Mapping[str, Seat], lane: str) -> bool:
    duties = {n.duty for n in graph.nodes if n.step and held[n.id].lane == lane}
    return lane in graph.watchers or duties == {"监督"}


def _spans(graph: Graph, lanes: Mapping[str, int]) -> Counter[tuple[int, int]]:
    """How much it counts that two lanes lie a lane apart: by the ways between them."""
    spans: Counter[tuple[int, int]] = Counter()
    for edge in graph.edges:
        a, b = sorted((lanes[edge.source], lanes[edge.target]))
        if a != b:
            spans[a, b] += _MAIN_WEIGHT if edge.kind == MAIN else _SIDE_WEIGHT
    return spans


def _length(order: tuple[int, ...], spans: tuple[_LanePull, ...]) -> int:
    place = {lane: n for n, lane in enumerate(order)}
    return sum([abs(place[a] - place[b]) * weight for (a, b), weight in spans])


def seated(graph: Graph, held: Mapping[str, Seat], order: tuple[str, ...]) -> Seating:
    """Row by row, every node in the sub-column nearest to those before it."""
    groups = _groups(graph, held)
    wide = {lane: max(len(g) for s, g in groups.items() if s.lane == lane) for lane in order}
    empty = Seating(order, held, {}, wide)
    starts = {lane: span.start for lane, span in empty.columns.items()}
    within: dict[str, int] = {}
    for seat in sorted(groups, key=lambda s: (s.row, order.index(s.lane))):
        aims: dict[str, float] = {}
        for node in groups[seat]:
            aims[node.id] = _aim(graph, node, held, within=within, starts=starts, beside=aims)
        ranked = sorted(aims, key=lambda n: aims[n])
        places = min(
            combinations(range(wide[seat.lane]), len(ranked)),
            key=lambda spots: fsum(abs(aims[n] - at) for n, at in zip(ranked, spots, strict=True)),
        )
        within.update(zip(ranked, places, strict=True))
    return replace(empty, within=within)


def _groups(graph: Graph, held: Mapping[str, Seat]) -> dict[Seat, list[FlowNode]]:
    groups: dict[Seat, list[FlowNode]] = {}
    for node in graph.nodes:
        groups.setdefault(held[node.id], []).append(node)
    return groups


def _aim(  # noqa: PLR0913  what is known so far
    graph: Graph,
    node: FlowNode,
    held: Mapping[str, Seat],
    *,
    within: Mapping[str, int],
    starts: Mapping[str, int],
    beside: Mapping[str, float],
) -> float:
    """The sub-column a node would best stand in: under those before it, or beside its decision."""
    if node.owner in beside:
        back = any(e.kind == BACKWARD for e in graph.edges_from(node.id))
        return beside[node.owner] + (-_BESIDE if back else _BESIDE)
    start = starts[held[node.id].lane]
    before = [
        starts[held[e.source].lane] + within[e.source] - start
        for e in graph.forward
        if e.target == node.id and e.source in within
    ]
    return sum(before) / len(before) if before else 0.0


def others(graph: Graph, seating: Seating, moved: Collection[str]) -> Iterator[Mapping[str, int]]:
    """Other sub-columns for the nodes of one seat after another that holds a node to be moved."""
    for seat, group in _groups(graph, seating.seats).items():
        names = [node.id for node in group]
        if any(name in moved for name in names):
            for places in permutations(range(seating.wide[seat.lane]), len(names)):
                yield dict(zip(names, places, strict=True))
