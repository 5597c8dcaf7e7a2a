"""The kiosk: the same pages for a touch screen, read from a disk, under ``kiosk/``.

Enters: an ``Edition``.  Leaves: pages, and what their search looks through: a locked screen has nowhere
to take a file to, and no way back from one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..basics.output import Output
from . import finding
from .edition import Edition
from .pages import pages, wanted

__all__ = ["view", "wanted"]


def view(edition: Edition) -> Iterator[Output]:
    yield from pages(edition)
    yield from finding.outputs(edition)
