"""What a view is given: the part of the county addressed to its edition, and what was drawn for it.

Enters: nothing.  Leaves: ``Edition``, and the ``View`` that every edition's module is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import field
from functools import cached_property, partial
from itertools import starmap
from typing import Any, Protocol, TypeVar, cast

from ..basics.media import Medium
from ..basics.output import Output
from ..basics.values import dataclass
from ..charts.model.network import Target
from ..charts.power_charts import FlowJob, PowerChart, ShownFlow, shown_flows
from ..charts.relations.all_relations import NetworkPicture
from ..charts.stage import Drawings, Drawn, Wanted
from ..county.facts.posts.answerable import CarriedRisk, risks_by_post
from ..county.facts.posts.charge import BesidePost, beside_posts
from ..county.facts.practices.kept_up import CatalogueStanding
from ..county.lookups.content_digests import ContentDigests
from ..county.lookups.made_alike import MadeAlike
from ..county.lookups.prints import alike
from ..county.lookups.watched import KEYS, Read, Reads, Watched, WatchedSite
from ..county.site import Site, code_of
from ..schema.declare import Record
from ..tables.written.deflated import Deflated

KeptUp = Mapping[str, CatalogueStanding]

_FLOW, _NETWORK, _STEMS = "drawing of a flow", "drawing of a network", "networks on a page"
_DIGEST, _BODY = "digest of a record", "digest of a body and its powers"
_DRAWN, _ENGINE, _KEPT_UP = "all that was drawn", "what laid it out", "how catalogues are kept up"
_RISKS, _BESIDE = "risks of all posts", "what is said beside the posts of a body"
_MEDIUM, _SHOWN = "what it is published as", "which flows are shown"
V = TypeVar("V")
KeptText = TypeVar("KeptText", bytes, Deflated)

FileListing = partial[Iterator[Output]]
"""A function that lists files of an edition, and what it is given."""
Lister = Callable[["Edition", FileListing], Iterable[Output]]
"""Goes through what a function lists, or knows it."""


def listed_anew(_: Edition, listing: FileListing) -> Iterable[Output]:
    """All that it lists."""
    return listing()


class TextsOf(Protocol):
    """What a function of a module writes of each of many values, in their order; nothing but what it is
    given decides that."""

    def __call__(
        self, function: partial[KeptText], every: Iterable[tuple[object, ...]], /
    ) -> Iterable[KeptText]: ...


def written_anew(function: partial[KeptText], every: Iterable[tuple[object, ...]]) -> Iterator[KeptText]:
    """Each of them now."""
    return starmap(function, every)


@dataclass(frozen=True)
class Edition:
    """One edition: ``site`` holds only what its audience may see and its carriers must show.

    ``drawings`` are what the view wanted drawn, and ``program`` says which one laid them out;
    ``standings`` say how the rows of each catalogue of publicity stand, on all carriers together.  A
    view asks for these by other names.  ``digests`` are those of the records before the edition cut
    them, so that each carrier bears the same.  What a page asks of an edition is noted in ``reads``, so
    that it need not be made again as long as the answers are the same; what is asked in order to list
    files ``lister`` notes, so that they need not be listed again.  What a large file says of each
    record, or of some that follow each other, is asked of ``texts_of``.
    """

    of: Medium
    site: Site
    drawings: Drawn
    reads: Reads = field(default_factory=Reads)
    program: str = ""
    standings: KeptUp = field(default_factory=dict)
    digests: ContentDigests = field(default_factory=ContentDigests)
    texts_of: TextsOf = written_anew
    made: MadeAlike = field(default_factory=MadeAlike)
    lister: Lister = listed_anew

    @classmethod
    def watched(  # noqa: PLR0913, PLR0917  all that an edition is
        cls, medium: Medium, site: Site, drawn: Drawn, engine: str, kept_up: KeptUp,
        digests: ContentDigests | None = None, texts_of: TextsOf = written_anew,
        made: MadeAlike | None = None,
    ) -> Edition:  # fmt: skip
        """The edition of a plain site, whose records are whole where no ``digests`` are given."""
        reads, told = Reads(), digests or ContentDigests(site.records)
        own = WatchedSite(site, reads)
        return cls(medium, own, drawn, reads, engine, kept_up, told, texts_of, made or MadeAlike())

    def listed_by(self, lister: Lister) -> Edition:
        """The same, with all that was made of it, whose pages somebody else goes through."""
        other = copy(self)
        vars(other)["lister"] = lister
        return other

    @cached_property
    def charts(self) -> Mapping[str, PowerChart]:
        """Flows by the code of the power; some powers may not be in ``site``."""
        return Watched(_FLOW, self.drawings.flows, self.reads)

    @property
    def medium(self) -> Medium:
        """What it is published as."""
        self.reads.note(_MEDIUM)
        return self.of

    @property
    def drawn(self) -> Drawn:
        """All that was drawn."""
        self.reads.note(_DRAWN)
        return self.drawings

    @property
    def shown_flows(self) -> Mapping[str, ShownFlow]:
        """Which flows it shows, and in which files, by the name of their drawings."""
        self.reads.note(_SHOWN)
        return self._shown

    @property
    def engine(self) -> str:
        """The program that laid it out."""
        self.reads.note(_ENGINE)
        return self.program

    @property
    def kept_up(self) -> KeptUp:
        """How the rows of each catalogue of publicity stand."""
        self.reads.note(_KEPT_UP)
        return self.standings

    def listed(self, function: Callable[..., Iterator[Output]], *of: str) -> Iterable[Output]:
        """The files that a function lists of this edition and of what the words name.

        Raises ``ValueError`` for a list in another, which would not know what that asked.
        """
        if self.reads.are_noted:
            raise ValueError(f"{function.__qualname__} is listed while another list is")
        return self.lister(self, partial(function, self, *of))

    @property
    def risks_by_post(self) -> Mapping[str, tuple[CarriedRisk, ...]]:
        """The risks of every post, by its code."""
        self.reads.note(_RISKS)
        return self._risks

    def beside_posts(self, unit: str) -> Mapping[str, BesidePost]:
        """What is said elsewhere of the posts of a body, by their codes."""
        self.reads.note(_BESIDE, unit)
        return self._beside[unit]

    def graphs_on(self, page: Target) -> tuple[NetworkPicture, ...]:
        """The county's own graphs that stand on a page."""
        stems = Watched(_STEMS, self._stems, self.reads).get(_on(page), ())
        pictures = Watched(_NETWORK, self.drawings.networks, self.reads)
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

    def alike(self, function: Callable[..., V], *given: object) -> V:
        """What a function makes of an edition and of values: what it made last for another edition,
        where that was told the same."""
        return self.made(function, self, *given)

    def is_told_as(self, other: Edition, read: Read) -> bool:
        """Whether a question has the same answer in both."""
        if self.answered_by(read[0]) is other.answered_by(read[0]):
            return True
        mine, theirs = self.answer(read), other.answer(read)
        return mine is theirs or alike(mine, theirs)

    def answered_by(self, name: str) -> object:
        """What decides the answers to questions of a name; editions for which it is the same thing give
        the same ones."""
        return self._plain if name not in _ANSWERS or name in _OF_SITE else self.of

    @cached_property
    def _plain(self) -> Site:
        return cast(WatchedSite, self.site).plain

    def answer(self, read: Read) -> object:
        """What the answer to a question that was noted is now: a drawing by its name."""
        name, key = read
        if known := _ANSWERS.get(name):
            return known(self, None if key == KEYS else key)
        return cast(WatchedSite, self.site).answer(read)

    @cached_property
    def _shown(self) -> Mapping[str, ShownFlow]:
        return shown_flows(self._plain.powers.values(), self.drawings.flows.jobs)

    @cached_property
    def _risks(self) -> Mapping[str, tuple[CarriedRisk, ...]]:
        return self.made(_risks, self, self._plain)

    @cached_property
    def _beside(self) -> Mapping[str, Mapping[str, BesidePost]]:
        return self.made(_beside, self, self._plain)

    @cached_property
    def _stems(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for stem, job in self.drawings.networks.jobs.items():
            found[_on(job.page)] = (*found.get(_on(job.page), ()), stem)
        return found


def _risks(_: Edition, site: Site) -> Mapping[str, tuple[CarriedRisk, ...]]:
    return risks_by_post(site)


def _beside(edition: Edition, site: Site) -> Mapping[str, Mapping[str, BesidePost]]:
    return beside_posts(site, edition._risks)  # noqa: SLF001  its own


def _on(page: Target) -> str:
    return f"{page.record} {page.code}"


def _name_in(drawings: Drawings[str, Any], key: str | None) -> object:
    if key is None:
        return tuple((of, drawings.name(of)) for of in drawings)
    return drawings.name(key) if key in drawings.jobs else ""


_ANSWERS: Mapping[str, Callable[[Edition, str | None], object]] = {
    _FLOW: lambda self, key: _name_in(self.drawings.flows, key),
    _NETWORK: lambda self, key: _name_in(self.drawings.networks, key),
    _STEMS: lambda self, page: self._stems.get(str(page)),
    _DIGEST: lambda self, record: self.digests.record(*str(record).split(" ", 1)),
    _BODY: lambda self, unit: self.digests.body(str(unit)),
    _RISKS: lambda self, _: self._risks,
    _BESIDE: lambda self, unit: tuple(self._beside.get(str(unit), {}).items()),
    _DRAWN: lambda self, _: self.drawings.names(),
    _SHOWN: lambda self, _: self._shown,
    _ENGINE: lambda self, _: self.program,
    _KEPT_UP: lambda self, _: self.standings,
    _MEDIUM: lambda self, _: self.of,
}
"""What an edition answers, by what was asked for: what is under a key, or for None all of it."""
_OF_SITE = (_RISKS, _BESIDE)
"""Of these, what is made of the site alone."""


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
