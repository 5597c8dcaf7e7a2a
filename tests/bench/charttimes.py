"""How fast 1,102 charts of the default drawing are made: cold, by all processors, and unchanged.

Enters: graphs.  Leaves: one line each.  The cache is a folder of its own, empty at the start.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from disclosure.app.executors.processes import Processes
from disclosure.app.kept import drawing_cache
from disclosure.app.kept.drawing_cache import Cache
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import compact_chart
from disclosure.charts.power_charts import FlowJob
from disclosure.charts.stage import Each
from disclosure.county.flows.graph import Graph

CHARTS = 1102


def speed(graphs: Sequence[Graph]) -> Iterator[str]:
    """Seconds of the clock and of the processor."""
    jobs = {str(n): _job(graphs[n % len(graphs)], n) for n in range(CHARTS)}
    yield f"{CHARTS} 张紧凑图，各不相同，Graphviz {dot.version()}"

    def one_of(each: Each) -> str:
        """Whoever asks for one has all drawn."""
        return each(default, jobs)["0"]

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        each = drawing_cache.each(Processes().mapped)
        yield f"全新，{os.cpu_count()} 个处理器：{_timed(lambda: one_of(each))}"
        yield f"都没有改：{_timed(lambda: one_of(each))}"
        alone = Cache(Path(folder) / "alone", map)
        yield f"全新，一个进程：{_timed(lambda: one_of(alone.each))}"


def _job(graph: Graph, number: int) -> FlowJob:
    return FlowJob(replace(graph, name=f"{graph.name}（{number}）"), ())


def default(job: FlowJob) -> str:
    """The default drawing."""
    return compact_chart.draw(job.graph, dot.lay_out).svg


def _timed(work: Callable[[], object]) -> str:
    clock, spent = time.perf_counter(), time.process_time()
    work()
    clock, spent = time.perf_counter() - clock, time.process_time() - spent
    return f"{clock:.2f} 秒，每张 {clock / CHARTS * 1000:.2f} 毫秒（本进程的处理器 {spent:.2f} 秒）"
