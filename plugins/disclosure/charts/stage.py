"""The one drawing stage: all that is drawn for a release is drawn here, through one ``each``.

Enters: what every edition wants drawn, a way to lay out DOT, and an ``each`` that may remember what it
drew before and may work in several processes.  Leaves: for every edition what it wanted, drawn; a
drawing is taken out of store when a page asks for it, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Any, TypeVar

from ..basics.digests import digest
from ..basics.values import dataclass
from ..county.held import MadeOfHeld
from .column.screen_board import BoardPicture, BoardsJob
from .model.geometry import LayOut
from .power_charts import FlowJob, PowerChart
from .relations.all_relations import NetworkJob, NetworkPicture

DrawingJob = FlowJob | NetworkJob | BoardsJob
Each = Callable[[Callable[[DrawingJob], str], Mapping[str, DrawingJob]], Mapping[str, str]]
"""Draws jobs, each named by a digest of all that enters it."""
Board = tuple[str, str]
"""A screen's code and a power's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edition needs drawn: flows by the power's code, graphs by their stem, boards."""

    flows: Mapping[str, FlowJob] = field(default_factory=dict)
    networks: Mapping[str, NetworkJob] = field(default_factory=dict)
    boards: Mapping[Board, BoardsJob] = field(default_factory=dict)

    def jobs(self) -> Iterator[DrawingJob]:
        """Everything, in a lasting order."""
        yield from self.flows.values()
        yield from self.networks.values()
        yield from self.boards.values()


K = TypeVar("K")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class _Store:
    """What was drawn: names by the identity of the job, drawings by their names, and those taken out."""

    names: Mapping[int, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    ready: dict[str, Any] = field(default_factory=dict)


class Drawings(Mapping[K, P]):
    """What was drawn of ``jobs``, each ready once somebody asks for it."""

    def __init__(self, jobs: Mapping[K, Any] | None = None, store: _Store | None = None) -> None:
        self.jobs: Mapping[K, Any] = jobs or {}
        self._store = store or _Store()

    def name(self, key: K) -> str:
        """What tells this drawing from every other: a digest of all that enters it."""
        return self._store.names[id(self.jobs[key])]

    def made(self) -> Iterator[tuple[str, str]]:
        """Every drawing as it was made, by its name."""
        for name in map(self.name, self.jobs):
            yield name, self._store.made[name]

    def __getitem__(self, key: K) -> P:
        name, ready = self.name(key), self._store.ready
        if name not in ready:
            ready[name] = self.jobs[key].finished(self._store.made[name])
        found: P = ready[name]
        return found

    def __contains__(self, key: object) -> bool:
        """Nothing is taken out of store for that."""
        return key in self.jobs

    def __iter__(self) -> Iterator[K]:
        return iter(self.jobs)

    def __len__(self) -> int:
        return len(self.jobs)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same, drawn; a flow's boards are as many as it takes."""

    flows: Drawings[str, PowerChart] = field(default_factory=Drawings)
    networks: Drawings[str, NetworkPicture] = field(default_factory=Drawings)
    boards: Drawings[Board, Sequence[BoardPicture]] = field(default_factory=Drawings)

    def names(self) -> tuple[object, ...]:
        """What tells all of it from whatever else could be drawn."""
        every: tuple[Drawings[Any, Any], ...] = (self.flows, self.networks, self.boards)
        return tuple((key, drawings.name(key)) for drawings in every for key in drawings)

    def made(self) -> Iterator[tuple[str, str]]:
        """Every drawing as it was made, by its name."""
        yield from self.flows.made()
        yield from self.networks.made()
        yield from self.boards.made()


def here(function: Callable[[DrawingJob], str], jobs: Mapping[str, DrawingJob]) -> Mapping[str, str]:
    """Every job drawn now, by this process."""
    return {name: function(job) for name, job in jobs.items()}


def draw(
    wanted: Sequence[Wanted], lay_out: LayOut, each: Each = here, known: MadeOfHeld | None = None
) -> list[Drawn]:
    """What each edition wanted, in their order; jobs of the same content are drawn once."""
    held = known or MadeOfHeld()
    jobs = {id(job): job for edition in wanted for job in edition.jobs()}
    names = {key: _name(job, held) for key, job in jobs.items()}
    made = each(partial(_drawn, lay_out), {names[key]: job for key, job in jobs.items()})
    store = _Store(names, made)
    return [
        Drawn(
            Drawings(edition.flows, store),
            Drawings(edition.networks, store),
            Drawings(edition.boards, store),
        )
        for edition in wanted
    ]


def _name(job: DrawingJob, held: MadeOfHeld) -> str:
    """A digest of all that enters a drawing, made once as long as that is held; of a flow, its graph
    apart."""
    return (
        held(_of_flow, job, held(_digest, job.graph)) if isinstance(job, FlowJob) else held(_digest, job)
    )


def _of_flow(job: FlowJob, graph: str) -> str:
    return _digest((graph, job.leaders, job.told))


def _digest(value: object) -> str:
    return digest(repr(value).encode())


def _drawn(lay_out: LayOut, job: DrawingJob) -> str:
    """One job, in whichever process."""
    return job.draw(lay_out)
