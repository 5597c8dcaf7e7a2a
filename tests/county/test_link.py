"""Linking: what a county cannot be without, and what is told first."""

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


def test_what_took_a_record_away_is_told_before_what_may_only_follow(tmp_path: Path) -> None:
    """Wherever the file stands."""
    county = lay_out_case("", tmp_path)
    power, notice = "catalogues/powers/MZ-JF-001.yaml", "content/TZ-2026-001.md"
    for path, sound, wrong in ((power, "承诺时限: 8个", "承诺时限: 800个"), (notice, "标题:", "标题")):
        text = (county / path).read_text("utf-8")
        assert sound in text
        (county / path).write_text(text.replace(sound, wrong), "utf-8")
    site, problems = load(county)
    assert site
    assert not site.whole
    assert [problem.place.path for problem in problems] == [notice, power]
