"""Where a build stands, and where its time went.

Enters: each stage as it begins, and each thing done in it.  Leaves: on a terminal a line with the
stage, what is done of how much and the time left; and a table of CPU and wall clock by stage.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ...basics.values import dataclass
from .executor import Executor
from .processes import Processes

READ, JUDGED, DRAWN, KEPT = "读", "判", "画", "沿用没有改的"
MADE, WRITTEN, LOOKED, SWAPPED = "页面", "写", "查", "换上"
T = TypeVar("T")
R = TypeVar("R")
StagePart = tuple[str, str]
"""A stage, and what of it: an edition, or nothing."""
_MANY = 1 << 12
"""So many things that this process does none of them: what is remembered while they are done would stay
with it, beside what is remembered in the next stage."""
_EVERY = 0.1
"""Seconds between two looks of the line."""


class GivenUp(BaseException):
    """A build need not go on: somebody wants another one.  It is no failure, and nobody answers it but
    who asked."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU, of this process and of those that it waited for, and of wall clock."""

    cpu: float = 0
    wall: float = 0

    def __add__(self, more: Spent) -> Spent:
        return Spent(self.cpu + more.cpu, self.wall + more.wall)

    def __sub__(self, less: Spent) -> Spent:
        return Spent(self.cpu - less.cpu, self.wall - less.wall)


def now() -> Spent:
    """Since some moment in the past."""
    used = os.times()
    cpu = time.process_time() + used.children_user + used.children_system
    return Spent(cpu, time.perf_counter())


def bar(console: Console) -> Progress:
    """A line where the console is a terminal, silence anywhere else.

    It has no thread of its own: beside one nothing could be forked (``processes``).
    """
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("还要"), TimeRemainingColumn(compact=True),
    )  # fmt: skip
    shown = console.is_terminal
    return Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False,
        disable=not shown,
    )  # fmt: skip


@dataclass
class Stages:
    """The stage that a build is in, and who does its work; and, where it is ``timed``, what those
    before it took.  ``heed`` may raise ``GivenUp``."""

    shown: Progress = field(default_factory=lambda: Progress(disable=True))
    timed: bool = False
    executor: Executor = field(default_factory=Processes)
    clock: Callable[[], Spent] = now
    heed: Callable[[], object] = lambda: None
    spent: dict[StagePart, Spent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._task = self.shown.add_task(READ, total=None)
        self._part: StagePart = (READ, "")
        self._since = self.clock()
        self._painted, self._at_once = 0.0, 1

    def begin(self, stage: str, total: int | None = None, at_once: int = 1) -> None:
        """A stage of so many things, where that is known; ``at_once`` are done while this process
        does one."""
        self.turn(stage)
        self._at_once = at_once
        self.shown.reset(self._task, description=stage, total=total)
        self._paint()

    def done(self) -> None:
        """One thing of the stage.  Raises what ``heed`` does."""
        self.heed()
        if not self.shown.disable:
            (task,) = self.shown.tasks
            most = self._at_once if task.total is None else task.total - task.completed
            self.shown.advance(self._task, min(self._at_once, most))
            self._paint()

    def watching(self, number: int) -> Callable[[float], object] | None:
        """What is told how far others are with so many things; nothing where this process helps them."""
        return self.reached if number >= _MANY else None

    def reached(self, part: float) -> None:
        """Others took so much of the stage in hand, from 0 to 1.  Raises what ``heed`` does."""
        self.heed()
        if not self.shown.disable:
            (task,) = self.shown.tasks
            self.shown.update(self._task, completed=int(part * (task.total or 0)))
            self._paint()

    def close(self, stage: str) -> None:
        """The last stage: what is printed from now on meets no line."""
        self.turn(stage)
        self.shown.stop()

    def turn(self, stage: str, part: str = "") -> StagePart:
        """The time from now on is that of a stage, and of a part of it; what it was that of."""
        was = self._part
        if self.timed:
            at = self.clock()
            self._charge(self._part, at - self._since)
            self._part, self._since = (stage, part), at
        return was

    def elsewhere(self, spent: Mapping[StagePart, Spent], *, watched: bool = False) -> None:
        """Another process spent this CPU, and this time if it was ``watched``; both were charged to the
        stage in which it was waited for."""
        for part, theirs in spent.items():
            told = theirs if watched else Spent(theirs.cpu)
            self._charge(self._part, Spent() - told)
            self._charge(part, told)

    def since(self, before: Mapping[StagePart, Spent]) -> dict[StagePart, Spent]:
        """What was spent since it was ``before``."""
        self.turn(*self._part)
        return {part: spent - before.get(part, Spent()) for part, spent in self.spent.items()}

    @contextmanager
    def drawing(self) -> Iterator[Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]]:
        """Has a function of every item begun, for whoever goes through the answers; what nobody asked
        for is given up in the end."""
        with ExitStack() as begun:

            def mapped(function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
                answers = begun.enter_context(self.executor.mapping(function, items, self.done))
                return self._drawn(answers, len(items))

            yield mapped

    def _drawn(self, answers: Callable[[], list[R]], number: int) -> Iterator[R]:
        """Waits for answers, with all that this process sees done counted, and goes on where it was."""
        was = self._part
        self.begin(DRAWN, number, self.executor.at_once)
        found = answers()
        self.turn(*was)
        yield from found

    def shared(
        self, function: Callable[[Iterable[T]], R], items: Sequence[T], total: int
    ) -> Iterator[R]:
        """The function of every share of the items, of which so many files are to be made."""
        self.begin(MADE, total, self.executor.at_once)
        return self.executor.shared(function, items, self.watching(len(items)))

    def counted(self, folder: Path, names: Sequence[str], at_once: int = 1, known: int = 0) -> _Counted:
        """Where files below a folder lie, each done when it is asked for; so many are ``known``."""
        self.begin(LOOKED, len(names), at_once)
        self.shown.update(self._task, completed=known)
        return _Counted(folder, dict.fromkeys(names), self)

    def table(self) -> Table:
        """CPU and wall clock by stage, in the order in which they began, and their sums."""
        self.turn(*self._part)
        whole = sum(self.spent.values(), Spent())
        table = Table(title="时间", title_justify="left", show_footer=True)
        table.add_column("阶段", "合计")
        for name, seconds in (("CPU 秒", whole.cpu), ("墙钟秒", whole.wall)):
            table.add_column(name, f"{seconds:.2f}", justify="right")
        for (stage, part), spent in self.spent.items():
            table.add_row(f"{stage} {part}", f"{spent.cpu:.2f}", f"{spent.wall:.2f}")
        return table

    def _charge(self, part: StagePart, spent: Spent) -> None:
        self.spent[part] = self.spent.get(part, Spent()) + spent

    def _paint(self) -> None:
        wall = time.perf_counter()
        if wall - self._painted > _EVERY:
            self.shown.refresh()
            self._painted = wall


@dataclass(frozen=True)
class _Counted(Mapping[str, Path]):
    folder: Path
    names: Mapping[str, None]
    stages: Stages

    def __getitem__(self, name: str) -> Path:
        self.names[name]
        self.stages.done()
        return self.folder / name

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)
