"""What a view is given: the part of the county addressed to its edition, and what was drawn for it.

Enters: nothing.  Leaves: ``Edition``, and the ``View`` that every edition's module is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import starmap
from typing import Any, Protocol, cast

from ..basics.media import Medium
from ..basics.output import Output
from ..charts.model.network import Target
from ..charts.power_charts import FlowJob, PowerChart
from ..charts.relations.all_relations import NetworkPicture
from ..charts.stage import Drawings, Drawn, Wanted
from ..county.facts.practices.kept_up import CatalogueStanding
from ..county.lookups.content_digests import ContentDigests
from ..county.lookups.watched import Read, Reads, Watched, WatchedSite
from ..county.site import Site, code_of
from ..schema.declare import Record

KeptUp = Mapping[str, CatalogueStanding]

_FLOW, _NETWORK, _STEMS = "drawing of a flow", "drawing of a network", "networks on a page"
_DIGEST, _BODY = "digest of a record", "digest of a body and its powers"


class TextsOf(Protocol):
    """What a function of a module writes of each of many values, in their order; nothing but what it is
    given decides that."""

    def __call__(
        self, function: partial[str], every: Iterable[tuple[object, ...]], /
    ) -> Iterable[str]: ...


def written_anew(function: partial[str], every: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Each of them now."""
    return starmap(function, every)


@dataclass(frozen=True)
class Edition:
    """One edition: ``site`` holds only what its audience may see and its carriers must show.

    ``drawn`` holds what the view wanted drawn, and ``engine`` says which program laid it out.
    ``kept_up`` says how the rows of each catalogue of publicity stand, on all carriers together: a page
    is given it.  ``digests`` are those of the records before the edition cut them, so that each carrier
    bears the same.  What a page asks of an edition is noted in ``reads``, so that it need not be made
    again as long as the answers are the same.  What a large file says of each
    record is asked of ``texts_of``.
    """

    medium: Medium
    site: Site
    drawn: Drawn
    reads: Reads = field(default_factory=Reads)
    engine: str = ""
    kept_up: KeptUp = field(default_factory=dict)
    digests: ContentDigests = field(default_factory=ContentDigests)
    texts_of: TextsOf = written_anew

    @classmethod
    def watched(  # noqa: PLR0913, PLR0917  all that an edition is
        cls, medium: Medium, site: Site, drawn: Drawn, engine: str, kept_up: KeptUp,
        digests: ContentDigests | None = None, texts_of: TextsOf = written_anew,
    ) -> Edition:  # fmt: skip
        """The edition of a plain site, whose records are whole where no ``digests`` are given."""
        reads, told = Reads(), digests or ContentDigests(site.records)
        return cls(medium, WatchedSite(site, reads), drawn, reads, engine, kept_up, told, texts_of)

    @cached_property
    def charts(self) -> Mapping[str, PowerChart]:
        """Flows by the code of the power; some powers may not be in ``site``."""
        return Watched(_FLOW, self.drawn.flows, self.reads)

    def graphs_on(self, page: Target) -> tuple[NetworkPicture, ...]:
        """The county's own graphs that stand on a page."""
        stems = Watched(_STEMS, self._stems, self.reads).get(_on(page), ())
        pictures = Watched(_NETWORK, self.drawn.networks, self.reads)
        return tuple(pictures[stem] for stem in stems)

    def digest_of(self, record: Record) -> str:
        """What tells what a record says from what it said before, alike on all carriers."""
        self.reads.note(_DIGEST, f"{record.title} {code_of(record)}")
        return self.digests.of(record)

    def digest_of_body(self, code: str) -> str:
        """Of a body and of its powers, as on sheets that tell of all; "" where it has none."""
        self.reads.note(_BODY, code)
        told = self.digests.body(code)
        return self.digests.of_all(told) if told else ""

    def answer(self, read: Read) -> object:
        """What the answer to a question that was noted is now: a drawing by its name."""
        name, key = read
        if name in (_FLOW, _NETWORK):
            found: Drawings[str, Any] = self.drawn.flows if name == _FLOW else self.drawn.networks
            return tuple(map(found.name, found)) if key is None else _name_in(found, key)
        if name == _STEMS:
            return self._stems.get(key or "")
        if name == _DIGEST:
            return self.digests.record(*str(key).split(" ", 1))
        if name == _BODY:
            return self.digests.body(str(key))
        return cast(WatchedSite, self.site).answer(read)

    @cached_property
    def _stems(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for stem, job in self.drawn.networks.jobs.items():
            found[_on(job.page)] = (*found.get(_on(job.page), ()), stem)
        return found


def _on(page: Target) -> str:
    return f"{page.record} {page.code}"


def _name_in(drawings: Drawings[str, Any], key: str) -> str:
    return drawings.name(key) if key in drawings.jobs else ""


class View(Protocol):
    """The module of an edition."""

    def wanted(self, site: Site, flows: Mapping[str, FlowJob]) -> Wanted:
        """What must be drawn before its pages are made, of all ``flows`` and of the site."""

    def view(self, edition: Edition) -> Iterator[Output]:
        """Its files, by their paths below the edition's folder."""


def below(folder: str, outputs: Iterable[Output]) -> Iterator[Output]:
    """The same outputs, one folder deeper in the release."""
    for output in outputs:
        yield output._replace(path=f"{folder}/{output.path}")
