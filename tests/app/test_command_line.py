"""The command line as a clerk meets it: messages, exit status, and a build that fails closed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest
from counties import AS_OF, ROOT, SOUND, lay_out_case
from jinja2 import FileSystemLoader
from pelican.settings import read_settings

from disclosure.__main__ import main
from disclosure.app.host import pelican_adapter
from disclosure.charts.graphviz import dot
from disclosure.charts.graphviz.wheel import Unavailable
from disclosure.release import StagedRelease


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_check_prints_nothing_on_stdout_for_a_sound_county(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", SOUND, "--as-of", AS_OF) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("day", ["2027-06-01", "2031-01-01"])
def test_the_sample_county_still_builds_when_time_has_passed(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", ROOT, "--as-of", day) == 0
    assert "提醒" in capsys.readouterr().out


def test_json_is_one_problem_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("check", lay_out_case("field/many-at-once", tmp_path), "--as-of", AS_OF, "--format", "json")
        == 1
    )
    problems = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(problems) >= 5
    assert all(set(p) == {"path", "line", "column", "code", "severity", "message"} for p in problems)


def test_build_writes_the_three_editions_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And lists no templates: for a small county that would take a tenth of the build."""
    out, listed = tmp_path / "output", list[object]()
    monkeypatch.setattr(FileSystemLoader, "list_templates", listed.append)
    there = tmp_path / ".." / tmp_path.name / "output"
    assert run("build", SOUND, "--output", there, "--as-of", AS_OF) == 0
    assert not listed
    printed = capsys.readouterr().out
    assert (out / "public" / "index.html").is_file()
    assert (out / "kiosk" / "index.html").is_file()
    assert (out / "led" / "square" / "text.txt").is_file()
    assert (out / "public" / "index.html").as_uri() in printed.replace("\n", "")
    assert all(level in printed for level in ("县委", "县直部门", "乡镇", "村和社区"))


def test_a_folder_without_catalogues_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", tmp_path) == 1
    assert "D01" in capsys.readouterr().out


def test_usage_errors_exit_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong_day:
        run("check", SOUND, "--as-of", "昨天")
    assert wrong_day.value.code == 2
    assert run("build", SOUND, "--output", tmp_path / "out", "--audience", "党员") == 2
    assert run("new", "没有这种") == 2
    assert "社会" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["catalogues", "catalogues/out", "content/out", "output/../content"])
def test_nothing_is_built_among_the_sources(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county = lay_out_case("", tmp_path)
    before = sorted(county.rglob("*"))
    assert run("build", county, "--output", county / place, "--as-of", AS_OF) == 2
    assert "源文件里面" in capsys.readouterr().err
    assert sorted(county.rglob("*")) == before


def test_a_plugin_that_fails_to_import_fails_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_with_plugins(tmp_path, '["disclosure", "no_such_plugin"]') == 1
    assert "no_such_plugin" in capsys.readouterr().err


def test_a_plugin_that_fails_to_register_fails_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plugin = tmp_path / "plugins" / "broken_plugin.py"
    plugin.parent.mkdir()
    plugin.write_text("def register():\n    raise RuntimeError('坏了')\n", encoding="utf-8")
    assert build_with_plugins(tmp_path, '["disclosure", "broken_plugin"]', str(plugin.parent)) == 1
    assert "broken_plugin" in capsys.readouterr().err


def test_our_own_plugin_left_out_fails_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for receiver in list(
        pelican_adapter.signals.get_generators.receivers_for(pelican_adapter.signals.get_generators)
    ):
        pelican_adapter.signals.get_generators.disconnect(receiver)
    assert build_with_plugins(tmp_path, "[]") == 1
    assert "插件没有运行" in capsys.readouterr().err


def test_without_any_graphviz_one_line_names_the_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> NoReturn:
        raise Unavailable("not on this machine")

    for way in ("_libraries", "_extension", "_system"):
        monkeypatch.setattr(dot, way, nowhere)
    dot.engine.cache_clear()
    try:
        assert run("build", SOUND, "--output", tmp_path / "output", "--as-of", AS_OF) == 1
    finally:
        dot.engine.cache_clear()
    assert "graphviz" in capsys.readouterr().err
    assert not (tmp_path / "output" / "public").exists()


def build_with_plugins(tmp_path: Path, plugins: str, folder: str = "") -> int:
    """Build the sound county with its own pelicanconf.py; the output must stay absent."""
    county = lay_out_case("", tmp_path)
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    settings = settings.replace("HERE = Path(__file__).parent", f"HERE = Path({str(ROOT)!r})")
    settings += f"\nPLUGINS = {plugins}\nPLUGIN_PATHS = [*PLUGIN_PATHS, {folder!r}]\n"
    (county / "pelicanconf.py").write_text(settings, encoding="utf-8")
    status = run("build", county, "--output", tmp_path / "output", "--as-of", AS_OF)
    assert not (tmp_path / "output" / "public").exists()
    return status


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限位")
def test_an_unreadable_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        county = lay_out_case("", Path(place))
        (county / "catalogues" / "units" / "MZJ.yaml").chmod(0)
        Path(place).chmod(0o755)
        with ordinary_user():
            status = run("check", county, "--as-of", AS_OF)
    assert status == 1
    assert "catalogues/units/MZJ.yaml:1:1: D04" in capsys.readouterr().out


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root reads everything; for a while, be nobody.

    What Python loads on demand, modules and codecs, may lie where nobody may not read: it is asked
    for before.
    """
    if os.geteuid() != 0:
        yield
        return
    with redirect_stderr(StringIO()):
        run("check", SOUND, "--as-of", AS_OF)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_build_has_the_host_remove_nothing_of_what_is_at_hand(tmp_path: Path) -> None:
    """Whatever the county's own settings say of plain ``pelican``."""
    own = tmp_path / "pelicanconf.py"
    own.write_text("DELETE_OUTPUT_DIRECTORY = True\n", "utf-8")
    told = read_settings(str(own), override=pelican_adapter.overrides(tmp_path, StagedRelease(tmp_path)))
    assert told["DELETE_OUTPUT_DIRECTORY"] is False


def test_plain_pelican_builds_the_same_pages(tmp_path: Path) -> None:
    out = tmp_path / "preview"
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(SOUND / "content"),
        "-s",
        str(ROOT / "pelicanconf.py"),
    ]
    done = subprocess.run(
        [*command, "-o", str(out)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert (out / "public" / "index.html").is_file()


def test_plain_pelican_refuses_a_broken_county(tmp_path: Path) -> None:
    county = lay_out_case("field/missing-key", tmp_path)
    out = tmp_path / "preview"
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(county / "content"),
        "-s",
        str(ROOT / "pelicanconf.py"),
    ]
    done = subprocess.run(
        [*command, "-o", str(out)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 1
    assert "S02" in done.stderr
    assert not (out / "public").exists()


def test_plain_pelican_stops_when_our_plugin_cannot_be_imported(tmp_path: Path) -> None:
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", str(tmp_path / "pelicanconf.py")]
    elsewhere = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    code = "import sys; sys.modules['disclosure'] = None; from pelican import main; main(sys.argv[1:])"
    command[1:3] = ["-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=elsewhere
    )
    assert done.returncode != 0


@pytest.mark.usefixtures("ungated")
def test_building_inside_the_county_does_not_read_its_own_output(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    for _ in range(2):
        assert run("build", county, "--output", county / "output", "--as-of", AS_OF) == 0
    shutil.rmtree(county / "output")
