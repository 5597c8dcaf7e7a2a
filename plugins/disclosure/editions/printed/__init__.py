"""Paper: posters for walls, sheets for notice boards, booklets; made by ``disclosure print``.

Enters: an ``Edition`` of all that an audience may see, and the flows of its powers.  Leaves: sheets
each to be set by a template of ``theme/print``.  The edition is made apart from the others:
it needs a program that sets type, and is wanted when somebody goes to print, not at every build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from ...basics.media import BOARDS, BOOKLETS, CARRIERS, FLOWS, RISKS, WINDOWS, Paper
from ...charts.power_charts import FlowJob
from ...county.audience import owner_of
from ...schema.declare import Record
from ..edition import Edition
from ..pages.powers import power as power_pages
from ..pages.powers.power import PowerPage
from .accounts import account_boards
from .boards import decision_boards
from .booklets import BookletWriter, level_booklets, unit_booklets
from .by_carrier import carrier_sheets, carrier_texts
from .catalogue_boards import catalogue_boards
from .paper import PaperSheet, ToPrint
from .posters import flow_posters, window_posters

__all__ = ["carrier_texts", "sheets"]


def sheets(
    edition: Edition,
    flows: Mapping[str, FlowJob],
    papers: Sequence[Paper],
    units: Collection[str],
    folders: Collection[str],
) -> Iterator[PaperSheet]:
    """All sheets of some ``folders``; of some ``units`` only, where any are named."""

    def wanted(record: Record) -> bool:
        return not units or owner_of(record) in units

    pages = dict(zip(edition.site.powers, power_pages.each(edition), strict=True))
    page_of = cache(lambda code: cast(PowerPage, pages[code].page))
    if not {FLOWS, RISKS}.isdisjoint(folders):
        posters = flow_posters(edition, flows, papers, wanted, page_of)
        yield from (sheet for sheet in posters if sheet.path.partition("/")[0] in folders)
    if WINDOWS in folders:
        yield from window_posters(edition, papers, wanted)
    if BOARDS in folders:
        yield from decision_boards(edition, wanted)
        yield from account_boards(edition, wanted)
        yield from catalogue_boards(edition, wanted)
    if BOOKLETS in folders:
        yield from _booklets(edition, BookletWriter(edition, flows, page_of), wanted, units)
    if CARRIERS in folders and not units:
        yield from carrier_sheets(edition)


def _booklets(
    edition: Edition, writer: BookletWriter, wanted: ToPrint, units: Collection[str]
) -> Iterator[PaperSheet]:
    yield from unit_booklets(edition, writer, wanted)
    if not units:
        yield from level_booklets(edition, writer)
