"""Who does the work of a build: this process, processes, or a cluster."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from . import cluster, worker
from .executor import Executor, ProcessLost
from .processes import Processes

REFUSALS = (ProcessLost, cluster.NoCluster, worker.AnotherProgram)
"""Why the work was not done."""


def chosen(options: Namespace, program: str, settings: Path) -> AbstractContextManager[Executor]:
    """Who was asked for.  Raises ``NoCluster`` or ``AnotherProgram``."""
    if options.scheduler:
        return cluster.connected(options.scheduler, program, settings.read_bytes())
    return nullcontext(Processes(options.processes))
