"""Every drawing of every flow keeps its promises: complete, legible, level, linked, the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from drawings import DRAWINGS, breaches, crossings, distance, graph_of, random_flow, samples, upwards

from disclosure import dot
from disclosure.flow import board, compact, ladder, lanes
from disclosure.flow.graph import Graph
from disclosure.flow.listing import listing

SAMPLES = dict(samples())
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
    assert breaches(SAMPLES[name], DRAWINGS[kind](SAMPLES[name])) == []


@pytest.mark.parametrize("kind", DRAWINGS)
def test_two_hundred_random_flows_have_no_defect(kind: str) -> None:
    found = []
    for seed in range(200):
        graph = graph_of(random_flow(seed))
        found += [(seed, breach) for breach in breaches(graph, DRAWINGS[kind](graph))]
    assert found == []


@pytest.mark.parametrize(("kind", "most"), [("compact", 2), ("lanes", 5)])
def test_the_eight_flows_cross_seldom_and_keep_conditions_near(kind: str, most: int) -> None:
    plans = [(graph, DRAWINGS[kind](graph).plan) for graph in SAMPLES.values()]
    near = [far for _, plan in plans for far in distance(plan)]
    assert sum(crossings(plan) for _, plan in plans) <= most
    assert sum(near) / len(near) <= 25
    assert sum(upwards(graph, plan) for graph, plan in plans) == 0


@pytest.mark.parametrize("graph", SAMPLES.values(), ids=SAMPLES)
def test_text_is_large_enough_on_its_medium(graph: Graph) -> None:
    narrow = compact.draw(graph, dot.lay_out)
    assert 17 * min(1080 / narrow.width, 1920 / narrow.height) >= 18, "kiosk"
    assert board.text_size(board.draw(graph)) >= 24, "LED"
    assert ladder.least_points(ladder.draw(graph)) >= 12, "A3"
    sizes = re.findall(r'font-size="([\d.]+)" fill="[^"]*"(?! font-weight="700" text-anchor)',
                       DRAWINGS["spine"](graph).svg)  # fmt: skip
    assert min(map(float, sizes)) >= 16, "phone"


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
    for graph in SAMPLES.values():
        text = compact.draw(graph, dot.lay_out).dot
        assert text.isascii()
        assert "font" not in text
        assert set(re.findall(r'label="([^"]*)"', text)) == {""}


def test_bytes_do_not_hang_on_the_hash_seed() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = ['plugins', 'tests/flow']\n"
        "from drawings import DRAWINGS, samples\n"
        "print(hashlib.sha256(''.join(d(g).svg for _, g in samples() for d in DRAWINGS.values())"
        ".encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1


def test_lanes_begin_with_the_first_step_and_end_with_the_supervisor() -> None:
    names = [lane.name for lane in lanes.draw(SAMPLES["07_jiulei"]).plan.lanes]
    assert (names[0], names[-1]) == ("经营户", "局纪检员")


def test_the_strip_is_printed_only_from_declared_duties() -> None:
    bare = graph_of(
        "流程: 甲\n编号: A\n步骤:\n  - {步骤: 审查材料, 岗位: 甲}\n  - {步骤: 批准, 岗位: 乙}\n"
    )
    assert "职责分离" not in compact.draw(bare, dot.lay_out).svg
    assert "审查（审查股）" not in compact.draw(bare, dot.lay_out).svg
    assert "职责分离" in compact.draw(SAMPLES["02_liubu"], dot.lay_out).svg
