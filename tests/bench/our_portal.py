"""The pages of the portal alone, for a ratio against those who do no more: ``COUNTY OUTPUT DAY``.

Enters: a county.  Leaves: the pages of one edition, with no chart drawn, no gate run, nothing
swapped in: what is left when all that peers do not do is taken away, but for reading and checking.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path

from disclosure import release
from disclosure.app.executors.processes import Processes
from disclosure.app.host.pelican_adapter import render
from disclosure.app.host.render_job import RenderJob
from disclosure.app.load import linked
from disclosure.basics.media import FRONT
from disclosure.charts.stage import Drawn
from disclosure.county.audience import Audience, for_audience, for_edition
from disclosure.county.facts.practices import kept_up
from disclosure.editions.edition import Edition


def main(county: Path, out: Path, day: date) -> None:
    """Build it."""
    here = Processes()
    read = linked(county, day, here=here)
    if read.site is None:
        sys.exit("这个县读不进来")
    seen = for_edition(for_audience(read.site, Audience()), FRONT.carrier)
    with read.asked(read.judged, here) as amiss, release.staging(out) as stage:
        edition = Edition.watched(FRONT, seen, Drawn(), "", kept_up.as_seen(seen))
        render(RenderJob([edition], seen, stage, allow=amiss), county)
        stage.root.rename(out / "pages")


if __name__ == "__main__":
    gc.disable()  # as the command does, which takes nothing apart at its end either
    main(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
    sys.stdout.flush()
    os._exit(0)
