"""Started by others: from the county's folder, installed or not, in places with odd names."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from cases import ROOT
from outside import DAY, Program, checkout, county_in, environment, in_turn, installed, tree

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
    pip("install", "--no-deps", "--target", str(folder), str(wheel))
    return folder


def pip(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--no-input", *words], capture_output=True, text=True, check=False,
        env={**environment(""), "PIP_NO_INDEX": "1"}, cwd="/",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=["checkout", "installed"])
def program(request: pytest.FixtureRequest) -> Program:
    if request.param == "checkout":
        return checkout()
    return installed(request.getfixturevalue("target"))


def test_a_build_in_the_countys_folder_publishes_there_and_nowhere_else(
    program: Program, tmp_path: Path
) -> None:
    county = county_in(tmp_path)
    before = here(program)
    for _ in range(2):
        done = program.run("build", "--as-of", DAY, folder=county)
        assert done.returncode == 0, done.stderr
        assert [name for name in PUBLISHED if not (county / "output" / name).is_file()] == []
    assert "没有变化" in done.stdout
    assert here(program) == before
    assert not list((county / "output").glob(".stage-*"))


def here(program: Program) -> set[str]:
    """What lies in the program's own folder: the checkout, or where it is installed."""
    target = Path(program.path.split(os.pathsep, maxsplit=1)[0])
    home = ROOT if target == ROOT / "plugins" else target
    return {path.name for path in home.iterdir()} | {
        path.name for path in (home / "output").glob(".stage-*")
    }


@pytest.mark.parametrize("output", ["../别 处/output", "{county}/绝对"])
def test_an_output_folder_may_be_named_from_where_one_stands(output: str, tmp_path: Path) -> None:
    """The county's folder holds blanks, and so do the names; where the program lies says nothing."""
    county = county_in(tmp_path)
    out = output.format(county=county)
    with chdir(county):
        assert main(["build", "--output", out, "--as-of", DAY]) == 0
    assert (county / out / "public" / "index.html").is_file()


def test_every_command_runs_where_only_the_wheel_is_installed(
    wheel: Path, target: Path, tmp_path: Path
) -> None:
    program, county = installed(target), county_in(tmp_path)
    build, python = ("build", "--output", "出 来", "--as-of", DAY), program.words[:-1]
    checked, new, schema, built = in_turn(
        python, program.path, county, ("check", "--as-of", DAY), ("new", "职权"), ("schema",), build
    )
    assert (checked[0], built[0]) == (0, 0)
    assert "编码:" in new[1]
    assert "power.schema.json" in schema[1]
    old = (county / "出 来" / "current").readlink()
    power = county / "catalogues" / "powers" / "MZ-JF-001.yaml"
    text = power.read_text(encoding="utf-8")
    power.write_text(text.replace("承诺时限: 8个工作日", "承诺时限: 9个工作日"), encoding="utf-8")
    _, told, *ended = in_turn(
        python, program.path, county, build, ("diff", f"出 来/{old}", "出 来"), ("verify", "出 来"),
        ("rollback", "--output", "出 来"), ("keygen", "钥匙"),
    )  # fmt: skip
    assert "改动职权 1 项" in told[1]
    assert [status for status, _ in ended] == [0, 0, 0]
    assert (county / "出 来" / "current").readlink() == old
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
