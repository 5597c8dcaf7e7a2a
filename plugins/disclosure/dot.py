"""DOT text to positions: the one way to Graphviz, whichever this machine has.

Enters: DOT text.  Leaves: json0 text, and the engine's version, which belongs into every cache
key because positions differ between versions.  In order: the libraries of the pygraphviz wheel
(``graphviz_wheel``, Linux), the wheel's own extension (macOS, Windows), the system's ``dot``, one
process a chart (batches of Graphviz 2.43 crash and are not reproducible).
"""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from . import graphviz_wheel
from .graphviz_wheel import LayoutFailed, Unavailable

TIMEOUT_SECONDS = 20


class NoGraphviz(Exception):
    """Nothing on this machine can lay out a chart; the message names the package to install."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to lay out a graph, and its version."""

    version: str
    lay_out: Callable[[str], str]


def lay_out(dot: str) -> str:
    """Positions of one graph as json0.  Raises ``NoGraphviz`` or ``LayoutFailed``."""
    return engine().lay_out(dot)


def version() -> str:
    """Which Graphviz draws, for cache keys and reports.  Raises ``NoGraphviz``."""
    return engine().version


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
    return Engine(graphviz_wheel.version(), graphviz_wheel.lay_out)


def _extension() -> Engine:
    """The extension of the wheel, where it brings all it is linked to."""
    try:
        import pygraphviz  # noqa: PLC0415  absent where there is no wheel
    except (ImportError, OSError) as error:
        raise Unavailable(str(error)) from error

    def through_extension(dot: str) -> str:
        drawn: bytes = pygraphviz.AGraph(string=dot).draw(format="json0", prog="dot")
        return drawn.decode()

    return Engine(f"pygraphviz {pygraphviz.__version__}", through_extension)


def _system() -> Engine:
    program = shutil.which("dot")
    if program is None:
        raise Unavailable("no dot")
    return Engine(_run(program, "-V", ""), lambda dot: _run(program, "-Tjson0", dot))


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
