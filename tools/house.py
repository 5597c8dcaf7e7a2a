"""The house rules in figures: module lengths, function lengths, import direction.

Enters: the sources under plugins/, tools/ and tests/trust/.  Leaves: the figures on standard output,
and exit status 1 with a line for each rule broken.  Length is counted from ``def`` to the last line,
with the docstring; import direction is that of docs/architecture.md, restated in ``LAYERS``.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "disclosure"
MAX_MODULE, MAX_MEDIAN, MAX_P90 = 300, 6, 20
FOLDERS = ("plugins", "tools", "tests/trust")

# a part imports only from rows above its own; a new part must be given its place here
LAYERS = (
    ("problem", "output", "filenames", "privacy", "workdays", "law"),
    ("slips",),
    ("source",),
    ("schema",),
    ("rosters",),
    ("attachments", "differences"),
    ("records",),
    ("site",),
    ("accountability", "course", "followup", "matters"),
    ("flow", "audience", "citations"),
    ("charts", "graphs"),
    ("rules", "views"),
    ("pipeline", "firstdates"),
    ("disk", "graphviz_wheel", "signing"),
    ("dot", "gates", "publish", "loading"),
    ("chartcache", "pelican_adapter"),
    ("report", "serving"),
    ("releases",),
    ("releasing",),
    ("commands",),
    ("__init__", "__main__"),
)
HOST = "pelican_adapter"  # the only module that may import Pelican


@dataclass(frozen=True)
class Module:
    """One source file, parsed."""

    path: Path
    tree: ast.Module
    length: int


def main() -> int:
    """Print the figures and what breaks the rules."""
    modules = [read(path) for path in sources()]
    broken = [*too_long(modules), *long_functions(modules), *wrong_direction(modules)]
    print("\n".join([*figures(modules), *broken]))
    return 1 if broken else 0


def sources() -> list[Path]:
    """Every module the rules speak of."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def read(path: Path) -> Module:
    """Parse a module."""
    text = path.read_text("utf-8")
    return Module(path, ast.parse(text), len(text.splitlines()))


def figures(modules: list[Module]) -> Iterator[str]:
    """The figures, one a line."""
    lengths, longest = function_lengths(modules), max(modules, key=lambda module: module.length)
    yield f"模块 {len(modules)} 个，最长 {longest.length} 行（{place(longest)}，限 {MAX_MODULE}）"
    yield f"函数 {len(lengths)} 个，中位数 {median(lengths):g} 行（限 {MAX_MEDIAN}）"
    yield f"函数长度的第 90 百分位 {p90(lengths):g} 行（限 {MAX_P90}）"
    yield f"引用方向：{' ← '.join('、'.join(row) for row in LAYERS)}"


def too_long(modules: list[Module]) -> Iterator[str]:
    """Modules over the limit."""
    for module in modules:
        if module.length > MAX_MODULE:
            yield f"太长：{place(module)} 有 {module.length} 行，限 {MAX_MODULE}"


def long_functions(modules: list[Module]) -> Iterator[str]:
    """The whole body of functions against its limits."""
    lengths = function_lengths(modules)
    if median(lengths) > MAX_MEDIAN:
        yield f"函数偏长：中位数 {median(lengths):g} 行，限 {MAX_MEDIAN}"
    if p90(lengths) > MAX_P90:
        yield f"长函数太多：第 90 百分位 {p90(lengths):g} 行，限 {MAX_P90}"


def function_lengths(modules: list[Module]) -> list[int]:
    """Every function's length in lines."""
    nodes = (node for module in modules for node in ast.walk(module.tree))
    return [length(node) for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From ``def`` to the last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def median(lengths: list[int]) -> float:
    """The middle."""
    return statistics.median(lengths) if lengths else 0


def p90(lengths: list[int]) -> float:
    """The length that nine functions in ten do not exceed."""
    return statistics.quantiles(lengths, n=10, method="inclusive")[-1] if len(lengths) > 1 else 0


def wrong_direction(modules: list[Module]) -> Iterator[str]:
    """Imports that go upwards, parts without a place, and Pelican outside its adapter."""
    ranks = {name: rank for rank, row in enumerate(LAYERS) for name in row}
    for module in modules:
        if module.path.is_relative_to(PACKAGE):
            yield from misplaced(module, ranks)


def misplaced(module: Module, ranks: dict[str, int]) -> Iterator[str]:
    """What one module imports that it may not."""
    mine = part(module.path)
    if mine not in ranks:
        yield f"没有位置：{place(module)}，请在 tools/house.py 的 LAYERS 里写明 {mine} 在哪一层"
        return
    for line, target in imports(module):
        if target == "pelican" and mine != HOST:
            yield f"引用方向：{place(module)}:{line} 引用了 pelican，只有 {HOST} 可以"
        if target in ranks and target != mine and ranks[target] >= ranks[mine]:
            yield f"引用方向：{place(module)}:{line} {mine} 不能引用 {target}"


def part(path: Path) -> str:
    """The part of the program that a module belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and name of each part of the program, or package, that a module imports."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, first(alias.name)) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name) for name in targets(module.path, node))


def targets(path: Path, node: ast.ImportFrom) -> list[str]:
    """The parts that one ``from ... import`` names."""
    if node.module == "disclosure":
        return [alias.name for alias in node.names]
    if not node.level:
        return [first(node.module or "")]
    package = path.relative_to(PACKAGE).parent.parts
    base = [*package[: len(package) - node.level + 1], *filter(None, (node.module or "").split("."))]
    return [base[0]] if base else [alias.name for alias in node.names]


def first(dotted: str) -> str:
    """The part of an absolute import, or the package where it is not ours."""
    names = [*dotted.split("."), "__init__"]
    return names[1] if names[0] == "disclosure" else names[0]


def place(module: Module) -> str:
    """A module's path as a person writes it."""
    return module.path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
