"""The public site: pages, charts and feeds, under ``public/``.

Enters: an ``Edition``.  Leaves: outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..output import Chart, Output
from . import urls
from .edition import Edition, below
from .feeds import feeds
from .pages import pages

FOLDER = "public"


def view(edition: Edition) -> Iterator[Output]:
    return below(FOLDER, chain[Output](pages(edition), charts(edition), feeds(edition)))


def charts(edition: Edition) -> Iterator[Chart]:
    """The drawing of every flow, and its DOT, to be taken away."""
    for code, chart in edition.charts.items():
        if code in edition.site.powers:
            yield Chart(urls.chart(code, "svg"), chart.svg)
            yield Chart(urls.chart(code, "dot"), chart.dot)
