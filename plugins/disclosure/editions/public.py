"""The public site: pages, charts, feeds and calendars, under ``public/``.

Enters: an ``Edition``.  Leaves: outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..basics.output import Chart, Output
from . import wellknown
from .edition import Edition, below
from .feeds import page, subscriptions
from .feeds.rss import feeds
from .pages import notices, pages
from .pages.powers import relation_drawings
from .pages.powers.power_drawings import alone, drawings, posters
from .parts import urls

FOLDER = "public"


def view(edition: Edition) -> Iterator[Output]:
    made = chain[Output](pages(edition), posters(edition), charts(edition), feeds(edition))
    taken = chain[Output](notices.files(edition), page.pages(edition), subscriptions.files(edition))
    return below(FOLDER, chain(made, taken, wellknown.files(edition)))


def charts(edition: Edition) -> Iterator[Chart]:
    """Drawings to be taken away, each with its DOT: of every flow, and of the county itself."""
    for code, chart in edition.charts.items():
        if code in edition.site.powers and not edition.kiosk:  # a kiosk has nowhere to take a file to
            for kind, _, picture in drawings(chart):
                yield Chart(urls.chart(code, "svg", kind), alone(picture.svg, code))
                yield Chart(urls.chart(code, "dot", kind), picture.dot)
    yield from relation_drawings.files(edition)
