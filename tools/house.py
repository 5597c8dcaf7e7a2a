"""The house rules in figures: module lengths, function lengths, entries a folder.

Enters: the sources under plugins/, tools/ and tests/trust/.  Leaves: the figures on standard output,
and exit status 1 with a line for each rule broken.  Length is counted from ``def`` to the last line,
with the docstring.  Which room may import which stands in pyproject.toml (import-linter).
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

CODE = ("plugins/disclosure", "tools")
MAX_ENTRIES = 12
PASSED_OVER = frozenset(("__init__.py", "__pycache__", ".hypothesis"))


@dataclass(frozen=True)
class Module:
    """One source file, parsed."""

    path: Path
    length: int
    functions: list[int]


def main() -> int:
    """Print the figures and what breaks the rules."""
    modules = [read(path) for path in sources()]
    broken = [*too_long(modules), *long_functions(modules), *crowded()]
    print("\n".join([*figures(modules), *broken]))
    return 1 if broken else 0


def sources() -> list[Path]:
    """Every module the rules speak of."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def read(path: Path) -> Module:
    """Parse a module."""
    text = path.read_text("utf-8")
    return Module(path, len(text.splitlines()), [*function_lengths(ast.parse(text))])


def figures(modules: list[Module]) -> Iterator[str]:
    """The figures, one a line."""
    lengths, longest = all_functions(modules), max(modules, key=lambda module: module.length)
    yield f"模块 {len(modules)} 个，最长 {longest.length} 行（{place(longest)}，限 {MAX_MODULE}）"
    yield f"函数 {len(lengths)} 个，中位数 {median(lengths):g} 行（限 {MAX_MEDIAN}）"
    yield f"函数长度的第 90 百分位 {p90(lengths):g} 行（限 {MAX_P90}）"
    rooms = [path for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()]
    fullest = max(entries().items(), key=lambda entry: entry[1])
    yield f"屋子 {len(rooms)} 间；最挤的文件夹 {fullest[0]} 有 {fullest[1]} 项（限 {MAX_ENTRIES}）"


def too_long(modules: list[Module]) -> Iterator[str]:
    """Modules over the limit."""
    for module in modules:
        if module.length > MAX_MODULE:
            yield f"太长：{place(module)} 有 {module.length} 行，限 {MAX_MODULE}"


def long_functions(modules: list[Module]) -> Iterator[str]:
    """The whole body of functions against its limits."""
    lengths = all_functions(modules)
    if median(lengths) > MAX_MEDIAN:
        yield f"函数偏长：中位数 {median(lengths):g} 行，限 {MAX_MEDIAN}"
    if p90(lengths) > MAX_P90:
        yield f"长函数太多：第 90 百分位 {p90(lengths):g} 行，限 {MAX_P90}"


def all_functions(modules: list[Module]) -> list[int]:
    """The length in lines of every function of them."""
    return [length for module in modules for length in module.functions]


def function_lengths(tree: ast.Module) -> Iterator[int]:
    """The length in lines of every function of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield length(node)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From ``def`` to the last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def median(lengths: list[int]) -> float:
    """The middle."""
    return statistics.median(lengths) if lengths else 0


def p90(lengths: list[int]) -> float:
    """The length that nine functions in ten do not exceed."""
    return statistics.quantiles(lengths, n=10, method="inclusive")[-1] if len(lengths) > 1 else 0


def crowded() -> Iterator[str]:
    """Folders of code with more entries than a reader takes in at a glance."""
    for folder, number in entries().items():
        if number > MAX_ENTRIES:
            yield f"太挤：{folder} 里有 {number} 项，限 {MAX_ENTRIES}"


def entries() -> dict[str, int]:
    """How much lies in each folder of code, but for what the tests are fed with."""
    folders = (path for top in CODE for path in ((ROOT / top), *(ROOT / top).rglob("*/")))
    named = {folder.relative_to(ROOT).as_posix(): folder for folder in folders}
    return {
        name: len({path.name for path in folder.iterdir()} - PASSED_OVER)
        for name, folder in named.items()
        if folder.name not in PASSED_OVER
    }


def place(module: Module) -> str:
    """A module's path as a person writes it."""
    return module.path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
