"""The harnesses as rows of the table: each runs, and says what it reached.

Enters: nothing.  Leaves: a ``Result``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from itertools import product

import bombs
import bounds
import damaged
import equality
import faults
import fuzz
import incremental
import kills
import mutants
import powercut
import press
import published
import repeat
import sbom
import supply
import typed
from cases import case, case_names
from corpora import LARGE, ROOT
from counties import SOUND
from outcomes import BROKEN, KEPT, NOT_RUN, Result, outcome
from real_county import DATA

from disclosure.basics.persons.mask import LEAST, Mask, candidates
from disclosure.basics.persons.shaped import NumberKind

FUZZED = {"yaml": 15, "attachment": 25, "markdown": 10, "citation": 5, "chain": 30}
"""Targets of the fuzzer, and seconds for each."""
FOUND = ROOT / ".cache" / "trust"
"""Where the fuzzer leaves inputs that broke a promise."""
AT_LEAST = 20  # of each outcome that a harness on torn releases has to have seen
THIRD = 0.3  # of the power cuts that have to show a publisher which does not sync


def killed() -> Result:
    """Random kills with a reader running."""
    sound, torn = kills.run(500, seconds=150), kills.run(40, "in-place", seconds=20)
    count = sound.old + sound.new + sound.torn
    figure = (
        f"{count} 次：旧 {sound.old}，新 {sound.new}，残缺 {sound.torn}；"
        f"读 {sound.reads} 次，残缺 {sound.torn_reads}；就地写的发布器残缺 {torn.torn} 次"
    )
    both, harm = min(sound.old, sound.new) >= AT_LEAST, sound.torn + sound.torn_reads
    return outcome(both and torn.torn, figure, harm, short=count < 500)


def failed() -> Result:
    """Every mutating call failed in turn."""
    sound, lasting = faults.run(seconds=75), faults.run(lasting=True, seconds=45)
    careless, writes = faults.run("careless", most=20), faults.run_writes(seconds=90)
    told = f"write 经 strace {writes.calls} 次" if writes else "没有 strace，write 没有试"
    every = [sound, *([writes] if writes else [])]
    short = any(tally.short for tally in (*every, lasting))
    bad = sum(t.torn + t.silent + t.late for t in every) + lasting.torn + lasting.silent
    figure = (
        f"逐个失败 {sound.calls} 次（旧 {sound.old}，新 {sound.new}），"
        f"一直失败 {lasting.calls} 次，{told}；残缺或不声不响 {bad}；"
        f"不看错误的发布器不声不响 {careless.silent} 次"
    )
    return outcome(sound.both and careless.silent, figure, bad, short=short)


def cut() -> Result:
    """Power cuts on a disk of our own."""
    try:
        sound, filewise = powercut.run(200, seconds=130), powercut.run(70, "filewise", seconds=70)
        unsynced = powercut.run(40, "unsynced", seconds=60)
    except powercut.NotHere as error:
        return Result(NOT_RUN, str(error))
    count, tries = (tally.old + tally.new + tally.torn for tally in (sound, unsynced))
    single = filewise.old + filewise.new + filewise.torn
    lost = unsynced.torn + unsynced.lost
    figure = (
        f"{count} 次：旧 {sound.old}，新 {sound.new}，残缺 {sound.torn}，说成了却丢 {sound.lost}；"
        f"逐个文件落盘 {single} 次，残缺 {filewise.torn}，丢 {filewise.lost}；"
        f"不落盘的发布器 {tries} 次残缺 {unsynced.torn}、丢 {unsynced.lost}"
    )
    both = min(sound.old, sound.new) >= AT_LEAST
    harm = sound.torn + sound.lost + filewise.torn + filewise.lost
    return outcome(both and lost >= THIRD * tries, figure, harm, short=count < 200 or single < 50)


def separated(seeds: range) -> Result:
    """Two builds that must be equal; a few large counties, and some through the whole of Pelican."""
    small = equality.compare(seeds, seconds=400)
    large = equality.compare(range(5000 + seeds.start, 5004 + seeds.start), LARGE, seconds=20)
    whole = equality.compare(range(8000 + seeds.start, 8004 + seeds.start), write=press.wholly)
    every = (small, large, whole)
    differing = [name for found in every for name in found.differing]
    figure = (
        f"逐字节比 {sum(found.counties for found in every)} 个随机县（小的 {small.counties}，"
        f"大的 {large.counties}，连 Pelican 整个跑的 {whole.counties}），"
        f"藏起 {sum(found.hidden for found in every)} 条记录，不同 {len(differing)}"
    )
    return outcome(large.hidden, figure, differing, short=small.counties < len(seeds))


def built_upon(seeds: range) -> Result:
    """Releases built upon one another, held against such as are built from nothing: four in five of the
    small county, the others of that which has something of everything."""
    most = len(seeds) * 4 // 5
    small = incremental.run(seeds[:most], county=SOUND, seconds=200)
    tally = incremental.run(seeds[most:], seconds=200).and_of(small)
    figure = (
        f"{tally.sequences} 串随机改动，共 {tally.edits} 处，"
        f"沿用 {tally.files} 个文件里的 {tally.kept} 个，"
        f"不同 {len(tally.differing)}{''.join(f'：{told}' for told in tally.differing[:1])}"
    )
    return outcome(tally.kept, figure, tally.differing, short=tally.sequences < len(seeds))


def leaks() -> Result:
    """Seeded leaks, each caught in the bytes that are written."""
    left, total = equality.survivors(), len(mutants.LEAKS)
    missed = f"：漏了{'、'.join(left)}" if left else ""
    return outcome(not left and total >= 16, f"埋下 {total} 个泄漏，抓住 {total - len(left)}{missed}")


def sieved() -> Result:
    """Damaged files read with care and through the sieve."""
    seen = damaged.compare(damaged.Careful(20_000, 1))
    figure = f"{seen.in_pieces} 份切得开，不同的 {len(seen.differing)} 份"
    found = "、".join(f"{gate} {times}" for gate, times in seen.found.items())
    return outcome(not seen.differing and all(seen.found.values()), f"{figure}；报出：{found}")


def repeated() -> Result:
    """Builds under other circumstances."""
    found = repeat.run(ROOT / "tests" / "cases" / "_county")
    figure = f"{len(found)} 种变化（{'、'.join(found)}），不同的文件 {sum(map(len, found.values()))}"
    return outcome(not any(found.values()), figure)


def fuzzed() -> Result:
    """Coverage-guided fuzzing of every target, one after another."""
    wanted = [f"{target}={seconds}" for target, seconds in FUZZED.items()]
    command = [sys.executable, str(ROOT / "tests" / "trust" / "fuzz.py"), *wanted]
    FOUND.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command, cwd=FOUND, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode == fuzz.ABSENT:
        return Result(NOT_RUN, "没有 atheris（只有 Linux x86-64、Python 3.13 以下的包）")
    if done.returncode:
        return Result(BROKEN, f"失败（输入在 {FOUND}）：{done.stderr[-600:]}")
    told = [_tried(figures) for figures in done.stderr.split(fuzz.BEGINS)[1:]]
    return outcome(all(told) and len(told) == len(wanted), "；".join(told))


def _tried(figures: str) -> str:
    """What the fuzzer tells of one target; nothing where it does not tell how often it was tried."""
    runs, covered = re.search(r"Done (\d+) runs", figures), re.findall(r"cov: (\d+)", figures)
    name = figures.partition("\n")[0]
    return f"{name} {runs[1]} 次（覆盖 {covered[-1] if covered else 0}）" if runs else ""


def bounded() -> Result:
    """Hostile megabytes."""
    taken = bounds.run(seconds=200)
    over = [f"{one.name} {one.seconds:.1f} 秒 {one.megabytes:.0f} MB" for one in taken if one.over]
    slowest, largest = (max(taken, key=key) for key in (lambda t: t.seconds, lambda t: t.megabytes))
    figure = (
        f"{len(taken)} 个炸弹，最慢 {slowest.seconds:.1f} 秒（{slowest.name}），"
        f"最大 {largest.megabytes:.0f} MB（{largest.name}），超过的 {len(over)}：{'、'.join(over)}"
    )
    return outcome(taken, figure.rstrip("："), over, short=len(taken) < len(bombs.BOMBS))


def typed_words() -> Result:
    """What is typed is what is read."""
    outcomes, first = typed.run(3_200)
    figure = f"{outcomes.total()} 个标量：一样 {outcomes['same']}，点名拒绝 {outcomes['refused']}，走样 "
    kept = not outcomes["changed"] and outcomes["same"] >= 10_000
    return outcome(kept, f"{figure}{outcomes['changed']} {first}".strip())


def gone() -> Result:
    """A withdrawn notice."""
    before, left = published.withdrawn()
    figure = f"公布时在 {before} 个文件里，撤下后还在 {len(left)} 个里 {'、'.join(left[:3])}"
    return outcome(before and not left, figure.strip())


def authentic() -> Result:
    """Forgeries of a signed release."""
    tried, taken = published.believed()
    return outcome(tried and not taken, f"{tried} 种，信了 {len(taken)} 种{'、'.join(taken)}")


def personal() -> Result:
    """Recall and false alarms on the full samples."""
    command = [sys.executable, str(ROOT / "tests" / "bench" / "privacy.py")]
    done = subprocess.run(command, capture_output=True, text=True, env=_chinese(), check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith(("召回", "误报", "没有达到"))]
    return outcome(done.returncode == 0 and lines, "；".join(lines) or done.stderr[-500:])


def masked() -> Result:
    """Every mask that the program takes, by the numbers that it leaves."""
    kept: dict[str, int] = {}
    for kind, head, tail in product(NumberKind, range(19), range(19)):
        left = candidates(kind, Mask(head, tail), age_known=True) if head + tail < 11 else 0
        if left >= LEAST:
            kept[f"{kind.value}{Mask(head, tail)}"] = left
    worst = candidates(NumberKind.ID, Mask(6, 4), age_known=True)
    tests = _tests(("basics/test_personal_numbers.py",), "mask or covered")
    figure = f"收 {len(kept)} 种遮法，最少剩 {min(kept.values())} 个；前6后4 只剩 {worst} 个，拒绝"
    sound = tests.verdict == KEPT and worst < LEAST <= min(kept.values())
    return outcome(sound, f"{figure}；{tests.figure}")


def refused() -> Result:
    """Golden cases: every mistake named, and a published site untouched by it."""
    wrong = [name for name in case_names() if case(name).answer]
    tests = tested("test_cases.py")()
    kept = tests.verdict == KEPT and len(wrong) >= 150
    return outcome(kept, f"{len(wrong)} 份坏的输入；{tests.figure}")


def inactive() -> Result:
    """Hostile words in every place, in a real browser under the policy."""
    import hostile  # noqa: PLC0415  with the tests' own path

    files = "editions/test_active.py", "editions/test_kinds_of_pages.py"
    tests = _tests(files, "test_active or policy or violation")
    return Result(tests.verdict, f"{len(hostile.PAYLOADS)} 种恶意文字；{tests.figure}")


def real() -> Result:
    """The whole of what a real district published."""
    if not DATA.is_file():
        return Result(NOT_RUN, f"仓库旁边没有 shared/data/{DATA.name}")
    return _tests(("app/test_real_data.py", "tables/test_round_trip.py"), "real")


def supplied() -> Result:
    """Locks, installer, bill of materials, audit."""
    total, held = supply.hashed()
    good, changed = supply.installs(tampered=False)[0], supply.installs(tampered=True)[0]
    same = sbom.bill(sbom.locked()) == sbom.bill(sbom.locked())
    blind, seeing = supply.audited(None), supply.audited(ROOT / "tests" / "trust" / "osv", least=4)
    planted = [line for line in seeing[1].splitlines() if "Planted" in line]
    innocent = [line for line in seeing[1].splitlines() if "Innocent" in line or "Withdrawn" in line]
    figure = (
        f"{total} 个包，有散列的 {held}；换过的包{'装不上' if changed else '装上了'}；"
        f"物料清单两次{'相同' if same else '不同'}；没有数据的审计算{'失败' if blind[0] else '通过'}；"
        f"OSV 通报里埋下的 2 个抓住 {len(planted)} 个，误报 {len(innocent)} 个"
    )
    sees = seeing[0] and len(planted) == 2 and not innocent
    return outcome(total == held and not good and changed and same and blind[0] and sees, figure)


def tested(*files: str) -> Callable[[], Result]:
    """A promise whose harness is a part of the test suite."""
    return partial(_tests, files)


def _tests(files: tuple[str, ...], only: str = "") -> Result:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--whole", "-k", only]
    paths = [str(ROOT / "tests" / name) for name in files]
    done = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or ["没有输出"])[-1]
    failures = [line for line in done.stdout.splitlines() if line.startswith("FAILED")][:3]
    passed = re.search(r"(\d+) passed", last)
    figure = f"{'、'.join(files)}：{last.strip('= ')} {' '.join(failures)}".strip()
    return outcome(not done.returncode and passed, figure)


def _chinese() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}
