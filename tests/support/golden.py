"""Whole output trees kept beside the tests, byte for byte, so that a reviewer reads what changed.

Enters: a tree that was built.  Leaves: the files to keep for it, or how they differ from those kept.
Pages of lists cut by unit, kind and year (``…/by/…``), places on a touch screen, histories and tables of
open data but for those of powers, and what shows a screen's pictures are many and alike, a script put
together says what its parts say, and workbooks cannot be read: of those only the digest is kept; a file
that is the same as another that is kept is named only.  Both stand in ``_others.txt``.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
THEME = ROOT / "theme"
OTHERS = "_others.txt"
_ALIKE = re.compile(
    r"/by/|^kiosk/places/|/platform/(?!index)|kiosk/annual/"
    r"|^public/data/(?!index|powers\.(?:csv|json|schema))|\.xlsx$"
    r"|/changes/(?!index|powers/MZ-JF-001)|/changes/powers/.*\.xml|feeds/changes/powers/.*\.json"
    r"|^led/[^/]+/(?:pages/(?!001\.png)|preview|player|wall\.css)|^public/cards/|/touch\.js$"
)
DERIVED = ("manifest.json", "SHA256SUMS")  # digests of all the rest
RENEW = ".venv/bin/python -m pytest -n 0 tests/test_golden.py --accept"
MOST_NAMES, MOST_DIFFS, MOST_LINES = 40, 3, 40

Tree = dict[str, bytes]


def tree_of(folder: Path) -> Tree:
    """Every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def to_keep(built: Tree, *, beside: str = "") -> Tree:
    """The files to keep for a tree; ``beside`` names a tree that is kept already."""
    whole: Tree = {}
    others: list[str] = []
    known = known_files(beside)
    for path, data in built.items():
        if path in DERIVED:
            continue
        if _ALIKE.search(path):
            others.append(f"{path} {hashlib.sha256(data).hexdigest()}")
        elif data in known:
            others.append(f"{path} = {known[data]}")
        else:
            known[data] = path
            whole[path] = data
    return {**whole, OTHERS: "".join(f"{line}\n" for line in others).encode()}


def known_files(beside: str) -> dict[bytes, str]:
    """What is kept elsewhere: the theme's own files, and another tree."""
    known = {data: f"theme/{path}" for path, data in tree_of(THEME).items()}
    if beside:
        known |= {data: f"{beside}/{path}" for path, data in tree_of(GOLDEN / beside).items()}
    return known


def accept(name: str, files: Tree) -> None:
    """Keep these files and no others."""
    shutil.rmtree(GOLDEN / name, ignore_errors=True)
    for path, data in files.items():
        (GOLDEN / name / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name / path).write_bytes(data)


def difference(name: str, files: Tree) -> str:
    """Which files differ and how the first of them do; nothing where all is the same."""
    kept = tree_of(GOLDEN / name)
    changed = [path for path in kept.keys() & files.keys() if kept[path] != files[path]]
    named = [
        *(f"  改动 {path}" for path in sorted(changed, key=order)),
        *(f"  少了 {path}" for path in sorted(kept.keys() - files.keys())),
        *(f"  多出 {path}" for path in sorted(files.keys() - kept.keys())),
    ]
    if not named:
        return ""
    more = [f"  …共 {len(named)} 个"] if len(named) > MOST_NAMES else []
    title = f"tests/golden/{name} 与这次生成的不同："
    lines = [
        title,
        *named[:MOST_NAMES],
        *more,
        *diffs(kept, files, changed),
        f"逐处看过，要改的就运行：{RENEW}",
    ]
    return "\n".join(lines)


def diffs(kept: Mapping[str, bytes], files: Mapping[str, bytes], changed: list[str]) -> Iterator[str]:
    """The first few text files that changed, line by line."""
    for path in sorted(changed, key=order)[:MOST_DIFFS]:
        before, after = (lines_of(tree[path]) for tree in (kept, files))
        compared = list(
            difflib.unified_diff(before, after, f"留存 {path}", f"这次 {path}", lineterm="", n=1)
        )
        yield from ("", *compared[:MOST_LINES], *(["…"] if len(compared) > MOST_LINES else []))


def lines_of(data: bytes) -> list[str]:
    return data.decode("utf-8", "backslashreplace").splitlines()


def order(path: str) -> tuple[bool, str]:
    """Pages first, the list of digests last."""
    return path == OTHERS, path
