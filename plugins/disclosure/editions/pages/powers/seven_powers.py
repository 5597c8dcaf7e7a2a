"""七分权: for each kind of power that the county splits, who signs, decides, carries out, watches.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``SeparationPage``, where a power declares its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....schema.records.county import SplitPower
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Anchor, Contents, Head, ListEntry, Section
from .. import entries
from . import relation_drawings, split_coverage
from .relation_drawings import GraphView
from .split_coverage import TITLE, CoverageTable

NOTE = "党政主要领导不直接分管、不签批的几类权：每一类由谁审签、谁决定、谁经办、谁监督。"


@dataclass(frozen=True, slots=True)
class PowerKindView:
    """A kind of power: its graphs, and the powers that belong to it."""

    section: Section
    note: str
    graphs: tuple[GraphView, ...]
    powers: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class SeparationPage:
    """All kinds that some power of the edition belongs to."""

    head: Head
    title: str
    note: str
    coverage: CoverageTable
    kinds: tuple[PowerKindView, ...]

    @property
    def contents(self) -> Contents:
        return Contents(tuple(kind.section for kind in self.kinds))


def pages(edition: Edition) -> Iterator[Html]:
    if way(edition):
        yield Html(urls.SEPARATION, "powers/separation.html", partial(_page, edition))
        yield from split_coverage.pages(edition)


def way(edition: Edition) -> Anchor | None:
    """The way to the page, where it is made."""
    declared = any(power.split for power in edition.site.powers.values())
    return Anchor(TITLE, urls.SEPARATION) if declared else None


def _page(edition: Edition) -> SeparationPage:
    kinds = (_kind(edition, split) for split in edition.site.county.splits)
    head = links.head(
        edition,
        TITLE,
        "units",
        Anchor("机构", urls.UNITS),
        Anchor(TITLE),
        description=NOTE,
        column="机构",
    )
    coverage = split_coverage.by_level(edition)
    return SeparationPage(head, TITLE, NOTE, coverage, tuple(kind for kind in kinds if kind.powers))


def _kind(edition: Edition, split: SplitPower) -> PowerKindView:
    powers = edition.site.powers.values()
    own = tuple(entries.power(edition, p) for p in powers if p.split and p.split.code == split.name)
    graphs = relation_drawings.of_kind(edition, split.code)
    return PowerKindView(Section(split.code, split.name), split.note, graphs, own)
