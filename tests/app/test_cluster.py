"""A real Dask cluster makes the bytes that one process makes; what goes wrong there is said."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from counties import AS_OF, ROOT, SOUND

from disclosure.__main__ import main
from disclosure.app.executors import cluster, worker
from disclosure.app.kept import kept_pages
from disclosure.release import manifest

PLUGINS = str(ROOT / "plugins")


@dataclass
class Machines:
    """The processes of a cluster on this machine; workers serve one test after another."""

    folder: Path
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def have(self, workers: int) -> None:
        """So many that live and run this program: to start one costs more than a second."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) > workers:
            end(self.workers.pop())
        while len(self.workers) < workers:
            self.workers.append(self.worker(PLUGINS))
        settled(self, workers)

    def worker(self, program: str) -> subprocess.Popen[bytes]:
        """One more, that runs the program in a folder."""
        options = (
            "--nthreads",
            "2",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(self.folder),
        )
        return started("dask_worker", self.address, *options, program=program)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def started(name: str, *options: str, program: str = PLUGINS) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": program}
    words = [sys.executable, "-P", "-m", f"distributed.cli.{name}", *options]
    return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A cluster without workers; each test says how many it is to have."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = started("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    found = Machines(tmp_path_factory.mktemp("dask"), f"tcp://127.0.0.1:{port}", scheduler)
    try:
        yield found
    finally:
        found.end()


def settled(machines: Machines, workers: int) -> None:
    """Wait until so many workers are there, and none that ended."""
    from distributed import Client  # noqa: PLC0415  every test process would read Dask

    with Client(machines.address, timeout=60, set_as_default=False) as client:
        for _ in range(1200):
            if len(client.scheduler_info(n_workers=-1)["workers"]) == workers:
                return
            time.sleep(0.05)
    raise AssertionError("worker 没有到齐，或者没有走完")


def build(out: Path, *options: str) -> int:
    return main(["build", str(SOUND), "--output", str(out), "--as-of", str(AS_OF), *options])


def in_force(out: Path) -> bytes:
    return manifest.of_folder((out / "current").resolve())


@pytest.fixture(autouse=True)
def small_shares(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """And nothing is too small for Dask to complain of."""
    import dask  # noqa: PLC0415
    import distributed  # noqa: F401, PLC0415  whose settings are to be there

    monkeypatch.setattr(cluster, "SHARE", 5)
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1B"}):
        yield


def after_answers(
    monkeypatch: pytest.MonkeyPatch, number: int, happen: Callable[[], object]
) -> list[int]:
    """Let something happen while shares are being done; how many were done."""
    real, done = cluster.Cluster._next, []  # noqa: SLF001  where every share comes in

    def counted(self: cluster.Cluster, queue: object) -> object:
        future = real(self, queue)
        done.append(1)
        if len(done) == number:
            happen()
        return future

    monkeypatch.setattr(cluster.Cluster, "_next", counted)
    return done


def test_no_cluster_is_said_in_one_sentence(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    machines.have(0)
    assert build(tmp_path / "out", "--scheduler", machines.address) == 1
    assert "一个 worker 也没有" in capsys.readouterr().err
    monkeypatch.setattr(cluster, "CALL", 1)
    for address in ("tcp://127.0.0.1:1", "eins"):
        assert build(tmp_path / "out", "--scheduler", address) == 1
        assert "连不上集群" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert build(tmp_path / "out", "--scheduler", machines.address) == 1
    assert "requirements-cluster.txt" in capsys.readouterr().err


def test_a_worker_with_another_program_is_refused(
    machines: Machines, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("plugins", "theme"):
        shutil.copytree(ROOT / part, tmp_path / "other" / part)
    with (tmp_path / "other" / "theme" / "templates" / "base.html").open("a") as template:
        template.write("{# another #}")
    machines.have(1)
    other = machines.worker(str(tmp_path / "other" / "plugins"))
    try:
        settled(machines, 2)
        assert build(tmp_path / "out", "--scheduler", machines.address) == 1
    finally:
        end(other)
    assert "不是同一版" in capsys.readouterr().err
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.filterwarnings("error:Sending large graph")
def test_a_cluster_writes_what_one_process_writes(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    kept_in: Callable[..., Path], sound: Path,
) -> None:  # fmt: skip
    """By two, by the other one after the loss of one, and upon what they wrote."""
    machines.have(2)
    lost, out = machines.workers[0], tmp_path / "out"
    done = after_answers(monkeypatch, 10, lost.kill)
    kept_in("nothing drawn", "templates")
    assert build(out, "--scheduler", machines.address) == 0
    assert len(done) > 20, "charts and pages, five at a time"
    assert in_force(out) == in_force(sound)
    assert lost.wait() == -signal.SIGKILL
    done.clear()
    assert build(out, "--scheduler", machines.address) == 0
    assert not done, "nothing changed, so nothing is sent"


def test_a_worker_that_comes_later_is_held_to_the_program_too() -> None:
    program = worker.Program("another", b"")
    with pytest.raises(worker.AnotherProgram):
        worker.do(worker.Sent("share", program, pickle.dumps(len)), [])


@pytest.mark.parametrize("lost", ["every worker", "scheduler"])
def test_a_cluster_that_is_lost_leaves_the_last_release(  # noqa: PLR0913, PLR0917
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], sound: Path, lost: str,
) -> None:  # fmt: skip
    shutil.copytree(sound, tmp_path / "out", symlinks=True)
    before = in_force(tmp_path / "out")
    machines.have(1)
    ended = machines.scheduler if lost == "scheduler" else machines.workers[0]

    def lose() -> None:
        ended.kill()
        monkeypatch.setattr(cluster, "CALL", 5)  # not before: a busy machine takes its time to connect

    after_answers(monkeypatch, 5, lose)
    monkeypatch.setattr(kept_pages, "load", lambda *_: kept_pages.Notes())
    assert build(tmp_path / "out", "--scheduler", machines.address) == 1
    said = capsys.readouterr().err
    assert "没有生成：集群" in said
    assert "原来的网站没有改动" in said
    assert in_force(tmp_path / "out") == before
