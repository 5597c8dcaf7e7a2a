"""Started by others: from the county's folder, installed or not, in places with odd names."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from contextlib import chdir
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from cases import ROOT
from outside import DAY, county_in, environment, in_turn, installed, tree

from disclosure.__main__ import main

PUBLISHED = (
    "public/index.html",
    "kiosk/index.html",
    "led/square/text.txt",
    "public/powers/MZ-JF-001.html",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with what is locked and without any index."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def target(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed program and nothing else."""
    folder = tmp_path_factory.mktemp("装 在 这里")
    pip("install", "--no-deps", "--no-compile", "--target", str(folder), str(wheel))
    for source in (ROOT / "plugins").rglob("*.py"):
        file = folder / source.relative_to(ROOT / "plugins")
        if file.is_file() and file.read_bytes() == source.read_bytes():
            compiled(source, file)
    return folder


def compiled(source: Path, file: Path) -> None:
    """Python takes what it compiled of a file for another of the same bytes, as old as the first."""
    shutil.copystat(source, file)
    if (of_source := Path(cache_from_source(source))).is_file():
        (file.parent / "__pycache__").mkdir(exist_ok=True)
        shutil.copy(of_source, cache_from_source(file))


def pip(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--no-input", *words], capture_output=True, text=True, check=False,
        env={**environment(""), "PIP_NO_INDEX": "1"}, cwd="/",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("output", ["", "../别 处/output"])
def test_a_build_publishes_where_one_stands_and_nowhere_else(output: str, tmp_path: Path) -> None:
    """The county's folder holds blanks, and so do the names; where the program lies says nothing."""
    county, before = county_in(tmp_path), here(ROOT)
    with chdir(county):
        assert main(["build", "--as-of", DAY, *(("--output", output) if output else ())]) == 0
    out = county / (output or "output")
    assert [name for name in PUBLISHED if not (out / name).is_file()] == []
    assert here(ROOT) == before
    assert not list(out.glob(".stage-*"))


def here(home: Path) -> set[str]:
    """What lies in the program's own folder, the checkout or where it is installed, but for what Python
    compiles there for whoever reads the settings, and pytest notes there: both may be of others."""
    lies = {path.name for path in home.iterdir()} - {"__pycache__", ".pytest_cache"}
    return lies | {path.name for path in (home / "output").glob(".stage-*")}


def test_every_command_runs_where_only_the_wheel_is_installed(
    wheel: Path, target: Path, tmp_path: Path
) -> None:
    program, county, later = installed(target), county_in(tmp_path), county_in(tmp_path / "以后")
    before, build = here(target), ("build", "--output", "出 来", "--as-of", DAY)
    power = later / "catalogues" / "powers" / "MZ-JF-001.yaml"
    text = power.read_text(encoding="utf-8")
    power.write_text(text.replace("承诺时限: 8个工作日", "承诺时限: 9个工作日"), encoding="utf-8")
    checked, new, schema, first, again, built, told, *ended = in_turn(
        program.words[:-1], program.path, county, ("check", "--as-of", DAY), ("new", "职权"),
        ("schema",), build, build, (*build, str(later)), ("diff", "出 来/previous", "出 来"),
        ("verify", "出 来"), ("rollback", "--output", "出 来"), ("keygen", "钥匙"),
    )  # fmt: skip
    assert [status for status, _ in (checked, first, again, built, *ended)] == [0] * 7
    assert [name for name in PUBLISHED if not (county / "出 来" / name).is_file()] == []
    assert here(target) == before
    assert "编码:" in new[1]
    assert "power.schema.json" in schema[1]
    assert "没有变化" in again[1]
    assert "改动职权 1 项" in told[1]
    assert "9个工作日" not in (county / "出 来" / PUBLISHED[-1]).read_text("utf-8")
    assert program.run("--version", folder=county).stdout.split() == [
        "disclosure",
        wheel.name.split("-")[1],
    ]


def test_the_wheel_holds_the_package_and_the_theme_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    source = {
        f"disclosure/{p}" for p in tree(ROOT / "plugins" / "disclosure") if p.endswith((".py", ".typed"))
    }
    theme = {
        f"disclosure/theme/{path}" for path in tree(ROOT / "theme") if (ROOT / "theme" / path).is_file()
    }
    assert names >= source | theme
    assert {name for name in names - source - theme if name.endswith((".pyc", ".md"))} == set()
