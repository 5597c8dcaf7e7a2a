"""One page of every kind that a release has.

Enters: a folder of a built release.  Leaves: few of its pages that together show every class and every
element that any of them shows.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

APART = 40
"""So many pages lie between two that are looked at beside those of every kind."""
DOZEN = 12
"""So many of them show four classes in five, twice as many nineteen in twenty."""

CLASSED = re.compile(rb'<([a-z][a-z0-9]*)\b[^>]*? class="([^"]*)"')


def shape(path: Path, folder: str) -> set[str]:
    """The classes and elements of a page, and where it stands: pages of one kind have the same."""
    classed = {(tag.decode(), told.decode()) for tag, told in CLASSED.findall(path.read_bytes())}
    return {f"{tag}.{name}" for tag, told in classed for name in told.split()} | {folder}


@cache
def kinds(folder: Path) -> list[Path]:
    """Few pages that together show all that any page of the release shows, those that show most first.

    The links of ``404.html`` are right at the declared address only: ``test_web_servers`` tries them.
    """
    pages = sorted(set(folder.rglob("*.html")) - {folder / "404.html"})
    shapes = {path: shape(path, path.relative_to(folder).parts[0]) for path in pages}
    chosen, wanted = [], set[str]().union(*shapes.values())
    while wanted:
        chosen.append(max(shapes, key=lambda path: len(shapes[path] & wanted)))
        wanted -= shapes[chosen[-1]]
    assert len(chosen) > DOZEN
    return chosen


def some(folder: Path, *, whole: bool) -> list[Path]:
    """A page of every kind, and others at equal distances; of the ``whole``, all."""
    every = sorted(set(folder.rglob("*.html")) - {folder / "404.html"})
    return every if whole else sorted({*kinds(folder), *every[::APART]})
