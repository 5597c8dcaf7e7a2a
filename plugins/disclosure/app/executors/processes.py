"""Work dealt out to this process and copies of it.

Enters: a function and what it is to be applied to.  Leaves: what it returned, in order.  Shares are
done in forked processes, which know all that this one knows; on Linux, while there is one thread
(a fork beside another thread may wait for ever), elsewhere in this process alone.
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import pickle
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Generic, TypeVar

from ...basics.files.os_errors import said
from ...basics.values import dataclass
from .executor import ProcessLost

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_ENDING = (signal.SIGINT, signal.SIGTERM)
"""They wait while we fork: what Python does then swallows exceptions, and with them the wish to end."""
_MOST_TICKETS, _TICKET = 1 << 13, 4
"""Tickets that a pipe holds while nobody reads, and bytes of one, which are read whole or not at all."""
_EVERY = 0.1
"""Seconds between two looks at what others did."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """Whoever calls it waits for what it gives; ``is_there`` says whether that takes no time."""

    give: Callable[[], R]
    is_there: Callable[[], bool] = lambda: True

    def __call__(self) -> R:
        return self.give()


@dataclass(frozen=True, slots=True)
class Processes:
    """This process and as many others as there are processors left, or as ``most`` allows."""

    most: int | None = None

    @property
    def at_once(self) -> int:
        return min(self.most or workers(), workers())

    def mapped(
        self, function: Callable[[T], R], items: Sequence[T], done: Callable[[], object] = lambda: None
    ) -> list[R]:
        """The function of every item, in their order."""
        with self.mapping(function, items, done) as answers:
            return answers()

    @contextmanager
    def mapping(
        self, function: Callable[[T], R], items: Sequence[T], done: Callable[[], object] = lambda: None
    ) -> Iterator[Callable[[], list[R]]]:
        """Have copies of this process begin to do so; whoever asks joins in, and waits for them."""

        def told(drawn: Iterable[tuple[int, T]]) -> Iterator[tuple[int, R]]:
            for number, item in drawn:
                yield number, function(item)
                done()

        def answers() -> list[R]:
            found = dict(chain.from_iterable(begun()))
            return [found[number] for number in range(len(items))]

        with self._begun(lambda drawn: list(told(drawn)), list(enumerate(items))) as begun:
            yield answers

    def shared(
        self, function: Callable[[Iterable[T]], R], items: Sequence[T],
        reached: Callable[[float], object] | None = None,
    ) -> Iterator[R]:  # fmt: skip
        """The function of what each process draws: whoever is free takes what comes next.

        With ``reached``, which is told from time to time which part of them was taken, all are left to
        copies of this process.  Raises what the function raised, or ``ProcessLost``.
        """
        with self._begun(function, items, reached) as answers:
            yield from answers()

    @contextmanager
    def _begun(
        self, function: Callable[[Iterable[T]], R], items: Sequence[T],
        reached: Callable[[float], object] | None = None,
    ) -> Iterator[Callable[[], Iterator[R]]]:  # fmt: skip
        """Copies of this process draw items meanwhile; whoever asks draws too, or is told what they
        ``reached``, and waits for them."""
        number = min(self.at_once, len(items)) or 1
        drawing = _Tickets.of(items) if number > 1 else items
        copies: list[_Worker] = []

        def answers() -> Iterator[R]:
            if reached and isinstance(drawing, _Tickets):
                _watch(copies, drawing, reached)
            else:
                yield function(drawing)
            yield from (copy.answer() for copy in copies)

        try:
            here = not (reached and number > 1)
            copies += (_Worker.begun(function, drawing) for _ in range(number - here))
            yield answers
        finally:
            for copy in copies:
                copy.end()
            if isinstance(drawing, _Tickets):
                os.close(drawing.handle)

    @contextmanager
    def beside(self, function: Callable[[], R]) -> Iterator[Answer[R]]:
        """Have a copy of this process do something meanwhile; whoever asks waits for the answer."""
        if self.at_once == 1:
            yield Answer(function)
            return
        worker = _Worker.begun(_alone(function), ())
        del function  # what it was given is the copy's to hold
        try:
            yield Answer(worker.answer, worker.is_done)
        finally:
            worker.end()


@dataclass(frozen=True, slots=True)
class _Tickets:
    """Items that several processes go through together, each taken by one of them.

    The pipe behind ``handle`` holds a ticket for so many items that follow each other.
    """

    items: Sequence[object]
    handle: int
    together: int

    @classmethod
    def of(cls, items: Sequence[object]) -> _Tickets:
        together = -(-len(items) // _MOST_TICKETS)
        reading, writing = os.pipe()
        numbers = range(0, len(items), together)
        os.write(writing, b"".join(first.to_bytes(_TICKET) for first in numbers))
        os.close(writing)
        return cls(items, reading, together)

    @property
    def taken(self) -> float:
        """Which part of the items, from 0 to 1."""
        waiting = int.from_bytes(fcntl.ioctl(self.handle, termios.FIONREAD, bytes(4)), sys.byteorder)
        return 1 - min(waiting // _TICKET * self.together / len(self.items), 1)

    def __iter__(self) -> Iterator[Any]:
        while ticket := os.read(self.handle, _TICKET):
            first = int.from_bytes(ticket)
            yield from self.items[first : first + self.together]


def _alone(function: Callable[[], R]) -> Callable[[object], R]:
    return lambda _: function()


def workers() -> int:
    """How many processes can work at once."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208  names only
        return 1
    return len(os.sched_getaffinity(0))


