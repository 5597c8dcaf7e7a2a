"""Every file of a release, edition by edition, as the host asks for them.

Enters: what some readers may see.  Leaves: outputs by their paths in the release.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import pipeline
from disclosure.basics.output import Output
from disclosure.charts.graphviz import dot
from disclosure.charts.model.geometry import LayOut
from disclosure.charts.stage import Each, here
from disclosure.county.site import Site


def outputs(seen: Site, lay_out: LayOut = dot.lay_out, each: Each = here) -> Iterator[Output]:
    """All of them."""
    for edition in pipeline.editions(seen, lay_out, each):
        yield from pipeline.files_of(edition)
