"""The compact chart for kiosk and desktop: a flowchart placed by Graphviz and drawn by us.

Enters: a ``Graph`` and a way to lay out DOT.  Leaves: a ``Drawing``.  Graphviz decides ranks and
the order within them (``rows_and_columns``); ways run at right angles on a grid (``grid_ways``,
``tracks``), because Graphviz' own are slanted, and its conditions stand 70 px from their decision
(docs/charts.md).
"""

from __future__ import annotations

from ...county.flows.graph import Graph
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Drawing, LayOut
from .grid_drawing import Setting, finish
from .grid_ways import ways
from .pixels import lay
from .rows_and_columns import placed
from .step_boxes import SMALL, face


def draw(
    graph: Graph,
    lay_out: LayOut,
    *,
    prefix: str = "c-",
    titled: bool = False,
    palette: Palette = LIGHT,
) -> Drawing:
    """The chart of one flow; ``prefix`` begins every id in it."""
    faces = {node.id: face(node) for node in graph.nodes}
    sizes = {node: shown.size for node, shown in faces.items()}
    grid, dot = placed(graph, sizes, lay_out)
    sheet = lay(grid, ways(grid, graph.edges), sizes, SMALL)
    return finish(
        graph,
        faces,
        sheet,
        Setting(kind="compact", palette=palette, prefix=prefix, titled=titled),
        dot=dot,
    )
