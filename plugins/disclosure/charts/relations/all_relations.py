"""All graphs of an edition of the county, drawn.

Enters: a ``Site``, the codes of the powers whose flows are drawn, a way to lay out DOT, and an
address for every target.  Leaves: ``NetworkPicture``s, by the name of the page's record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...county.site import Site
from ..model.geometry import Drawing, LayOut
from ..model.network import NOWHERE, Network, Target
from ..model.network_in_words import Branch, outline
from . import hierarchy, provenance, split_powers
from .network_drawing import draw

ALL = "units"
_UNIT, _SPLIT = ("unit", "机构"), ("split", "分权事项")


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """A graph: ``stem`` begins the names of its files, ``branches`` tell it as a list.

    ``page`` is whose page it stands on; the graph of the whole county stands on none of a record.
    """

    stem: str
    page: Target
    network: Network
    drawing: Drawing
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Draughtsman:
    """What every graph needs to be drawn."""

    lay_out: LayOut
    address: Callable[[Target], str]

    def picture(self, stem: str, page: Target, network: Network) -> NetworkPicture:
        """A drawing and its list; every id in them begins with the stem, so none is there twice."""
        prefix = f"{stem}-"
        drawing = _drawn(network, self.lay_out, self.address, prefix)
        return NetworkPicture(
            stem=stem,
            page=page,
            network=network,
            drawing=drawing,
            branches=outline(network, self.address, prefix),
        )


@lru_cache(maxsize=2048)
def _drawn(network: Network, lay_out: LayOut, address: Callable[[Target], str], prefix: str) -> Drawing:
    """Once for all editions that show the same."""
    return draw(network, lay_out, address, prefix=prefix)


@dataclass(frozen=True, slots=True)
class NetworkPictures:
    """The graphs of an edition: of the whole county, and by the code of what they are of."""

    whole: NetworkPicture | None
    levels: Mapping[str, NetworkPicture]
    units: Mapping[str, tuple[NetworkPicture, ...]]
    splits: Mapping[str, tuple[NetworkPicture, ...]]
    decisions: Mapping[str, NetworkPicture]

    def __iter__(self) -> Iterator[NetworkPicture]:
        """Every picture once."""
        yield from (self.whole,) if self.whole else ()
        yield from self.levels.values()
        for found in (*self.units.values(), *self.splits.values()):
            yield from found
        yield from self.decisions.values()


def pictures(site: Site, charted: Collection[str], by: Draughtsman) -> NetworkPictures:
    """Every graph that has something to show."""
    whole = hierarchy.whole(site)
    levels = {level.code: hierarchy.of_level(site, level) for level in site.county.levels}
    made = {code: provenance.of(site, decision, charted) for code, decision in site.decisions.items()}
    own = {unit.code: split_powers.of_unit(site, unit) for unit in site.units.values()}
    kinds = {split.code: split_powers.of_kind(site, split) for split in site.county.splits}
    return NetworkPictures(
        whole=by.picture(ALL, NOWHERE, whole) if whole else None,
        levels=dict(_lone("level", "层级", levels, by)),
        units=dict(_several("unit", "机构", own, by)),
        splits=dict(_several("split", "分权事项", kinds, by)),
        decisions=dict(_lone("decision", "决策", made, by)),
    )


def _lone(
    name: str, title: str, found: Mapping[str, Network | None], by: Draughtsman
) -> Iterator[tuple[str, NetworkPicture]]:
    for code, network in found.items():
        if network:
            yield code, by.picture(f"{name}-{code}", Target(title, code), network)


def _several(
    name: str, title: str, found: Mapping[str, tuple[Network, ...]], by: Draughtsman
) -> Iterator[tuple[str, tuple[NetworkPicture, ...]]]:
    """unit-MZJ, unit2-MZJ …: no code can make two of these names alike."""
    for code, nets in found.items():
        stems = (f"{name}{number}-{code}" for number in ("", *range(2, len(nets) + 1)))
        made = tuple(
            by.picture(stem, Target(title, code), net) for stem, net in zip(stems, nets, strict=False)
        )
        if made:
            yield code, made
