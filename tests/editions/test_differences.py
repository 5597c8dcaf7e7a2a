"""A standard flow with the differences of a power: applied to the flow, told on the page."""

from __future__ import annotations

import re

import pytest
from cases import case
from edition_counties import build, page_of, small

from disclosure.county.flows.graph import Graph
from disclosure.county.flows.graph import build as graph_of
from disclosure.county.flows.varied import applied
from disclosure.county.site import Site
from disclosure.schema import yaml_source
from disclosure.schema.compound import Many, Nested
from disclosure.schema.declare import Report, read_record
from disclosure.schema.records.powers.difference import Difference
from disclosure.schema.records.powers.flow import StandardFlow

PAGE = "powers/MZ-JF-001.html"
FLOW = """流程: 标准
编号: B-01
步骤:
  - {步骤: 受理, 代号: 起, 岗位: 窗口}
  - 判断: 齐全?
    岗位: 窗口
    去向:
      齐全: 下一步
      不齐全:
        - {步骤: 告知, 岗位: 窗口}
        - {步骤: 等候, 代号: 等, 岗位: 窗口, 去向: 退回 起}
      免审: 审
  - {步骤: 审查, 代号: 审, 岗位: 股长, 时限: 5}
  - 并行: 核实
    分支:
      - {步骤: 入户, 岗位: 专干}
      - {步骤: 比对, 岗位: 系统}
  - {步骤: 决定, 岗位: 局长}
"""


def varied(differences: str) -> Graph:
    """The chart of the flow above with differences."""
    report = Report()
    flow = read_record(StandardFlow, yaml_source.parse("flow.yaml", FLOW), report)
    listed = yaml_source.parse("power.yaml", differences)
    graph, problems = graph_of(applied(flow, Many(Nested(Difference)).read(listed, report)))
    assert graph, [*report.problems, *problems]
    return graph


def ways(graph: Graph) -> set[tuple[str, str]]:
    """Where each step leads, by name."""
    return {(graph.node(e.source).label, graph.node(e.target).label) for e in graph.edges}


def shared() -> Site:
    """The small county with a power that follows a standard flow otherwise in three steps."""
    return small(dict(case("flow/differences/pass-with-differences").files))  # type: ignore[arg-type]


@pytest.mark.parametrize(("left_out", "before", "after"), [
    ("审", ("齐全?", "审查"), ("齐全?", "核实")), ("起", ("等候", "受理"), ("等候", "齐全?")),
    ("告知", ("齐全?", "告知"), ("齐全?", "等候")),
])  # fmt: skip
def test_ways_to_a_step_left_out_lead_to_the_one_behind_it(
    left_out: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    assert before in ways(varied("- {环节: 审, 时限: 3}"))
    graph = varied(f"- {{环节: {left_out}, 不适用: 另有规定}}")
    assert before not in ways(graph)
    assert after in ways(graph)


def test_steps_are_changed_and_added_wherever_they_stand() -> None:
    graph = varied("""- {环节: 入户, 岗位: 村专干, 增加材料: 授权书}
- {环节: 等, 之前增加: [{步骤: 提醒, 岗位: 窗口}], 说明: 电话提醒}
- {环节: 审查, 时限: 3, 之后增加: [{步骤: 复核, 岗位: 法规股}]}
""")
    assert {("告知", "提醒"), ("提醒", "等候"), ("审查", "复核"), ("复核", "核实")} <= ways(graph)
    steps = {node.label: node.step for node in graph.nodes if node.step}
    branch = steps["核实"].branches[0]  # type: ignore[attr-defined]
    assert (branch.posts, branch.materials) == (("村专干",), ("授权书",))
    assert str(steps["审查"].limit) == "3个工作日"
    assert steps["等候"].note == "电话提醒"


def test_what_a_power_changes_was_written_in_its_file_and_the_rest_in_the_standard_flow() -> None:
    graph = varied("- {环节: 审, 时限: 3}")
    paths = {node.label: node.step.at("limit").path for node in graph.nodes if node.step}
    assert paths["审查"] == "power.yaml"
    assert {path for name, path in paths.items() if name != "审查"} == {"flow.yaml"}


def test_the_page_tells_the_differences_marks_the_steps_and_links_them() -> None:
    county = shared()
    page = build(county, "门户", charted=True).pages[f"public/{PAGE}"]
    assert "与标准流程的差异" in page
    assert "《临时救助》（编号 LS-01）" in page
    for words in (
        "时限3个工作日（标准流程：5个工作日）",
        "另需材料：住院费用清单",
        "由办公室工作人员办（标准流程：窗口工作人员）",
        "之后增加：核对身份（窗口工作人员，当场）",
    ):
        assert words in page
    assert page.count("与标准流程不同") == 3
    assert page.count("本事项增加") == 1
    assert '<a href="#step-3">入户调查</a>' in page
    assert re.search(r'aria-label="入户调查 [^"]*3个工作日[^"]*；第3步', page)


def test_a_power_with_a_flow_of_its_own_speaks_of_no_standard() -> None:
    county = small()
    view = page_of(county, f"public/{PAGE}")
    assert view.chart is None
    page = build(county, "门户", charted=True).pages[f"public/{PAGE}"]
    assert "标准流程" not in page
