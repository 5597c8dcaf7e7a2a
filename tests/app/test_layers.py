"""The architecture as a test: imports go one way, and the path is read in one screen."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import house
import pytest

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


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("basics/problem.py", "from ..county import site"),  # upwards
        ("rules/measures.py", "from ..charts import power_charts"),  # between neighbours
        ("editions/led/__init__.py", "from .. import kiosk"),  # from edition to edition
        ("editions/kiosk/__init__.py", "from ...charts.graphviz import dot"),  # a page that lays out
        ("gates/pages/links.py", "import pelican"),  # the host, outside of its room
        ("basics/persons/names.py", "from ..files import pieces"),  # in a circle
    ],
)
def test_an_import_against_the_contracts_is_found(module: str, line: str, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(house.PACKAGE, tmp_path / "plugins" / "disclosure", ignore=ignored)
    shutil.copy(house.ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "plugins" / "disclosure" / module
    broken.write_text(broken.read_text("utf-8") + f"\n{line}\n", "utf-8")
    done = kept(tmp_path)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_the_pipeline_is_read_in_five_minutes() -> None:
    text = (house.PACKAGE / "pipeline.py").read_text(encoding="utf-8")
    code = ast.parse(text)
    functions = [node for node in code.body if isinstance(node, ast.FunctionDef)]
    assert sum((node.end_lineno or 0) - node.lineno + 1 for node in functions) <= 40
