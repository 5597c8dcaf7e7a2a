"""The kiosk: the same pages for a touch screen, read from a disk, under ``kiosk/``.

Enters: an ``Edition``.  Leaves: pages with a front page of their own, and what their search looks
through: a locked screen has nowhere to take a file to, and no way back from one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.output import Output
from .. import finding
from ..edition import Edition
from ..pages import inner_pages, wanted
from . import touch_home

__all__ = ["view", "wanted"]


def view(edition: Edition) -> Iterator[Output]:
    found = tuple(finding.outputs(edition))
    yield from touch_home.pages(edition, tuple(file.path for file in found if file.path.endswith(".js")))
    yield from inner_pages(edition)
    yield from found
