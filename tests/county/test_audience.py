"""Audiences: what is not for the reader is gone, with every reference to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from counties import lay_out_case, load

from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site, references

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
