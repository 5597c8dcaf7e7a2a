"""The DOT that is published holds every word of its drawing, whoever opens it."""

from __future__ import annotations

import functools
import json
import re

import pytest
from dot_reader import read, read_by_graphviz, shown
from drawings import graph_of, samples
from edition_counties import SOUND, build, small
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tests import examples
from webs import networks

from disclosure.basics.output import Chart
from disclosure.charts.column import screen_board
from disclosure.charts.column.screen_board import BoardsJob
from disclosure.charts.graphviz import dot
from disclosure.charts.model.network import Network
from disclosure.charts.power_charts import DRAWINGS, FlowJob, Picture
from disclosure.charts.taken_away import dot_text, network_in_dot
from disclosure.county.flows.graph import BACKWARD, branches_of

SAMPLES = dict(samples())
FILES = [drawing.name for drawing in DRAWINGS if drawing.part is not None]
TOLD = ("梯田县民政局", "公布日期 2026-03-10")
SIGNS = '甲乙A1n"\\<>&;#{}[]=|/-l N'
HOSTILE = r"""
流程: '"]; evil [label="x'
编号: X-1
监督: {岗位: 'a\b', 电话: 0000-5550101}
步骤:
  - 判断: '<b>真?</b> &lt;是&gt; &#60;'
    岗位: 'C:\new\ltd \N \G'
    去向: {'"}; b -> c': 下一步, '否\': 终止 '</table>>'}
  - 步骤: '// 不是注释 /* */ # {a|b}'
    岗位: '乙\'
    制约: '"乙\"'
    风险: {级: 一, 类: 岗位职责, 表现: 'a&amp;b', 措施: '<<留痕>>'}
"""


@functools.cache
def pictures(name: str) -> dict[str, Picture]:
    graph = SAMPLES.get(name) or graph_of(HOSTILE)
    job = FlowJob(graph, (), TOLD)
    return dict(job.finished(job.draw(dot.lay_out)).pictures)


@pytest.mark.parametrize("name", [*SAMPLES, "hostile"])
@pytest.mark.parametrize("kind", FILES)
def test_every_word_of_a_flow_is_in_its_dot(name: str, kind: str) -> None:
    graph = SAMPLES.get(name) or graph_of(HOSTILE)
    seen = read(pictures(name)[kind].dot)
    assert seen.title[0] == graph.name
    assert {*graph.facts, *TOLD} <= {*seen.title[1].split("　"), *seen.title[2:]}
    for node in graph.nodes:
        lines = seen.nodes[node.id]
        assert lines[0] == f"{node.number} {node.label}".strip()
        assert all(post in "".join(lines) for post in node.posts)
        assert not (node.step and node.step.limit) or str(node.step.limit) in "".join(lines)
        for branch in branches_of(node.step):
            assert any(branch.label in line for line in lines)
    assert list(seen.ways) == [(edge.source, edge.target) for edge in graph.edges]
    for edge in graph.edges:
        (told,) = seen.ways[edge.source, edge.target]
        assert told.startswith(edge.label)
        assert told == edge.label or (edge.kind == BACKWARD and "退回第" in told)


@pytest.mark.parametrize("name", SAMPLES)
def test_lanes_are_frames_that_bear_the_names_of_posts(name: str) -> None:
    frames = read(pictures(name)["lanes"].dot).frames
    steps = [node for node in SAMPLES[name].nodes if node.step]
    assert sorted(n for held in frames.values() for n in held) == sorted(node.id for node in steps)
    for node in steps:
        assert node.id in frames[node.posts[0] if node.posts else "未写明"]
    assert read(pictures(name)["compact"].dot).frames == {}


