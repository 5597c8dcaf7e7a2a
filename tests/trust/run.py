"""``make trust``: every harness in bounded time, and the table of promises with what was reached.

Enters: nothing, or words of rows to run alone.  Leaves: the table on standard output, and exit
status 1 where a promise was broken.  A harness that could not run says so and is not a pass; one
that could not tell a sabotaged program from a sound one has broken its promise.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tests/trust", "tools", "tests/support")]

import rows  # noqa: E402  the path comes first
from outcomes import BROKEN, NOT_RUN, UNFINISHED, Result  # noqa: E402
from rows import tested  # noqa: E402


@dataclass(frozen=True)
class Row:
    """A line of the table: the promise, its target, and the harness."""

    promise: str
    target: str
    run: Callable[[], Result]


# first those that copy their process often, which takes longer the more it holds; then the long ones
ROWS: tuple[Row, ...] = (
    Row("磁盘出错：旧站还在，并且说出来", "每个写操作逐一失败，0 不声不响", rows.failed),
    Row("断电也一样", "200 次断电，0 残缺 0 丢失；不落盘的残缺三成以上", rows.cut),
    Row("不是旧的就是新的，从不残缺", "500 次随机杀死，0 残缺，新旧都有 20 次以上", rows.killed),
    Row("不崩溃、不卡死：炸弹", "每 1 MB 不过 5 秒、512 MB", rows.bounded),
    Row("受众分开（前一半）", "150 个随机县，逐字节，0 不同", partial(rows.separated, range(150))),
    Row("受众分开（后一半）", "150 个随机县，逐字节，0 不同", partial(rows.separated, range(150, 300))),
    Row(
        "接着做与从头做一样（前一半）",
        "150 串随机改动，逐字节，0 不同",
        partial(rows.built_upon, range(150)),
    ),
    Row(
        "接着做与从头做一样（后一半）",
        "150 串随机改动，逐字节，0 不同",
        partial(rows.built_upon, range(150, 300)),
    ),
    Row("不崩溃、不卡死：模糊测试", "0 次崩溃，每次不过 5 秒、512 MB", rows.fuzzed),
    Row("没有可执行的内容，严格 CSP", "0 个可执行，0 次违反", rows.inactive),
    Row("坏的输入从不消失", "150 份以上，全部点名到文件、行，旧站一字节不动", rows.refused),
    Row("证件、银行卡、手机不外泄", "2400×13 个找全，误报不过 0.1%", rows.personal),
    Row("埋下的泄漏都抓住", "16 个以上，全部抓住", rows.leaks),
    Row("同样的输入，同样的字节", "10 种变化，0 不同", rows.repeated),
    Row("真实的职权一项不少", "1135 项，逐项在页面上", rows.real),
    Row("写的是什么，出来就是什么", "10000 个标量，0 个走样", rows.typed_words),
    Row("检查得快，也一样仔细", "20000 份改坏的文件，0 不同", rows.sieved),
    Row("泄漏检查会解码", "每种包装都认得出", tested("gates/test_audience_separation.py")),
    Row("遮盖拼不出整个号码", "每种遮法剩 10000 个以上候选，否则拒绝", rows.masked),
    Row("撤下就没有了", "0 处残留", rows.gone),
    Row("别人的网站冒充不了", "篡改、冒签、混装、换屏，全部拒绝", rows.authentic),
    Row("不走出自己的文件夹", "0 逃出，全部点名", tested("gates/test_inside.py")),
    Row(
        "退得回、核得对、说得清",
        "逐个文件点名",
        tested("release/test_publish.py", "release/test_compare_and_verify.py"),
    ),
    Row("供应链看得清", "全部有散列，换过的装不上，没有数据不算审计", rows.supplied),
)

FAILED = (BROKEN, UNFINISHED, NOT_RUN)


def main(wanted: list[str]) -> int:
    """Two harnesses at a time; the table as they end."""
    chosen = [row for row in ROWS if not wanted or any(w in row.promise + row.target for w in wanted)]
    begun, results = time.monotonic(), []
    with ProcessPoolExecutor(2, mp_context=get_context("fork"), max_tasks_per_child=None) as pool:
        running = [(row, pool.submit(partial(_timed, row.run))) for row in chosen]
        for row, future in running:
            result, seconds = _came_of(future)
            results.append(result)
            print(f"{result.verdict}　{row.promise}（目标：{row.target}）", flush=True)
            print(f"　　　{result.figure}（{seconds:.0f} 秒）", flush=True)
    counts = {verdict: sum(r.verdict == verdict for r in results) for verdict in FAILED}
    told = "，".join(f"{verdict} {count} 条" for verdict, count in counts.items())
    print(f"{len(results)} 条承诺：{told}，用时 {time.monotonic() - begun:.0f} 秒")
    return 1 if counts[BROKEN] or counts[UNFINISHED] or not results else 0


def _timed(run: Callable[[], Result]) -> tuple[Result, float]:
    begun = time.monotonic()
    return run(), time.monotonic() - begun


def _came_of(future: Future[tuple[Result, float]]) -> tuple[Result, float]:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  a harness that breaks has shown nothing
        return Result(BROKEN, f"没有运行完：{error!r}"), 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
