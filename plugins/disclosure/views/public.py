"""The public site: pages, charts, feeds and calendars, under ``public/``.

Enters: an ``Edition``.  Leaves: outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..output import Chart, Output
from . import subscriptions, urls, wellknown
from .edition import Edition, below
from .feeds import feeds
from .pages import notices, pages, subscribe

FOLDER = "public"


def view(edition: Edition) -> Iterator[Output]:
    made = chain[Output](pages(edition), charts(edition), feeds(edition), notices.files(edition))
    taken = chain[Output](subscribe.pages(edition), subscriptions.files(edition))
    return below(FOLDER, chain(made, taken, wellknown.files(edition)))


def charts(edition: Edition) -> Iterator[Chart]:
    """The drawings of every flow, and its DOT, to be taken away; steps lead back to their page."""
    for code, chart in edition.charts.items():
        if code in edition.site.powers:
            yield Chart(urls.chart(code, "svg"), _alone(chart.svg, code))
            yield Chart(urls.chart(code, "dot"), chart.dot)
            if chart.ladder:
                yield Chart(urls.ladder(code), _alone(chart.ladder, code))


def _alone(svg: str, code: str) -> str:
    """A drawing as a file of its own: what led to a step on the page leads to the page."""
    return svg.replace(' href="#', f' href="../{urls.power(code)}#')