def test_a_risk_chart_tells_risks_and_controls() -> None:
    told = 0
    for name in (name for name in SAMPLES if "ladder" in pictures(name)):
        seen = read(pictures(name)["ladder"].dot)
        for node in SAMPLES[name].nodes:
            beside = "\n".join(seen.nodes[node.id])
            for risk in node.risks:
                assert f"{risk.grade}级风险" in beside
                assert all(word in beside for word in (risk.kind, risk.sign, risk.measure, risk.watcher))
                told += 1
            assert not node.step or node.step.control in beside
    assert told > 10


@pytest.mark.parametrize("name", [*SAMPLES, "hostile"])
@pytest.mark.parametrize("kind", FILES)
def test_graphviz_sees_the_same(name: str, kind: str) -> None:
    seen = read(text := pictures(name)[kind].dot)
    assert read_by_graphviz(text) == (seen.nodes, seen.ways)
    assert seen.attributes <= {"label", "labelloc", "charset", "fontname", "rankdir", "shape", "style",
                               "peripheries", "constraint"}  # fmt: skip


@examples(150)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=1, max_size=3))
def test_any_words_are_shown_as_they_were_typed(lines: list[str]) -> None:
    named = dot_text.statement("n1", lines)
    text = dot_text.digraph(lines, (named, dot_text.cluster(lines[0], 1, ["n1"])))
    seen = read(text)
    assert seen.title == seen.nodes["n1"] == tuple(lines)
    assert list(seen.frames) == [lines[0]]
    assert read_by_graphviz(text)[0]["n1"] == tuple(lines)


def test_a_line_break_stays_within_its_words() -> None:
    assert shown(dot_text.label("甲\n乙", "", "丙")) == ("甲", "乙", "丙")


@settings(max_examples=50)
@given(networks())
def test_every_word_of_a_county_graph_is_in_its_dot(network: Network) -> None:
    seen = read(text := network_in_dot.dot_of(network, TOLD))
    assert seen.title == (network.name, *TOLD)
    for node in network.nodes:
        said = (node.item.kind, node.item.label, *node.item.notes)
        assert "\n".join(seen.nodes[node.id]) == "\n".join(filter(None, said))
    assert list(seen.ways) == [(edge.source, edge.target) for edge in network.edges]
    assert [name.partition("（≠")[0] for name in seen.frames] == [band.name for band in network.bands]
    assert read_by_graphviz(text) == (seen.nodes, seen.ways)


def test_every_step_that_a_county_wrote_is_in_what_it_publishes() -> None:
    typed = (SOUND / "catalogues/powers/MZ-JF-001.yaml").read_text("utf-8")
    steps = re.findall(r"- (?:步骤|判断|公示): (.+)", typed)
    assert len(steps) == 8
    sources = [
        o
        for o in build(small(), "门户", charted=True).outputs
        if isinstance(o, Chart)
        and o.path.startswith("public/charts/MZ-JF-001")
        and o.path.endswith(".dot")
    ]
    assert len(sources) == 3
    for source in sources:
        named = {lines[0] for lines in read(source.text).nodes.values()}
        assert {f"{n} {step}" for n, step in enumerate(steps, 1)} <= named
        assert {"临时救助审核确认", "公布日期 2026-03-10"} <= set(read(source.text).title)


def test_a_board_tells_its_own_steps_and_where_they_lead() -> None:
    graph = SAMPLES["07_jiulei"]
    boards = screen_board.frames(graph, wide=960, high=540)
    made = BoardsJob(graph, TOLD, 960, 540).draw(dot.lay_out)
    assert len(boards) > 1
    for board, (_, text) in zip(boards, json.loads(made), strict=True):
        steps = {box.id for box in board.plan.boxes}
        edges = [(edge.source, edge.target) for edge in graph.edges if edge.source in steps]
        seen = read(text)
        assert list(seen.ways) == edges
        assert set(seen.nodes) == steps | {target for _, target in edges}
        assert all(seen.nodes[n][0].endswith(graph.node(n).label) for n in seen.nodes)
        assert read_by_graphviz(text) == (seen.nodes, seen.ways)
