"""READ FIRST.  The one path from a county's YAML to its disclosure site, walked once::

    catalogues/*.yaml ┐
    content/*.md      ┴─ read ─▶ link ─▶ Site ─▶ rules ─▶ problems               load
                                          │
                                          ▼
                               for_audience ─▶ Site of what these readers may see
                                          │
                       for_edition, once a medium ─▶ what each edition wants drawn
                                          │
                              stage.draw ─▶ Edition ─ view ─▶ Output …          editions, files_of
                                                                │
                  the host makes and writes what changed ◀──────┘    gates, release

Enters: source files and the as-of date.  Leaves: problems, and outputs to be written.  Nothing
here touches a disk, a clock or Pelican: ``app`` does, around this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from . import rules
from .basics.digests import digest
from .basics.law.library import LawText, library
from .basics.media import MEDIA
from .basics.output import Output
from .basics.problem import Problem, in_order
from .charts import stage
from .charts.model.geometry import LayOut
from .charts.power_charts import flow_jobs
from .charts.stage import Each
from .county import link, read
from .county.audience import for_edition
from .county.facts import citations
from .county.facts.practices import kept_up
from .county.lookups.content_digests import ContentDigests
from .county.lookups.held import MadeOfHeld
from .county.read import Records, Remember, SourceFile, Sources, called
from .county.site import Site
from .editions import view_of
from .editions.edition import Edition, TextsOf, below, written_anew
from .schema.common import Placed
from .schema.records.county import County

Laws = Callable[[Placed | None], tuple[Sequence[LawText], Sequence[Problem]]]
"""The texts of the law library (法规库), given the one that county.yaml names, and what is amiss."""


def load(  # noqa: PLR0913, PLR0917  all that reading is about
    files: Sequence[SourceFile], as_of: date, laws: Laws = lambda _: ((), ()),
    judging: Callable[[], object] = lambda: None, remember: Remember = called,
    made: MadeOfHeld | None = None,
) -> tuple[Site | None, list[Problem]]:  # fmt: skip
    """The county as of a date, and every problem, first where a record was lost, from which more follow.

    Without laws no citation is checked.  ``judging`` is called when all is read; what is made of a file
    is asked of ``remember``, what is made of records of ``made``.
    """
    records, problems = read.read(files, remember)
    texts, unread = laws(_named_library(records))
    county, unlinked = link.link(records, as_of, made)
    county = county and replace(county, sources={file.path: digest(file.data) for file in files})
    if county and (held := library(texts)).titles:
        county = citations.consult(county, held)
    judging()
    broken = rules.check(county, remember) if county else ()
    unreviewed = rules.check_sources(Sources(files, remember), records.items, as_of)
    lost = records.unread | {problem.place.path for problem in unlinked if problem.is_error}
    return county, in_order([*problems, *unread, *unlinked, *broken, *unreviewed], lost)


def editions(  # noqa: PLR0913, PLR0917  all that making is about
    seen: Site, lay_out: LayOut, each: Each = stage.here, engine: Callable[[], str] = str,
    made: MadeOfHeld | None = None, texts_of: TextsOf = written_anew,
) -> list[Edition]:  # fmt: skip
    """Every edition of what its readers may see, with all that it wants, drawn by ``each``; ``engine``
    says which program lays out.  What is made of records is asked of ``made``, what is written of them
    of ``texts_of``."""
    flows = dict(flow_jobs(seen, made))
    sites = [for_edition(seen, medium.carrier) for medium in MEDIA]
    wanted = [view_of(of).wanted(site, flows) for of, site in zip(MEDIA, sites, strict=True)]
    drawn = stage.draw(wanted, lay_out, each, made)
    told, digests = (engine(), kept_up.as_seen(seen)), ContentDigests(seen.records)
    every = zip(MEDIA, sites, drawn, strict=True)
    return [Edition.watched(*parts, *told, digests, texts_of) for parts in every]


def files_of(edition: Edition) -> Iterator[Output]:
    """All files of an edition, by their paths in the release; each is made when it is asked for."""
    return below(edition.medium.folder, view_of(edition.medium).view(edition))


def _named_library(records: Records) -> Placed | None:
    return next((county.laws for county in records.of(County)), None)
