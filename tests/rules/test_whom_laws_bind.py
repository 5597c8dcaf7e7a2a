"""A rule cites a law against those whom it binds, and against nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cases import SOUND, lay_out_case
from counties import load

from disclosure.app.commands import codes
from disclosure.basics.law.whom import LAWS, Body, Force
from disclosure.rules.decisions.whom_it_binds import body_of

TITLE = re.compile("《([^》]+)》")


def test_whom_each_law_binds_that_a_rule_cites_is_declared_and_no_other() -> None:
    cited = {title for code in codes() for title in TITLE.findall(code.law)}
    assert cited == LAWS.keys()


def test_nobody_in_a_village_is_held_to_what_binds_offices() -> None:
    """The decree's articles 2 and 42, the village law's article 2, the openness decree's article 2."""
    decree, openness = LAWS["重大行政决策程序暂行条例"], LAWS["政府信息公开条例"]
    assert [decree.force(body) for body in (Body.GOVERNMENT, Body.TOWNSHIP, Body.VILLAGE)] == [
        Force.BINDS,
        Force.FOLLOWED,
        Force.NONE,
    ]
    assert openness.force(Body.COMMITTEE) is Force.NONE
    assert LAWS["村民委员会组织法"].force(Body.DEPARTMENT) is Force.NONE


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("梯田县民政局", "（《政府信息公开条例》第二十条）"),
        ("中共梯田县委组织部", "（本县比照《政府信息公开条例》第二十条）"),
    ],
)
def test_a_power_without_a_basis_is_told_by_what_binds_its_body(
    tmp_path: Path, unit: str, said: str
) -> None:
    county = lay_out_case("", tmp_path)
    for path, found, put in (
        ("units/MZJ.yaml", r"(?m)^名称: .*", f"名称: {unit}"),
        ("powers/MZ-JF-001.yaml", r"(?m)^依据: .*\n(?:[ -].*\n)*", ""),
    ):
        file = county / "catalogues" / path
        text = re.sub(found, put, file.read_text("utf-8"), count=1)
        file.write_text(text, "utf-8")
    _, problems = load(county)
    (told,) = (problem.message for problem in problems if problem.code.id == "R10")
    assert said in told


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("中共梯田县委员会", Body.COMMITTEE),
        ("中国共产党梯田县委员会常务委员会", Body.COMMITTEE),
        ("中共梯田县委政法委员会", Body.PARTY),
        ("中共梯田县直属机关工作委员会", Body.PARTY),
        ("中共梯田县纪律检查委员会", Body.PARTY),
        ("梯田县人民政府", Body.GOVERNMENT),
        ("梯田县机构编制委员会办公室", Body.OTHER),
    ],
)
def test_a_committee_of_the_party_is_told_from_its_departments(name: str, body: Body) -> None:
    site, _ = load(SOUND)
    assert body_of(site, replace(site.units["XW"], name=name)) is body
