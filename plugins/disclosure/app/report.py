"""What commands tell people: problems, their number, a status, and what a build made as a table.

Enters: problems, or the ``Site`` and the paths written.  Leaves: lines, a status, a ``rich`` table.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.table import Table

from ..basics.media import TITLES
from ..basics.problem import Problem
from ..county.site import Site

FINE, PROBLEMS, USAGE, BUSY = 0, 1, 2, 75


def write_out(problems: Iterable[Problem], write: Callable[[str], object]) -> None:
    """Each problem on a line."""
    for problem in problems:
        write(f"{problem}\n")


def summary(problems: list[Problem], site: Site | None) -> None:
    """How many there are, and that some may follow from others."""
    errors = sum(problem.is_error for problem in problems)
    reminders = len(problems) - errors
    say(f"{errors} 个错误，{reminders} 个提醒（disclosure check 逐条列出）", FINE)
    if site and not site.whole:
        say("有的记录写错了，没有算进去，排在最前面；后面说少了什么的，可能只因为它们：先改前面的", FINE)


def status_of(problems: Iterable[Problem]) -> int:
    """What a command ends with: reminders stop nothing."""
    return PROBLEMS if any(problem.is_error for problem in problems) else FINE


def typed(path: Path) -> str:
    """A path as it is to be typed into a command: one with a space stands in quotation marks."""
    return (
        str(path)
        if re.fullmatch(r"[^\s\"'`$&|;<>()*?!#~\\]+|[A-Z]:[^\s\"&|<>()]+", str(path))
        else (f'"{path}"')
    )


def say(text: str, status: int) -> int:
    """A line for people, and the status that goes with it."""
    sys.stderr.write(f"{text}\n")
    return status


def release_table(site: Site, written: Iterable[str]) -> Table:
    """Pages, charts and other files by edition, then records by level."""
    counts = Counter(_sort(path) for path in written)
    table = Table(title=f"{site.county.name}　以 {site.as_of} 为准", title_justify="left")
    for heading in ("版本 / 层级", "页面", "流程图", "其他文件"):
        table.add_column(heading, justify="left" if heading.startswith("版本") else "right")
    for folder, name in TITLES.items():
        table.add_row(name, *(str(counts[folder, kind]) for kind in ("page", "chart", "file")))
    table.add_section()
    table.add_row("", "机构", "职权", "决策", style="bold")
    for level in site.county.levels:
        units = [unit for unit in site.units.values() if unit.level.code == level.name]
        powers = sum(len(site.powers_of[unit.code]) for unit in units)
        decisions = sum(len(site.decisions_of[unit.code]) for unit in units)
        table.add_row(level.name, str(len(units)), str(powers), str(decisions))
    return table


def _sort(path: str) -> tuple[str, str]:
    kind = "page" if path.endswith(".html") else "chart" if path.endswith(".svg") else "file"
    return path.split("/", maxsplit=1)[0], kind
