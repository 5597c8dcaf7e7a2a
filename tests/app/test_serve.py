"""``serve``: the port first, the day that was asked for, and a page that loads itself again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from outside import DAY, LISTENING, checkout, county_in, environment, tree
from playwright.sync_api import Browser, expect

from disclosure.__main__ import main
from disclosure.app.preview.builder import unheard
from disclosure.app.preview.pages import SCRIPT

POWER = "catalogues/powers/MZ-JF-001.yaml"
PROMISED = re.compile("^( *承诺时限: ).*$", re.MULTILINE)


def test_a_busy_port_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county = county_in(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other, chdir(county):
        port = other.getsockname()[1]
        assert main(["serve", "--no-open", "--port", str(port)]) == 1
    assert f"端口 {port} 用不了（已被别的程序占用）" in capsys.readouterr().err
    assert not (county / "output").exists()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="没有信号屏蔽")
def test_a_builder_stopped_while_it_is_loaded_says_nothing(tmp_path: Path) -> None:
    here = checkout()
    command = [*here.words, "serve", "--builder", "http://x", "--early", str(tmp_path)]
    with unheard():
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(here.path)
        )
    child.send_signal(signal.SIGINT)
    assert child.communicate() == (None, b"")
    assert child.returncode == 0


@dataclass
class Served:
    """A county, the address where it is shown, and the process that shows it."""

    county: Path
    address: str
    process: int
    told: Path

    def promise(self, limit: str) -> None:
        """Have the power promise another time limit."""
        text = (self.county / POWER).read_text("utf-8")
        (self.county / POWER).write_text(PROMISED.sub(rf"\g<1>{limit}", text), "utf-8")

    def shows(self, words: str, page: str = "powers/MZ-JF-001.html") -> bool:
        """Whether the page says so, soon."""
        return comes(lambda: words in fetched(self.address.replace("index.html", page)))

    def builder(self) -> int:
        """The process that builds."""
        [child] = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return int(child)


def fetched(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  our own loopback address
        found: str = answer.read().decode()
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small county, as of a day; each test has the power promise what it looks for."""
    folder = tmp_path_factory.mktemp("served")
    with serving(county_in(folder), folder / "told") as found:
        yield found


@contextmanager
def serving(county: Path, said: Path) -> Iterator[Served]:
    """A county while it is shown; what is said on standard error goes to a file."""
    words = [sys.executable, "-c", LISTENING, "serve", "--no-open", "--port", "0", "--as-of", DAY]
    with (
        said.open("w") as told,
        subprocess.Popen(
            words, cwd=county, env=environment(checkout().path), stdout=subprocess.PIPE, stderr=told,
            text=True,
        ) as child,
    ):  # fmt: skip
        try:
            assert child.stdout
            lines = iter(child.stdout.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"http://\S+?html", line)))
            yield Served(county, address, child.pid, said)
        finally:
            child.terminate()


def test_a_changed_file_is_built_and_shown_without_a_hand(served: Served, browser: Browser) -> None:
    address = served.address
    page = browser.new_page()
    page.goto(address)
    assert DAY in page.content()
    page.goto(address.replace("index", "powers/MZ-JF-001"))
    assert "9个工作日" not in page.content()
    served.promise("9个工作日")
    expect(page.get_by_text("9个工作日").first).to_be_visible(timeout=120_000)
    page.close()
    out = served.county / "output"
    published = out / "public" / "powers" / "MZ-JF-001.html"
    assert comes(lambda: "9个工作日" in published.read_text("utf-8"))
    assert not [name for name in tree((out / "current").resolve()) if SCRIPT.strip("/") in name]
    assert SCRIPT not in published.read_text("utf-8")
    assert SCRIPT in fetched(address)


OF_CHILDREN = pytest.mark.skipif(sys.platform != "linux", reason="别处看不到子进程")


@OF_CHILDREN
def test_nothing_that_befalls_a_build_ends_it(served: Served) -> None:
    served.promise("10个工作日")
    assert served.shows("10个工作日")
    served.promise("八天")
    assert comes(lambda: "没有生成：请先改正" in served.told.read_text("utf-8"))
    assert served.shows("10个工作日")
    served.promise("11个工作日")
    assert served.shows("11个工作日")
    os.kill(served.builder(), signal.SIGKILL)
    assert comes(lambda: "生成的进程停了" in served.told.read_text("utf-8"))
    served.promise("12个工作日")
    assert served.shows("12个工作日")


def comes(what: Callable[[], bool]) -> bool:
    """Whether it is so, soon."""
    until = time.monotonic() + 120
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@OF_CHILDREN
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT])
def test_the_builder_ends_with_it(served: Served, tmp_path: Path, way: signal.Signals) -> None:
    """With another one that shows the same county."""
    with serving(served.county, tmp_path / "told") as other:
        ends_with_its_builder(other, way)


@OF_CHILDREN
def test_asked_to_end_it_takes_the_builder_along(served: Served) -> None:
    """The last test of this county."""
    ends_with_its_builder(served, signal.SIGTERM)


def ends_with_its_builder(served: Served, way: signal.Signals) -> None:
    builder = Path(f"/proc/{served.builder()}")
    os.kill(served.process, way)
    assert comes(lambda: not builder.exists())
