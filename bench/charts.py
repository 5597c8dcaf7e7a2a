"""Figures of the charts on the eight sample flows, and how fast 1,102 of them are drawn.

Enters: nothing.  Leaves: a table on standard output: crossings, conditions that collide, mean
distance of a condition from its decision, forward steps drawn upwards; then ms a chart.
Run from the root: ``PYTHONPATH=plugins:tests/flow python bench/charts.py``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from drawings import DRAWINGS, breaches, crossings, distance, samples, upwards

from disclosure import dot
from disclosure.flow.graph import Graph

CHARTS = 1102


def main() -> None:
    """Print the table, then the speed of the default drawing."""
    graphs = [graph for _, graph in samples()]
    print("\n".join([*table(graphs), *speed(graphs)]))


def table(graphs: list[Graph]) -> Iterator[str]:
    """The figures of every drawing, one line each."""
    yield "drawing         crossings  collisions  distance  upwards  breaches"
    yield from (row(kind, graphs) for kind in DRAWINGS)


def row(kind: str, graphs: list[Graph]) -> str:
    """One line of the table."""
    plans = [(graph, DRAWINGS[kind](graph)) for graph in graphs]
    near = [far for _, drawing in plans for far in distance(drawing.plan)]
    wrong = [breach for graph, drawing in plans for breach in breaches(graph, drawing)]
    collide = sum("condition" in breach for breach in wrong)
    cross = sum(crossings(drawing.plan) for _, drawing in plans)
    up = sum(upwards(graph, drawing.plan) for graph, drawing in plans)
    mean = f"{sum(near) / len(near):8.1f}" if near else "       –"
    return f"{kind:15} {cross:9} {collide:11} {mean:>9} {up:8} {len(wrong):9}"


def speed(graphs: list[Graph]) -> Iterator[str]:
    """Cold drawing of 1,102 charts in this process."""
    start = time.perf_counter()
    for number in range(CHARTS):
        DRAWINGS["compact"](graphs[number % len(graphs)])
    spent = time.perf_counter() - start
    yield f"Graphviz {dot.version()}: {CHARTS} compact charts in {spent:.2f} s, one process"


if __name__ == "__main__":
    main()
