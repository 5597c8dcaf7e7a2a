"""The other end of ``cluster``: what a worker does, and by which program.

Enters: a function that was sent, and shares.  Leaves: what it returned.  The function is made once,
whatever the number of shares; one share is done at a time, whatever number of threads a worker has.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...basics.values import dataclass
from ..kept import kept_pages


class AnotherProgram(Exception):
    """A worker would make other files than the process that asks."""


@dataclass(frozen=True, slots=True)
class Program:
    """The digest that decides which pages are kept, and the county's settings that it covers."""

    digest: str
    settings: bytes

    def require(self) -> None:
        """Raises ``AnotherProgram`` where this process runs another one."""
        with TemporaryDirectory() as folder:
            file = Path(folder, "settings.py")
            file.write_bytes(self.settings)
            if kept_pages.made_by(file) != self.digest:
                raise AnotherProgram(
                    "集群里有 worker 的程序、模板、Graphviz、Python 或装的包和这里的不是同一版"
                )


@dataclass(frozen=True, slots=True)
class Sent:
    """A function on its way: its name, the program that it is of, and itself pickled."""

    name: str
    program: Program
    data: bytes


def do(sent: Sent, share: list[Any]) -> Any:
    """The function of a share.  Raises what it raised, or ``AnotherProgram``."""
    with _alone:
        if sent.name not in _made:
            _made.clear()
            sent.program.require()
            _made[sent.name] = pickle.loads(sent.data)  # noqa: S301  machines of a cluster trust each other
        return _made[sent.name](share)


_alone = threading.Lock()
_made: dict[str, Callable[[list[Any]], Any]] = {}
"""The last function, by its name."""
