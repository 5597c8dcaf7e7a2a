"""How many personal numbers are found, and how many innocent ones are taken for personal.

Enters: the size of the samples.  Leaves: recall by carrier and sort, false alarms by carrier, on
standard output; exit status 1 where a figure misses its target.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

import personal  # noqa: E402  the paths come first

from disclosure.basics.files import any_file  # noqa: E402

TARGETS = {"有效": 1.0, "截断": 0.995, "错打": 1.0, "旧证": 1.0, "银行卡": 1.0, "手机": 1.0}
MOST_FALSE = 0.001


def main() -> int:
    """Print the figures and what misses its target."""
    options = _options()
    missed = [*recall(options.found, options.seed), *false_alarms(options.innocent, options.seed)]
    print("\n".join(missed) or "全部达到目标")
    return 1 if missed else 0


def recall(count: int, seed: int) -> Iterator[str]:
    """Found of planted, one line a carrier."""
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for name, write in personal.CARRIERS.items():
        planted = personal.samples(random.Random(f"{seed}{name}"), count)
        data = write([(one.label, one.written) for one in planted])
        started = time.perf_counter()
        found = {finding.number for _, finding in any_file.findings(f"名单.{name}", data)}
        took = time.perf_counter() - started
        hits = Counter(one.sort for one in planted if one.number in found or _within(one.number, found))
        total.update(one.sort for one in planted)
        hit.update(hits)
        shown = "　".join(f"{sort} {hits[sort]}/{count // len(TARGETS)}" for sort in TARGETS)
        print(f"{name:5} {len(data) // 1024:5} KB {took:6.2f} 秒　{shown}")
    for sort, target in TARGETS.items():
        print(
            f"召回 {sort}：{hit[sort]}/{total[sort]} = {hit[sort] / total[sort]:.4%}（目标 {target:.1%}）"
        )
        if hit[sort] / total[sort] < target:
            yield f"没有达到：召回 {sort}"


def _within(number: str, found: set[str]) -> bool:
    """A doubled first or last digit leaves the valid number inside the mistyped one."""
    return bool({number[1:], number[:-1]} & found)


def false_alarms(count: int, seed: int) -> Iterator[str]:
    """Innocent numbers taken for personal, one line a carrier."""
    alarms = 0
    for name, write in personal.CARRIERS.items():
        rows = personal.negatives(random.Random(f"{seed}-{name}"), count)
        found = [
            run.label + finding.shown for run, finding in any_file.findings(f"名单.{name}", write(rows))
        ]
        alarms += len(found)
        print(f"{name:5} 误报 {len(found)}/{count}　{'、'.join(found[:5])}")
    rate = alarms / count / len(personal.CARRIERS)
    print(f"误报：{alarms}/{count * len(personal.CARRIERS)} = {rate:.4%}（目标 ≤{MOST_FALSE:.1%}）")
    if rate > MOST_FALSE:
        yield "没有达到：误报"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="个人号码检测的召回率和误报率")
    parser.add_argument("--found", type=int, default=2400, help="每种载体里放多少个号码")
    parser.add_argument("--innocent", type=int, default=10_000, help="每种载体里放多少个无关的号码")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
