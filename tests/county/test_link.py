"""Linking: what a county cannot be without."""

from __future__ import annotations

from pathlib import Path

from cases import lay_out_case
from counties import load


def test_a_county_without_its_county_file_is_told_so_once(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    (county / "catalogues" / "county.yaml").unlink()
    site, problems = load(county)
    assert site is None
    assert [(problem.place.path, problem.code.id) for problem in problems] == [
        ("catalogues/county.yaml", "K02")
    ]
