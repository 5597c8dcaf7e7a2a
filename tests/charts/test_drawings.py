"""Every drawing of every flow keeps its promises: complete, legible, level, linked, the same bytes."""

from __future__ import annotations

import functools
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from drawings import DRAWINGS, breaches, crossings, distance, graph_of, random_flow, samples, upwards
from floors import ON_WALL, POINTS, Floor, fitted, floors

from disclosure.basics.text_width import width
from disclosure.charts.column import risk_ladder
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import compact_chart
from disclosure.charts.model.geometry import Drawing
from disclosure.county.flows.graph import Graph
from disclosure.county.flows.steps_in_words import listing

SAMPLES = dict(samples())


@functools.cache
def drawn(name: str, kind: str) -> Drawing:
    """One sample flow in one drawing."""
    return DRAWINGS[kind](SAMPLES[name])


@functools.cache
def random_graphs() -> tuple[Graph, ...]:
    """Flows of any shape; all those of the sample county are tried by ``test_county_flows``."""
    return tuple(graph_of(random_flow(seed)) for seed in range(40))


HOSTILE = """
流程: <script>alert(1)</script>
编号: X-1
步骤:
  - 判断: '"><img src=x onerror=alert(1)>?'
    岗位: "]]></text><a href='javascript:alert(1)'>"
    去向: {"&<b>": 下一步, "' onload='x": 终止 <i>否</i>}
  - 步骤: "&amp; {{ x }}"
    岗位: 甲
"""


@pytest.mark.parametrize("kind", DRAWINGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_flow_has_no_defect_in_any_drawing(name: str, kind: str) -> None:
    assert breaches(SAMPLES[name], drawn(name, kind)) == []


@pytest.mark.parametrize("kind", DRAWINGS)
def test_random_flows_have_no_defect(kind: str) -> None:
    found = [(seed, breach) for seed, graph in enumerate(random_graphs())
             for breach in breaches(graph, DRAWINGS[kind](graph))]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(("kind", "most"), [("compact", 2), ("lanes", 2), ("lanes-by-duty", 2)])
def test_the_eight_flows_cross_seldom_and_keep_conditions_near(kind: str, most: int) -> None:
    plans = [(graph, drawn(name, kind).plan) for name, graph in SAMPLES.items()]
    near = [far for _, plan in plans for far in distance(plan)]
    assert sum(crossings(plan) for _, plan in plans) <= most
    assert sum(near) / len(near) <= 25
    assert sum(upwards(graph, plan) for graph, plan in plans) == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_words_are_large_enough_on_their_medium(name: str) -> None:
    reached = list(floors({kind: [drawn(name, kind)] for kind in DRAWINGS}))
    assert [str(floor) for floor in reached if min(floor.sizes) < floor.least] == []
    assert len(reached) == 4


def test_a_floor_that_is_missed_is_seen() -> None:
    small = replace(drawn("01_xuke", "ladder"), width=2000)
    reached = POINTS * fitted(small, risk_ladder.WIDE, 1)
    assert reached < ON_WALL
    assert "0/1" in str(Floor("A3", "pt", ON_WALL, (reached,)))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_ladder_is_cut_into_sheets_between_its_cards(name: str) -> None:
    plan, height = (one := drawn(name, "ladder")).plan, one.height
    starts = risk_ladder.on_sheets(SAMPLES[name])[1]
    assert all(b - a <= risk_ladder.SHEET for a, b in pairwise([*starts, height]))
    assert [(box.id, y) for box in plan.boxes for y in starts if box.top < y < box.bottom] == []
    assert one.width == risk_ladder.WIDE


def test_the_list_tells_every_condition_and_every_end() -> None:
    for graph in SAMPLES.values():
        told = "".join(sentence for row in listing(graph) for sentence in row.exits)
        assert [edge for edge in graph.edges if edge.label not in told] == []
        assert [node for node in graph.nodes if node.step is None and node.label not in told
                and not node.good] == []  # fmt: skip


@pytest.mark.parametrize("kind", DRAWINGS)
def test_hostile_labels_stay_text(kind: str) -> None:
    graph = graph_of(HOSTILE)
    svg = DRAWINGS[kind](graph).svg
    assert breaches(graph, DRAWINGS[kind](graph)) == []
    assert not re.search(r"<(script|img|b|i)\b|\son\w+=\"|href=\"(?!#step-\d+\")", svg)


def test_only_geometry_enters_graphviz() -> None:
    for name in SAMPLES:
        text = drawn(name, "compact").dot
        assert text.isascii()
        assert "font" not in text
        assert set(re.findall(r'label="([^"]*)"', text)) == {""}


@pytest.mark.parametrize("words", ["符合许可条件", "abc", "WIFI 5G 接入点", "第1—12级", "ABC-2026/07"])
def test_widths_are_whole_hundredths_of_an_em(words: str) -> None:
    """Floats are added up in another way from Python 3.12 on: lines would break elsewhere."""
    for count in range(1, 9):
        assert width(words * count, 1) == round(width(words * count, 1) * 100) / 100


def fingerprint() -> str:
    """Of every byte of the samples; lanes by duty are lanes, drawn again."""
    made = (drawn(name, kind).svg for name in SAMPLES for kind in DRAWINGS if kind != "lanes-by-duty")
    return hashlib.sha256("".join(made).encode()).hexdigest()


def test_bytes_do_not_hang_on_the_hash_seed() -> None:
    code = (
        "import sys; sys.path[:0] = ['plugins', 'tests/trust', 'tests/support', 'tests/charts']\n"
        "from test_drawings import fingerprint\n"
        "print(fingerprint())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": "1"}, capture_output=True, check=True,
        text=True,
    ).stdout.strip()  # fmt: skip
    assert told == fingerprint(), "this process has a hash seed of its own"


def test_lanes_begin_with_the_first_step_and_end_with_the_supervisor() -> None:
    names = [lane.name for lane in drawn("07_jiulei", "lanes").plan.lanes]
    assert (names[0], names[-1]) == ("经营户", "局纪检员")


def test_the_strip_is_printed_only_from_declared_duties() -> None:
    bare = graph_of(
        "流程: 甲\n编号: A\n步骤:\n  - {步骤: 审查材料, 岗位: 甲}\n  - {步骤: 批准, 岗位: 乙}\n"
    )
    assert "职责分离" not in compact_chart.draw(bare, dot.lay_out).svg
    assert "审查（审查股）" not in compact_chart.draw(bare, dot.lay_out).svg
    assert "职责分离" in compact_chart.draw(SAMPLES["02_liubu"], dot.lay_out).svg
