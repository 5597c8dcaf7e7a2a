"""READ FIRST.  The one path from a county's YAML to its disclosure site, walked once::

    catalogues/*.yaml ┐
    content/*.md      ┴─ read ─▶ link ─▶ Site ─▶ rules ─▶ problems               load
                                          │
                                          ▼
                               for_audience ─▶ Site of what these readers may see
                                          │
                       for_edition, once a medium ─▶ what each edition wants drawn
                                          │
                              stage.draw ─▶ Edition ─ view ─▶ Output …           outputs
                                                                │
                            the host renders and writes them ◀──┘    gates, release

Enters: source files and the as-of date.  Leaves: problems, and outputs to be written.  Nothing
here touches a disk, a clock or Pelican: ``app`` does, around this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from . import rules
from .basics.law.library import LawText, library
from .basics.media import MEDIA
from .basics.output import Output
from .basics.problem import Problem, in_order
from .charts import stage
from .charts.model.geometry import LayOut
from .charts.power_charts import flow_jobs
from .charts.stage import Drawn, Each
from .county import link, read
from .county.audience import for_edition
from .county.facts import citations
from .county.read import Records, SourceFile
from .county.site import Site
from .editions import view_of
from .editions.edition import Edition, below
from .schema.common import Placed
from .schema.records.county import County

Laws = Callable[[Placed | None], tuple[Sequence[LawText], Sequence[Problem]]]
"""The texts of the law library (法规库), given the one that county.yaml names, and what is amiss."""


def load(
    files: Sequence[SourceFile], as_of: date, laws: Laws = lambda _: ((), ())
) -> tuple[Site | None, list[Problem]]:
    """The county as of a date, and every problem in its files; without laws no citation is checked."""
    records, problems = read.read(files)
    texts, unread = laws(_named_library(records))
    county, unlinked = link.link(records, as_of)
    held = library(texts)
    if county and held.titles:
        county = citations.consult(county, held)
    broken = rules.check(county) if county else ()
    unreviewed = rules.check_sources(files, records.items, as_of)
    return county, in_order([*problems, *unread, *unlinked, *broken, *unreviewed])


def outputs(seen: Site, lay_out: LayOut, each: Each = map) -> Iterator[Output]:
    """All files of a release of what its readers may see, edition by edition; ``each`` draws."""
    flows = dict(flow_jobs(seen))
    editions = [Edition(medium, for_edition(seen, medium.carrier), Drawn()) for medium in MEDIA]
    wanted = [view_of(edition.medium).wanted(edition.site, flows) for edition in editions]
    for edition, drawn in zip(editions, stage.draw(wanted, lay_out, each), strict=True):
        files: Iterable[Output] = view_of(edition.medium).view(replace(edition, drawn=drawn))
        yield from below(edition.medium.folder, files)


def _named_library(records: Records) -> Placed | None:
    return next((county.laws for county in records.of(County)), None)
