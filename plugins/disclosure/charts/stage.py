"""The one drawing stage: all that is drawn for a release is drawn here, through one ``each``.

Enters: what every edition wants drawn, a way to lay out DOT, and a ``map`` that may remember what it
drew before and may work in several processes.  Leaves: for every edition what it wanted, drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .column.screen_board import BoardPicture, BoardsJob
from .model.geometry import LayOut
from .power_charts import FlowJob, PowerChart
from .relations.all_relations import NetworkJob, NetworkPicture

DrawingJob = FlowJob | NetworkJob | BoardsJob
Each = Callable[[Callable[[DrawingJob], str], Iterable[DrawingJob]], Iterable[str]]
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same, drawn; a flow's boards are as many as it takes."""

    flows: Mapping[str, PowerChart] = field(default_factory=dict)
    networks: Mapping[str, NetworkPicture] = field(default_factory=dict)
    boards: Mapping[Board, Sequence[BoardPicture]] = field(default_factory=dict)


def draw(wanted: Sequence[Wanted], lay_out: LayOut, each: Each = map) -> list[Drawn]:
    """What each edition wanted, in their order; a job that several share is drawn once."""
    jobs = {id(job): job for edition in wanted for job in edition.jobs()}
    made = dict(zip(jobs, each(partial(_drawn, lay_out), jobs.values()), strict=True))
    charts: dict[int, PowerChart] = {}
    for job in (job for edition in wanted for job in edition.flows.values()):
        if id(job) not in charts:
            charts[id(job)] = job.finished(made[id(job)])
    return [
        Drawn(
            {code: charts[id(job)] for code, job in edition.flows.items()},
            {stem: job.finished(made[id(job)]) for stem, job in edition.networks.items()},
            {board: job.finished(made[id(job)]) for board, job in edition.boards.items()},
        )
        for edition in wanted
    ]


def _drawn(lay_out: LayOut, job: DrawingJob) -> str:
    """One job, in whichever process."""
    return job.draw(lay_out)
