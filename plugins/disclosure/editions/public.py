"""The public site: pages, charts, feeds and calendars, under ``public/``.

Enters: an ``Edition``.  Leaves: outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..basics.output import Output
from . import wellknown
from .edition import Edition, below
from .feeds import page, subscriptions
from .feeds.rss import feeds
from .pages import notices, pages
from .pages.powers import power_drawings, relation_drawings

FOLDER = "public"


def view(edition: Edition) -> Iterator[Output]:
    drawn = chain[Output](power_drawings.files(edition), relation_drawings.files(edition))
    made = chain[Output](pages(edition), power_drawings.posters(edition), drawn, feeds(edition))
    taken = chain[Output](notices.files(edition), page.pages(edition), subscriptions.files(edition))
    return below(FOLDER, chain(made, taken, wellknown.files(edition)))
