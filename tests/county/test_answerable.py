"""The responsible leader of a risk post, by grade and by rank."""

from __future__ import annotations

from pathlib import Path

import pytest
from counties import lay_out_case, load

from disclosure.county.facts.posts.answerable import responsible_leader, risks_by_post
from disclosure.county.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found, problems = load(lay_out_case("", tmp_path))
    assert problems == []
    assert found
    return found


@pytest.mark.parametrize(
    ("post", "leader", "why"),
    [
        ("MZJ-JZ", "中共梯田县委员会县委副书记", "上一级分管领导"),  # 一级, the main leader's own post
        ("MZJ-FJZ", "民政局局长", "由主要领导负责"),  # 二级, the deputy's own post
        ("MZJ-GZ", "民政局副局长", "由分管领导负责"),  # 二级, anyone else's
        ("MZJ-GY", "民政局救助股股长", "直接管辖"),  # 三级
        ("XW-SJ", "市委分管领导", "上一级分管领导"),  # 一级, the superior stands outside the county
    ],
)
def test_each_grade_has_the_leader_the_rule_names(site: Site, post: str, leader: str, why: str) -> None:
    found = responsible_leader(site, site.posts[post])
    assert found
    assert found.name == leader
    assert why in found.why


def test_grade_one_below_the_main_leader_answers_to_the_main_leader(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    unit = county / "catalogues" / "units" / "MZJ.yaml"
    text = unit.read_text(encoding="utf-8")
    unit.write_text(
        text.replace("上级岗位: MZJ-FJZ, 风险等级: 二", "上级岗位: MZJ-FJZ, 风险等级: 一"), "utf-8"
    )
    site, _ = load(county)
    assert site
    found = responsible_leader(site, site.posts["MZJ-GZ"])
    assert found
    assert found.name == "民政局局长"


def test_a_step_of_a_flow_brings_its_risk_to_the_post_that_does_it(site: Site) -> None:
    carried = risks_by_post(site)["MZJ-GZ"]
    assert [(c.stage, c.risk.sign) for c in carried] == [("入户调查、提出意见", "人情保、关系保")]
    assert risks_by_post(site)["MZJ-FJZ"] == ()
