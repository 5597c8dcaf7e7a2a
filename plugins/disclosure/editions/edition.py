"""What a view is given: the part of the county addressed to its edition, and what was drawn for it.

Enters: nothing.  Leaves: ``Edition``, and the ``View`` that every edition's module is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from ..basics.media import Medium
from ..basics.output import Output
from ..charts.model.network import Target
from ..charts.power_charts import FlowJob, PowerChart
from ..charts.relations.all_relations import NetworkPicture
from ..charts.stage import Drawn, Wanted
from ..county.site import Site


@dataclass(frozen=True)
class Edition:
    """One edition: ``site`` holds only what its audience may see and its carriers must show.

    ``drawn`` holds what the view wanted drawn.
    """

    medium: Medium
    site: Site
    drawn: Drawn

    @property
    def charts(self) -> Mapping[str, PowerChart]:
        """Flows by the code of the power; some powers may not be in ``site``."""
        return self.drawn.flows

    @cached_property
    def graphs(self) -> Mapping[Target, tuple[NetworkPicture, ...]]:
        """The county's own graphs, by whose page they stand on."""
        found: dict[Target, tuple[NetworkPicture, ...]] = {}
        for picture in self.drawn.networks.values():
            found[picture.page] = (*found.get(picture.page, ()), picture)
        return found


class View(Protocol):
    """The module of an edition."""

    def wanted(self, site: Site, flows: Mapping[str, FlowJob]) -> Wanted:
        """What must be drawn before its pages are made, of all ``flows`` and of the site."""

    def view(self, edition: Edition) -> Iterator[Output]:
        """Its files, by their paths below the edition's folder."""


def below(folder: str, outputs: Iterable[Output]) -> Iterator[Output]:
    """The same outputs, one folder deeper in the release."""
    for output in outputs:
        yield replace(output, path=f"{folder}/{output.path}")
