"""READ FIRST.  The one path from a county's YAML to its disclosure site, walked once::

    catalogues/*.yaml ┐
    content/*.md      ┴─ read ─▶ link ─▶ Site ─▶ rules ─▶ problems               linked, judged
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
from .basics.law.library import LawText, library
from .basics.media import MEDIA
from .basics.output import Output
from .basics.problem import Problem, in_order
from .basics.values import dataclass
from .charts import stage
from .charts.model.geometry import LayOut
from .charts.power_charts import flow_jobs
from .charts.stage import Each
from .county import link, read
from .county.audience import for_edition
from .county.facts import citations
from .county.facts.practices import kept_up
from .county.held import MadeOfHeld
from .county.lookups.content_digests import ContentDigests
from .county.lookups.made_alike import MadeAlike
from .county.read import Records, Remember, SourceFile, Sources, called
from .county.site import Site
from .editions import view_of
from .editions.edition import Edition, TextsOf, below, written_anew
from .schema.common import Placed
from .schema.records.county import County

Laws = Callable[[Placed | None], tuple[Sequence[LawText], Sequence[Problem]]]
"""The texts of the law library (法规库), given the one that county.yaml names, and what is amiss."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A county as far as it could be linked, and what was amiss in reading and in linking."""

    county: Site | None
    records: Records
    sources: Sources
    as_of: date
    unread: Sequence[Problem]
    unlinked: Sequence[Problem]

    def judged(self) -> list[Problem]:
        """Every problem, first where a record was lost, from which more follow."""
        broken = rules.check(self.county, self.sources.remember) if self.county else ()
        unreviewed = rules.check_sources(self.sources, self.records.items, self.as_of)
        lost = {problem.place.path for problem in self.unlinked if problem.is_error}
        every = (*self.unread, *self.unlinked, *broken, *unreviewed)
        return in_order(every, self.records.unread | lost)


def linked(
    files: Sequence[SourceFile], as_of: date, laws: Laws = lambda _: ((), ()),
    remember: Remember = called, made: MadeOfHeld | None = None,
) -> Linked:  # fmt: skip
    """The county as of a date; without laws no citation is checked.

    What is made of a file is asked of ``remember``, what is made of records of ``made``.
    """
    records, problems = read.read(files, remember)
    texts, unread = laws(next((county.laws for county in records.of(County)), None))
    county, unlinked = link.link(records, as_of, made)
    county = county and replace(county, sources={file.path: file.digest for file in files})
    if county and (held := library(texts)).titles:
        county = citations.consult(county, held)
    amiss, sources = [*problems, *unread], Sources(files, remember)
    return Linked(county, records, sources, as_of=as_of, unread=amiss, unlinked=unlinked)


def load(
    files: Sequence[SourceFile], as_of: date, laws: Laws = lambda _: ((), ()),
    remember: Remember = called,
) -> tuple[Site | None, list[Problem]]:  # fmt: skip
    """The same, and every problem."""
    return (of := linked(files, as_of, laws, remember)).county, of.judged()


def editions(
    seen: Site, lay_out: LayOut, each: Each = stage.here, engine: Callable[[], str] = str,
    texts_of: TextsOf = written_anew,
) -> list[Edition]:  # fmt: skip
    """Every edition of what its readers may see, with all that it wants, drawn by ``each``; ``engine``
    says which program lays out.  What is written of records is asked of ``texts_of``."""
    flows = dict(flow_jobs(seen))
    sites, once = [for_edition(seen, medium.carrier) for medium in MEDIA], MadeOfHeld()
    wanted = [once(view_of(of).wanted, site, flows) for of, site in zip(MEDIA, sites, strict=True)]
    drawn = stage.draw(wanted, lay_out, each, seen.made)
    told, digests = (engine(), kept_up.as_seen(seen)), ContentDigests(seen.records)
    every, alike = zip(MEDIA, sites, drawn, strict=True), MadeAlike()
    return [Edition.watched(*parts, *told, digests, texts_of, alike) for parts in every]


def files_of(edition: Edition) -> Iterator[Output]:
    """All files of an edition, by their paths in the release; each is made when it is asked for."""
    return below(edition.medium.folder, view_of(edition.medium).view(edition))
