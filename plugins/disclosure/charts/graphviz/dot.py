"""DOT text to positions: the one way to Graphviz, whichever this machine has.

Enters: DOT text.  Leaves: the centre of every node, and the engine's version, which belongs into
every cache key because positions differ between versions.  In order: the libraries of the pygraphviz
wheel (``wheel``, Linux), the wheel's own extension (macOS, Windows), the system's ``dot``,
one process a chart (batches of Graphviz 2.43 crash and are not reproducible).
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from collections.abc import Callable

from ...basics.values import dataclass
from ..model.geometry import POINTS, Positions
from . import wheel
from .wheel import LayoutFailed, Unavailable

TIMEOUT_SECONDS = 20
LOCKED = "14.1.5"  # what the wheel in requirements-graphviz.txt carries; a test compares


class NoGraphviz(Exception):
    """Nothing on this machine can lay out a chart; the message names the package to install."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to lay out a graph, and its version."""

    version: str
    plain: Callable[[str], str]


def lay_out(dot: str) -> Positions:
    """Centres of the nodes of one graph.  Raises ``NoGraphviz`` or ``LayoutFailed``."""
    rows = (line.split(" ", 4) for line in engine().plain(dot).splitlines())
    return {row[1]: (float(row[2]) * POINTS, float(row[3]) * POINTS) for row in rows if row[0] == "node"}


def version() -> str:
    """Which Graphviz draws, for cache keys and reports.  Raises ``NoGraphviz``."""
    return engine().version


def colophon() -> str:
    """Which Graphviz laid out the charts, for readers: other versions place boxes otherwise."""
    note = "" if LOCKED in version() else f"（锁定的是 {LOCKED}，位置可能与别处生成的不同）"
    return f"Graphviz {version()}{note}"


def another_version() -> str:
    """One line where the charts are not those of the locked Graphviz, else ""."""
    if LOCKED in version():
        return ""
    return f"流程图由 Graphviz {version()} 排版，锁定的是 {LOCKED}：位置可能与别处生成的不同"


@functools.cache
def engine() -> Engine:
    """The first way that works here.  Raises ``NoGraphviz``."""
    for attempt in (_libraries, _extension, _system):
        try:
            return attempt()
        except Unavailable:
            continue
    raise NoGraphviz("画流程图需要 Graphviz：请安装系统软件包 graphviz（例如 apt-get install graphviz）")


def _libraries() -> Engine:
    return Engine(wheel.version(), wheel.plain)


def _extension() -> Engine:
    """The extension of the wheel, where it brings all it is linked to."""
    try:
        import pygraphviz  # noqa: PLC0415  absent where there is no wheel
    except (ImportError, OSError) as error:
        raise Unavailable(str(error)) from error

    def through_extension(dot: str) -> str:
        drawn: bytes = pygraphviz.AGraph(string=dot).draw(format="plain", prog="dot")
        return drawn.decode()

    drawn: bytes = pygraphviz.AGraph().draw(format="svg", prog="dot")
    return Engine(_number(drawn.decode()), through_extension)


def _system() -> Engine:
    program = shutil.which("dot")
    if program is None:
        raise Unavailable("no dot")
    return Engine(_number(_run(program, "-V", "")), lambda dot: _run(program, "-Tplain", dot))


def _number(text: str) -> str:
    """The version in what Graphviz says of itself, such as ``graphviz version 2.43.0 (0)``."""
    found = re.search(r"graphviz version ([\d.]+)", text)
    return found[1] if found else text.strip()


def _run(program: str, option: str, text: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; user text goes to stdin only
            [program, option],
            input=text.encode(),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise LayoutFailed(f"dot 失败：{error}") from error
    return (done.stdout or done.stderr).decode()
