"""What ladder and board do not draw as an arrow, the card of its step tells in words."""

from __future__ import annotations

import html
import re
from itertools import chain

import pytest
from drawings import graph_of, random_flow, samples

from disclosure.basics.text_width import chinese
from disclosure.charts.column import risk_ladder, screen_board
from disclosure.charts.model.geometry import Drawing
from disclosure.county.flows.graph import Graph

FLOWS = (*(graph for _, graph in samples()), *(graph_of(random_flow(seed)) for seed in range(12)))


def untold(graph: Graph, drawing: Drawing) -> list[str]:
    """Ways of a drawing that are neither drawn nor told in the card they leave."""
    cards = dict(re.findall(r'<a id="[a-z\d-]*(n\d+)"[^>]*>(.*?)</a>', drawing.svg))
    words = {node: html.unescape(re.sub(r"</text> |<[^>]*>", "", card)) for node, card in cards.items()}
    missing = []
    for edge in drawing.plan.listed:
        target = graph.node(edge.target)
        name = chinese(target.label) if target.step is None else f"第{target.number}步"
        told = name in words[edge.source] or f"接下一屏：{name}<" in drawing.svg
        if not told or chinese(edge.label) not in words[edge.source]:
            missing.append(f"{graph.name}: {edge.source} → {name}")
    return missing


@pytest.mark.parametrize("kind", ["ladder", "board"])
def test_every_way_that_is_not_drawn_is_told(kind: str) -> None:
    draw = {"ladder": risk_ladder.draw, "board": screen_board.draw}[kind]
    assert [way for graph in FLOWS for way in untold(graph, draw(graph))] == []


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (960, 540)])
def test_a_flow_on_several_screens_tells_all_its_ways_and_where_it_goes_on(wide: int, high: int) -> None:
    for graph in FLOWS[:8]:
        frames = screen_board.frames(graph, wide=wide, high=high)
        assert [way for one in frames for way in untold(graph, one)] == []
        listed = chain.from_iterable(one.plan.listed for one in frames)
        drawn = (route.edge for one in frames for route in one.plan.routes)
        assert sorted([*listed, *drawn], key=repr) == sorted(graph.edges, key=repr)
        assert all("接下一屏：第" in one.svg for one in frames[:-1])


def test_a_ladder_longer_than_a_sheet_is_cut_between_cards() -> None:
    for graph in FLOWS[:8]:
        drawing, starts = risk_ladder.on_sheets(graph, sheet=600)
        ends = (*starts[1:], drawing.height)
        assert all(end - start <= 600 for start, end in zip(starts, ends, strict=True))
        assert not [b for b in drawing.plan.boxes for cut in starts[1:] if b.top < cut < b.bottom]
