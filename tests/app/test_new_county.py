"""``disclosure new county``: from nothing to a county that passes ``check`` and builds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from disclosure.__main__ import main
from disclosure.app.load import load_county

DAY = "2026-11-28"
GIVEN = ("--name", "梯田县", "--code", "990122")


def new(folder: Path, *more: str) -> int:
    return main(["new", "county", str(folder), *more])


def test_a_new_county_passes_check_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "新 县"
    assert new(folder, *GIVEN) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["catalogues"]
    site, problems = load_county(folder)
    assert site is not None
    assert (problems, site.county.name, site.county.area_code) == ([], "梯田县", "990122")
    assert [level.name for level in site.county.levels] == ["县委", "县直部门", "乡镇", "村和社区"]
    assert main(["build", str(folder), "--output", str(tmp_path / "out"), "--as-of", DAY]) == 0
    assert "梯田县人民政府" in (tmp_path / "out/public/units/XZF.html").read_text("utf-8")


@pytest.mark.parametrize("levels", ["市", "县政府，乡镇、乡镇", "村,社区,村和社区", "一,二: 三,# 四"])
def test_any_levels_make_a_sound_county(levels: str, tmp_path: Path) -> None:
    assert new(tmp_path, *GIVEN, "--levels", levels) == 0
    site, problems = load_county(tmp_path)
    assert site is not None
    assert problems == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--code", "990122"), "要写县的名称"),
        (("--name", "无", "--code", "990122"), "不能作县的名称"),
        (("--name", "梯田县", "--code", "99012"), "不是六位行政区划代码"),
        ((*GIVEN, "--levels", "、"), "不能作层级的名称"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(
    more: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path, *more) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_county_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, *GIVEN) == 0
    before = (tmp_path / "catalogues/county.yaml").read_bytes()
    assert new(tmp_path, "--name", "乙县", "--code", "990123") == 1
    assert "已经有 catalogues" in capsys.readouterr().err
    assert (tmp_path / "catalogues/county.yaml").read_bytes() == before


def test_at_a_terminal_it_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.StringIO("梯田县\n990122\n\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert new(tmp_path) == 0
    assert capsys.readouterr().err.count("：") >= 3
    assert load_county(tmp_path)[1] == []


def test_only_a_county_is_written_to_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "职权", str(tmp_path)]) == 2
    assert "disclosure new county" in capsys.readouterr().err
    assert main(["new", "county"]) == 0
    assert "区划代码:" in capsys.readouterr().out
