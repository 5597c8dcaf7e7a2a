"""Paper: posters for walls, sheets for notice boards, booklets; made by ``disclosure print``.

Enters: an ``Edition`` of all that an audience may see, and the flows of its powers.  Leaves: sheets
each to be set by a template of ``theme/print``.  The edition is made apart from the others:
it needs a program that sets type, and is wanted when somebody goes to print, not at every build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ...basics.media import Paper
from ...charts.power_charts import FlowJob
from ..edition import Edition
from .boards import decision_boards
from .booklets import booklets
from .paper import PaperSheet
from .posters import flow_posters, window_posters


def sheets(
    edition: Edition, flows: Mapping[str, FlowJob], papers: Sequence[Paper], units: Collection[str]
) -> Iterator[PaperSheet]:
    """All sheets; of some ``units`` only, where any are named."""
    made = (*flow_posters(edition, flows, papers), *window_posters(edition, papers))
    for sheet in (*made, *decision_boards(edition)):
        if not units or sheet.owner in units:
            yield sheet
    yield from booklets(edition, flows, units)
