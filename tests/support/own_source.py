"""The program's own source, parsed and walked once where tests ask for it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "disclosure"


@cache
def trees() -> Mapping[Path, ast.Module]:
    """Every module of the program."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def nodes() -> Mapping[Path, Sequence[ast.AST]]:
    """All that stands in every module, at any depth."""
    return {path: [*ast.walk(tree)] for path, tree in trees().items()}
