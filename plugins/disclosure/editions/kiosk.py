"""The kiosk: the same pages for a touch screen, read from a disk, under ``kiosk/``.

Enters: an ``Edition``.  Leaves: outputs without a link that leads outside the folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..basics.output import Output
from .edition import Edition
from .pages import notices, pages, wanted
from .pages.powers import relation_drawings

__all__ = ["view", "wanted"]


def view(edition: Edition) -> Iterator[Output]:
    yield from pages(edition)
    yield from relation_drawings.files(edition)
    yield from notices.files(edition)
