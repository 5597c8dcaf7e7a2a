"""The compact chart for kiosk and desktop: a flowchart placed by Graphviz and drawn by us.

Enters: a ``Graph`` and a way to lay out DOT.  Leaves: a ``Drawing``.  Graphviz decides ranks and
the order within them (``place``); ways run at right angles on a grid (``grid``, ``tracks``), because
Graphviz' own are slanted, and its conditions stand 70 px from their decision (docs/charts.md).
"""

from __future__ import annotations

from ...county.flows.graph import Graph
from ..ink.palette import LIGHT, Palette
from ..model.geometry import Drawing, LayOut
from .boxes import SMALL, face
from .finish import Setting, finish
from .pixels import lay
from .routes import ways
from .rows_and_columns import placed


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
    sizes = {node: one.size for node, one in faces.items()}
    grid, dot = placed(graph, sizes, lay_out)
    sheet = lay(grid, ways(grid, graph.edges), sizes, SMALL)
    return finish(graph, faces, sheet, Setting("compact", palette, prefix, titled), dot)
