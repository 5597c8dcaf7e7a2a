"""What each command does: read, run the path, report, and say what came of it.

Enters: parsed options.  Leaves: an exit status.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from .. import gates, release
from ..basics.files.os_errors import said
from ..basics.media import FRONT
from ..basics.output import Output
from ..basics.problem import Code, Problem, declared, in_order
from ..charts.graphviz import dot
from ..county.audience import Audience, for_audience
from ..county.read import read
from ..county.registered import registered
from ..county.site import Site
from ..release import signing
from ..schema.catalogue import ALL
from ..schema.derived.editor import schema_text
from ..schema.derived.starter import shelf_named, starter_text
from . import disk, keys, release_commands
from .load import load_county
from .report import release_table

Command = Callable[[Namespace], int]

FINE, PROBLEMS, USAGE, BUSY = 0, 1, 2, 75


def kinds() -> list[str]:
    """The kinds of record that ``new`` can start."""
    return [shelf.record.title for shelf in ALL]


def codes() -> tuple[Code, ...]:
    """Every code a user can meet: what the modules behind the commands declare."""
    return declared()


def check(options: Namespace) -> int:
    """Read, link, apply the rules, print every problem; write nothing."""
    _, problems = _load(options)
    if options.format == "json":
        for problem in problems:
            sys.stdout.write(json.dumps(problem.as_dict(), ensure_ascii=False) + "\n")
    else:
        _print(problems, sys.stdout.write)
        _summary(problems)
    return _status(problems)


def build(options: Namespace) -> int:
    """The whole path; on any problem the last good release stays as it was."""
    try:
        disk.refuse_among_sources(options.folder, options.output)
        audience = Audience.parse(options.audience)
    except ValueError as error:
        return _say(str(error), USAGE)
    site, problems = _load(options)
    seen = for_audience(site, audience) if site else None
    if seen:
        try:
            moved = list(release_commands.moved_dates(options.output, seen))
        except release.Damaged as error:
            return _say(f"没有生成：{error}。原来的网站没有改动。", PROBLEMS)
        problems = in_order([*problems, *moved])
    _print((p for p in problems if p.is_error), sys.stderr.write)
    if problems:
        _summary(problems)
    if site is None or seen is None or _status(problems):
        return _say("没有生成：请先改正上面的错误。原来的网站没有改动。", PROBLEMS)
    try:
        with release.staging(options.output) as stage:
            release_commands.claim(options.output, options.audience)
            secret = keys.secret_of(options)
            return _render(options, seen, stage) or _publish(options, site, seen, stage, secret)
    except release.Busy as error:
        return _say(str(error), BUSY)
    except (release.Foreign, keys.Unsigned, signing.BadKey, OSError) as error:
        return _say(f"没有生成：{said(error)}。原来的网站没有改动。", PROBLEMS)


def serve(options: Namespace) -> int:
    """Rebuild on every change and show the pages on loopback."""
    from .serve import serve as run  # noqa: PLC0415  watchfiles is needed by this command only

    return run(options)


def new(options: Namespace) -> int:
    """Print a commented starting file."""
    shelf = shelf_named(options.kind)
    if shelf is None:
        return _say(f"没有“{options.kind}”这个种类；可写：{'、'.join(kinds())}", USAGE)
    sys.stdout.write(starter_text(shelf))
    return FINE


def schema(options: Namespace) -> int:
    """Write the JSON Schemas beside the county's catalogues."""
    if absent := disk.no_county(options.folder):
        _print([absent], sys.stdout.write)
        return PROBLEMS
    (options.folder / disk.SCHEMAS).mkdir(parents=True, exist_ok=True)
    for path, text in schemas(options.folder):
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path}\n")
    return FINE


def schemas(folder: Path) -> Iterator[tuple[Path, str]]:
    """The JSON Schemas of a county, with the words and codes that it has registered."""
    records, _ = read(disk.read_county(folder)[0])
    known = registered(records)
    for shelf in ALL:
        yield folder / disk.SCHEMAS / f"{shelf.schema}.schema.json", schema_text(shelf, known)


def _load(options: Namespace) -> tuple[Site | None, list[Problem]]:
    return load_county(options.folder, options.as_of, options.laws)


def _render(options: Namespace, seen: Site, stage: release.StagedRelease) -> int:
    """What these readers may see, drawn, rendered and written to the stage."""
    from . import drawing_cache  # noqa: PLC0415  half the start-up time, with the host
    from .pelican_adapter import BuildFailed, job_of, render  # noqa: PLC0415

    with drawing_cache.opened() as each, _progress() as advance:
        try:
            render(job_of(seen, stage, each, advance), options.folder)
        except BuildFailed as error:
            return _say(f"没有生成：{error}。原来的网站没有改动。", PROBLEMS)
    if told := dot.another_version():
        _say(told, FINE)
    release_commands.keep_dates(options.output, stage, seen)
    return FINE


def _publish(
    options: Namespace, site: Site, seen: Site, stage: release.StagedRelease, secret: bytes
) -> int:
    """The stage held against all gates, then swapped in."""
    audience = Audience.parse(options.audience)
    every = gates.all_gates(site, audience, stage.digests())
    findings = gates.check(disk.files_below(stage.root), every)
    if findings:
        _print(findings[:50], sys.stderr.write)
        return _say(f"没有发布：发布前检查发现 {len(findings)} 处问题。原来的网站没有改动。", PROBLEMS)
    large = release_commands.announce(options.output, stage, site.county.withdrawable)
    if large and not options.allow_withdrawal:
        return _say(f"没有发布：{large}。原来的网站没有改动。", PROBLEMS)
    if options.dry_run:
        return _say("没有发布：这次只看变化。", FINE)
    release_commands.commit(options.output, stage, secret)
    _results(options.output, seen, stage.files)
    return FINE


def _results(out: Path, site: Site, written: Iterable[str]) -> None:
    console = Console(highlight=False)
    console.print(release_table(site, written))
    index = (out / FRONT.folder / "index.html").absolute().as_uri()
    console.print(f"打开：{index}", soft_wrap=True)


def _print(problems: Iterable[Problem], write: Callable[[str], object]) -> None:
    for problem in problems:
        write(f"{problem}\n")


def _summary(problems: list[Problem]) -> None:
    errors = sum(problem.is_error for problem in problems)
    reminders = len(problems) - errors
    _say(f"{errors} 个错误，{reminders} 个提醒（disclosure check 逐条列出）", FINE)


def _status(problems: Iterable[Problem]) -> int:
    return PROBLEMS if any(problem.is_error for problem in problems) else FINE


def _say(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n")
    return status


@contextmanager
def _progress() -> Iterator[Callable[[Output], None]]:
    """A counter of outputs on a terminal; silence anywhere else."""
    console = Console(stderr=True)
    columns = (TextColumn("正在生成 {task.completed} 个文件"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda _: bar.advance(task)
