"""Audiences: what is not for the reader is gone, with every reference to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from counties import lay_out_case, load

from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.schema.catalogue import Scope, Shelf
from disclosure.schema.derived.references import references
from disclosure.schema.records.shown.screen import Screen
from disclosure.schema.records.unit import Unit

INTERNAL = ("在全党公开", "在本地区本部门本单位公开", "对特定党组织和党员群众公开")


def county_with(tmp_path: Path, scope: str) -> Site:
    """The sound county with its power in another scope, and a decision that refers to it."""
    county = lay_out_case("", tmp_path)
    power = county / "catalogues" / "powers" / "MZ-JF-001.yaml"
    power.write_text(
        power.read_text("utf-8").replace("公开范围: 向社会公开", f"公开范围: {scope}"), "utf-8"
    )
    decision = county / "catalogues" / "decisions" / "JC-2026-001.yaml"
    decision.write_text(decision.read_text("utf-8") + "职权: MZ-JF-001\n", "utf-8")
    site, problems = load(county)
    assert problems == []
    assert site
    return site


@pytest.mark.parametrize("scope", INTERNAL)
def test_society_sees_no_trace_of_an_internal_power(tmp_path: Path, scope: str) -> None:
    seen = for_audience(county_with(tmp_path, scope), Audience())
    assert seen.powers == {}
    assert "MZ-JF-001" not in {ref.code for record in seen.published for ref in references(record)}


@pytest.mark.parametrize(
    ("scope", "audience", "sees"),
    [
        ("向社会公开", "社会", True),
        ("在全党公开", "全党", True),
        ("在全党公开", "单位:MZJ", False),
        ("在本地区本部门本单位公开", "单位:MZJ", True),
        ("在本地区本部门本单位公开", "单位:XW", False),
        ("在本地区本部门本单位公开", "全党", False),
        ("对特定党组织和党员群众公开", "特定:MZJ", True),
        ("对特定党组织和党员群众公开", "单位:MZJ", False),
    ],
)
def test_scopes_are_a_partial_order(tmp_path: Path, scope: str, audience: str, *, sees: bool) -> None:
    seen = for_audience(county_with(tmp_path, scope), Audience.parse(audience))
    assert ("MZ-JF-001" in seen.powers) is sees


@pytest.mark.parametrize("text", ["", "党员", "单位", "单位:", "社会:MZJ"])
def test_an_audience_nobody_declared_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="受众"):
        Audience.parse(text)


INTERNAL_PROCEDURE = """\
编码: neibu
名称: 内部程序
适用: [{主体: MZJ, 类别: 重大资金使用}]
环节: [{环节: 议}]
"""


def internal_unit(tmp_path: Path, decision: str = "") -> Site:
    """The sound county with an internal unit, a procedure for it alone, and words in the decision."""
    county = lay_out_case("", tmp_path)
    catalogues = county / "catalogues"
    unit = catalogues / "units" / "MZJ.yaml"
    scope = "公开范围: 在本地区本部门本单位公开"
    unit.write_text(unit.read_text("utf-8").replace("公开范围: 向社会公开", scope), "utf-8")
    (catalogues / "procedures").mkdir()
    (catalogues / "procedures" / "neibu.yaml").write_text(INTERNAL_PROCEDURE, "utf-8")
    with (catalogues / "decisions" / "JC-2026-001.yaml").open("a", encoding="utf-8") as file:
        file.write(decision)
    site, _ = load(county)
    assert site
    assert "neibu" in site.procedures
    return site


def test_a_procedure_for_an_internal_unit_does_not_become_everybodys(tmp_path: Path) -> None:
    site = internal_unit(tmp_path)
    assert "neibu" not in for_audience(site, Audience()).procedures
    assert "neibu" in for_audience(site, Audience("单位", "MZJ")).procedures


def test_a_procedure_that_a_visible_decision_names_stays_but_for_nobody_else(tmp_path: Path) -> None:
    seen = for_audience(internal_unit(tmp_path, "程序: neibu\n"), Audience())
    assert seen.procedures["neibu"].applies == ()


def test_no_part_that_an_internal_body_takes_in_a_public_power_is_seen(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    unit = "名称: {0}\n编码: {0}\n层级: 县直部门\n公开范围: 在全党公开\n载体: [门户网站]\n"
    for code in "ABC":
        (county / "catalogues" / "units" / f"{code}.yaml").write_text(unit.format(code), "utf-8")
    power = county / "catalogues" / "powers" / "MZ-JF-001.yaml"
    alone = power.read_text("utf-8")
    several = "主体: [MZJ, A]\n联办机构: [B, XW]\n委托: [C, {受托: C, 内容: 小额的审批}]\n"
    power.write_text(alone.replace("主体: MZJ\n", several), "utf-8")
    site, _ = load(county)
    assert site
    parts = [
        [
            f"{part.role} {part.unit.code}"
            for part in for_audience(site, reader).powers["MZ-JF-001"].parts
        ]
        for reader in (Audience(), Audience("全党"))
    ]
    assert parts[0] == ["牵头 MZJ", "联办 XW"]
    assert parts[1] == ["牵头 MZJ", "共同实施 A", "联办 B", "联办 XW", "受托 C", "受托 C"]


def test_a_kind_of_which_nobody_said_who_may_read_it_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="scope"):
        Shelf(record=Unit, folder="bulletins", schema="bulletin")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="scope"):
        Shelf(record=Screen, folder="bulletins", schema="bulletin", scope=Scope.OWN)
