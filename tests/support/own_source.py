"""The program's own source, parsed once where a test asks for it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "disclosure"


@cache
def trees() -> Mapping[Path, ast.Module]:
    """Every module of the program."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
