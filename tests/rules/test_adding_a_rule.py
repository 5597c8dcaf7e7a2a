"""Adding a rule does what docs/architecture.md says, in a copy of the program: one module, one case."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import ROOT

RULE = '''"""Rules on names: a short name is short."""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ..registry import rule

NOT_SHORT = Code("R199", "简称比全称还长", "请把简称写短，或者删去")


@rule(NOT_SHORT)
def short_names_are_short(site: Site) -> Iterator[Problem]:
    """A short name has fewer characters than the name."""
    for unit in site.units.values():
        if len(unit.short) > len(unit.name):
            yield Problem(unit.at("short"), NOT_SHORT, f"“{unit.short}”比“{unit.name}”长")
'''
CASE = """说明: 简称写得比全称还长，列表里放不下。
代码: R199
改:
  catalogues/units/MZJ.yaml:
    简称: 梯田县人民政府民政局
答: 没有问题
"""
TESTS = ("tests/test_cases.py", "tests/rules/test_registry.py")
MODULE, NAMED = "plugins/disclosure/rules/bodies/names.py", "tests/cases/field/short-name-too-long.yaml"
LOOSE = "plugins/disclosure/rules/bodies/loose.py"
ANSWER = (
    "catalogues/units/MZJ.yaml:3:5: R199 “梯田县人民政府民政局”比“梯田县民政局”长。"
    "请把简称写短，或者删去"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, copied with what Python compiled of it, and no case: hundreds take long to read."""
    home = tmp_path_factory.mktemp("program")
    leave = shutil.ignore_patterns("*.pyc.*", ".*")
    for folder in ("plugins", "tools", "tests/support", "tests/cases/_county"):
        shutil.copytree(ROOT / folder, home / folder, ignore=leave)
    (home / NAMED).parent.mkdir()
    (home / "tests" / "rules").mkdir()
    for file in ("tests/conftest.py", *TESTS):
        shutil.copy(ROOT / file, home / file)
    shutil.copy(ROOT / "pyproject.toml", home)
    return home


@pytest.fixture
def home(program: Path) -> Iterator[Path]:
    """The copy with the two files that a rule takes."""
    (program / MODULE).write_text(RULE, "utf-8")
    (program / NAMED).write_text(CASE, "utf-8")
    yield program
    (program / LOOSE).unlink(missing_ok=True)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(home / "plugins"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )


def run_tests(home: Path, chosen: str, *more: str) -> subprocess.CompletedProcess[str]:
    return run(home, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", chosen, *more, *TESTS)


def test_a_module_and_a_case_are_all_that_a_rule_takes(home: Path) -> None:
    accepted = run_tests(home, "answered and short-name-too-long or short_names_are_short", "--accept")
    assert (accepted.returncode, "2 passed" in accepted.stdout) == (0, True)
    assert (home / NAMED).read_text("utf-8").endswith(f"答: |\n  {ANSWER}\n")
    assert run(home, "tools/docs.py").returncode == 0
    documents = (home / "docs" / "problems.md").read_text("utf-8")
    assert "| R199 | 错误 | [简称比全称还长](#r199) |" in documents
    assert "简称写得比全称还长，列表里放不下。" in documents


def test_what_is_forgotten_is_told(home: Path) -> None:
    """A rule that does not name its code, and beside it one that nobody registered."""
    (home / MODULE).write_text(
        RULE.replace("@rule(NOT_SHORT)", "@rule(Code('R198', '别的', ''))"), "utf-8"
    )
    loose = RULE.replace("@rule(NOT_SHORT)\n", "").replace("R199", "R197")
    (home / LOOSE).write_text(loose, "utf-8")
    failed = run_tests(home, "shape or answered and short-name-too-long")
    assert failed.returncode != 0
    assert "short_names_are_short: R199" in failed.stdout
    assert "one more item: 'bodies.loose.short_names_are_short'" in failed.stdout


def test_a_code_that_is_declared_twice_is_told(home: Path) -> None:
    (home / MODULE).write_text(RULE.replace("R199", "R10"), "utf-8")
    failed = run(home, "-c", "import disclosure.rules")
    assert failed.returncode != 0
    assert "代码 R10 声明了两次：“简称比全称还长”和“职权没有依据”" in failed.stderr
