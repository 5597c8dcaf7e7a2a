"""Side-by-side measurements: ratios taken in one run, because seconds differ from machine to machine.

Enters: nothing.  Leaves: a table on standard output: reading YAML against PyYAML's C loader, and
laying out charts in process against one ``dot`` process a chart (where the system has ``dot``).
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from disclosure.charts.graphviz import dot  # noqa: E402  the path comes first
from disclosure.schema import yaml_source  # noqa: E402  the path comes first

ROUNDS = 5


def main() -> None:
    """Measure and print."""
    print(f"Graphviz：{dot.version()}；每项 {ROUNDS} 轮，取中位数")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "catalogues").rglob("*.yaml"))]
    ours = compare(
        lambda: [yaml_source.parse("x", text) for text in texts], lambda: [load(t) for t in texts]
    )
    print(f"读 {len(texts)} 份 YAML（带行列）：是 CSafeLoader 的 {ours:.2f} 倍时间")
    program = shutil.which("dot")
    if program is None:
        print("逐张启动 dot：系统没有 dot，未比")
        return
    graph = 'digraph { node [fixedsize=true, label="", width=1.5] n1 -> n2 -> n3 -> n4 n2 -> n5 }'
    ratio = compare(
        lambda: [one_process(program, graph) for _ in range(20)],
        lambda: [dot.lay_out(graph) for _ in range(20)],
    )
    print(f"逐张启动 dot：是进程内排版的 {ratio:.1f} 倍时间")


def compare(one: Callable[[], object], other: Callable[[], object]) -> float:
    """How many times as long ``one`` takes as ``other``, in alternating pairs."""
    return statistics.median(seconds(one) / seconds(other) for _ in range(ROUNDS))


def seconds(job: Callable[[], object]) -> float:
    """Time of one run."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def load(text: str) -> object:
    """PyYAML's fastest loader, without positions."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  our own files


def one_process(program: str, graph: str) -> bytes:
    """The way that is slow and unsafe in batches."""
    command = [program, "-Tjson0"]
    return subprocess.run(command, input=graph.encode(), capture_output=True, check=True).stdout


if __name__ == "__main__":
    main()
