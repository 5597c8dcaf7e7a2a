"""What axe-core, the W3C's checker and Lighthouse say of a release, how quick its search is, and how
long ten tasks take: ``make audit-pages``.

Enters: a built release.  Leaves: a table a tool on standard output; exit status 1 where one of them
finds fault.  axe looks at one page of every kind, in four looks and on every screen; the checker at
every page; Lighthouse at the pages that are opened most, on a phone and on a desk, from a server that
compresses; the search is that of a county as large as L.  A tool that cannot run here is named with the
reason, and counts as a fault.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tools", "tests/support", "tests/bench")]

import axe  # noqa: E402  the paths come first
import chromium  # noqa: E402
import searching  # noqa: E402
import tasks  # noqa: E402
from npm import Missing, installed, program  # noqa: E402
from page_kinds import kinds  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from zipped_server import served  # noqa: E402

HERE = Path(__file__).resolve().parent
TOOLS = ROOT / ".cache" / "audit"
SCREENS = {"public": ((390, 844), (1280, 800)), "kiosk": ((1080, 1920), (1920, 1080))}
OPENED_MOST = (
    "index.html",
    "powers/index.html",
    "powers/MZ-JF-001.html",
    "decisions/JC-BJSQ-2026-001.html",
)
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# the pages' own policy lets no script fetch anything, and the tool asks for robots.txt by script
UNABLE = ("robots-txt",)
# pages are checked from a disk, where a policy of 'self' names nobody
ARTEFACT = "Resource violates Content Security Policy"
FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run"


def main() -> int:
    """Print what each tool says."""
    release = Path(sys.argv[1] if len(sys.argv) > 1 else "output").absolute()
    wanted = sys.argv[2:] or list(AUDITS)
    faults = 0
    for name in wanted:
        print(f"== {name}", flush=True)
        try:
            for fault, line in AUDITS[name](release):
                faults += fault
                print(f"{'✗' if fault else ' '} {line}", flush=True)
        except Missing as missing:
            faults += 1
            print(f"✗ 没有运行：{missing}", flush=True)
    return int(faults > 0)


def by_axe(release: Path) -> Iterator[tuple[bool, str]]:
    """Every kind of page, every screen, every look."""
    with opened() as browser:
        for edition, screens in SCREENS.items():
            pages, faults, page = kinds(release / edition), 0, browser.new_page(bypass_csp=True)
            for path in pages:
                for width, height in screens:
                    page.set_viewport_size({"width": width, "height": height})
                    page.goto(path.as_uri())
                    for told in axe.found(page):
                        faults += 1
                        yield True, f"{path.relative_to(release)} {width}: {told}"
            page.close()
            looked = len(pages) * len(screens) * len(axe.LOOKS)
            yield False, f"{edition}：{len(pages)} 种页面，看了 {looked} 遍，{faults} 处"


def by_search(_release: Path) -> Iterator[tuple[bool, str]]:
    """Every keystroke of some ways of looking."""
    with opened() as browser, tempfile.TemporaryDirectory() as folder:
        page, size = searching.laid_out("L", Path(folder))
        slow = f"慢 {searching.THROTTLE} 倍的机器"
        yield False, f"找得到的有 {size} 样，{slow}，每按一下多少毫秒（最多 {searching.MOST}）"
        for keys in searching.timed(browser, page.as_uri()):
            told = f"{keys.way}：最慢 {keys.most:.0f}（“{keys.slowest}”），中位 {keys.middle:.0f}"
            yield keys.most > searching.MOST, told


def by_tasks(release: Path) -> Iterator[tuple[bool, str]]:
    """What people come for, before a screen and at a terminal."""
    with opened() as browser, tempfile.TemporaryDirectory(prefix="十 件事") as folder:
        done = tasks.all_done(browser.new_page(), release, Path(folder))
        yield from ((not task.is_well, task.said) for task in done)


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser.  Raises ``Missing``."""
    if chromium.reason():
        raise Missing(chromium.reason())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS.split()[1:])
        yield browser
        browser.close()


def by_w3c(release: Path) -> Iterator[tuple[bool, str]]:
    """Every page, as the W3C's checker reads it."""
    checker = installed(HERE, TOOLS) / "node_modules/vnu-jar/build/dist/vnu.jar"
    options = ("--format", "json", "--skip-non-html", "--exit-zero-always")
    for edition in SCREENS:
        command = (program("java"), "-Xss4m", "-jar", str(checker), *options, str(release / edition))
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        said = [one for one in json.loads(done.stderr)["messages"] if ARTEFACT not in one["message"]]
        kinds_said = Counter((one["type"] != "info", one["message"]) for one in said)
        for (fault, message), count in kinds_said.most_common():
            page = next(one for one in said if one["message"] == message)
            yield fault, f"{count} 处 {message}（{Path(page['url']).name}:{page.get('lastLine', '')}）"
        errors = sum(count for (fault, _), count in kinds_said.items() if fault)
        yield False, f"{edition}：{len([*(release / edition).rglob('*.html')])} 页，{errors} 处错误"


def by_lighthouse(release: Path) -> Iterator[tuple[bool, str]]:
    """The pages opened most, from a server on loopback."""
    script = installed(HERE, TOOLS) / "node_modules/lighthouse/cli/index.js"
    with served(release) as home:
        for name in OPENED_MOST:
            for device, options in (("手机", ()), ("电脑", ("--preset=desktop",))):
                report = _report(script, f"{home}/public/{name}", options)
                scores = {of: round(100 * report["categories"][of]["score"]) for of in SCORES}
                low = any(scores[of] < least for of, least in SCORES.items())
                shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
                told = "  ".join(f"{of} {score}" for of, score in scores.items())
                yield low or shift > 0, f"{name} {device}：{told}  布局偏移 {shift:.3f}"
                yield from ((True, f"    {one}") for one in _failed(report) if low)


def _report(script: Path, address: str, options: tuple[str, ...]) -> dict[str, Any]:
    command = (
        program("node"), str(script), address, "--quiet", "--output=json", *options,
        f"--chrome-flags={FLAGS}", f"--only-categories={','.join(SCORES)}",
        f"--skip-audits={','.join(UNABLE)}",
    )  # fmt: skip
    env = {**os.environ, "CHROME_PATH": chromium.find() or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise Missing(f"Lighthouse 停了：{' '.join(done.stderr.split())[-200:]}")
    return json.loads(done.stdout)


def _failed(report: dict[str, Any]) -> Iterator[str]:
    """The audits with a weight that took something off."""
    for name, audit in report["audits"].items():
        if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0:
            yield f"{name}：{audit['title']}"


AUDITS: dict[str, Callable[[Path], Iterator[tuple[bool, str]]]] = {
    "axe": by_axe,
    "w3c": by_w3c,
    "lighthouse": by_lighthouse,
    "search": by_search,
    "tasks": by_tasks,
}


if __name__ == "__main__":
    sys.exit(main())
