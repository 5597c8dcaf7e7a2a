"""``make trust``: every harness in bounded time, and the table of promises with what was reached.

Enters: nothing, or names of rows to run alone.  Leaves: the table on standard output, and exit
status 1 where a promise was broken.  A harness that could not run says so and is not a pass; one
that could not tell a sabotaged program from a sound one has broken its promise.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "trust", "tools")]

import equality  # noqa: E402  the path comes first
import faults  # noqa: E402
import kills  # noqa: E402
import powercut  # noqa: E402
import repeat  # noqa: E402
import sbom  # noqa: E402
import supply  # noqa: E402

KEPT, BROKEN, NOT_RUN = "守住", "没有守住", "没有运行"


@dataclass(frozen=True)
class Result:
    """What a harness has to say: the figure, and whether the promise was kept."""

    verdict: str
    figure: str


@dataclass(frozen=True)
class Row:
    """A line of the table: the promise, its target, and the harness."""

    promise: str
    target: str
    run: Callable[[], Result]


def killed() -> Result:
    """Random kills with a reader running."""
    sound, torn = kills.run(500, seconds=120), kills.run(40, "in-place", seconds=20)
    figure = (
        f"{sound.old + sound.new + sound.torn} 次：旧 {sound.old}，新 {sound.new}，残缺 {sound.torn}；"
        f"读 {sound.reads} 次，残缺 {sound.torn_reads}；就地写的发布器残缺 {torn.torn} 次"
    )
    kept = sound.both and not sound.torn + sound.torn_reads and torn.torn
    return _result(kept, figure)


def failed() -> Result:
    """Every mutating call failed in turn."""
    sound, lasting = faults.run(seconds=90), faults.run(lasting=True, seconds=45)
    careless, writes = faults.run("careless", most=20), faults.run_writes(seconds=60)
    told = f"write 经 strace {writes.calls} 次" if writes else "没有 strace，write 没有试"
    every = [sound, *([writes] if writes else [])]
    short = "（时间到，没有全部试完）" if any(t.short for t in (*every, lasting)) else ""
    bad = sum(t.torn + t.silent + t.late for t in every) + lasting.torn + lasting.silent
    figure = (
        f"逐个失败 {sound.calls} 次（旧 {sound.old}，新 {sound.new}），"
        f"一直失败 {lasting.calls} 次，{told}；"
        f"残缺或不声不响 {bad}；不看错误的发布器不声不响 {careless.silent} 次{short}"
    )
    return _result(sound.both and not bad and careless.silent, figure)


def cut() -> Result:
    """Power cuts on a disk of our own."""
    try:
        sound, unsynced = powercut.run(200, seconds=110), powercut.run(60, "unsynced", seconds=45)
    except powercut.NotHere as error:
        return Result(NOT_RUN, str(error))
    tries = unsynced.old + unsynced.new + unsynced.torn
    figure = (
        f"{sound.old + sound.new + sound.torn} 次：旧 {sound.old}，新 {sound.new}，残缺 {sound.torn}，"
        f"说成了却丢 {sound.lost}；不落盘的发布器 {tries} 次残缺 {unsynced.torn}、丢 {unsynced.lost}"
    )
    return _result(sound.both and not sound.torn + sound.lost and unsynced.torn, figure)


def separated() -> Result:
    """Two builds that must be equal."""
    found = equality.compare(range(1000), seconds=240)
    bytewise = equality.compare(range(5000, 5030), rendered=30, seconds=60)
    differing = len(found.differing) + len(bytewise.differing)
    figure = (
        f"{found.counties} 个随机县（藏起 {found.hidden} 条记录）逐个输出比，"
        f"另 {bytewise.rendered} 个连页面带清单逐字节比，不同 {differing}"
    )
    return _result(found.hidden and bytewise.rendered and not differing, figure)


def mutants() -> Result:
    """Seeded leaks."""
    left, total = equality.survivors(), len(equality.mutants.LEAKS)
    return _result(
        not left,
        f"埋下 {total} 个泄漏，抓住 {total - len(left)}{'：漏了' + '、'.join(left) if left else ''}",
    )


def repeated() -> Result:
    """Builds under other circumstances."""
    found = repeat.run(ROOT / "tests" / "cases" / "_county")
    differing = {name: files for name, files in found.items() if files}
    figure = f"{len(found)} 种变化（{'、'.join(found)}），不同的文件 {sum(map(len, found.values()))}"
    return _result(not differing, figure)


def supplied() -> Result:
    """Locks, installer, bill of materials."""
    total, held = supply.hashed()
    good, changed = supply.installs(tampered=False)[0], supply.installs(tampered=True)[0]
    same = sbom.bill(sbom.locked()) == sbom.bill(sbom.locked())
    audit = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "audit.py")], capture_output=True, check=False
    )
    figure = (
        f"{total} 个包，有散列的 {held}；换过的包{'装不上' if changed else '装上了'}；"
        f"物料清单两次{'相同' if same else '不同'}；"
        f"没有数据的审计算{'失败' if audit.returncode else '通过'}"
    )
    return _result(total == held and not good and changed and same and audit.returncode, figure)


def tested(*files: str) -> Callable[[], Result]:
    """A promise whose harness is a part of the test suite."""
    return partial(_tests, files)


def _tests(files: tuple[str, ...]) -> Result:
    present = [name for name in files if (ROOT / "tests" / name).exists()]
    if not present:
        return Result(NOT_RUN, f"没有 {'、'.join(files)}")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    paths = [str(ROOT / "tests" / name) for name in present]
    done = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or ["没有输出"])[-1]
    count = re.search(r"(\d+) passed", last)
    return _result(not done.returncode and count, f"{'、'.join(present)}：{last.strip('= ')}")


def _result(kept: object, figure: str) -> Result:
    return Result(KEPT if kept else BROKEN, figure)


ROWS: tuple[Row, ...] = (
    Row("不是旧的就是新的，从不残缺", "500 次随机杀死，0 残缺", killed),
    Row("断电也一样", "200 次断电，0 残缺 0 丢失", cut),
    Row("磁盘出错：旧站还在，并且说出来", "每个写操作逐一失败，0 不声不响", failed),
    Row("受众分开", "1000 个随机县，0 不同", separated),
    Row("埋下的泄漏都抓住", "16 个以上，全部抓住", mutants),
    Row("泄漏检查会解码", "每种包装都认得出", tested("test_trust_audience.py")),
    Row("同样的输入，同样的字节", "8 种变化，0 不同", repeated),
    Row("不走出自己的文件夹", "0 逃出，全部点名", tested("test_trust_inside.py")),
    Row("退得回、核得对、说得清", "逐个文件点名", tested("test_publish.py", "test_releases.py")),
    Row("供应链看得清", "全部有散列，换过的装不上", supplied),
    Row("坏的输入从不消失", "全部点名到文件、行", tested("test_cases.py")),
    Row("写的是什么，出来就是什么", "0 个标量走样", tested("test_source.py")),
    Row(
        "没有可执行的内容，严格 CSP",
        "0 个可执行，0 次违反",
        tested("test_browser.py", "test_active.py"),
    ),
    Row("证件、银行卡、手机不外泄", "见隐私检查的测试", tested("test_privacy.py")),
)


def main(wanted: list[str]) -> int:
    """Two harnesses at a time; the table in its own order."""
    rows = [row for row in ROWS if not wanted or any(word in row.promise for word in wanted)]
    begun, broken = time.monotonic(), 0
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        running = [(row, pool.submit(row.run)) for row in rows]
        for row, future in running:
            try:
                result = future.result()
            except Exception as error:  # noqa: BLE001  a harness that breaks has shown nothing
                result = Result(BROKEN, f"没有运行完：{error!r}")
            broken += result.verdict == BROKEN
            print(
                f"{result.verdict}　{row.promise}（目标：{row.target}）\n　　　{result.figure}",
                flush=True,
            )
    print(f"{len(rows)} 条承诺，没有守住 {broken} 条，用时 {time.monotonic() - begun:.0f} 秒")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
