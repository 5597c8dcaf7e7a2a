"""READ FIRST.  The one path from a county's YAML to its disclosure site::

    catalogues/*.yaml  ─ records.read ─▶ Records ─ site.link ─▶ Site ─ rules.check ─▶ problems
    content/*.md       ─┘                                        │
                        audience.for_audience ◀──────────────────┘
                                 │
                        draw (flow charts) ─▶ Edition ─ VIEWS ─▶ Output … ─ gates, publish

Enters: source files and the as-of date.  Leaves: problems, and outputs to be written.  Nothing
here touches a disk, a clock or Pelican: ``disk`` reads, ``pelican_adapter`` renders and writes,
``gates`` look at what was written, ``publish`` swaps it in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from . import rules
from .basics.law.library import LawText, library
from .basics.output import Output
from .basics.problem import Problem, in_order
from .charts.model.geometry import LayOut
from .charts.power_charts import Each, draw
from .county import audience, link, site
from .county import read as records
from .county.facts import citations
from .county.read import SourceFile
from .editions import kiosk, led, public
from .editions.edition import Edition
from .schema.common import Placed
from .schema.records.county import County

View = Callable[[Edition], Iterator[Output]]

VIEWS: tuple[tuple[str, View], ...] = (
    ("门户", public.view),
    ("触摸屏", kiosk.view),
    ("显示屏", led.view),
)


def load(
    files: Iterable[SourceFile], as_of: date, laws: Iterable[LawText] = ()
) -> tuple[site.Site | None, list[Problem]]:
    """The county as of a date, and every problem in its files.

    ``laws`` are the texts of the law library (法规库); without them no citation is checked.
    """
    files = list(files)
    read, problems = records.read(files)
    county, unlinked = link.link(read, as_of)
    held = library(laws)
    if county and held.titles:
        county = citations.consult(county, held)
    broken_rules = rules.check(county) if county else ()
    unreviewed = rules.check_sources(files, read.items, as_of)
    return county, in_order([*problems, *unlinked, *broken_rules, *unreviewed])


def law_folder(files: Iterable[SourceFile]) -> Placed | None:
    """The law library (法规库) that county.yaml names, as written there."""
    read, _ = records.read(file for file in files if file.path == link.COUNTY_FILE)
    return next((county.laws for county in read.of(County)), None)


def outputs(
    county: site.Site, reader: audience.Audience, lay_out: LayOut, each: Each = map
) -> Iterator[Output]:
    """All files of a release for one audience, edition by edition; ``each`` draws the charts."""
    seen = audience.for_audience(county, reader)
    charts = draw(seen, lay_out, each)
    for edition, view in VIEWS:
        yield from view(Edition(audience.for_edition(seen, edition), charts, lay_out))
