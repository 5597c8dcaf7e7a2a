"""Work dealt out to the workers of a Dask cluster, which know nothing of this process.

Enters: the address of a scheduler; a function and what it is to be applied to.  Leaves: what it
returned.  A function is pickled, so it says itself what it needs as plain data (``host.parcel``); it
goes to each worker once, however many shares that takes.  A worker that is lost loses nothing: others
do its shares.  One that runs another program is refused before it does anything.

Whoever reaches the scheduler can run any program on every machine of the cluster: docs/scale.md.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from ...basics.values import dataclass
from . import worker
from .executor import ProcessLost

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

SHARE = 100
"""Things for one worker at once; no more than these are not worth the sending."""
PATIENCE = 10
"""Seconds without an answer before the cluster is asked whether anybody is there."""
CALL = 10
"""Seconds in which a scheduler must have been reached."""

_SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1TB"}
"""What is sent must be sent, and goes to each worker once: no warning of its size."""


class NoCluster(Exception):
    """There is no cluster that could do the work."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An ``Executor``: every share goes to whichever worker is free."""

    client: Client
    program: worker.Program
    at_once: int = 1

    @contextmanager
    def mapping(
        self, function: Callable[[T], R], items: Sequence[T], done: Callable[[], object] = lambda: None
    ) -> Iterator[Callable[[], list[R]]]:
        """The function of every item, in their order, once somebody asks for it."""

        def answers() -> list[R]:
            found: dict[int, R] = {}
            for share in self.shared(partial(_numbered, function), list(enumerate(items))):
                for number, answer in share:
                    found[number] = answer
                    done()
            return [found[number] for number in range(len(items))]

        yield answers

    def shared(
        self, function: Callable[[Iterable[T]], R], items: Sequence[T],
        _reached: Callable[[float], object] | None = None,
    ) -> Iterator[R]:  # fmt: skip
        """The function of every share, as they are done.

        Raises what the function raised, ``AnotherProgram`` or ``ProcessLost``.
        """
        if len(items) <= SHARE:
            yield function(list(items))
            return
        number = -(-len(items) // SHARE)
        waiting, done = self._begun(function, [list(items[first::number]) for first in range(number)])
        while waiting:
            future = self._next(done)
            waiting.discard(future)  # the cluster keeps an answer as long as we do
            yield self._answer(future)

    def _begun(
        self, function: Callable[[Iterable[T]], object], shares: Sequence[list[T]]
    ) -> tuple[set[Future], SimpleQueue[Future]]:
        """Shares that are being done, and those that are done as soon as they are."""
        data = pickle.dumps(function)
        sent = self.client.submit(worker.Sent, hashlib.sha256(data).hexdigest(), self.program, data)
        done: SimpleQueue[Future] = SimpleQueue()
        waiting = {self.client.submit(worker.do, sent, share, pure=False) for share in shares}
        for future in waiting:
            future.add_done_callback(done.put)
        return waiting, done

    def _next(self, done: SimpleQueue[Future]) -> Future:
        while True:
            try:
                return done.get(timeout=PATIENCE)
            except Empty:
                self._require_workers()

    def _answer(self, future: Future) -> Any:
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except Exception as error:
                if future.status == "error":  # it is the function's own
                    raise _meant(error) from None
                if not isinstance(error, TimeoutError):
                    raise ProcessLost("集群的调度程序不在了") from error
                self._require_workers()  # the answer lay with one that was lost

    def _require_workers(self) -> None:
        if not _workers(self.client):
            raise ProcessLost("集群里一个 worker 也没有了")


def _numbered(function: Callable[[T], R], share: Iterable[tuple[int, T]]) -> list[tuple[int, R]]:
    return [(number, function(item)) for number, item in share]


def _meant(error: Exception) -> Exception:
    from distributed import KilledWorker  # noqa: PLC0415  see ``connected``

    if isinstance(error, KilledWorker):
        return ProcessLost("集群里同一份活接连弄停了几个 worker，多半是内存不够")
    return error


@contextmanager
def connected(address: str, program: str, settings: bytes) -> Iterator[Cluster]:
    """The cluster of a scheduler, every worker of which runs this program.

    Raises:
        NoCluster: there is none, or Dask is not installed.
        AnotherProgram: a worker runs another program.
    """
    try:
        from dask import config  # noqa: PLC0415  only who asks for a cluster needs it
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise NoCluster(
            "--scheduler 要用 Dask，这里没有装：请照 requirements-cluster.txt 装上（见 docs/scale.md）"
        ) from None
    for name in ("distributed", "asyncio"):  # we say ourselves what is wrong
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with config.set(_SETTINGS | {"distributed.comm.timeouts.connect": f"{CALL}s"}):
        try:
            client = Client(address, timeout=CALL, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoCluster(f"连不上集群的调度程序 {address}（{error}）") from error
        try:
            yield _of_one_program(client, worker.Program(program, settings))
        finally:
            with suppress(Exception):  # it is gone already
                client.close(timeout=CALL)


def _of_one_program(client: Client, program: worker.Program) -> Cluster:
    if not _workers(client):
        raise NoCluster("集群里一个 worker 也没有：请先运行 dask worker")
    try:
        client.run(program.require)
    except worker.AnotherProgram:
        raise
    except Exception as error:
        raise NoCluster(f"集群里有 worker 不会用这个程序（{error}）") from error
    return Cluster(client, program)


def _workers(client: Client) -> dict[str, int]:
    """Raises ``ProcessLost`` where the scheduler is gone."""
    try:
        found: dict[str, int] = client.nthreads()
    except Exception as error:
        raise ProcessLost("集群的调度程序不在了") from error
    return found
