"""Write what is generated: three pages of docs/, the schemas, the looks of drawings.

Enters: the program's own declarations, and the golden cases.  Leaves: the files; with ``--check``
nothing is written and the exit status says whether they are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from examples import examples

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from disclosure.app import commands  # noqa: E402  the path comes first
from disclosure.charts.ink import looks  # noqa: E402
from disclosure.schema.derived.reference import fields_text, problems_text, ready_text  # noqa: E402


def main() -> int:
    """Write, or with ``--check`` compare."""
    texts = dict(generated())
    stale = [p for p, text in texts.items() if not p.is_file() or p.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"过时：{path.relative_to(ROOT)}，请运行 make docs" for path in stale), end="")
        return 1 if stale else 0
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file and what it should hold."""
    yield ROOT / "docs" / "fields.md", fields_text()
    yield ROOT / "docs" / "ready-ledgers.md", ready_text()
    yield ROOT / "docs" / "problems.md", problems_text(commands.codes(), examples())
    yield ROOT / "theme" / "static" / "ink.css", looks.sheet()
    yield from commands.schemas(ROOT)


if __name__ == "__main__":
    sys.exit(main())
