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

from . import audience, records, rules, site
from .charts import LayOut, draw
from .output import Output
from .problem import Problem, in_order
from .records import SourceFile
from .views import kiosk, led, public
from .views.edition import Edition

View = Callable[[Edition], Iterator[Output]]

VIEWS: tuple[tuple[str, View], ...] = (
    ("门户", public.view),
    ("触摸屏", kiosk.view),
    ("显示屏", led.view),
)


def load(files: Iterable[SourceFile], as_of: date) -> tuple[site.Site | None, list[Problem]]:
    """The county as of a date, and every problem in its files."""
    read, problems = records.read(files)
    county, unlinked = site.link(read, as_of)
    broken_rules = rules.check(county) if county else ()
    return county, in_order([*problems, *unlinked, *broken_rules])


def outputs(county: site.Site, reader: audience.Audience, lay_out: LayOut) -> Iterator[Output]:
    """All files of a release for one audience, edition by edition."""
    seen = audience.for_audience(county, reader)
    charts = draw(seen, lay_out)
    for edition, view in VIEWS:
        yield from view(Edition(audience.for_edition(seen, edition), charts))
