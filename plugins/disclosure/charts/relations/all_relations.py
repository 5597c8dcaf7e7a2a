"""Every graph of the county that has something to show, of a whole edition.

Enters: a ``Site``, the codes of the powers whose flows are drawn, and an address for every target.
Leaves: a ``NetworkJob`` for every graph, which the drawing stage draws; it ends in a
``NetworkPicture``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ...basics.values import dataclass
from ...county.facts.histories.changes import changed_on
from ...county.held import alone
from ...county.site import Site
from ...schema.records.county import SplitPower
from ...schema.records.decisions.decision import Decision
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..model.geometry import LayOut
from ..model.network import NOWHERE, Network, Target
from ..model.network_in_words import Branch, outline
from ..taken_away.network_in_dot import dot_of
from . import hierarchy, provenance, split_powers
from .network_drawing import draw

WHOLE_COUNTY = "units"
"""The stem of the graph of all units."""


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """A graph: ``stem`` begins the names of its files, ``branches`` tell it as a list.

    ``page`` is whose page it stands on; the graph of the whole county stands on none of a record.
    """

    stem: str
    page: Target
    network: Network
    svg: str
    width: int
    dot: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class NetworkJob:
    """All that enters a drawing of a graph; its ``repr`` tells apart whatever differs.

    Every id in the drawing begins with the stem, so none is there twice on a page.  ``told`` is what its
    DOT says below its title.
    """

    stem: str
    page: Target
    network: Network
    addresses: tuple[tuple[Target, str], ...]
    told: tuple[str, ...] = ()

    def draw(self, lay_out: LayOut) -> str:
        """The drawing as JSON: what a cache keeps, and what workers hand back."""
        address = dict(self.addresses).__getitem__
        drawing = draw(self.network, lay_out, address, prefix=f"{self.stem}-")
        source = dot_of(self.network, self.told)
        return json.dumps((drawing.svg, drawing.width, source), ensure_ascii=False)

    def finished(self, made: str) -> NetworkPicture:
        """The picture of what ``draw`` made, and its list."""
        svg, width, dot = json.loads(made)
        told = outline(self.network, dict(self.addresses).__getitem__, f"{self.stem}-")
        return NetworkPicture(
            stem=self.stem,
            page=self.page,
            network=self.network,
            svg=svg,
            width=width,
            dot=dot,
            branches=told,
        )


def network_jobs(
    site: Site, charted: Collection[str], address: Callable[[Target], str]
) -> Iterator[NetworkJob]:
    """The drawings of the whole county, each level, unit, kind of split power and decision."""
    yield from _of_bodies(site, address)
    bodies, made = alone(site, Unit), site.made
    for unit in site.units.values():
        yield from made(_of_unit, bodies, unit, address, *site.powers_of[unit.code])
    for kind in site.county.splits:
        powers = (
            power for power in site.powers.values() if power.split and power.split.code == kind.name
        )
        yield from made(_of_kind, bodies, kind, address, *powers)
    for decision in site.decisions.values():
        if network := provenance.of(site, decision, charted):
            page = Target(Decision.title, decision.code)
            yield _job(f"decision-{decision.code}", page, network, address, _told(decision))


def _job(
    stem: str, page: Target, network: Network, address: Callable[[Target], str],
    told: Iterable[str] = (),
) -> NetworkJob:  # fmt: skip
    addresses = {target: address(target) for target in network.targets() if target.record}
    return NetworkJob(stem, page, network, tuple(addresses.items()), tuple(told))


def _told(decision: Decision) -> Iterator[str]:
    """When it was published, and last changed; what shows many records has no day of its own."""
    changed = changed_on(decision)
    yield f"公布日期 {decision.published}"
    yield f"更新日期 {changed}" if changed > decision.published else ""


def _of_bodies(site: Site, address: Callable[[Target], str]) -> Iterator[NetworkJob]:
    if whole := hierarchy.whole(site):
        yield _job(WHOLE_COUNTY, NOWHERE, whole, address)
    for level in site.county.levels:
        if network := hierarchy.of_level(site, level):
            yield _job(f"level-{level.code}", Target("层级", level.code), network, address)


def _of_unit(
    bodies: Site, unit: Unit, address: Callable[[Target], str], *powers: Power
) -> Sequence[NetworkJob]:
    networks = split_powers.of_unit(bodies, unit, powers)
    return _several("unit", Target("机构", unit.code), networks, address)


def _of_kind(
    bodies: Site, kind: SplitPower, address: Callable[[Target], str], *powers: Power
) -> Sequence[NetworkJob]:
    networks = split_powers.of_kind(bodies, kind, powers)
    return _several("split", Target("分权事项", kind.code), networks, address)


def _several(
    name: str, page: Target, networks: Iterable[Network], address: Callable[[Target], str]
) -> Sequence[NetworkJob]:
    """unit-MZJ, unit2-MZJ …: no code can make two of these names alike."""
    return [
        _job(f"{name}{number if number > 1 else ''}-{page.code}", page, network, address)
        for number, network in enumerate(networks, 1)
    ]
