"""The flows of the sample county that differ from each other.

Enters: the sample county.  Leaves: one graph a distinct flow, by the code of the first power with it.
"""

from __future__ import annotations

from counties import sample

from disclosure.county.flows.graph import Graph, build


def county_flows() -> dict[str, Graph]:
    """Own and shared flows; those that draw the same but for name and code count once."""
    found: dict[object, tuple[str, Graph]] = {}
    for power in sample().powers.values():
        graph = build(power.flow)[0] if power.flow else None
        if graph:
            faces = tuple((n.kind, n.label, n.posts, n.duty, n.risks) for n in graph.nodes)
            found.setdefault((faces, graph.edges), (power.code, graph))
    return dict(found.values())
