"""Everyone in turn, round after round, so that what the machine does meanwhile falls on all alike.

Enters: a county and a folder on the disk to be measured.  Leaves: ``Results``.
"""

from __future__ import annotations

import re
import shutil
import statistics
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contestants import CHANGED_POWER, OURS, Contestant, Maker, contestants, our_command, ourselves
from npm import Missing
from running import Command, Cost, Failed, run

COLD, CHANGED, SAME, CHECK = "全新", "改一项", "没有改", "只检查"
SHOWN, SERVED = "预览时改一项，打开着的页面", "预览时改一项，整版"
_STAGE = re.compile(r"^│ ([^│]+?) *│ +(\d+\.\d\d) │ +(\d+\.\d\d) │$", re.MULTILINE)
_OWN_SCRIPT = re.compile(r'<script src="(/[^"]+)"')
"""That of the preview: those of the site have relative addresses."""
_PATIENCE = 900.0
_PAGE = f"/powers/{CHANGED_POWER}.html"


@dataclass(frozen=True)
class Tree:
    """What was published: pages, files and bytes."""

    pages: int
    files: int
    size: int


@dataclass
class Results:
    """Costs by contestant and case; who could not take part and why; what was published."""

    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each said the last time."""
    absent: dict[str, str] = field(default_factory=dict)
    lacks: dict[str, str] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    editions: dict[str, Tree] = field(default_factory=dict)
    stages: list[tuple[str, float, float]] = field(default_factory=list)
    """Of our last cold build: each with its CPU and wall clock."""

    def ratio(self, one: tuple[str, str], *others: tuple[str, str]) -> float | None:
        """Median over the rounds of one wall clock by the sum of others; None where one is absent."""
        rounds = [self.costs.get(key, []) for key in (one, *others)]
        ratios = [
            first.wall / sum(cost.wall for cost in rest) for first, *rest in zip(*rounds, strict=False)
        ]
        return statistics.median(ratios) if ratios else None


def held(county: Path, work: Path, rounds: int, *, peers: bool, cold: bool) -> Results:
    """All rounds; with ``cold`` everyone only builds from nothing."""
    results, taking_part = Results(), list[Contestant]()
    for name, make in contestants(county, work, peers=peers):
        contestant = _made(name, make, results)
        if contestant and _round(contestant, results, 1, cold=cold):
            taking_part.append(contestant)
            results.lacks[name] = contestant.lacks
            results.trees[name] = tree(contestant.out)
    for number in range(2, rounds + 1):
        for contestant in taking_part:
            _round(contestant, results, number, cold=cold)
    ours = next((one for one in taking_part if one.name == OURS), None)
    if ours:
        folders = [path for path in sorted(ours.out.iterdir()) if path.is_dir()]
        results.editions = {folder.name: tree(folder) for folder in folders}
        results.stages = list(_stages(results.said[OURS, COLD]))
    if ours and not cold:
        _ours_besides(ours, county, results, rounds)
    return results


def province(counties: Path, work: Path) -> Results:
    """Many counties, one after the other, each from nothing; costs and files are those of all."""
    results, trees = Results(), list[Tree]()
    for county in sorted(counties.iterdir()):
        one = ourselves(county, work)
        if not _case(one, COLD, one.command, results):
            return results
        trees.append(tree(one.out))
    costs = results.costs[OURS, COLD]
    whole = Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))
    results.costs[OURS, COLD] = [whole]
    results.trees[OURS] = Tree(
        sum(t.pages for t in trees), sum(t.files for t in trees), sum(t.size for t in trees)
    )
    return results


def _made(name: str, make: Maker, results: Results) -> Contestant | None:
    try:
        return make()
    except Missing as why:
        results.absent[name] = str(why)
        return None


def _case(contestant: Contestant, case: str, command: Command, results: Results) -> bool:
    """One run; who fails is named and left out."""
    if case == COLD:
        _wipe(contestant)
    try:
        cost, said = run(command)
    except Failed as why:
        results.absent[contestant.name] = f"{case}：{why}"
        return False
    results.costs.setdefault((contestant.name, case), []).append(cost)
    results.said[contestant.name, case] = said
    return True


def _wipe(contestant: Contestant) -> None:
    for path in contestant.wipe:
        shutil.rmtree(path, ignore_errors=True)


def _round(contestant: Contestant, results: Results, number: int, *, cold: bool) -> bool:
    """From nothing; then again with one power changed, and with nothing changed."""
    if not _case(contestant, COLD, contestant.command, results):
        return False
    if contestant.edit and not cold:
        contestant.edit(number)
        _case(contestant, CHANGED, contestant.command, results)
        _case(contestant, SAME, contestant.command, results)
    return True


def _ours_besides(ours: Contestant, county: Path, results: Results, rounds: int) -> None:
    """What only we have: the check alone, and the preview."""
    out, cache = ours.wipe
    check = our_command("check", county, cache=cache)
    serve = our_command("serve", county, "--output", out, "--no-open", "--port", "0", cache=cache)
    for number in range(rounds):
        _case(ours, CHECK, check, results)
        _served(ours, serve, number, results)


def _stages(said: str) -> Iterator[tuple[str, float, float]]:
    """As a build with ``--profile`` tells them."""
    for name, cpu, wall in _STAGE.findall(said):
        yield name.strip(), float(cpu), float(wall)


def _served(ours: Contestant, serve: Command, number: int, results: Results) -> None:
    """From a saved change to the page that somebody has open, and to the release in force, with the
    preview running."""
    page, mark = ours.out / "public" / _PAGE.lstrip("/"), f"（{9000 + number}）"
    if ours.edit is None:
        return
    with serve.started() as child:
        line = next(line for line in child.stdout or () if "http" in line)
        opened = _OpenPage(line.partition("http")[2].partition("/index.html")[0])
        for _ in range(10):  # the watcher starts behind the address
            opened.says()
            time.sleep(0.1)
        ours.edit(9000 + number)
        start = time.perf_counter()
        for case, says in ((SHOWN, opened.says), (SERVED, lambda: page.read_text("utf-8"))):
            while mark not in says() and time.perf_counter() < start + _PATIENCE:
                time.sleep(0.05)
            wall = time.perf_counter() - start
            results.costs.setdefault((OURS, case), []).append(Cost(wall, 0, 0))
        child.terminate()


@dataclass(frozen=True)
class _OpenPage:
    """The page of the power that is changed, in a browser."""

    address: str

    def says(self) -> str:
        """What it says now; as a browser does, it asks for the script that may load it again."""
        told = self._fetched(_PAGE)
        for script in _OWN_SCRIPT.findall(told):
            self._fetched(script)
        return told

    def _fetched(self, path: str) -> str:
        with urllib.request.urlopen(f"http{self.address}{path}") as answer:  # noqa: S310  loopback
            told: bytes = answer.read()
        return told.decode()


def tree(folder: Path) -> Tree:
    """What lies in a folder."""
    files = [path for path in folder.resolve().rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return Tree(pages, len(files), sum(path.stat().st_size for path in files))