@dataclass(slots=True)
class _Worker:
    """A forked process; ``pid`` is 0 once it has ended."""

    pid: int
    handle: int

    @classmethod
    def begun(cls, function: Callable[[Any], object], share: Iterable[object]) -> _Worker:
        reading, writing = os.pipe()
        parent = os.getpid()
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            pid = os.fork()
        except OSError as error:
            os.close(reading)
            os.close(writing)
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
            raise ProcessLost(f"没有开成另一个进程：{said(error)}") from error
        if not pid:
            os.close(reading)
            _work(parent, heard, writing, function, share)
        os.close(writing)
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        return cls(pid, reading)

    def answer(self) -> Any:
        with os.fdopen(self.handle, "rb", closefd=False) as answers:
            told = answers.read()
        self.end()
        if not told:
            raise ProcessLost("一个生成进程没有做完就停了，多半是内存不够")
        done, answer = pickle.loads(told)  # noqa: S301  from a process of our own
        if not done:
            raise answer
        return answer

    def is_done(self) -> bool:
        """Whether whoever asks for its answer need not wait."""
        return not self.pid or bool(select.select([self.handle], (), (), 0)[0])

    def end(self) -> None:
        """What it still does nobody waits for; where this is interrupted it is not begun again: a copy
        ends with its process at the latest."""
        pid, self.pid = self.pid, 0
        if pid:
            os.close(self.handle)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _watch(copies: Sequence[_Worker], drawing: _Tickets, reached: Callable[[float], object]) -> None:
    """Say how far copies of this process are, until one of them has drawn its last."""
    while not select.select([copy.handle for copy in copies], (), (), _EVERY)[0]:
        reached(drawing.taken)


def _work(
    parent: int, heard: set[int], handle: int, function: Callable[[Any], object], share: Iterable[object]
) -> None:
    """The whole life of a worker: it ends with its parent however that ends, and says nothing else."""
    try:
        gc.disable()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to every process; the parent answers
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:  # else it ended before we asked
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):  # whoever reads the parent's words is not to wait for ours
                os.dup2(nowhere, stream)
            with os.fdopen(handle, "wb") as answers:
                answers.write(_told(function, share))
    finally:
        os._exit(0)


def _told(function: Callable[[Any], object], share: Iterable[object]) -> bytes:
    try:
        return pickle.dumps((True, function(share)))
    except Exception as error:  # noqa: BLE001  whatever it was, the parent raises it
        try:
            return pickle.dumps((False, error))
        except Exception:  # noqa: BLE001  it cannot be sent
            return pickle.dumps((False, ProcessLost(repr(error))))
