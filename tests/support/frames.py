"""Many pages in one document, a frame each, as large as a screen: to open a page costs more than to lay
it out.

Enters: files of a release, and sizes of screens.  Leaves: a frame a file, that is measured like a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Frame, Page

SHELL = """<!doctype html><meta charset="utf-8">
<style>body { margin: 0 } iframe { position: absolute; top: 0; left: 0; border: 0 }</style>
"""
"""Frames lie upon each other: one that nobody can see is not told that it was resized.  None begins
as small as a stamp: touch screens' pages would be cut into hundreds."""
UNSEEN = "iframe { opacity: 0 }"
"""Laid out all the same, for half the work; but nothing moves on a screen for such a frame."""
RESIZED = """([width, height]) => document.querySelectorAll("iframe").forEach(one => {
    one.width = width; one.height = height; })"""

PATIENT = 120_000
"""Milliseconds, however busy the machine is."""


def framed(
    page: Page,
    paths: Sequence[Path],
    shell: Path,
    size: tuple[int, int] = (1920, 1920),
    *,
    painted: bool = False,
) -> list[Frame]:
    """Open a document of all files, written to ``shell``; a frame each, in their order."""
    width, height = size
    every = (
        f'<iframe width="{width}" height="{height}" src="{path.as_uri()}"></iframe>' for path in paths
    )
    shell.write_text(SHELL + ("" if painted else f"<style>{UNSEEN}</style>") + "".join(every), "utf-8")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(shell.as_uri(), timeout=PATIENT)
    found = page.frames[1:]
    assert [one.url.partition("#")[0] for one in found] == [path.as_uri() for path in paths]
    return found


def conceal(page: Page) -> None:
    """Lay out frames that were painted, and paint them no more."""
    page.add_style_tag(content=UNSEEN)


def resize(page: Page, width: int, height: int) -> None:
    """Show every frame on a screen of that size."""
    page.evaluate(RESIZED, [width, height])
