"""The architecture as a test: imports go one way, and Pelican stays in its room."""

from __future__ import annotations

import ast
from pathlib import Path

import house


def test_imports_follow_the_picture_in_docs_architecture() -> None:
    modules = [house.read(path) for path in house.sources()]
    assert list(house.wrong_direction(modules)) == []


def test_the_pipeline_is_read_in_five_minutes() -> None:
    text = (house.PACKAGE / "pipeline.py").read_text(encoding="utf-8")
    code = ast.parse(text)
    functions = [node for node in code.body if isinstance(node, ast.FunctionDef)]
    assert sum((node.end_lineno or 0) - node.lineno + 1 for node in functions) <= 40


def test_only_the_adapter_imports_pelican_and_only_it_and_its_host_may() -> None:
    importers = {
        path.name
        for path in Path(house.PACKAGE).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.ImportFrom)
            and not node.level
            and (node.module or "").startswith("pelican")
        )
        or (isinstance(node, ast.Import) and any(a.name.startswith("pelican") for a in node.names))
    }
    assert importers == {"pelican_adapter.py"}
