"""The architecture as a test: imports go one way, and the path is read in one screen."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import house

CONTRACTS = "from importlinter.cli import lint_imports_command as run; run()"


def kept(root: Path) -> subprocess.CompletedProcess[str]:
    """The contracts of pyproject.toml held against the package below ``root``."""
    environment = {**os.environ, "PYTHONPATH": str(root / "plugins")}
    command = [sys.executable, "-c", CONTRACTS, "--no-cache"]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_rooms_know_only_what_docs_architecture_says() -> None:
    done = kept(house.ROOT)
    assert done.returncode == 0, done.stdout[-4000:]


AGAINST = (
    # upwards, between neighbours, from edition to edition
    ("basics/problem.py", "from ..county import site", "basics.problem -> disclosure.county.site"),
    (
        "rules/measures.py",
        "from ..charts import power_charts",
        "rules.measures -> disclosure.charts.power_charts",
    ),
    ("editions/led/__init__.py", "from .. import kiosk", "editions.led -> disclosure.editions.kiosk"),
    # a page that lays out, the host outside of its room, in a circle
    ("editions/kiosk/__init__.py", "from ...charts.graphviz import dot", "charts.graphviz.dot"),
    ("gates/pages/links.py", "import pelican", "gates.pages.links -> pelican"),
    ("basics/persons/names.py", "from ..files import pieces", ".persons -> .files"),
)
"""Modules, what each is made to import, and how that is told."""


def test_imports_against_the_contracts_are_found(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(house.PACKAGE, tmp_path / "plugins" / "disclosure", ignore=ignored)
    shutil.copy(house.ROOT / "pyproject.toml", tmp_path)
    for module, line, _ in AGAINST:
        with (tmp_path / "plugins" / "disclosure" / module).open("a", encoding="utf-8") as broken:
            broken.write(f"\n{line}\n")
    done = kept(tmp_path)
    assert done.returncode == 1
    assert [module for module, _, told in AGAINST if told not in done.stdout] == []


def test_the_pipeline_is_read_in_five_minutes() -> None:
    text = (house.PACKAGE / "pipeline.py").read_text(encoding="utf-8")
    code = ast.parse(text)
    functions = [node for node in code.body if isinstance(node, ast.FunctionDef)]
    assert sum((node.end_lineno or 0) - node.lineno + 1 for node in functions) <= 40
