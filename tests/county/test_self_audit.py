"""The office's own audit: figures against the sample's files, and pages that no reader is given."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from counties import AS_OF, SOUND
from edition_counties import ROOT, files, linked

from disclosure.__main__ import main
from disclosure.county.facts.practices.self_audit import FIVE, NINE, TEN, UnitAudit, audits

ADOPTED = ("已决定", "执行中", "办结")


@cache
def found() -> dict[str, UnitAudit]:
    return {audit.unit.code: audit for audit in audits(linked(files(ROOT)))}


def written(folder: str) -> list[dict[str, Any]]:
    """Records of the sample, read as plain YAML."""
    read: list[dict[str, Any]] = []
    for path in sorted((ROOT / "catalogues" / folder).rglob("*.yaml")):
        held = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
        read += held if isinstance(held, list) else [held]
    return read


def figures(code: str, standard: str) -> tuple[int, int]:
    mark = next(mark for mark in found()[code].marks if mark.standard == standard)
    return mark.done, mark.asked


def test_standards_on_powers_are_counted_as_the_files_say() -> None:
    own = [power for power in written("powers") if power["主体"] == "CZJ"]
    assert figures("CZJ", "有追究") == (sum("追责情形" in p for p in own), len(own))
    assert figures("CZJ", "有流程") == (sum("流程" in p for p in own), len(own))
    assert figures("CZJ", "公开效果便民化") == (sum("说明" in p for p in own), len(own))


def test_standards_on_decisions_ask_of_those_adopted() -> None:
    own = [d for d in written("decisions") if d["主体"] == "XWCWH" and d["状态"] in ADOPTED]
    asked = sum("广泛征求意见" in d["六步"] for d in own)
    assert figures("XWCWH", "发挥干部群众作用") == (asked, len(own))
    argued = sum("专家咨询论证" in d["六步"] for d in own)
    assert figures("XWCWH", "提高决策水平") == (argued, len(own))


def test_every_unit_is_audited_by_all_three_groups_and_mends_are_named() -> None:
    assert len(found()) == len(written("units"))
    for audit in found().values():
        assert audit.of(TEN)
        assert audit.of(FIVE)
        assert audit.of(NINE)
        assert all(mark.done + len(mark.mends) == mark.asked for mark in audit.marks)
    powers = {power["编码"]: power for power in written("powers")}
    mends = next(m for m in found()["MZJ"].marks if m.standard == "有流程").mends
    for mend in mends:
        assert "流程" not in powers[mend.rpartition("（")[2].removesuffix("）")]


def run(*arguments: object) -> int:
    return main([*map(str, arguments), "--as-of", str(AS_OF)])


def test_it_is_written_for_the_office_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "own"
    assert run("self-audit", SOUND, "--output", out) == 0
    assert "不要放到网站上" in capsys.readouterr().out
    page = (out / "current" / "office" / "units" / "MZJ.html").read_text("utf-8")
    assert "公开范围最大化" in page
    data = json.loads((out / "current" / "office" / "audit.json").read_bytes())
    assert {unit["unit"] for unit in data["units"]} == {"MZJ", "XW"}
    for unit in data["units"]:
        assert all(mark["done"] + len(mark["mends"]) == mark["asked"] for mark in unit["marks"])


def test_it_never_shares_a_folder_with_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, own = tmp_path / "site", tmp_path / "own"
    assert run("build", SOUND, "--output", site) == 0
    assert not [p for p in site.rglob("*.html") if "十化标准" in p.read_text("utf-8")]
    before = sorted(path for path in site.rglob("*"))
    assert run("self-audit", SOUND, "--output", site) == 1
    assert sorted(path for path in site.rglob("*")) == before
    assert run("self-audit", SOUND, "--output", own) == 0
    assert run("build", SOUND, "--output", own) == 1
    assert run("self-audit", SOUND, "--output", SOUND / "catalogues") == 2
    capsys.readouterr()


def test_a_county_with_a_mistake_is_not_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("self-audit", tmp_path, "--output", tmp_path / "own") == 1
    assert not (tmp_path / "own").exists()
    capsys.readouterr()
