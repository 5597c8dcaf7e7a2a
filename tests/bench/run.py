"""How fast, beside others, in one run: ``python tests/bench/run.py [S] [M] [L] [P]``.

Enters: sizes.  Leaves: Markdown tables on standard output (docs/speed.md says how to read them).
Seconds differ from machine to machine, and from hour to hour: compare inside one run only.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from contestants import DOT, HUGO, OURS, PORTAL
from rounds import CHANGED, COLD, SAME, SERVED, SHOWN, Results, held, province
from running import disk_of, middle

HERE = Path(__file__).resolve().parent
_MB, _MIB = 1e6, 2**20
Row = Sequence[str]


def main() -> None:
    """Measure and print."""
    options = _options()
    done: dict[str, Results] = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.disk) as folder:
        print(_machine(Path(folder), options.rounds))
        for size in options.sizes:
            done[size] = _measure(size, Path(folder) / size, options)
            print("\n".join(_report(size, done[size])), flush=True)
    if {"M", "L"} <= done.keys():
        print(_growth(done["M"], done["L"]))


def _measure(size: str, work: Path, options: argparse.Namespace) -> Results:
    county = work / "county"
    subprocess.run([sys.executable, HERE / "county", size, county], check=True)
    if size == "P":
        results = province(county, work)
    else:
        results = held(county, work, options.rounds, peers=options.peers, cold=options.cold)
    shutil.rmtree(work)
    return results


def _options() -> argparse.Namespace:
    memory = Path("/dev/shm")  # noqa: S108  a disk in memory, where there is one
    parser = argparse.ArgumentParser(description="量速度；不写就量 S 和 M")
    parser.add_argument("sizes", nargs="*", choices=("XS", "S", "M", "L", "P"), default=["S", "M"])
    parser.add_argument("--rounds", type=int, default=3, help="轮数，取中位数")
    parser.add_argument("--cold", action="store_true", help="只量全新的，不量改一项、预览")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="只量亮权")
    parser.add_argument(
        "--disk", type=Path, default=memory if memory.is_dir() else None, help="在哪个盘上"
    )
    return parser.parse_args()


def _machine(folder: Path, rounds: int) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} 核，{memory:.0f} GiB，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}；盘：{disk_of(folder)}；{rounds} 轮，轮流做，取中位数"
    )


def _report(size: str, results: Results) -> Iterator[str]:
    yield f"\n### {size}\n"
    yield from _table(("谁", "做什么", "墙钟秒", "CPU 秒", "最大进程 MiB", "n"), _costs(results))
    yield ""
    yield from _table(("谁", "网页", "文件", "MB", "CPU 毫秒／页"), _trees(results))
    yield ""
    yield from _table(("亮权的版本", "网页", "文件", "MB"), _editions(results))
    yield ""
    yield from _table(("亮权的阶段", "CPU 秒", "墙钟秒"), _stages(results))
    yield ""
    yield from _table(("比", "倍"), _ratios(results))
    yield ""
    yield from (f"- {name}：{what}。" for name, what in results.lacks.items() if what)
    yield from (f"- 没有量 {name}：{why}。" for name, why in results.absent.items())


def _table(head: Row, rows: Iterator[Row]) -> Iterator[str]:
    yield from (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _costs(results: Results) -> Iterator[Row]:
    for (name, case), costs in results.costs.items():
        cost = middle(costs)
        cpu, peak = (f"{cost.cpu:.2f}", f"{cost.peak / _MIB:.0f}") if cost.peak else ("", "")
        yield name, case, f"{cost.wall:.2f}", cpu, peak, str(len(costs))


def _trees(results: Results) -> Iterator[Row]:
    for name, held_there in results.trees.items():
        pages = held_there.pages
        each = f"{middle(results.costs[name, COLD]).cpu / pages * 1000:.2f}" if pages else ""
        yield name, f"{pages}", f"{held_there.files}", f"{held_there.size / _MB:.1f}", each


def _editions(results: Results) -> Iterator[Row]:
    for name, held_there in results.editions.items():
        yield name, f"{held_there.pages}", f"{held_there.files}", f"{held_there.size / _MB:.1f}"


def _stages(results: Results) -> Iterator[Row]:
    yield from ((name, f"{cpu:.2f}", f"{wall:.2f}") for name, cpu, wall in results.stages)


def _ratios(results: Results) -> Iterator[Row]:
    ours, cold = (OURS, COLD), (HUGO, COLD)
    asked = (
        ("全新 ÷（Hugo＋Graphviz 一次），墙钟", results.ratio(ours, cold, (DOT, COLD))),
        ("只要门户的页面 ÷ Hugo，墙钟", results.ratio((PORTAL, COLD), cold)),
        ("改一项 ÷ Hugo 重新生成，墙钟", results.ratio((OURS, CHANGED), (HUGO, CHANGED))),
        (
            "预览时改一项，打开着的页面 ÷ Hugo 重新生成，墙钟",
            results.ratio((OURS, SHOWN), (HUGO, CHANGED)),
        ),
        ("预览时改一项，整版 ÷ Hugo 重新生成，墙钟", results.ratio((OURS, SERVED), (HUGO, CHANGED))),
        ("没有改 ÷ Hugo 重新生成，墙钟", results.ratio((OURS, SAME), (HUGO, SAME))),
        ("每页 CPU ÷ Hugo 的，画图不计", _by_page(results)),
        ("最大进程 ÷ Hugo 的", _by_peak(results)),
    )
    yield from ((name, f"{ratio:.2f}") for name, ratio in asked if ratio is not None)


def _by_page(results: Results) -> float | None:
    if HUGO not in results.trees:
        return None
    drawn = sum(cpu for name, cpu, _ in results.stages if name == "画")
    ours = (middle(results.costs[OURS, COLD]).cpu - drawn) / results.trees[OURS].pages
    return ours / (middle(results.costs[HUGO, COLD]).cpu / results.trees[HUGO].pages)


def _by_peak(results: Results) -> float | None:
    if HUGO not in results.trees:
        return None
    return middle(results.costs[OURS, COLD]).peak / middle(results.costs[HUGO, COLD]).peak


def _growth(small: Results, large: Results) -> str:
    each = [middle(r.costs[OURS, COLD]).cpu / r.trees[OURS].pages for r in (small, large)]
    return f"\n每页 CPU，L ÷ M：{each[1] / each[0]:.2f}"


if __name__ == "__main__":
    main()
