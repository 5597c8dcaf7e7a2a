"""What tests share: a real browser, and the sample county built once."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cache as once
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import chromium
import pytest
import random_tests
from counties import AS_OF, ROOT, SOUND
from filelock import FileLock
from hypothesis.internal.conjecture import providers
from memory_disk import claimed
from playwright.sync_api import Browser, Error, sync_playwright
from shared_out import SharedOut, processes, rank, turned
from xdist.remote import Producer

from disclosure import gates
from disclosure.__main__ import main
from disclosure.app import arguments, load
from disclosure.app.kept import kept_records, kept_store
from disclosure.app.office.intake import bounded
from disclosure.basics.problem import Problem
from disclosure.county.read import SourceFile
from disclosure.release import StagedRelease
from disclosure.release.tree import Identity
from disclosure.rules.registry import Rules

gc.disable()  # what is imported and collected from here on stays
sys.dont_write_bytecode = False  # tests are rewritten for pytest once, not by every process each time

NUMBERS = count()
"""Of the folders of this process."""

IN_MEMORY = pytest.StashKey[Path | None]()
"""The folder in memory where all tests write."""

MOST_FILES = 5_000
"""Of a release that a test makes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` rewrites golden answers, for review in the diff; ``--whole``: see ``whole``."""
    parser.addoption("--accept", action="store_true", help="rewrite golden answers")
    parser.addoption("--whole", action="store_true", help="take all of what tests take a part of")


def pytest_collection_finish() -> None:
    """Tests hold large counties: looking for garbage less often pays."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Each process begins to read tests in another folder: what it rewrote, others need not.

    The first one says where all write.  Random tests draw the values that the program's source names
    with ``--whole`` only: to read it all takes each process seconds.
    """
    random_tests.begin(whole=bool(config.getoption("--whole")))
    if not config.getoption("--whole"):
        pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda _: False)
    if not hasattr(config, "workerinput"):
        config.stash[IN_MEMORY] = claimed()
    elif config.args == config.getini("testpaths"):
        told = config.workerinput
        config.args = turned(int(told["workerid"].removeprefix("gw")), told["workercount"])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """What went well leaves nothing in memory; what tests that failed wrote can be looked at."""
    folder = session.config.stash.get(IN_MEMORY, None)
    if folder and exitstatus == pytest.ExitCode.OK:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether all is wanted of what takes long, or as much as shows it."""
    return bool(request.config.getoption("--whole"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run, the same for all test processes."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the test's own; pytest would look through those of all tests before for a number."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{name}{next(NUMBERS)}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session", autouse=True)
def cache(shared: Path) -> Iterator[None]:
    """Drawings and templates of this run only: the user's own cache is neither read nor filled.

    Programs that tests start compile themselves once, as everywhere, and not anew each time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Builds keep what they keep in a folder of that name from now on, but for stores of this run."""
    of_this_run = kept_store.folder("")

    def kept(name: str, *stores: str) -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        if not (own := kept_store.folder("")).exists():
            own.mkdir(parents=True)
            for store in stores:
                (of_this_run / store).mkdir(parents=True, exist_ok=True)
                (own / store).symlink_to(of_this_run / store, target_is_directory=True)
        return tmp_path / name

    return kept


@pytest.fixture(scope="session", autouse=True)
def one_parser() -> Iterator[None]:
    """The arguments of hundreds of commands are read by one parser: it changes nothing of itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arguments, "parser", once(arguments.parser))
        yield


@pytest.fixture(scope="session", autouse=True)
def rules_name_their_codes() -> Iterator[None]:
    """No rule reports a code that it does not name, in any test that runs it."""

    def check(kind: Rules[...], *judged: object) -> Iterator[Problem]:
        for rule in kind.registered:
            for problem in rule.check(*judged):
                if problem.code not in rule.codes:  # the command line ends every other exception well
                    pytest.fail(f"{rule.check.__name__}: {problem.code.id}")
                yield problem

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rules, "check", check)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, and in one order wherever they were read first."""
    items.sort(key=lambda item: (rank(item.path), item.path))


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """How many ``-n auto`` means."""
    return processes((yield))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharedOut | None:
    """Files are shared out as wholes."""
    return SharedOut(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def releases_are_small(shared: Path) -> Iterator[None]:
    """No test makes a release as large as that of the sample county, which lies there for all."""
    finish = StagedRelease.finish

    def counted(stage: StagedRelease, *looked: Mapping[str, Identity | None]) -> dict[str, str]:
        if len(stage.files) > MOST_FILES and not stage.root.is_relative_to(shared / "sample"):
            pytest.fail(f"{len(stage.files)} 个文件：用小县，或者用 sample（docs/architecture.md）")
        return finish(stage, *looked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StagedRelease, "finish", counted)
        yield


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """The sample county, built once for all test processes; tests only read it."""
    return built_once(ROOT, shared / "sample")


@pytest.fixture(scope="session")
def sound(shared: Path) -> Path:
    """The small sound county, built once for all test processes; tests only read it."""
    return built_once(SOUND, shared / "sound")


def built_once(county: Path, out: Path) -> Path:
    """A county as the first test process that asks for it builds it."""
    with FileLock(f"{out}.lock"):
        if not (out / "public").exists():
            assert main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]) == 0
    return out


class ReadOnce(kept_records.KeptRecords):
    """What is made of each file is remembered, what becomes of several is not."""

    def __call__(self, function: Callable[[SourceFile], Any], file: SourceFile, /) -> Any:
        if function not in load.MADE_OF_EACH:
            return function(file)
        name = kept_records._name(function, file)  # noqa: SLF001  as the store names it
        if name not in self.values:
            self.values[name] = function(file)
        return self.values[name]


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Counties that differ in a file or two: what is read of any file is read once for all of them."""
    shared = ReadOnce({})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "opened", lambda *_: shared)
        yield


@pytest.fixture
def ungated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds for tests of what becomes of a release: the gates before it take a third of the time."""
    monkeypatch.setattr(gates, "all_gates", lambda *_, **__: ())
    monkeypatch.setattr(gates, "said_in", lambda *_: gates.SaidInCounty())


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Office files are read by the test process, for tests of what becomes of them: to start another,
    which has tests of its own, takes a third of a second a file."""

    def here(reader: str, path: Path, *more: object) -> tuple[object, Sequence[Problem]]:
        found, problems = bounded._read(path, bounded._READERS[reader])  # noqa: SLF001  as the other does
        return more[-1] if found is None else found, problems

    monkeypatch.setattr(bounded, "_in_child", here)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one a test process; each test takes ``browser.new_page()`` and closes it."""
    if chromium.reason():
        give_up(chromium.reason())
    executable = chromium.find()
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=executable, args=[*chromium.sandbox(), *chromium.QUIET]
            )
        except Error as error:
            give_up(f"{executable} 启动不了：{error.message}")
        yield started
        started.close()


def give_up(reason: str) -> NoReturn:
    """Skip with the reason shown; where CI is set, a test that did not run is a failure."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
