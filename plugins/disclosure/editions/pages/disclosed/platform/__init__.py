"""政府信息公开平台: its five parts, and the annual reports.

Enters: an ``Edition``.  Leaves: ``Html``.
"""

from __future__ import annotations

from collections.abc import Iterator

from .....basics.output import Html
from ....edition import Edition
from . import annual_pages, five_parts


def pages(edition: Edition) -> Iterator[Html]:
    yield from five_parts.pages(edition)
    yield from annual_pages.pages(edition)
