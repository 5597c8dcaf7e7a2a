"""The kiosk: the same pages for a touch screen, read from a disk, under ``kiosk/``.

Enters: an ``Edition``.  Leaves: outputs without a link that leads outside the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from ..basics.output import Output
from .edition import Edition, below
from .pages import notices, pages
from .pages.powers import relation_drawings

FOLDER = "kiosk"


def view(edition: Edition) -> Iterator[Output]:
    inside = replace(edition, outside=False, kiosk=True)
    return below(
        FOLDER, chain[Output](pages(inside), relation_drawings.files(inside), notices.files(inside))
    )
