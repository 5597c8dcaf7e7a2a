"""Every flow of the sample county, in every drawing, keeps every promise; equal flows are drawn once.

The largest and a third of the others are looked at, and with ``--whole``, as in ``make trust``, all.
"""

from __future__ import annotations

import pytest
from county_flows import county_flows
from drawings import DRAWINGS, breaches

from disclosure.charts.column import risk_ladder
from disclosure.county.flows.graph import Graph
from disclosure.county.flows.steps_in_words import anchor, listing


@pytest.fixture(scope="module")
def flows(*, whole: bool) -> dict[str, Graph]:
    found = sorted(county_flows().items(), key=lambda flow: -len(flow[1].nodes))
    assert len(found) > 80
    return dict(found if whole else found[::3])


@pytest.mark.parametrize("kind", DRAWINGS)
def test_no_flow_of_the_county_has_a_defect(kind: str, flows: dict[str, Graph]) -> None:
    found = [(code, wrong) for code, graph in flows.items()
             for wrong in breaches(graph, DRAWINGS[kind](graph))]  # fmt: skip
    assert found == []


def test_every_list_tells_every_condition_and_has_a_row_for_every_link(flows: dict[str, Graph]) -> None:
    for code, graph in flows.items():
        rows = listing(graph)
        told = {row.anchor: "".join(row.exits) for row in rows}
        assert list(told) == [anchor(node) for node in graph.nodes if node.step], code
        for edge in graph.edges:
            assert edge.label in told[anchor(graph.node(edge.source))], (code, edge)


def test_every_ladder_is_cut_into_sheets_between_its_cards(flows: dict[str, Graph]) -> None:
    for code, graph in flows.items():
        drawing, starts = risk_ladder.on_sheets(graph)
        assert [b.id for b in drawing.plan.boxes for y in starts if b.top < y < b.bottom] == [], code
