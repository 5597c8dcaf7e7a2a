"""Codes: every one that stands in the program is listed, documented, used, and met in a test."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from cases import ROOT, case, case_names
from own_source import PACKAGE, nodes

from disclosure.app.commands import codes


@cache
def declarations() -> Sequence[tuple[Path, str, str]]:
    """Module, name and id of every ``NAME = Code("X01", …)``."""
    return [
        (path, node.targets[0].id, node.value.args[0].value)
        for path, of_module in nodes().items()
        for node in of_module
        if isinstance(node, ast.Assign) and is_code(node.value)
    ]


def is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Code"


def test_every_code_of_the_program_is_listed() -> None:
    """Whatever module declares it is imported with the commands; none is made elsewhere."""
    written = sorted(id_ for _, _, id_ in declarations())
    assert written == sorted(code.id for code in codes())
    assert len(written) == sum(map(is_code, chain(*nodes().values())))


def test_every_code_is_used() -> None:
    assert [id_ for path, name, id_ in declarations() if not is_used(path, name)] == []


def is_used(path: Path, name: str) -> bool:
    """Whether its own module reads the name, or another one reads it from there."""
    return name in loaded(path) or bool(spelled()[f"{path.stem}.{name}"] - {path})


@cache
def spelled() -> Mapping[str, set[Path]]:
    """Every ``module.NAME`` of the program, and who reads it."""
    found: dict[str, set[Path]] = defaultdict(set)
    for path, of_module in nodes().items():
        for spelling in chain(*map(spellings, of_module)):
            found[spelling].add(path)
    return found


@cache
def loaded(path: Path) -> set[str]:
    """Every name that a module reads."""
    return {n.id for n in nodes()[path] if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def spellings(node: ast.AST) -> list[str]:
    """``module.NAME`` as an attribute reads it, or as it is imported."""
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module.rpartition('.')[2]}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return [f"{node.value.id}.{node.attr}"]
    return []


def test_every_code_that_check_can_report_has_a_golden_case() -> None:
    """Those of reading folders, of gates, of releases and of sheets need more than a county to show."""
    beyond = {PACKAGE / room for room in ("app", "gates", "release", "tables")}
    told = {code for name in case_names() for code in case(name).codes}
    absent = {"K02"}  # a file that is not there is no change of the sound county
    silent = [(path, id_) for path, _, id_ in declarations() if id_ not in told | absent]
    assert [id_ for path, id_ in silent if beyond.isdisjoint(path.parents)] == []


def test_every_code_is_met_in_a_test() -> None:
    """Those that no golden case can show are asked for by their id."""
    told = {code for name in case_names() for code in case(name).codes}
    texts = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    asked = {*chain(*(re.findall(r"\w+", text) for text in texts))}
    assert [id_ for _, _, id_ in declarations() if id_ not in told | asked] == []
