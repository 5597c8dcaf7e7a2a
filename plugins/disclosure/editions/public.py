"""The public site: pages, charts, feeds and calendars, under ``public/``.

Enters: an ``Edition``.  Leaves: outputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..basics.output import Html, Output
from . import finding, open_data
from .edition import Edition
from .feeds import ledger_dues, opml, subscriptions
from .feeds import page as subscribe
from .feeds.rss import feeds
from .feeds.subscriptions import Subscription
from .finding import cards, crawlers, opensearch, wellknown
from .ledgers import ledger_files
from .open_data import data_page
from .pages import missing, moved, pages, wanted
from .pages.disclosed import catalogue_data, notices, record_histories, withdrawn
from .pages.powers import power_drawings, relation_drawings
from .parts.frame import portal_sheet

__all__ = ["view", "wanted"]


def view(edition: Edition) -> Iterator[Output]:
    paths: list[str] = []
    yield from _noted(pages(edition), paths)
    offered = subscriptions.channels(edition)
    yield from _noted(_pages_beside(edition, offered), paths)
    yield from finding.outputs(edition)
    yield from edition.listed(power_drawings.files)
    yield from relation_drawings.files(edition)
    yield from feeds(edition, offered[0].items)
    yield from notices.files(edition)
    yield from catalogue_data.files(edition)
    yield from record_histories.files(edition)
    yield from ledger_files.files(edition)
    yield from ledger_dues.files(edition)
    yield from subscriptions.files(edition, offered)
    yield from opml.files(edition, offered)
    yield from wellknown.files(edition)
    yield from portal_sheet.files(edition.site.county)
    yield from opensearch.files(edition)
    yield from cards.files(edition)
    yield from open_data.files(edition)
    yield from crawlers.files(edition, paths)


def _noted(every: Iterable[Output], paths: list[str]) -> Iterator[Output]:
    """The same pages; the paths of those that have something to say are noted."""
    for page in every:
        if not (isinstance(page, Html) and page.template in (moved.TEMPLATE, withdrawn.TEMPLATE)):
            paths.append(page.path)
        yield page


def _pages_beside(edition: Edition, offered: Sequence[Subscription]) -> Iterator[Output]:
    yield from edition.listed(power_drawings.posters)
    yield from subscribe.pages(edition, offered)
    yield from data_page.pages(edition)
    yield from missing.pages(edition)
