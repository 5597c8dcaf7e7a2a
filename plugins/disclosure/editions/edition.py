"""What a view is given: the part of the county addressed to it, and the charts already drawn.

Enters: nothing.  Leaves: ``Edition``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..basics.output import Output
from ..charts.model.geometry import LayOut
from ..charts.power_charts import PowerChart
from ..charts.relations.all_relations import Draughtsman, NetworkPictures, pictures
from ..county.site import Site
from .parts import urls


@dataclass(frozen=True)
class Edition:
    """One edition: ``site`` holds only what its audience may see and its carriers must show.

    ``charts`` is by the code of the power and may hold powers that are not in ``site``.
    ``lay_out`` is the way to Graphviz for the county's own graphs.  ``outside`` is false where no
    link may lead out of the site, as on a ``kiosk``.
    """

    site: Site
    charts: Mapping[str, PowerChart]
    lay_out: LayOut
    outside: bool = True
    kiosk: bool = False

    @cached_property
    def graphs(self) -> NetworkPictures:
        """The county's own graphs, drawn once, of what this edition holds."""
        return pictures(self.site, self.charts.keys(), Draughtsman(self.lay_out, urls.of_graph))


def below(folder: str, outputs: Iterable[Output]) -> Iterator[Output]:
    """The same outputs, one folder deeper in the release."""
    for output in outputs:
        yield replace(output, path=f"{folder}/{output.path}")
